package dossier

import (
	"context"

	"fyne.io/fyne/v2"

	"justicepartage/app/attente"
	"justicepartage/app/dialogues"
	"justicepartage/app/regard"
	"justicepartage/app/taches"
	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
	"justicepartage/reports"
)

// Session is what the screen needs from the base.
type Session interface {
	Enregistreur
	Dossier(ctx context.Context, numero string) (*data.Dossier, error)
	Relire(ctx context.Context, numero string, depuis int64) (*data.Dossier, error)
	Trancher(ctx context.Context, numero, chemin string, mien bool) (*data.Dossier, error)
	Revenir(ctx context.Context, numero string, trace int64) (trame.Changement, error)
	Documents(ctx context.Context, numero string) ([]data.Document, error)
	Octets(ctx context.Context, id int64, usage string) ([]byte, error)
	Transmettre(ctx context.Context, id int64, tr data.Transmission) error
	Journal(ctx context.Context, numero string) ([]data.Evenement, error)
	Noter(ctx context.Context, numero string, e data.Evenement) error
	Historique(ctx context.Context, numero string) ([]data.Trace, error)
	Comptes(ctx context.Context) ([]data.Compte, error)
	Gens(ctx context.Context, numero string) ([]data.Personne, error)
	Doublons(ctx context.Context, qui identite.Identite, limite int) ([]data.Doublon, error)
	Fusionner(ctx context.Context, garder, fondre int64) (data.Fusion, error)
	AnnulerFusion(ctx context.Context, id int64) error
	Fusions(ctx context.Context, personne int64) ([]data.Fusion, error)
	Consignes(ctx context.Context, numero string) ([]data.Consigne, error)
	Orientations(ctx context.Context, numero string) (map[string]string, error)
	Orienter(ctx context.Context, numero, id string) (string, error)
	Rencontres(ctx context.Context, numero string, l []trame.SeanceVue) (map[string]string, error)
	Clore(ctx context.Context, numero, motif string) error
	Rouvrir(ctx context.Context, numero, motif string) error
}

// Imprimerie makes the documents.
type Imprimerie interface {
	Projet(ex *trame.Examen, d *data.Dossier, doc *trame.Exemplaire, a data.Association) (*reports.Rendu, error)
	Figer(ctx context.Context, d *data.Dossier, doc *trame.Exemplaire, gardees []string) (*data.Document, error)
}

// Sortie is how a document leaves the program.
type Sortie interface {
	Ouvrir(pdf []byte) error
	Imprimer(pdf []byte) error
	// Exporter writes a file and returns where; dossier "" is the usual folder.
	Exporter(dossier, nom string, pdf []byte) (string, error)
	DossierExport() string
}

// Apercu shows the pages of a document.
type Apercu interface {
	fyne.CanvasObject
	Montrer(pdf []byte, pages int)
	AllerA(page int)
	Vider()
}

// Params is what the screen is handed.
type Params struct {
	Session     Session
	Imprimerie  Imprimerie
	Sortie      Sortie
	Association data.Association
	Parquet     data.Parquet
	Ex          taches.Executeur
	Dialogues   *dialogues.Dialogues
	Apercu      Apercu

	Service *trame.Service
	Dossier *data.Dossier
	// Section is where to begin: that of the last visit, or "".
	Section string
	// OnSection is told where one stands, for the next visit.
	OnSection func(cle string)
	// Panneau is the panel that is open at the right, "" for none.
	Panneau   Panneau
	OnPanneau func(Panneau)
	// Garder puts aside, sealed, what the base did not take; Restes is what was put aside
	// before, Oublier forgets one of them.
	Garder  func(c trame.Changement, pourquoi string) error
	Restes  []attente.Reste
	Oublier func(attente.Reste) error
	// Revenir leaves the dossier.
	Revenir func()
	// Regard is who else reads the screen.
	Regard *regard.Regard
}
