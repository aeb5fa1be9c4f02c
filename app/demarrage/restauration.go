package demarrage

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/fiches"
	"justicepartage/app/taches"
	"justicepartage/data"
)

// Retour is what restoring a backup asks for.
type Retour struct {
	Ex        taches.Executeur
	Dialogues *dialogues.Dialogues
	Login     string
	// Dossier is where the backups of the base are; Lister reads a folder.
	Dossier string
	Lister  func(dossier string) ([]data.Sauvegarde, error)
	// Contenu tells what a backup holds; Restaurer puts it in the place of the base.
	Contenu   func(ctx context.Context, copie, login, motDePasse string) (data.Contenu, error)
	Restaurer func(ctx context.Context, copie, login, motDePasse string, progres data.Progres) (*data.Restauration, error)
	// Fini goes on to the base, restored or not.
	Fini func()
}

// Restauration is the screen that puts a backup in the place of the base.
type Restauration struct {
	p         Retour
	vue       fyne.CanvasObject
	copies    *composants.Choix
	chemin    *composants.Saisie
	login     *composants.Saisie
	secret    *composants.Saisie
	regarder  *composants.Bouton
	remplacer *composants.Bouton
	dit       *composants.Lecture
	contenu   *composants.Lecture
	vues      []data.Sauvegarde
	lue       [3]string // copy, login and password that were looked at
	enVoie    bool
}

// NouvelleRestauration makes the screen.
func NouvelleRestauration(p Retour) *Restauration {
	r := &Restauration{
		p: p, copies: composants.NouveauChoix(nil), chemin: composants.NouvelleSaisie(), login: composants.NouvelleSaisie(),
		secret: composants.NouveauSecret(),
	}
	r.dit, r.contenu = composants.Prose(""), composants.Prose("")
	r.copies.OnChoix = func(cle string) {
		r.chemin.Poser(cle)
		r.oublier()
	}
	r.chemin.SetPlaceHolder("Chemin d’une sauvegarde, ou d’un dossier qui en contient")
	r.chemin.OnChanged = func(string) { r.oublier() }
	r.chemin.OnSubmitted = func(string) {
		if d := r.copie(); estDossier(d) {
			r.lister(d)
			return
		}
		composants.Suivant(r.chemin)
	}
	r.login.Poser(p.Login)
	r.login.OnChanged = func(string) { r.oublier() }
	r.secret.OnChanged = func(string) { r.oublier() }
	r.secret.OnSubmitted = func(string) { r.voir() }
	r.regarder = composants.BoutonPrincipal("Voir ce qu’elle contient", r.voir)
	r.remplacer = composants.NouveauBouton("Mettre à la place de la base", r.restaurer)
	r.remplacer.Importance = widget.DangerImportance
	r.remplacer.Hide()
	retour := composants.NouveauBouton("Revenir sans rien changer", p.Fini)
	r.vue = auMilieu(720, fiches.Page("Restaurer une sauvegarde",
		"Une sauvegarde prend la place de la base. Rien n’est effacé : la base actuelle, même abîmée, est gardée à côté. Vous verrez ce que contient la "+
			"sauvegarde avant de décider.",
		fiches.Ligne("Sauvegarde", r.copies, ""),
		fiches.Ligne("Ou son chemin", r.chemin, "Pour une clé ou un dossier du réseau : écrivez son chemin, puis Entrée."),
		fiches.Ligne("Identifiant", r.login, ""),
		fiches.Ligne("Mot de passe", r.secret, "Ceux d’un compte de responsable ou de technicien, à la date de la sauvegarde."),
		r.contenu, r.dit,
		container.NewHBox(retour, layout.NewSpacer(), r.regarder, r.remplacer)))
	r.lister(p.Dossier)
	return r
}

// Contenu is what the window shows.
func (r *Restauration) Contenu() fyne.CanvasObject { return r.vue }

// Titre names the screen.
func (r *Restauration) Titre() string { return "Restaurer une sauvegarde" }

// Commencer gives the focus to the choice of a backup.
func (r *Restauration) Commencer() {
	if len(r.vues) == 0 {
		composants.Prendre(r.chemin)
		return
	}
	composants.Prendre(r.secret)
}

func (r *Restauration) copie() string {
	return strings.Trim(strings.TrimSpace(r.chemin.Text), `"`)
}

// lister proposes the backups of a folder, the newest first.
func (r *Restauration) lister(dossier string) {
	var l []data.Sauvegarde
	var err error
	r.p.Ex.Lancer(func() { l, err = r.p.Lister(dossier) }, func() {
		if err != nil {
			dire(r.dit, err)
			return
		}
		r.vues = l
		if len(l) == 0 {
			r.dit.DireEn("Il n’y a pas de sauvegarde de cette base dans ce dossier. Branchez la clé, ou écrivez un autre chemin.", widget.WarningImportance)
			return
		}
		r.dit.Dire("")
		var o []composants.Option
		for _, x := range l {
			o = append(o, composants.Option{Cle: x.Chemin, Libelle: fiches.NomSauvegarde(x)})
		}
		r.copies.Proposer(o)
		r.copies.Poser(l[0].Chemin)
		r.chemin.Poser(l[0].Chemin)
		r.oublier()
		composants.Prendre(r.secret)
	})
}

// oublier takes away what was read of another backup.
func (r *Restauration) oublier() {
	r.lue = [3]string{}
	r.contenu.Dire("")
	r.remplacer.Hide()
}

func (r *Restauration) voir() {
	demande := [3]string{r.copie(), strings.TrimSpace(r.login.Text), r.secret.Text}
	switch {
	case r.enVoie:
		return
	case !existe(demande[0]):
		dire(r.dit, &data.Erreur{Code: data.Saisie, Message: "Il n’y a pas de sauvegarde à cet endroit : choisissez-en une, ou vérifiez le chemin."})
		return
	case demande[1] == "" || demande[2] == "":
		dire(r.dit, &data.Erreur{Code: data.Saisie, Message: "Tapez l’identifiant et le mot de passe de la date de la sauvegarde."})
		return
	}
	r.enVoie = true
	r.dit.DireEn("Lecture…", widget.MediumImportance)
	r.regarder.Disable()
	var c data.Contenu
	var err error
	r.p.Ex.Lancer(func() { c, err = r.p.Contenu(context.Background(), demande[0], demande[1], demande[2]) }, func() {
		r.enVoie = false
		r.regarder.Enable()
		if err != nil {
			dire(r.dit, err)
			return
		}
		r.dit.Dire("")
		r.lue = demande
		r.contenu.DireEn(fiches.PhraseContenu(c), widget.HighImportance)
		r.remplacer.Show()
		composants.Prendre(r.remplacer)
	})
}

func (r *Restauration) restaurer() {
	if r.enVoie || r.lue[0] == "" {
		return
	}
	demande := r.lue
	r.enVoie = true
	ctx, arret := context.WithCancel(context.Background())
	attente, fermer := r.p.Dialogues.Patienter("Restauration de la sauvegarde", arret)
	var fait *data.Restauration
	var err error
	r.p.Ex.Lancer(func() {
		fait, err = r.p.Restaurer(ctx, demande[0], demande[1], demande[2], func(part float64) {
			r.p.Ex.Lancer(func() {}, func() { attente.Avancer(part, "La base actuelle n’est pas encore touchée.") })
		})
	}, func() {
		annule := ctx.Err() != nil
		arret()
		r.enVoie = false
		fermer()
		switch {
		case err != nil && annule:
			r.dit.DireEn("La restauration a été arrêtée : rien n’a été changé.", widget.MediumImportance)
		case err != nil:
			dire(r.dit, err)
		default:
			r.secret.SetText("")
			texte := "La sauvegarde a pris la place de la base. Ouvrez-la avec un mot de passe que vous connaissez : ceux d’aujourd’hui restent si " +
				"l’ancienne base se lisait encore, sinon ce sont ceux de la sauvegarde."
			if fait.Ancienne != "" {
				texte += "\n\nLa base d’avant est gardée ici : " + fait.Ancienne
			}
			r.p.Fini()
			r.p.Dialogues.Informer("C’est restauré", texte)
		}
	})
}

// dire says what is wrong, on the screen where one stands.
func dire(l *composants.Lecture, err error) {
	dialogues.Consigner(err)
	l.DireEn(data.Phrase(err), widget.DangerImportance)
}

func estDossier(chemin string) bool {
	i, err := os.Stat(chemin)
	return err == nil && i.IsDir()
}
