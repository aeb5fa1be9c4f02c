package reglages

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/fiches"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
)

// Sauvegardes is what the page of the backups needs from the base.
type Sauvegardes interface {
	EtatSauvegarde(ctx context.Context) (data.EtatSauvegarde, error)
	Sauvegarder(ctx context.Context, progres data.Progres) (*data.Recu, error)
	Contenu(ctx context.Context, copie string) (data.Contenu, error)
	Repeter(ctx context.Context, copie string, progres data.Progres) (data.Repetition, error)
	SecondEmplacement(ctx context.Context) (string, error)
	PoserSecondEmplacement(ctx context.Context, dossier string) error
}

// Copie is a backup, beside the base or in the second place.
type Copie struct {
	data.Sauvegarde
	Ailleurs bool
}

// pageSauvegardes is the page of the backups, while it is shown.
type pageSauvegardes struct {
	*Ecran
	etat    *composants.Lecture
	recu    *composants.Lecture
	endroit *composants.Saisie
	copies  *fyne.Container
	essayer *composants.Bouton
	cesser  *composants.Bouton // takes the second place back
	lues    []Copie
}

// copiesMontrees bounds the list: the older ones are in the folder.
const copiesMontrees = 60

// sauvegardes tells how the backups stand, and makes one.
func (e *Ecran) sauvegardes() (fyne.CanvasObject, fyne.Focusable) {
	if e.p.Demonstration {
		b := composants.BoutonPrincipal("Sauvegarder maintenant", nil)
		b.Disable()
		return fiches.Page("Sauvegardes", "La démonstration n’est pas sauvegardée : tout y est inventé."), b
	}
	p := &pageSauvegardes{Ecran: e, etat: composants.Prose(""), recu: composants.Prose(""), endroit: composants.NouvelleSaisie(), copies: composants.Empiler(4)}
	maintenant := composants.BoutonPrincipal("Sauvegarder maintenant", p.sauvegarder)
	p.essayer = composants.NouveauBouton("Essayer une restauration", p.repeter)
	p.essayer.Disable()
	actions := container.NewHBox(maintenant, p.essayer)
	peut := e.p.Compte.Role == data.RoleResponsable || e.p.Compte.Role == data.RoleTechnicien
	if peut {
		actions.Add(composants.NouveauBouton("Restaurer…", e.p.Restaurer))
	}
	p.cesser = composants.NouveauBouton("Ne plus l’utiliser", func() {
		p.endroit.Poser("")
		p.poserEndroit()
	})
	p.cesser.Hide()
	p.endroit.SetPlaceHolder("Dossier d’une clé USB ou du réseau")
	p.endroit.OnSubmitted = func(string) { p.poserEndroit() }
	var second fyne.CanvasObject = p.endroit
	aide := "Chaque sauvegarde y est copiée aussi, chiffrée : un poste volé ou en panne ne perd rien."
	if e.p.Compte.Role == data.RoleResponsable {
		second = composants.EnLigne(8, 0, p.endroit, composants.NouveauBouton("Utiliser ce dossier", p.poserEndroit), p.cesser)
	} else {
		p.endroit.Disable()
		aide += " Seul un compte de responsable peut le changer."
	}
	p.relire(true)
	return fiches.Page("Sauvegardes", "Une sauvegarde est faite toutes les demi-heures si quelque chose a changé, au verrouillage et à la fermeture. "+
		"Chacune est relue avant d’être gardée.",
		p.etat, actions, p.recu,
		composants.Filet(),
		fiches.Ligne("Second emplacement", second, aide),
		composants.Filet(),
		composants.NouveauTitre("Sauvegardes gardées", 1.15), p.copies), maintenant
}

// relire asks how things stand; tout asks for the second place as well.
func (p *pageSauvegardes) relire(tout bool) {
	var etat data.EtatSauvegarde
	var second string
	p.faire(func(ctx context.Context) (err error) {
		if etat, err = p.p.Base.EtatSauvegarde(ctx); err != nil {
			return err
		}
		if second, err = p.p.Base.SecondEmplacement(ctx); err != nil {
			return err
		}
		p.lues, err = p.p.Copies(ctx)
		return err
	}, func() {
		ton := widget.SuccessImportance
		if etat.Ancienne || etat.Le.IsZero() {
			ton = widget.WarningImportance
		}
		phrase := etat.Phrase
		if !etat.Le.IsZero() {
			phrase += " Dossiers : " + francais.Entier(etat.Dossiers) + "."
		}
		p.etat.DireEn(francais.Typographie(phrase), ton)
		if tout {
			p.endroit.Poser(second)
			if second == "" {
				p.cesser.Hide()
			} else {
				p.cesser.Show()
			}
		}
		p.p.Fait(etat)
		p.essayer.Actif(len(p.lues) > 0)
		p.lister()
	})
}

func (p *pageSauvegardes) lister() {
	p.copies.Objects = nil
	if len(p.lues) == 0 {
		p.copies.Add(composants.ProseDiscrete("Aucune pour l’instant."))
	}
	for i, c := range p.lues {
		if i == copiesMontrees {
			p.copies.Add(composants.ProseDiscrete("Les plus anciennes sont dans le dossier des sauvegardes."))
			break
		}
		ou := "sur ce poste"
		if c.Ailleurs {
			ou = "second emplacement"
		}
		dit := composants.Prose("")
		dit.Hide()
		var b *composants.Bouton
		b = composants.BoutonDiscret("Que contient-elle ?", func() { p.regarder(c, b, dit) })
		p.copies.Add(composants.Empiler(2, composants.EnLigne(10, 1,
			composants.DeLargeur(270, composants.NouveauTexte(fiches.NomSauvegarde(c.Sauvegarde), theme.ColorNameForeground, 1)),
			composants.NouveauTexte(ou, habillage.Discret, .95), b), dit))
	}
	p.copies.Refresh()
	p.suivre()
}

func (p *pageSauvegardes) regarder(c Copie, b *composants.Bouton, dit *composants.Lecture) {
	b.Disable()
	var contenu data.Contenu
	var err error
	p.p.Ex.Lancer(func() { contenu, err = p.p.Base.Contenu(context.Background(), c.Chemin) }, func() {
		b.Enable()
		composants.Prendre(b)
		dit.Show()
		if err != nil {
			dit.DireEn(data.Phrase(err), widget.DangerImportance)
		} else {
			dit.DireEn(fiches.PhraseContenu(contenu), widget.MediumImportance)
		}
		p.copies.Refresh()
	})
}

// longuement runs long work with its progress; arrete is said when it was cut short.
func (p *pageSauvegardes) longuement(titre, quoi, arrete string, travail func(context.Context, data.Progres) (string, error)) {
	ctx, arret := context.WithCancel(context.Background())
	attente, fermer := p.p.Dialogues.Patienter(titre, arret)
	var dit string
	var err error
	p.p.Ex.Lancer(func() {
		dit, err = travail(ctx, func(part float64) {
			p.p.Ex.Lancer(func() {}, func() { attente.Avancer(part, quoi) })
		})
	}, func() {
		annule := ctx.Err() != nil
		arret()
		fermer()
		switch {
		case p.ferme:
		case err != nil && annule:
			p.recu.DireEn(arrete, widget.MediumImportance)
		case err != nil:
			p.recu.DireEn(data.Phrase(err), widget.DangerImportance)
		default:
			p.recu.DireEn(francais.Typographie(dit), widget.MediumImportance)
			p.relire(false)
		}
	})
}

func (p *pageSauvegardes) sauvegarder() {
	p.longuement("Sauvegarde", "La base peut servir pendant ce temps.", "La sauvegarde a été arrêtée : les précédentes sont gardées.",
		func(ctx context.Context, progres data.Progres) (string, error) {
			r, err := p.p.Base.Sauvegarder(ctx, progres)
			if err != nil {
				return "", err
			}
			l := []string{"Sauvegarde faite, relue et contrôlée."}
			if r.Ailleurs != nil {
				l = append(l, "Elle est aussi dans le second emplacement.")
			}
			return strings.Join(append(l, r.Phrases...), " "), nil
		})
}

func (p *pageSauvegardes) repeter() {
	if len(p.lues) == 0 {
		return
	}
	copie := p.lues[0].Chemin
	p.longuement("Essai de restauration", "En mémoire seulement : rien n’est remplacé.", "L’essai a été arrêté : rien n’a été changé.",
		func(ctx context.Context, progres data.Progres) (string, error) {
			r, err := p.p.Base.Repeter(ctx, copie, progres)
			if err != nil {
				return "", err
			}
			return r.Phrase(time.Local), nil
		})
}

func (p *pageSauvegardes) poserEndroit() {
	dossier := strings.Trim(strings.TrimSpace(p.endroit.Text), `"`)
	p.faire(func(ctx context.Context) error { return p.p.Base.PoserSecondEmplacement(ctx, dossier) }, func() {
		if dossier == "" {
			p.p.Dialogues.Mot("Plus de second emplacement : les sauvegardes restent sur ce poste.")
		} else {
			p.p.Dialogues.Mot("Les prochaines sauvegardes iront aussi dans ce dossier.")
		}
		p.relire(true)
	})
}
