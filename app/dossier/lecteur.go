package dossier

import (
	"slices"
	"time"

	"justicepartage/app/composants"
	"justicepartage/app/regard"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// lecteur says what stands in a dossier the way it is read on the screen: agreement,
// typography, and who else reads it.
type lecteur struct {
	r          *Redaction
	svc        *trame.Service
	regard     *regard.Regard
	maintenant func() time.Time
}

// texte prepares a text of the service for the screen: agreement and typography.
func (u *lecteur) texte(s string) string {
	return u.masquer(francais.Typographie(francais.Accorder(s, reports.Genre(u.r.Examen()))))
}

// masquer writes a text for whoever reads the screen: the names of the people of the dossier
// are initials while somebody sits beside.
func (u *lecteur) masquer(s string) string {
	if !u.regard.Voit() {
		return s
	}
	return u.regard.Masquer(s, gens(u.r.Examen()))
}

// gens are the names of the people of a dossier, whatever their part in it.
func gens(ex *trame.Examen) []string {
	var out []string
	for _, p := range ex.Service().Personnes {
		for _, l := range ex.Fiches(ex.Service().Section(p.Section)) {
			out = append(out, ex.DeRole(p, l, p.Nom), ex.DeRole(p, l, p.NomUsage), ex.DeRole(p, l, p.Prenoms))
		}
	}
	return out
}

func (u *lecteur) libelleStatut(st string) string {
	if v := u.svc.Verification; v != nil {
		for _, o := range v.Statuts {
			if o.Cle == st {
				return o.Libelle
			}
		}
	}
	return st
}

// lignes are the rows of a section, named for a list.
func (u *lecteur) lignes(section string) []composants.Option {
	ex, sec := u.r.Examen(), u.svc.Section(section)
	var out []composants.Option
	for _, l := range ex.Lignes(sec) {
		out = append(out, composants.Option{Cle: l.ID, Libelle: francais.Majuscule(u.texte(ex.NomLigne(sec, l)))})
	}
	return out
}

// declarations are the statements that can be verified, named for a list.
func (u *lecteur) declarations() []composants.Option {
	var out []composants.Option
	ex := u.r.Examen()
	for _, d := range ex.Declarations() {
		c, err := u.svc.Chemin(d.Chemin)
		if err != nil {
			continue
		}
		nom := d.Libelle
		if champ := u.svc.Champ(c.Section, c.Champ); champ != nil {
			if v := composants.EnLecture(ex, champ, ex.Valeur(champ, u.ligne(c))); v != "" {
				nom += " : " + v
			}
		}
		if r := []rune(nom); len(r) > 90 {
			nom = string(r[:89]) + "…"
		}
		out = append(out, composants.Option{Cle: d.Chemin, Libelle: u.texte(nom), Groupe: u.texte(u.svc.Section(c.Section).Titre)})
	}
	return out
}

// ligne is the row of a path, nil when it names none or one that is gone.
func (u *lecteur) ligne(c trame.Chemin) *trame.Ligne {
	l := u.r.Lignes(c.Section)
	if i := slices.IndexFunc(l, func(x *trame.Ligne) bool { return x.ID == c.Ligne }); i >= 0 {
		return l[i]
	}
	return nil
}

// alertes gives the rule that speaks of each path, the gravest first.
func (u *lecteur) alertes(ex *trame.Examen) map[string]trame.Alerte {
	poids := map[string]int{trame.GraviteBloquant: 3, trame.GraviteAlerte: 2, trame.GraviteInformation: 1}
	out := map[string]trame.Alerte{}
	for _, a := range ex.Controles("") {
		if b, ok := out[a.Chemin]; !ok || poids[a.Gravite] > poids[b.Gravite] {
			out[a.Chemin] = a
		}
	}
	return out
}

// masquerValeur writes a former answer for whoever reads the screen. A name that was corrected
// is not among those of the dossier any more.
func (u *lecteur) masquerValeur(chemin, valeur string) string {
	if c, err := u.svc.Chemin(chemin); err == nil {
		for _, p := range u.svc.Personnes {
			if p.Section == c.Section && (c.Champ == p.Nom || c.Champ == p.NomUsage || c.Champ == p.Prenoms) {
				return u.regard.Nommer(valeur)
			}
		}
	}
	return u.masquer(valeur)
}
