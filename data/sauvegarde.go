package data

import (
	"fmt"
	"time"
)

// Progres is told how far a long work is, from 0 to 1. It may be nil.
type Progres func(fait float64)

// Sauvegarde is one kept copy of a base.
type Sauvegarde struct {
	Chemin string
	Le     time.Time
	Octets int64
	Avant  bool // made before the base was brought to a newer form
}

// Recu tells what a backup did.
type Recu struct {
	Sauvegarde Sauvegarde
	Dossiers   int
	Ailleurs   *Sauvegarde // the second place, nil when there is none or it failed
	Retirees   int
	// Phrases are what people should know: a second place that is not there, a copy much
	// smaller than the former one. Empty when all is well.
	Phrases []string
}

// EtatSauvegarde tells when the last good backup was made, here and in the second place,
// and whether that is long ago: seven days in which something changed.
type EtatSauvegarde struct {
	Le, Ailleurs  time.Time // zero: never
	Dossiers      int
	Ancienne      bool
	SecondeChoisi bool // a second place is set
	Phrase        string
}

// Contenu is what a backup holds, told before it replaces anything. It names nobody.
type Contenu struct {
	Le       time.Time // last change in it
	Dossiers int
	Numero   string // of the dossier changed last
	Comptes  int
	Octets   int64
}

// Repetition is the receipt of a rehearsal: a backup was restored into memory, checked,
// counted, and thrown away.
type Repetition struct {
	Contenu
	Fait  time.Time
	Duree time.Duration
}

// Phrase is the receipt as people read it.
func (r Repetition) Phrase(lieu *time.Location) string {
	return fmt.Sprintf("Essai de restauration du %s : la sauvegarde s’ouvre, elle est saine et contient %d dossiers, dont le dernier modifié le %s.",
		r.Fait.In(lieu).Format("02/01/2006 à 15 h 04"), r.Dossiers, r.Le.In(lieu).Format("02/01/2006 à 15 h 04"))
}

// Restauration tells what a restoring did.
type Restauration struct {
	Contenu  Contenu
	Ancienne string // where the base that was replaced is kept, "" when there was none
}

// Dire writes the sentence that tells how the backups stand.
func (e *EtatSauvegarde) Dire(lieu *time.Location) {
	switch quand := e.Le.In(lieu).Format("02/01/2006 à 15 h 04"); {
	case e.Le.IsZero():
		e.Phrase = "Aucune sauvegarde n’a encore été faite."
	case e.SecondeChoisi && e.Ailleurs.IsZero():
		e.Phrase = "Dernière sauvegarde le " + quand + " ; jamais encore dans le second emplacement."
	case e.SecondeChoisi && e.Ancienne:
		e.Phrase = "Dernière sauvegarde le " + quand + " ; dans le second emplacement, le " + e.Ailleurs.In(lieu).Format("02/01/2006") + "."
	default:
		e.Phrase = "Dernière sauvegarde le " + quand + "."
	}
}
