package reglages

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
)

// Comptes is what the page of the accounts needs from the base.
type Comptes interface {
	Comptes(ctx context.Context) ([]data.Compte, error)
	AjouterCompte(ctx context.Context, c data.Compte, motDePasse string) (int64, error)
	ModifierCompte(ctx context.Context, c data.Compte) error
	ReinitialiserMotDePasse(ctx context.Context, id int64, nouveau string) error
	RetirerCompte(ctx context.Context, id int64) error
}

// roles are what an account may do, in the words of the screen.
var roles = []struct {
	cle       data.Role
	nom, quoi string
	ton       composants.Ton
}{
	{data.RoleIntervenant, "Intervenant(e)", "Ouvre, écrit et signe les dossiers de ses services.", composants.Bon},
	{data.RoleResponsable, "Responsable", "Comme un(e) intervenant(e), et règle le programme, les comptes et les sauvegardes.", composants.Encre},
	{data.RoleAccueil, "Accueil", "Voit qui est suivi et les échéances, pas le contenu des dossiers.", composants.Neutre},
	{data.RoleTechnicien, "Technicien(ne)", "Sauvegarde, restaure et répare ; ne voit aucun dossier.", composants.Moyen},
}

// comptes lists the accounts.
func (e *Ecran) comptes() (fyne.CanvasObject, fyne.Focusable) {
	ajouter := composants.BoutonPrincipal("Ajouter un compte…", func() { e.ficheCompte(data.Compte{Role: data.RoleIntervenant}) })
	lignes := composants.Empiler(6)
	var l []data.Compte
	e.faire(func(ctx context.Context) (err error) {
		l, err = e.p.Base.Comptes(ctx)
		return err
	}, func() {
		var retires []string
		for _, c := range l {
			if c.RetireLe != "" {
				retires = append(retires, c.Nom)
				continue
			}
			if c.ID == e.p.Compte.ID {
				e.p.Compte = c
			}
			lignes.Add(e.ligneCompte(c))
			lignes.Add(composants.Filet())
		}
		if len(retires) > 0 {
			lignes.Add(composants.ProseDiscrete(francais.Typographie("Comptes retirés, qui restent nommés là où ils ont travaillé : ") +
				strings.Join(retires, ", ") + "."))
		}
		lignes.Refresh()
		e.suivre()
	})
	return fiches.Page("Comptes", "Une personne, un compte : l’historique d’un dossier dit qui a fait quoi. Il reste toujours au moins un compte de "+
		"responsable.",
		lignes, container.NewHBox(ajouter)), ajouter
}

func (e *Ecran) ligneCompte(c data.Compte) fyne.CanvasObject {
	detail := c.Login
	if c.Fonction != "" {
		detail += "  ·  " + c.Fonction
	}
	if len(c.Services) > 0 {
		detail += "  ·  " + strings.Join(e.nomsServices(c.Services), ", ")
	}
	pastille := composants.NouvellePastille(string(c.Role), composants.Neutre)
	for _, r := range roles {
		if r.cle == c.Role {
			pastille.Dire(r.nom, r.ton)
		}
	}
	retirer := composants.NouveauBouton("Retirer…", func() { e.retirerCompte(c) })
	redonner := composants.NouveauBouton("Mot de passe…", func() { e.redonnerMotDePasse(c) })
	if c.ID == e.p.Compte.ID { // one's own password has its page, and asks for the present one
		redonner.Hide()
		retirer.Hide()
	}
	return composants.EnLigne(8, 0,
		composants.Empiler(1, composants.NouveauTexte(c.Nom, theme.ColorNameForeground, 1.05).Gras().Borne(120),
			composants.NouveauTexte(detail, habillage.Discret, .95).Borne(120)),
		pastille,
		composants.NouveauBouton("Modifier…", func() { e.ficheCompte(c) }),
		redonner,
		retirer)
}

func (e *Ecran) nomsServices(ids []string) []string {
	noms := map[string]string{}
	for _, o := range e.p.Services() {
		noms[o.Cle] = o.Libelle
	}
	var out []string
	for _, id := range ids {
		if noms[id] != "" {
			id = noms[id]
		}
		out = append(out, id)
	}
	return out
}

// retour goes back to the list of the accounts.
func (e *Ecran) retour() { e.poser(e.comptes()) }

// ficheCompte is the form of an account: a new one, or one that exists.
func (e *Ecran) ficheCompte(c data.Compte) {
	neuf := c.ID == 0
	juger := e.p.Juger
	if !neuf {
		juger = nil
	}
	f := fiches.NouveauCompte(c, juger, func() {})
	var options []composants.Option
	for _, r := range roles {
		options = append(options, composants.Option{Cle: string(r.cle), Libelle: r.nom})
	}
	role := composants.NouveauxSegments(options)
	quoi := composants.ProseDiscrete("")
	dire := func(cle string) {
		for _, r := range roles {
			if string(r.cle) == cle {
				quoi.Dire(r.quoi)
			}
		}
	}
	role.Poser(string(c.Role))
	dire(string(c.Role))
	role.OnChoix = func(cle string) {
		if cle == "" { // a role is never taken back
			role.Poser(string(f.C.Role))
			return
		}
		f.C.Role = data.Role(cle)
		dire(cle)
	}
	connus := e.p.Services()
	for _, id := range c.Services {
		if !slices.ContainsFunc(connus, func(o composants.Option) bool { return o.Cle == id }) {
			connus = append(connus, composants.Option{Cle: id, Libelle: id})
		}
	}
	services := composants.NouveauChoixMultiple(connus)
	services.Poser(c.Services, len(c.Services) > 0)
	services.OnChoix = func(cles []string, _ bool) { f.C.Services = cles }
	titre, bouton := "Modifier le compte « "+c.Login+" »", "Enregistrer"
	chapeau := "Ce qui change vaut dès la prochaine ouverture de ce compte."
	if neuf {
		titre, bouton = "Nouveau compte", "Créer le compte"
		chapeau = "Donnez le premier mot de passe de vive voix ; la personne le change ensuite dans ses réglages."
	}
	dit := composants.Prose("")
	garder := func() {
		mdp, err := "", error(nil)
		if neuf {
			mdp, err = f.MotDePasse()
		}
		if err != nil {
			dit.DireEn(data.Phrase(err), widget.DangerImportance)
			return
		}
		k := f.C
		e.p.Ex.Lancer(func() {
			if neuf {
				_, err = e.p.Base.AjouterCompte(context.Background(), k, mdp)
			} else {
				err = e.p.Base.ModifierCompte(context.Background(), k)
			}
		}, func() {
			if err != nil {
				dialogues.Consigner(err)
				dit.DireEn(data.Phrase(err), widget.DangerImportance)
				return
			}
			f.Effacer()
			e.p.Dialogues.Mot("Enregistré.")
			e.retour()
		})
	}
	e.poser(fiches.Page(titre, chapeau, f.Vue,
		fiches.Ligne("Habilité(e) jusqu’au", fiches.Date(&f.C.HabiliteAu), "Si la fin est connue."),
		fiches.Ligne("Rôle", composants.Empiler(3, composants.EnLigne(0, -1, role), quoi), ""),
		fiches.Ligne("Services", services, "Aucun coché : tous les services. Un dossier d’un autre service n’existe pas pour ce compte."),
		dit,
		container.NewHBox(layout.NewSpacer(), composants.NouveauBouton("Annuler", e.retour), composants.BoutonPrincipal(bouton, garder))), f.Premier)
}

func (e *Ecran) redonnerMotDePasse(c data.Compte) {
	faute := composants.Prose("")
	var fermer func()
	var secret *fiches.Secret
	enVoie := false
	valider := func() {
		nouveau, err := secret.MotDePasse()
		if err != nil {
			faute.DireEn(data.Phrase(err), widget.DangerImportance)
			return
		}
		if enVoie {
			return
		}
		enVoie = true
		e.p.Ex.Lancer(func() { err = e.p.Base.ReinitialiserMotDePasse(context.Background(), c.ID, nouveau) }, func() {
			enVoie = false
			if err != nil {
				faute.DireEn(data.Phrase(err), widget.DangerImportance)
				return
			}
			secret.Effacer()
			fermer()
			e.p.Dialogues.Mot("Nouveau mot de passe donné à " + c.Nom + ".")
		})
	}
	secret = fiches.NouveauSecret("Nouveau mot de passe", func(m string) (string, bool) { return e.p.Juger(m, c) }, valider)
	fermer = e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Redonner un mot de passe à " + c.Nom, Largeur: 640, Focus: secret.Premier, OnFin: secret.Effacer,
		Contenu: composants.Empiler(10, composants.Prose("L’ancien mot de passe n’ouvrira plus rien. Donnez le nouveau de vive voix ; la personne le "+
			"change ensuite dans ses réglages."), secret.Vue, faute),
		Actions: []dialogues.Action{{Texte: "Donner ce mot de passe", Faire: func() bool { valider(); return false }}},
	})
}

func (e *Ecran) retirerCompte(c data.Compte) {
	e.p.Dialogues.Confirmer("Retirer le compte de "+c.Nom,
		"Ce compte n’ouvrira plus la base. Ce qu’il a écrit reste, avec son nom. Les sauvegardes faites avant s’ouvrent encore avec son ancien mot de passe.",
		"Retirer le compte", true, func() {
			e.faire(func(ctx context.Context) error { return e.p.Base.RetirerCompte(ctx, c.ID) }, func() {
				e.p.Dialogues.Mot("Compte retiré.")
				e.retour()
			})
		})
}
