package dossier

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/composants"
	"justicepartage/app/dialogues"
	"justicepartage/app/edition"
	"justicepartage/app/habillage"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/saisie"
	"justicepartage/data/trame"
)

// panneauDocuments hands the documents over: each with its state and what can be done
// with it.
type panneauDocuments struct {
	e     *Ecran
	vue   *container.Scroll
	corps *fyne.Container
	docs  []data.Document
	lu    int64 // revision for which docs was read, 0 for none
	un    *composants.Bouton

	lignes  map[string]string // row chosen for each document that is made for each row
	enChoix string            // the document whose row was just chosen: it keeps the focus
}

func nouveauPanneauDocuments(e *Ecran) *panneauDocuments {
	p := &panneauDocuments{e: e, corps: composants.Empiler(10), lignes: map[string]string{}}
	p.vue = container.NewVScroll(composants.Marge(10, 16, 12, 14, p.corps))
	return p
}

func (p *panneauDocuments) objet() fyne.CanvasObject { return p.vue }

func (p *panneauDocuments) premier() fyne.Focusable {
	if p.un == nil {
		return nil
	}
	return p.un
}

func (p *panneauDocuments) rafraichir(string) {
	if rev := p.e.r.Dossier().Revision; p.lu != rev || p.un == nil {
		p.lu = rev
		p.relire()
		return
	}
	p.montrer()
}

// relire reads the finalised documents again.
func (p *panneauDocuments) relire() {
	e := p.e
	var docs []data.Document
	var err error
	e.p.Ex.Lancer(func() { docs, err = e.p.Session.Documents(context.Background(), e.p.Dossier.Numero) }, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		p.docs = docs
		p.montrer()
	})
}

func (p *panneauDocuments) montrer() {
	e := p.e
	ex, d := e.r.Examen(), e.r.Dossier()
	p.corps.RemoveAll()
	p.un = nil
	garder := func(b *composants.Bouton) *composants.Bouton {
		if p.un == nil {
			p.un = b
		}
		return b
	}
	var reprendre *composants.Choix
	// What is finalised first: it is what one hands over.
	for i := len(p.docs) - 1; i >= 0; i-- {
		x := p.docs[i]
		etat := composants.Empiler(0, composants.NouveauTexte(francais.Typographie("Finalisé le "+e.moment(x.FinaliseLe.In(e.p.Ex.Maintenant().Location()).Format("2006-01-02T15:04"))+" par "+x.FinalisePar), habillage.Discret, .95))
		principal := composants.BoutonPrincipal("Consigner la remise…", func() { e.transmettre(x) })
		if x.Transmis != nil {
			etat.Add(composants.NouveauTexte(francais.Typographie(fmt.Sprintf("Remis à %s, %s, le %s", x.Transmis.A, strings.ToLower(x.Transmis.Moyen), e.moment(x.Transmis.Le))), theme.ColorNameSuccess, .95).Gras())
			principal.Importance = 0
			principal.SetText("Corriger la remise…")
		}
		etat.Add(composants.NouveauTexte("Empreinte SHA-256 : "+x.SHA256[:16]+"…", habillage.Discret, .85))
		barre := container.NewHBox(garder(principal),
			composants.NouveauBouton("Exporter", func() { e.exporter(x) }),
			composants.NouveauBouton("Imprimer", func() { e.imprimer(x) }),
			composants.NouveauBouton("Ouvrir", func() { e.ouvrirDocument(x) }))
		p.corps.Add(composants.Carte(composants.Empiler(6, composants.NouveauTitre(p.intitule(ex, x), 1.15), etat, barre)))
	}
	for _, modele := range e.p.Service.Documents {
		doc := p.exemplaire(ex, modele)
		n := d.Finalises[doc.ID()]
		if n > 0 && doc.Complete == "" && !doc.Courant && doc.Pour == "" || doc.Complete != "" && d.Finalises[doc.Complete] == 0 {
			continue
		}
		ok, pourquoi := ex.Possible(doc)
		if !ok && doc.Fige() && p.unEstFige(d) {
			continue // the dossier gave another report: this one is no longer awaited
		}
		commence := doc.Lignes == "" || len(e.r.Lignes(doc.Lignes)) > n
		ok = ok || !commence // its matter is still to be written
		boite := composants.Empiler(6, composants.NouveauTitre(francais.Typographie(doc.Titre), 1.15))
		if c := p.choixLigne(ex, doc); c != nil {
			if p.enChoix == doc.Cle {
				reprendre = c
			}
			boite.Add(c)
		}
		if !ok {
			boite.Add(composants.ProseDiscrete(e.texte(pourquoi)))
			p.corps.Add(composants.Carte(boite))
			continue
		}
		barre := container.NewHBox()
		switch {
		case d.Etat == data.EtatClos && doc.Finalisable:
			boite.Add(composants.ProseDiscrete("Le dossier est clos : ce document n’est pas finalisé."))
		case !commence:
			boite.Add(composants.ProseDiscrete("Pour corriger ou ajouter après la finalisation : le premier rapport reste tel quel, le complément est numéroté."))
			barre.Add(garder(composants.NouveauBouton("Écrire un "+francais.Minuscule(doc.Titre), func() { e.completer(doc) })))
		case doc.Finalisable && e.fini(doc):
			boite.Add(composants.ProseDiscrete("Finalisé : il est plus haut dans cette page."))
		case doc.Finalisable:
			bouton := composants.NouveauBouton("Finaliser…", func() { e.finaliserCelui(doc) })
			if doc.Courant {
				boite.Add(composants.ProseDiscrete("Se fait autant de fois qu’il le faut : chaque exemplaire finalisé est gardé."))
			} else {
				boite.Add(composants.ProseDiscrete("En projet : à relire, puis à finaliser."))
				bouton.Importance = widget.HighImportance
			}
			barre.Add(garder(bouton))
			barre.Add(composants.NouveauBouton("Imprimer le projet", func() { e.projet(doc, e.imprimerOctets) }))
			barre.Add(composants.NouveauBouton("Ouvrir", func() { e.projet(doc, e.ouvrirOctets) }))
		default:
			barre.Add(garder(composants.NouveauBouton("Imprimer", func() { e.projet(doc, e.imprimerOctets) })))
			barre.Add(composants.NouveauBouton("Ouvrir", func() { e.projet(doc, e.ouvrirOctets) }))
			barre.Add(composants.NouveauBouton("Exporter", func() { e.projet(doc, e.exporterOctets) }))
		}
		boite.Add(barre)
		p.corps.Add(composants.Carte(boite))
	}
	p.corps.Add(e.etatDossier())
	p.corps.Refresh()
	p.enChoix = ""
	if reprendre != nil {
		composants.Prendre(reprendre)
	}
}

// intitule is the title of a finalised document, with the name of its row.
func (p *panneauDocuments) intitule(ex *trame.Examen, x data.Document) string {
	t := x.Titre
	if papier := ex.Exemplaire(x.Exemplaire()); papier != nil && papier.Nom != "" {
		t += " – " + papier.Nom
	}
	return p.e.texte(t)
}

// exemplaire is the paper that the card of a document speaks of: of a document made for each
// row, the row chosen in the card.
func (p *panneauDocuments) exemplaire(ex *trame.Examen, d *trame.Document) *trame.Exemplaire {
	if d.Pour == "" {
		return &trame.Exemplaire{Document: d}
	}
	if x := ex.Exemplaire(trame.IDExemplaire(d.Cle, p.lignes[d.Cle])); x != nil {
		return x
	}
	if x := ex.Exemplaire(d.Cle); x != nil {
		return x
	}
	return &trame.Exemplaire{Document: d}
}

// choixLigne chooses for whom a document is made; nil when it is made for nobody in
// particular.
func (p *panneauDocuments) choixLigne(ex *trame.Examen, doc *trame.Exemplaire) *composants.Choix {
	if doc.Pour == "" || doc.Ligne == "" {
		return nil
	}
	var l []composants.Option
	for _, x := range ex.Exemplaires() {
		if x.Cle == doc.Cle {
			l = append(l, composants.Option{Cle: x.Ligne, Libelle: francais.Majuscule(p.e.texte(x.Nom))})
		}
	}
	c := composants.NouveauChoix(l)
	c.Poser(doc.Ligne)
	c.OnChoix = func(ligne string) {
		p.lignes[doc.Cle] = ligne
		p.enChoix = doc.Cle
		p.montrer()
	}
	return c
}

// unEstFige tells whether a document that freezes the dossier was finalised.
func (p *panneauDocuments) unEstFige(d *data.Dossier) bool {
	for _, x := range p.e.p.Service.Documents {
		if x.Fige() && d.Finalises[x.Cle] > 0 {
			return true
		}
	}
	return false
}

// finaliserCelui finalises a paper chosen in its card.
func (e *Ecran) finaliserCelui(doc *trame.Exemplaire) {
	e.choisi = doc.ID()
	e.Finaliser()
}

func (e *Ecran) moment(s string) string { return francais.DateHeureCourte(s) }

// etatDossier closes the dossier, or opens it again.
func (e *Ecran) etatDossier() fyne.CanvasObject {
	if e.r.Dossier().Etat == data.EtatClos {
		return composants.Carte(composants.Empiler(6, composants.NouveauTitre("Dossier clos", 1.15),
			composants.ProseDiscrete("Il se lit, ses documents se remettent encore ; il ne se modifie plus."),
			container.NewHBox(composants.NouveauBouton("Rouvrir le dossier…", e.Rouvrir))))
	}
	return composants.Carte(composants.Empiler(6, composants.NouveauTitre("Clore le dossier", 1.15),
		composants.ProseDiscrete("Quand tout est remis : le dossier quitte la liste des urgences et ne change plus. Il peut être rouvert."),
		container.NewHBox(composants.NouveauBouton("Clore le dossier…", e.Clore))))
}

// Clore closes the dossier, with a reason.
func (e *Ecran) Clore() {
	e.changerEtat("Clore le dossier", "Pourquoi ? Quelques mots suffisent : « rapport remis », « mission achevée »…", "Clore", e.p.Session.Clore)
}

// Rouvrir opens a closed dossier again.
func (e *Ecran) Rouvrir() {
	e.changerEtat("Rouvrir le dossier", "Pourquoi ? Le motif reste dans l’historique du dossier.", "Rouvrir", e.p.Session.Rouvrir)
}

func (e *Ecran) changerEtat(titre, texte, oui string, f func(context.Context, string, string) error) {
	e.p.Dialogues.Demander(titre, texte, oui, func(motif string) error {
		if strings.TrimSpace(motif) == "" {
			return &data.Erreur{Code: data.Saisie, Message: "Dites pourquoi, en quelques mots."}
		}
		e.ecrire(func() {
			e.puisRelire(func() error { return f(context.Background(), e.p.Dossier.Numero, motif) })
		})
		return nil
	})
}

// puisRelire does something to the dossier away from the window, then shows the dossier
// as the base has it.
func (e *Ecran) puisRelire(f func() error) {
	var d *data.Dossier
	var err error
	e.p.Ex.Lancer(func() {
		if err = f(); err == nil {
			d, err = e.p.Session.Dossier(context.Background(), e.p.Dossier.Numero)
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		e.r.Recharger(d)
		e.form.ouvrir(e.form.sec)
		e.rafraichir()
		if p := e.panneaux[e.ouvert]; p != nil && p.premier() != nil && !e.p.Dialogues.Ouvert() {
			composants.Prendre(p.premier())
		}
	})
}

// completer begins the next numbered document.
func (e *Ecran) completer(doc *trame.Exemplaire) {
	sec := e.p.Service.Section(doc.Lignes)
	l := e.r.Ajouter(sec.Cle, nil)
	e.allerSection(sec, false)
	e.form.ouverte = l.ID
	e.form.construire()
	e.form.premier()
	e.p.Dialogues.Mot("Écrivez le complément, puis finalisez-le au panneau Contrôle (Ctrl+K).")
}

// transmettre records to whom a document was handed, how and when.
func (e *Ecran) transmettre(x data.Document) {
	a, moyen, le := composants.NouvelleSaisie(), composants.NouvelleSaisie(), composants.NouvelleSaisie()
	a.Poser(e.p.Parquet.Destinataire)
	le.Poser(francais.DateHeureCourte(e.p.Ex.Maintenant().Format("2006-01-02T15:04")))
	moyens := []composants.Option{{Cle: "Remise en main propre", Libelle: "Remise en main propre"}, {Cle: "Courriel sécurisé", Libelle: "Courriel sécurisé"}, {Cle: "Télécopie", Libelle: "Télécopie"}, {Cle: "Autre", Libelle: "Autre"}}
	choix := composants.NouveauChoix(moyens)
	choix.Poser(moyens[0].Cle)
	moyen.SetPlaceHolder("précision, facultative")
	if x.Transmis != nil {
		a.Poser(x.Transmis.A)
		nom, precision, _ := strings.Cut(x.Transmis.Moyen, " – ")
		choix.Poser(nom)
		moyen.Poser(precision)
		le.Poser(francais.DateHeureCourte(x.Transmis.Le))
	}
	faute := composants.NouveauTexte("", theme.ColorNameError, .95)
	contenu := composants.Empiler(4,
		composants.Prose("À qui"), a, composants.Prose("Par quel moyen"), choix, moyen, composants.Prose("Le, à quelle heure"), le, faute)
	e.p.Dialogues.Montrer(dialogues.Boite{
		Titre: "Remise de « " + francais.Typographie(x.Titre) + " »", Contenu: contenu, Focus: a,
		Actions: []dialogues.Action{{Texte: "Consigner la remise", Faire: func() bool {
			heure, err := saisie.DateHeure(le.Text, e.p.Ex.Maintenant())
			switch {
			case err != nil:
				faute.Dire(err.Error())
				return false
			case strings.TrimSpace(a.Text) == "":
				faute.Dire("Dites à qui le document a été remis.")
				return false
			}
			tr := data.Transmission{A: saisie.Ligne(a.Text), Moyen: choix.Choisi(), Le: heure}
			if p := saisie.Ligne(moyen.Text); p != "" {
				tr.Moyen += " – " + p
			}
			e.ecrire(func() {
				e.puisRelire(func() error { return e.p.Session.Transmettre(context.Background(), x.ID, tr) })
			})
			return true
		}}},
	})
}

// avecOctets reads a finalised document away from the window; usage goes to the audit, mot
// is said once it is done.
func (e *Ecran) avecOctets(x data.Document, usage string, f func(pdf []byte) error, mot string) {
	var err error
	e.p.Ex.Lancer(func() {
		var pdf []byte
		if pdf, err = e.p.Session.Octets(context.Background(), x.ID, usage); err == nil {
			err = f(pdf)
		}
	}, func() { e.fait(err, mot) })
}

// fait says what went wrong, or mot.
func (e *Ecran) fait(err error, mot string) {
	if err != nil {
		e.p.Dialogues.Erreur(err)
	} else if mot != "" {
		e.p.Dialogues.Mot(mot)
	}
}

const motImprime = "Le document part à l’imprimante."

func (e *Ecran) imprimer(x data.Document) {
	e.avecOctets(x, "impression", e.p.Sortie.Imprimer, motImprime)
}

func (e *Ecran) ouvrirDocument(x data.Document) {
	e.avecOctets(x, "lecture", e.p.Sortie.Ouvrir, "")
}

func (e *Ecran) exporter(x data.Document) {
	e.demanderDossier(edition.NomFichier(e.r.Dossier(), x.Titre, false), func(dossier string) {
		ou := ""
		nom := edition.NomFichier(e.r.Dossier(), x.Titre, false)
		var err error
		e.p.Ex.Lancer(func() {
			var pdf []byte
			if pdf, err = e.p.Session.Octets(context.Background(), x.ID, "export"); err == nil {
				ou, err = e.p.Sortie.Exporter(dossier, nom, pdf)
			}
		}, func() { e.exporte(ou, err) })
	})
}

func (e *Ecran) exporte(ou string, err error) {
	if err != nil {
		e.p.Dialogues.Erreur(err)
		return
	}
	e.p.Dialogues.Mot("Enregistré : " + ou)
}

// demanderDossier asks where a file goes; the usual folder is proposed.
func (e *Ecran) demanderDossier(nom string, f func(dossier string)) {
	e.p.Dialogues.Montrer(boiteExport(e, nom, f))
}

func boiteExport(e *Ecran, nom string, f func(string)) dialogues.Boite {
	s := composants.NouvelleSaisie()
	s.Poser(e.p.Sortie.DossierExport())
	return dialogues.Boite{
		Titre: "Exporter le PDF", Focus: s, Largeur: 640,
		Contenu: composants.Empiler(4, composants.Prose("Dans le dossier :"), s,
			composants.ProseDiscrete(francais.Typographie("Sous le nom : ")+nom),
			composants.ProseDiscrete("Le fichier exporté n’est plus protégé par le programme : rangez-le à l’abri, effacez-le quand il ne sert plus.")),
		Actions: []dialogues.Action{{Texte: "Exporter", Faire: func() bool { f(strings.TrimSpace(s.Text)); return true }}},
	}
}

// projet makes a document that is not finalised, and does something with it.
func (e *Ecran) projet(doc *trame.Exemplaire, f func(nom string, pdf []byte)) {
	ex, d := e.r.ExamenACote(), e.r.Dossier()
	nom := edition.NomFichier(d, doc.Titre, doc.Finalisable)
	var pdf []byte
	var err error
	e.p.Ex.Lancer(func() {
		r, echec := e.p.Imprimerie.Projet(ex, d, doc, e.p.Association)
		if err = echec; err == nil {
			pdf = r.PDF
		}
	}, func() {
		if err != nil {
			e.p.Dialogues.Erreur(err)
			return
		}
		f(nom, pdf)
	})
}

func (e *Ecran) surPDF(pdf []byte, f func([]byte) error, mot string) {
	var err error
	e.p.Ex.Lancer(func() { err = f(pdf) }, func() { e.fait(err, mot) })
}

func (e *Ecran) imprimerOctets(_ string, pdf []byte) {
	e.surPDF(pdf, e.p.Sortie.Imprimer, motImprime)
}

func (e *Ecran) ouvrirOctets(_ string, pdf []byte) { e.surPDF(pdf, e.p.Sortie.Ouvrir, "") }

func (e *Ecran) exporterOctets(nom string, pdf []byte) {
	e.demanderDossier(nom, func(dossier string) {
		var ou string
		var err error
		e.p.Ex.Lancer(func() { ou, err = e.p.Sortie.Exporter(dossier, nom, pdf) }, func() { e.exporte(ou, err) })
	})
}

// Imprimer, Exporter and Ouvrir act on the last finalised document, or on the draft of
// the current one.
func (e *Ecran) Imprimer() { e.surDernier(e.imprimer, e.imprimerOctets) }

// Exporter writes the current document to a file.
func (e *Ecran) Exporter() { e.surDernier(e.exporter, e.exporterOctets) }

// Ouvrir shows the current document in the viewer of the system.
func (e *Ecran) Ouvrir() { e.surDernier(e.ouvrirDocument, e.ouvrirOctets) }

func (e *Ecran) surDernier(fini func(data.Document), projet func(string, []byte)) {
	doc := e.documentCourant()
	if doc == nil {
		e.p.Dialogues.Informer("Pas encore de document", "Aucun document n’est possible pour l’instant : le panneau Documents dit ce qui manque.")
		return
	}
	if n := e.r.Dossier().Finalises[doc.ID()]; n == 0 || !doc.Courant && resteAFaire(e.r.Dossier(), e.r, doc) {
		e.projet(doc, projet)
		return
	}
	var docs []data.Document
	var err error
	e.p.Ex.Lancer(func() { docs, err = e.p.Session.Documents(context.Background(), e.p.Dossier.Numero) }, func() {
		for i := len(docs) - 1; i >= 0 && err == nil; i-- {
			if docs[i].Exemplaire() == doc.ID() {
				fini(docs[i])
				return
			}
		}
		e.p.Dialogues.Erreur(err)
	})
}
