package fiches

import (
	"fmt"
	"time"

	"justicepartage/data"
	"justicepartage/data/francais"
)

// Instant writes a moment as people read it.
func Instant(t time.Time) string {
	return francais.Typographie(t.In(time.Local).Format("02/01/2006 à 15 h 04"))
}

// Octets writes a size.
func Octets(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	s := fmt.Sprintf("%d ko", max(1, n/kilo))
	if n >= mega {
		s = fmt.Sprintf("%d,%d Mo", n/mega, n%mega*10/mega)
	}
	return francais.Typographie(s)
}

// NomSauvegarde names a backup: when, how big.
func NomSauvegarde(s data.Sauvegarde) string {
	nom := Instant(s.Le) + "  ·  " + Octets(s.Octets)
	if s.Avant {
		nom += "  ·  avant une mise à jour"
	}
	return nom
}

// PhraseContenu tells what a backup holds. It names nobody.
func PhraseContenu(c data.Contenu) string {
	if c.Dossiers == 0 {
		return francais.Typographie(fmt.Sprintf("Cette sauvegarde ne contient aucun dossier (comptes : %d, %s).", c.Comptes, Octets(c.Octets)))
	}
	s := fmt.Sprintf("Cette sauvegarde contient %d dossiers", c.Dossiers)
	if c.Dossiers == 1 {
		s = "Cette sauvegarde contient un dossier"
	}
	if c.Numero != "" {
		s += fmt.Sprintf(" ; le dernier modifié est %s, le %s", c.Numero, Instant(c.Le))
	}
	return francais.Typographie(fmt.Sprintf("%s (comptes : %d, %s).", s, c.Comptes, Octets(c.Octets)))
}
