// Package fiches holds the short forms that both the first start and the settings show:
// the association, its court, an account, a place on the disk.
package fiches

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos
	_ "image/png"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"justicepartage/app/composants"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/identite"
	"justicepartage/data/saisie"
)

const largeurLibelle = 200

// Ligne is a label with its control, and a hint under it.
func Ligne(libelle string, champ fyne.CanvasObject, aide string) fyne.CanvasObject {
	droite := champ
	if aide != "" {
		droite = composants.Empiler(3, champ, composants.ProseDiscrete(aide))
	}
	return container.New(&ligne{}, composants.NouveauTexte(libelle, theme.ColorNameForeground, 1), droite)
}

// ligne sets a label at the left of a control, on the line of its first text.
type ligne struct{ largeur float32 }

func (l *ligne) MinSize(o []fyne.CanvasObject) fyne.Size {
	if l.largeur > 0 {
		o[1].Resize(fyne.NewSize(l.largeur-largeurLibelle, o[1].Size().Height))
	}
	return fyne.NewSize(largeurLibelle+200, o[1].MinSize().Height)
}

func (l *ligne) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.largeur = s.Width
	o[0].Resize(fyne.NewSize(largeurLibelle-10, o[0].MinSize().Height))
	o[0].Move(fyne.NewPos(0, theme.InnerPadding()))
	o[1].Resize(fyne.NewSize(s.Width-largeurLibelle, s.Height))
	o[1].Move(fyne.NewPos(largeurLibelle, 0))
}

// texte makes an entry bound to a string.
func texte(dest *string, change func()) *composants.Saisie {
	s := composants.NouvelleSaisie()
	s.Poser(*dest)
	s.OnChanged = func(t string) {
		*dest = strings.TrimSpace(t)
		change()
	}
	return s
}

// lignes makes an entry of several lines bound to a list.
func lignes(dest *[]string, n int, change func()) *composants.Paragraphe {
	p := composants.NouveauParagraphe(n)
	p.Poser(strings.Join(*dest, "\n"))
	p.OnChange = func(t string) {
		*dest = nil
		for l := range strings.SplitSeq(t, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				*dest = append(*dest, l)
			}
		}
		change()
	}
	return p
}

// Association is the form of the letterhead.
type Association struct {
	A        data.Association
	Vue      fyne.CanvasObject
	Premier  fyne.Focusable
	logo     *composants.Saisie
	ditLogo  *composants.Texte
	OnChange func()
}

// NouvelleAssociation makes the form.
func NouvelleAssociation(a data.Association, change func()) *Association {
	f := &Association{A: a, OnChange: change}
	nom := texte(&f.A.Nom, change)
	nom.SetPlaceHolder("Justice et Partage")
	f.Premier = nom
	sous := texte(&f.A.SousTitre, change)
	sous.SetPlaceHolder("Une ligne sous le nom : fédération, agrément, département…")
	tel := texte(&f.A.Telephone, change)
	tel.Poser(francais.Telephone(f.A.Telephone))
	tel.OnChanged = func(t string) {
		f.A.Telephone = strings.TrimSpace(t)
		if n, err := saisie.Telephone(t); err == nil {
			f.A.Telephone = n
		}
		change()
	}
	f.logo = composants.NouvelleSaisie()
	f.logo.SetPlaceHolder("Chemin d’une image PNG ou JPEG")
	f.ditLogo = composants.NouveauTexte("", habillage.Discret, .95)
	if f.A.Logo != nil {
		f.ditLogo.Dire("Un logo est en place.")
	}
	f.logo.OnChanged = func(string) { f.lireLogo() }
	f.Vue = composants.Empiler(8,
		Ligne("Nom de l’association", nom, ""),
		Ligne("Sous le nom", sous, ""),
		Ligne("Adresse", lignes(&f.A.Adresse, 2, change), ""),
		Ligne("Téléphone", tel, ""),
		Ligne("Courriel", texte(&f.A.Courriel, change), ""),
		Ligne("Fédérations", lignes(&f.A.Appartenances, 2, change), "Une par ligne, telles qu’elles s’impriment."),
		Ligne("Habilitation", texte(&f.A.Habilitation, change), "La référence qui s’imprime en tête : décision, date."),
		Ligne("Logo", composants.Empiler(2, f.logo, f.ditLogo), ""))
	return f
}

// logoMax bounds a logo: it is printed on each document.
const logoMax = 2 << 20

func (f *Association) lireLogo() {
	chemin := strings.Trim(strings.TrimSpace(f.logo.Text), `"`)
	if chemin == "" {
		f.ditLogo.DireEn("", habillage.Discret)
		return
	}
	i, err := os.Stat(chemin)
	if err == nil && i.Size() > logoMax {
		f.ditLogo.DireEn("Cette image est trop lourde : deux mégaoctets au plus.", theme.ColorNameError)
		return
	}
	var b []byte
	if err == nil && i.Mode().IsRegular() {
		b, err = os.ReadFile(chemin)
	}
	if err != nil || b == nil {
		f.ditLogo.DireEn("Ce fichier n’existe pas, ou ne peut pas être lu.", habillage.Discret)
		return
	}
	if !imageLisible(b) {
		f.ditLogo.DireEn("Ce fichier n’est pas une image PNG ou JPEG.", theme.ColorNameError)
		return
	}
	f.A.Logo = b
	f.ditLogo.DireEn("Logo lu.", theme.ColorNameSuccess)
	f.OnChange()
}

// imageLisible tells whether b is an image that can be printed whole, and of a size that
// does not exhaust the memory.
func imageLisible(b []byte) bool {
	c, _, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width*c.Height > 40_000_000 {
		return false
	}
	_, _, err = image.Decode(bytes.NewReader(b))
	return err == nil
}

// Parquet is the form of the court and of whom one answers to.
type Parquet struct {
	P       data.Parquet
	Vue     fyne.CanvasObject
	Premier fyne.Focusable
}

// NouveauParquet makes the form; juridictions are the courts one may choose from.
func NouveauParquet(p data.Parquet, juridictions []composants.Option, change func()) *Parquet {
	f := &Parquet{P: p}
	j := composants.NouveauChoix(juridictions)
	j.Poser(p.Juridiction)
	j.OnChoix = func(cle string) { f.P.Juridiction = cle; change() }
	f.Premier = j
	d := texte(&f.P.Destinataire, change)
	d.SetPlaceHolder("Service, bureau")
	f.Vue = composants.Empiler(8,
		Ligne("Juridiction habituelle", j, "Elle est proposée dans chaque nouveau dossier."),
		Ligne("À qui l’on remet", d, "Proposé quand un document est remis."),
		Ligne("Téléphone", texte(&f.P.Telephone, change), "De la permanence, pour l’avoir sous les yeux."),
		Ligne("Courriel", texte(&f.P.Courriel, change), ""))
	return f
}

// Compte is the form of an account with its password.
type Compte struct {
	C            data.Compte
	Vue          fyne.CanvasObject
	Premier      fyne.Focusable
	login        *composants.Saisie
	secret       *Secret
	loginATouche bool
}

// NouveauCompte makes the form. juger says how strong a password is; without it, the form
// is that of an account that exists: its login and its password are not asked for.
func NouveauCompte(c data.Compte, juger func(motDePasse string, c data.Compte) (phrase string, ok bool), change func()) *Compte {
	f := &Compte{C: c, loginATouche: c.Login != ""}
	nom := texte(&f.C.Nom, change)
	nom.SetPlaceHolder("Prénom Nom, comme sous une signature")
	f.Premier = nom
	fonction := texte(&f.C.Fonction, change)
	fonction.SetPlaceHolder("intervenante socio-judiciaire")
	f.login = texte(&f.C.Login, change)
	noter := f.login.OnChanged
	f.login.OnChanged = func(t string) { f.loginATouche = t != ""; noter(t) }
	du := composants.NouvelleSaisie()
	du.SetPlaceHolder("jj/mm/aaaa, ou vide")
	du.Poser(francais.DateCourte(c.HabiliteDu))
	f.secret = NouveauSecret("Mot de passe", func(m string) (string, bool) { return juger(m, f.C) }, nil)
	nom.OnChanged = func(t string) {
		f.C.Nom = strings.TrimSpace(t)
		if !f.loginATouche {
			f.C.Login = proposerLogin(t)
			f.login.Poser(f.C.Login)
		}
		change()
	}
	vue := composants.Empiler(8,
		Ligne("Nom", nom, ""),
		Ligne("Fonction", fonction, "S’imprime sous la signature."),
		Ligne("Habilité(e) depuis le", dateLibre(du, &f.C.HabiliteDu, change),
			"Sur la liste de la juridiction ; sans elle, aucun document ne peut être signé."))
	if juger != nil {
		vue.Add(Ligne("Identifiant", f.login, ""))
		vue.Add(f.secret.Vue)
	}
	f.Vue = vue
	return f
}

// Date makes an entry for a date that may be left empty.
func Date(dest *string) fyne.CanvasObject {
	s := composants.NouvelleSaisie()
	s.SetPlaceHolder("jj/mm/aaaa, ou vide")
	s.Poser(francais.DateCourte(*dest))
	return dateLibre(s, dest, func() {})
}

// dateLibre reads a date as it is typed, and writes it out once it is left.
func dateLibre(s *composants.Saisie, dest *string, change func()) fyne.CanvasObject {
	dit := composants.NouveauTexte("", theme.ColorNameError, .95)
	lire := func(t string) {
		*dest = ""
		dit.Dire("")
		if strings.TrimSpace(t) == "" {
			return
		}
		if j, err := saisie.Date(t, time.Now()); err == nil {
			*dest = j
		}
	}
	s.OnChanged = func(t string) { lire(t); change() }
	s.OnQuitter = func() {
		if strings.TrimSpace(s.Text) == "" {
			return
		}
		if *dest == "" {
			_, err := saisie.Date(s.Text, time.Now())
			if err != nil {
				dit.Dire(err.Error())
			}
			return
		}
		s.Poser(francais.DateCourte(*dest))
	}
	return composants.EnLigne(8, 1, composants.DeLargeur(170, s), dit)
}

// MotDePasse returns the password if it was typed twice alike and is strong enough, or
// what is wrong.
func (f *Compte) MotDePasse() (string, error) { return f.secret.MotDePasse() }

// Effacer wipes the password from the screen.
func (f *Compte) Effacer() { f.secret.Effacer() }

// proposerLogin makes « cvidal » of « Claire Vidal ».
func proposerLogin(nom string) string {
	mots := identite.Mots(nom)
	if len(mots) == 0 {
		return ""
	}
	initiale, n := utf8.DecodeRuneInString(mots[0])
	if len(mots) == 1 || n == 0 {
		return mots[0]
	}
	return string(initiale) + mots[len(mots)-1]
}

// Emplacement asks for a path, with what it is for.
func Emplacement(dest *string, change func()) *composants.Saisie { return texte(dest, change) }

// Page lays a form on a sheet of reading width.
func Page(titre, chapeau string, corps ...fyne.CanvasObject) fyne.CanvasObject {
	objets := []fyne.CanvasObject{composants.NouveauTitre(titre, 1.5)}
	if chapeau != "" {
		objets = append(objets, composants.ProseDiscrete(chapeau))
	}
	objets = append(objets, composants.Filet())
	return container.NewStack(composants.NouveauFond(habillage.Papier, habillage.Filet, 8),
		composants.Marge(20, 20, 28, 28, composants.Empiler(12, append(objets, corps...)...)))
}
