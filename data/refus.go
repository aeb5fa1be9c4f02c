package data

// The refusals of every base, each one sentence: an implementation of Session answers with
// these and no others, so that a person reads the same whatever is behind the window.

// Refusals about dossiers.
var (
	ErrDossier  = &Erreur{Code: Introuvable, Message: "Ce dossier n’existe pas, ou votre compte n’y a pas accès."}
	ErrClos     = &Erreur{Code: Fige, Message: "Ce dossier est clos : rouvrez-le pour le modifier. Rien n’a été enregistré."}
	ErrDejaClos = &Erreur{Code: Fige, Message: "Ce dossier est déjà clos."}
	ErrPasClos  = &Erreur{Code: Fige, Message: "Ce dossier n’est pas clos."}
	ErrService  = &Erreur{Code: Introuvable, Message: "Ce service n’existe pas, ou votre compte n’y a pas accès."}
	ErrMotif    = &Erreur{Code: Saisie, Message: "Dites pourquoi, en quelques mots : le motif reste dans l’historique du dossier."}
	ErrRequete  = &Erreur{Code: Interne, Message: "Cette demande a déjà servi à autre chose : rien n’a été changé. Recommencez."}
)

// Refusals about documents and files.
var (
	ErrDocument        = &Erreur{Code: Introuvable, Message: "Ce document n’existe pas, ou votre compte n’y a pas accès."}
	ErrPapier          = &Erreur{Code: Introuvable, Message: "Ce document n’existe pas dans ce service."}
	ErrFinaliserClos   = &Erreur{Code: Fige, Message: "Ce dossier est clos : rouvrez-le pour finaliser un document."}
	ErrPapierSansLigne = &Erreur{Code: Introuvable, Message: "La ligne dont parle ce document n’existe plus dans le dossier."}
	ErrRelu            = &Erreur{Code: Conflit, Message: "Le dossier a changé depuis que vous l’avez relu : rien n’a été finalisé. Relisez " +
		"l’aperçu, puis finalisez de nouveau."}
	ErrDeuxFacons = &Erreur{Code: Conflit, Message: "Une réponse de ce dossier a été écrite de deux façons par deux personnes : " +
		"choisissez d’abord laquelle reste. Rien n’a été finalisé."}
	ErrTransmission = &Erreur{Code: Saisie, Message: "Dites à qui le document a été remis, et à quelle heure."}
	ErrPiece        = &Erreur{Code: Introuvable, Message: "Cette pièce n’existe pas, ou votre compte n’y a pas accès."}
	ErrPieceVide    = &Erreur{Code: Saisie, Message: "Ce fichier est vide ou n’a pas de nom : il n’a pas été ajouté."}
)

// Refusals about journal and history.
var (
	ErrJournalVide = &Erreur{Code: Saisie, Message: "Écrivez ce qui s’est passé : la ligne est vide."}
	ErrHistoire    = &Erreur{Code: Saisie, Message: "Cette ligne de l’historique ne se reprend pas. Rien n’a été changé."}
)

// Refusals about people.
var (
	ErrPersonne         = &Erreur{Code: Introuvable, Message: "Cette personne n’existe pas, ou votre compte n’y a pas accès."}
	ErrReprise          = &Erreur{Code: Introuvable, Message: "La personne choisie n’existe pas, ou votre compte n’y a pas accès. Rien n’a été créé."}
	ErrPersonneAilleurs = &Erreur{Code: Refuse, Message: "Cette personne a aussi un dossier dans un autre service : voyez la responsable, qui " +
		"peut réunir les deux fiches. Rien n’a été changé."}
	ErrMemeFiche = &Erreur{Code: Saisie, Message: "C’est deux fois la même fiche : il n’y a rien à réunir."}
	ErrFusion    = &Erreur{Code: Introuvable, Message: "Cette réunion de fiches n’existe pas, ou elle a déjà été défaite."}
)

// Refusals about lists, agenda and deadlines.
var (
	ErrTri                 = &Erreur{Code: Saisie, Message: "Cet ordre de tri n’existe pas."}
	ErrRendezVous          = &Erreur{Code: Introuvable, Message: "Ce dossier n’a pas de rendez-vous de cette sorte."}
	ErrRendezVousFige      = &Erreur{Code: Fige, Message: "Cette rubrique ne peut plus changer : rien n’a été enregistré."}
	ErrRendezVousRetire    = &Erreur{Code: Introuvable, Message: "Ce rendez-vous n’existe plus : il a été retiré du dossier."}
	ErrRendezVousSansHeure = &Erreur{Code: Saisie, Message: "Un rendez-vous a une date et une heure de début. Rien n’a été changé."}
	ErrPresence            = &Erreur{Code: Introuvable, Message: "La présence ne se note pas pour ce rendez-vous."}
	ErrRenonce             = &Erreur{Code: Saisie, Message: "Dites pourquoi, en quelques mots : le motif et votre nom restent dans l’historique du dossier."}
	ErrEcheance            = &Erreur{Code: Introuvable, Message: "Cette échéance ne court plus dans ce dossier."}
	ErrReleve              = &Erreur{Code: Introuvable, Message: "Ce relevé n’existe pas dans ce service."}
)

// Refusals about orientations and texts.
var (
	ErrOrientation = &Erreur{Code: Introuvable, Message: "Cette orientation n’est plus proposée dans ce dossier."}
	ErrAccord      = &Erreur{Code: Saisie, Message: "La personne n’a pas donné son accord : rien ne passe à l’autre service. Notez sa réponse, puis recommencez."}
	ErrOrientee    = &Erreur{Code: Conflit, Message: "Cette orientation a déjà été faite : le dossier est ouvert dans l’autre service."}
	ErrSansCompte  = &Erreur{Code: Refuse, Message: "Aucun compte n’a accès à ce service : demandez à la responsable d’en ouvrir un. Rien n’a été créé."}
	ErrTexte       = &Erreur{Code: Introuvable, Message: "Ce texte n’est pas de ceux que l’association adapte."}
)

// Refusals about accounts.
var (
	ErrEntree            = &Erreur{Code: Refuse, Message: "L’identifiant ou le mot de passe n’est pas le bon."}
	ErrRetire            = &Erreur{Code: Refuse, Message: "Votre compte a été retiré : il n’ouvre plus rien. Voyez la responsable."}
	ErrCompte            = &Erreur{Code: Introuvable, Message: "Ce compte n’existe pas, ou il a été retiré. Rouvrez la liste des comptes."}
	ErrIdentifiant       = &Erreur{Code: Saisie, Message: "Cet identifiant est déjà pris : choisissez-en un autre."}
	ErrSansResponsable   = &Erreur{Code: Saisie, Message: "Il faut au moins un compte de responsable : donnez d’abord ce rôle à quelqu’un d’autre."}
	ErrSonCompte         = &Erreur{Code: Saisie, Message: "On ne retire pas son propre compte : demandez-le à un autre compte de responsable."}
	ErrAncien            = &Erreur{Code: Refuse, Message: "Ce n’est pas votre mot de passe actuel : rien n’a été changé."}
	ErrScelle            = &Erreur{Code: Introuvable, Message: "Ce qui est mis de côté ici appartient à un autre compte ou à une autre base."}
	ErrFermee            = &Erreur{Code: Base, Message: "La session est fermée : ouvrez la base de nouveau."}
	ErrSecondEmplacement = &Erreur{Code: Saisie, Message: "Ce dossier n’existe pas, ou la clé n’est pas branchée : le second emplacement n’a pas été changé."}
	ErrCompteListe       = &Erreur{Code: Introuvable, Message: "Ce compte n’existe pas. Rouvrez la liste des comptes."}
)

// Refusals of what a base cannot do.
var (
	ErrSansImpression = &Erreur{Code: Interne, Message: "Ce programme ne sait pas imprimer : le document n’a pas été finalisé."}
	ErrHistoirePerdue = &Erreur{Code: Saisie, Message: "Cette réponse d’avant parle d’une autre, qui n’est plus dans le dossier : reprenez " +
		"d’abord celle-là. Rien n’a été changé."}
	ErrSauvegarde = &Erreur{Code: Base, Message: "Cette sauvegarde est celle d’une autre base. Rien n’a été changé."}
)
