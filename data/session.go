package data

import (
	"context"

	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Session is what a window may ask of a base, for the account that opened it. It knows
// nothing of where the base lies: in this program, or on another PC.
//
// Contract, for every implementation:
//   - values and errors are plain: nothing is handed over that must run inside the base;
//   - one call is done whole or not at all; a call whose context carries an identity
//     (AvecRequete) is done once, however often it is sent;
//   - rights are looked at in each call, as they are now: what one may not see does not
//     exist (Introuvable), what one may not do is Refuse;
//   - a Session is safe for concurrent use; after Close every call is an error.
type Session interface {
	Dossiers
	Historique
	Journal
	Documents
	Pieces
	Personnes
	Recherche
	Agenda
	Echeances
	Releves
	Services
	Reglages
	Comptes
	Sauvegardes

	// ID names the session in what it announces.
	ID() string
	// Nouvelles waits for changes after a rank and returns them with the rank to ask from
	// next. 0 asks only where the feed stands. It returns nothing when ctx ends first.
	Nouvelles(ctx context.Context, depuis uint64) ([]Nouvelle, uint64, error)
	// Sceller makes unreadable, but for this account on this base, what has to wait on this
	// PC; Desceller reads it again, also in a later session.
	Sceller(clair []byte) ([]byte, error)
	Desceller(scelle []byte) ([]byte, error)
	// Avis are sentences to show once after opening.
	Avis() []string
	// Close ends the session, and nothing of another one.
	Close() error
}

// Dossiers opens, makes, writes and closes dossiers.
type Dossiers interface {
	// Dossier opens a dossier; the opening is written to the audit.
	Dossier(ctx context.Context, numero string) (*Dossier, error)
	// Relire reads again a dossier that this session opened, nil when it did not change since
	// a revision. One that it did not open is opened.
	Relire(ctx context.Context, numero string, depuis int64) (*Dossier, error)
	// Creer makes a dossier. personnes names records to take up again instead of making new
	// ones, by « role » or « role/row ».
	Creer(ctx context.Context, service string, r trame.Reponses, personnes map[string]int64) (*Dossier, error)
	// Enregistrer lays a change over the answers, whatever others wrote meanwhile
	// (trame.Service.Fondre). Answers that both changed stay as they are and come back in
	// Dossier.Desaccords; until it is settled by Trancher, what the account writes there is
	// kept apart. Frozen sections are looked at after the merge: they refuse all of it.
	Enregistrer(ctx context.Context, numero string, c trame.Changement) (*Dossier, error)
	// Trancher settles a disagreement of the account: what it wrote takes the place of the answer, or goes.
	Trancher(ctx context.Context, numero, chemin string, mien bool) (*Dossier, error)
	Clore(ctx context.Context, numero, motif string) error
	Rouvrir(ctx context.Context, numero, motif string) error
	// Reprise is the section where the account was last, "" for none.
	Reprise(ctx context.Context, numero string) (string, error)
	PoserReprise(ctx context.Context, numero, section string) error
	// Orientations are the proposals that were followed, by ID, with the number of the dossier
	// that was opened, "" when the account may not see it.
	Orientations(ctx context.Context, numero string) (map[string]string, error)
	Orienter(ctx context.Context, numero, id string) (string, error)
}

// Historique tells what was done to a dossier.
type Historique interface {
	// Historique is the audit of a dossier, oldest first.
	Historique(ctx context.Context, numero string) ([]Trace, error)
	// Revenir gives the change that would bring back what a line of the history replaced, for
	// whoever writes in the dossier to make.
	Revenir(ctx context.Context, numero string, trace int64) (trame.Changement, error)
}

// Journal is the journal of a dossier.
type Journal interface {
	Noter(ctx context.Context, numero string, e Evenement) error
	// Journal is newest first.
	Journal(ctx context.Context, numero string) ([]Evenement, error)
}

// Documents are those that were finalised.
type Documents interface {
	// Finaliser freezes a document: examined, printed, its bytes kept for ever. It is refused
	// when the dossier is no longer the one that was looked at.
	Finaliser(ctx context.Context, f Finalisation) (*Document, error)
	// Documents are oldest first.
	Documents(ctx context.Context, numero string) ([]Document, error)
	// Octets are the bytes of a document; usage (lecture, impression, export) goes to the audit.
	Octets(ctx context.Context, id int64, usage string) ([]byte, error)
	Transmettre(ctx context.Context, id int64, tr Transmission) error
	// Reconnaitre tells which finalised document a file is, byte for byte.
	Reconnaitre(ctx context.Context, fichier []byte) (*Document, error)
}

// Pieces are files attached to a dossier.
type Pieces interface {
	AjouterPiece(ctx context.Context, numero, nom, media string, octets []byte) (int64, error)
	Pieces(ctx context.Context, numero string) ([]Piece, error)
	PieceOctets(ctx context.Context, id int64) ([]byte, error)
}

// Personnes are the people the association knows.
type Personnes interface {
	Personne(ctx context.Context, id int64) (Personne, []string, error)
	Gens(ctx context.Context, numero string) ([]Personne, error)
	Doublons(ctx context.Context, qui identite.Identite, limite int) ([]Doublon, error)
	Fusionner(ctx context.Context, garder, fondre int64) (Fusion, error)
	AnnulerFusion(ctx context.Context, id int64) error
	Fusions(ctx context.Context, personne int64) ([]Fusion, error)
	Consignes(ctx context.Context, numero string) ([]Consigne, error)
}

// Recherche finds dossiers.
type Recherche interface {
	Dossiers(ctx context.Context, f Filtre) ([]Resume, error)
	Compter(ctx context.Context, f Filtre) (int, error)
	Comptages(ctx context.Context, service, cle, du, au string) (map[string]int, error)
	ChercherIdentite(ctx context.Context, texte string, limite int) ([]Resume, error)
	ChercherTexte(ctx context.Context, texte string, limite int) ([]Trouvaille, error)
}

// Agenda holds the appointments of the office, which are rows of dossiers.
type Agenda interface {
	// Agenda gives the appointments between two days, both included.
	Agenda(ctx context.Context, du, au string) ([]Seance, error)
	// Planifier writes an appointment; a clash refuses it. It returns the row.
	Planifier(ctx context.Context, x Seance) (ligne string, err error)
	Presence(ctx context.Context, numero, section, ligne, valeur string) error
	// Rencontres tells which appointments of answers about to be saved meet another one.
	Rencontres(ctx context.Context, numero string, l []trame.SeanceVue) (map[string]string, error)
	SallesEtGens(ctx context.Context) (lieux, gens []string, err error)
}

// Echeances are the deadlines of the office.
type Echeances interface {
	AFaire(ctx context.Context, jusque string, limite int) ([]AFaire, error)
	Renoncer(ctx context.Context, numero, cle, motif string) error
	Echus(ctx context.Context, limite int) ([]Echu, error)
}

// Releves are statements across dossiers.
type Releves interface {
	Relever(ctx context.Context, service, cle, du, au string, progres func(fait, total int)) (*Releve, error)
}

// Services are what the program knows of the services, and what the association made of it.
type Services interface {
	// Services lists the shipped services that the account sees, Livrees all of them.
	Services() []string
	Livrees() []string
	// Service returns a service: as it is now for version "", as a dossier was written otherwise.
	Service(ctx context.Context, id, version string) (*trame.Service, error)
	Livre(chemin string) ([]byte, error)
	Adaptations(ctx context.Context) ([]Adaptation, error)
	Essayer(ctx context.Context, service, chemin, texte string) (*trame.Service, error)
	Adapter(ctx context.Context, chemin, texte string) error
}

// Reglages are the settings of the association.
type Reglages interface {
	Parametre(ctx context.Context, cle string) (string, error)
	PoserParametre(ctx context.Context, cle, valeur string) error
	Association(ctx context.Context) (Association, error)
	PoserAssociation(ctx context.Context, a Association) error
	Parquet(ctx context.Context) (Parquet, error)
	PoserParquet(ctx context.Context, p Parquet) error
}

// Comptes are the accounts.
type Comptes interface {
	// Compte is that of the session, as it was last read.
	Compte() Compte
	Comptes(ctx context.Context) ([]Compte, error)
	AjouterCompte(ctx context.Context, c Compte, motDePasse string) (int64, error)
	ModifierCompte(ctx context.Context, c Compte) error
	RetirerCompte(ctx context.Context, id int64) error
	ChangerMotDePasse(ctx context.Context, ancien, nouveau string) error
	ReinitialiserMotDePasse(ctx context.Context, id int64, nouveau string) error
	NouveauCodeDeSecours(ctx context.Context) (string, error)
}

// Sauvegardes are the backups of the base. Paths are those of the PC where the base lies.
type Sauvegardes interface {
	EtatSauvegarde(ctx context.Context) (EtatSauvegarde, error)
	ASauvegarder(ctx context.Context) (bool, error)
	SauvegardeDue(ctx context.Context) (bool, error)
	RepetitionDue(ctx context.Context) (bool, error)
	Sauvegarder(ctx context.Context, progres Progres) (*Recu, error)
	Contenu(ctx context.Context, copie string) (Contenu, error)
	Repeter(ctx context.Context, copie string, progres Progres) (Repetition, error)
	SecondEmplacement(ctx context.Context) (string, error)
	PoserSecondEmplacement(ctx context.Context, dossier string) error
}
