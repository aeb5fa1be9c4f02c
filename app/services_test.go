package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"justicepartage/app/composants"
	"justicepartage/app/dossier"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// TestServices lives through the worked examples of every service in the window: each gate
// from its wrong side, with the sentence that is shown, and from its right side, with the
// document that comes out, finalised and read back.
func TestServices(t *testing.T) {
	ids, err := trame.Lister(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		t.Run(id, func(t *testing.T) {
			b := avecTout(t)
			svc, err := b.session.Service(ctx, id, "")
			if err != nil {
				t.Fatal(err)
			}
			cas, err := trame.LireCas(assets.FS, id)
			if err != nil {
				t.Fatal(err)
			}
			vus := vecu{}
			for _, c := range cas {
				b.vivre(svc, c, &vus)
			}
			if vus.finalises == 0 || vus.refus == 0 {
				t.Errorf("nothing is proved: %+v", vus)
			}
			t.Logf("%+v", vus)
		})
	}
}

// vecu counts what was lived through.
type vecu struct{ dossiers, arrets, refus, finalises int }

// avecTout opens the window on an account that sees every service, the reserved ones too.
func avecTout(t *testing.T) *banc {
	t.Helper()
	b := avecBase(t)
	c := b.session.Compte()
	var err error
	if c.Services, err = trame.Lister(assets.FS); err != nil {
		t.Fatal(err)
	}
	if err := b.session.ModifierCompte(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := b.session.relireServices(ctx); err != nil {
		t.Fatal(err)
	}
	return b
}

// vivre opens a dossier with the answers of an example and does with it what the example
// expects. Examples that need another signatory or documents made before are left to the
// tests of the engine.
func (b *banc) vivre(svc *trame.Service, c *trame.Cas, vus *vecu) {
	a := &c.Attendu
	cctx, err := c.Contexte()
	if a.Refuse != "" || c.Signataire != nil || len(c.Finalises) > 0 || c.TransmisLe != "" || err != nil {
		return
	}
	m := cctx.Maintenant
	b.s.T = time.Date(m.Year(), m.Month(), m.Day(), m.Hour(), m.Minute(), 0, 0, time.Local)
	r, err := svc.Normaliser(c.Reponses, b.s.T)
	if err != nil {
		b.t.Fatal(err)
	}
	d, err := b.session.Creer(ctx, svc.ID, r, nil)
	if err != nil {
		b.t.Fatalf("%s: %v", c.Nom, err)
	}
	b.ouvrirDossier(d.Numero, "")
	e := b.dossier()
	if e == nil || e.Numero() != d.Numero {
		b.t.Fatalf("%s: the dossier did not open: %s", c.Nom, b.tout())
	}
	vus.dossiers++
	ex := svc.Examiner(r, d.Contexte(b.s.T, b.session.Compte().Signataire()))
	for _, x := range ex.Arrets("") {
		vus.arrets++
		if !b.voit(nu(x.Message)) {
			b.t.Errorf("%s: the stop is not told: %s", c.Nom, x.Message)
		}
	}
	x := a.Exemplaire(ex)
	if x == nil || !x.Finalisable {
		return
	}
	possible, pourquoi := ex.Possible(x)
	switch empechements := ex.Empechements(x); {
	case !possible:
		if x.Pour == "" && x.Complete == "" {
			b.faire("Documents et remise")
			if !b.voit(nu(pourquoi)) && len(ex.Arrets("")) == 0 {
				b.t.Errorf("%s: the panel does not say why %q cannot be made: %s", c.Nom, x.Titre, pourquoi)
			}
			vus.refus++
		}
	case len(empechements) > 0:
		e.Choisir(x.ID())
		e.AllerAuPanneau(dossier.PanneauControle)
		for _, m := range empechements {
			dit, _, _ := strings.Cut(nu(m.Message), "(e)") // the screen agrees with the person
			if !b.controleDit(dit) {
				b.t.Errorf("%s: the control does not say: %s", c.Nom, m.Message)
			}
		}
		b.faire("Finaliser…")
		if b.dial.Ouvert() {
			b.t.Errorf("%s: finalising is offered", c.Nom)
			b.touche(fyne.KeyEscape)
		}
		vus.refus++
	default:
		e.Choisir(x.ID())
		b.finaliserEtLire(c, x)
		vus.finalises++
	}
}

// controleDit looks for a sentence in the whole list of the control.
func (b *banc) controleDit(s string) bool {
	l, ok := b.focus().(*composants.Liste)
	if !ok {
		return b.voit(s)
	}
	for i := range l.Length() {
		l.Montrer(i)
		if b.voit(s) {
			return true
		}
	}
	return false
}

// finaliserEtLire finalises a paper in the window and reads it back from the base.
func (b *banc) finaliserEtLire(c *trame.Cas, x *trame.Exemplaire) {
	b.t.Helper()
	b.faire("Finaliser…")
	if !b.dial.Ouvert() {
		b.t.Errorf("%s: finalising is not offered:\n%s", c.Nom, b.tout())
		return
	}
	b.objets(func(o fyne.CanvasObject) {
		if m, ok := o.(*composants.ChoixMultiple); ok && b.dial.Ouvert() && len(m.Choisis()) == 0 { // wordings to keep
			for range 20 {
				m.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
				m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			}
		}
	})
	b.faire("Valider, ou champ suivant")
	if b.dial.Ouvert() {
		dit := b.tout()
		b.dial.Fermer()
		if !strings.Contains(dit, "formulation") {
			b.t.Errorf("%s: the dialog stays:\n%s", c.Nom, dit)
		}
		return
	}
	docs, err := b.session.Documents(ctx, b.dossier().Numero())
	if err != nil || len(docs) != 1 || docs[0].Exemplaire() != x.ID() {
		b.t.Errorf("%s: %+v, %v", c.Nom, docs, err)
		return
	}
	pdf, err := b.session.Octets(ctx, docs[0].ID, "lecture")
	if err != nil {
		b.t.Fatal(err)
	}
	f := filepath.Join(b.t.TempDir(), "d.pdf")
	if err := os.WriteFile(f, pdf, 0o600); err != nil {
		b.t.Fatal(err)
	}
	sortie, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", f, "-").Output()
	if err != nil {
		b.t.Fatal(err)
	}
	texte := nu(string(sortie))
	if !strings.Contains(texte, docs[0].Dossier) || strings.Contains(texte, "P R O J E T") {
		b.t.Errorf("%s: the paper bears no number, or is a draft", c.Nom)
	}
	for _, m := range c.Attendu.Contient {
		if !strings.Contains(texte, nu(m)) && !strings.Contains(m, "0001") { // numbers differ from the examples'
			b.t.Errorf("%s: the paper does not say %q", c.Nom, m)
		}
	}
	for _, m := range c.Attendu.NeContientPas {
		if strings.Contains(texte, nu(m)) {
			b.t.Errorf("%s: the paper says %q", c.Nom, m)
		}
	}
}

// nu makes spaces and dashes of all kinds plain, lines one.
func nu(s string) string {
	s = francais.Typographie(s)
	return strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2011", "-").Replace(s)), " ")
}

// An agenda, from the keyboard: planned, refused when it clashes, its presence taken.
func TestAgendaAuClavier(t *testing.T) {
	b := avecTout(t)
	svc, r := unService(t, b)
	p := principalDe(svc)
	sec := svc.Section(p.Section)
	chemin := trame.Chemin{Section: sec.Cle, Champ: p.Nom}
	if sec.Repetee {
		chemin.Ligne = "r1"
	}
	cas, err := trame.LireCas(assets.FS, svc.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, nom := range []string{"Vachellerie", "Bonnefoux"} {
		for _, c := range cas {
			rep, err := svc.Normaliser(c.Reponses, b.s.T)
			if err != nil || rep.Valeur(chemin) == nil {
				continue
			}
			rep.Poser(chemin, nom)
			delete(rep, r.Section)
			if _, err := b.session.Creer(ctx, svc.ID, rep, nil); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	b.faire("Agenda")
	b.doitVoir("Semaine du 23 au 29 novembre 2026", "Aucun rendez-vous sur cette période")
	lieu := "Salle bleue"
	planifier := func(nom, heure string) {
		b.touche(fyne.KeyInsert)
		b.doitVoir("Nouveau rendez-vous")
		b.taper(nom)
		b.s.Avancer(time.Second)
		for range 3 {
			b.touche(fyne.KeyTab)
		}
		b.touche(fyne.KeyTab) // the day is that of the cursor
		b.taper(heure)
		b.touche(fyne.KeyTab)
		b.touche(fyne.KeyTab)
		if c, ok := b.focus().(*composants.Choix); ok {
			for c.Choisi() == "" {
				b.touche(fyne.KeyDown)
			}
			lieu = c.Choisi()
		} else {
			b.taper("Salle bleue")
		}
		b.faire("Valider, ou champ suivant")
	}
	planifier("vachell", "10h")
	if b.dial.Ouvert() {
		t.Fatalf("not planned:\n%s", b.tout())
	}
	b.doitVoir("Vachellerie", nu(lieu), r.Titre)
	planifier("bonnef", "10h30")
	if !b.dial.Ouvert() {
		t.Fatal("two people in one room at one hour")
	}
	b.doitVoir("n’est pas libre")
	b.touche(fyne.KeyEscape)
	// Presence, by the first letter of the answer.
	tenue := svc.Champ(r.Section, r.Presence).Option(r.Tenue[0])
	b.taper(strings.ToLower(string([]rune(tenue.Libelle)[:1])))
	b.doitVoir(tenue.Libelle)
	l, err := b.session.Agenda(ctx, "2026-11-24", "2026-11-24")
	if err != nil || len(l) != 1 || l[0].Presence != tenue.Cle {
		t.Fatalf("%+v, %v", l, err)
	}
	b.touche(fyne.KeyDelete)
	if l, _ = b.session.Agenda(ctx, "2026-11-24", "2026-11-24"); l[0].Presence != "" {
		t.Errorf("the presence is not taken back: %+v", l)
	}
	// Out of the program: printed with names, exported without any.
	b.presser("Imprimer")
	if len(b.confie) != 1 {
		t.Errorf("printed: %v", b.confie)
	}
	b.presser("Exporter")
	ici := t.TempDir()
	b.focus().(*composants.Saisie).SetText(ici)
	b.faire("Valider, ou champ suivant")
	ics := lireFichier(t, filepath.Join(ici, "agenda-2026-11-23.ics"))
	if !strings.Contains(ics, "BEGIN:VEVENT") || !strings.Contains(ics, l[0].Numero) || strings.Contains(ics, "Vachellerie") {
		t.Error(ics)
	}
	// Escape comes back to the plan; Enter opens the dossier at the row.
	b.touche(fyne.KeyEscape)
	b.touche(fyne.KeyReturn)
	if e := b.dossier(); e == nil || !strings.HasPrefix(e.Ou(), r.Section) {
		t.Errorf("Enter does not open the dossier at its row:\n%s", b.tout())
	}
}

// unService is a service whose appointments have a place and a presence.
func unService(t *testing.T, b *banc) (*trame.Service, *trame.Rencontre) {
	t.Helper()
	for _, s := range b.session.services {
		for _, r := range s.Seances {
			if len(s.Seances) == 1 && r.Presence != "" && len(r.Tenue) > 0 && r.Lieu != "" {
				return s, r
			}
		}
	}
	t.Fatal("no service holds appointments with a place in words")
	return nil, nil
}

func principalDe(s *trame.Service) *trame.RolePersonne {
	for _, p := range s.Personnes {
		if p.Principal {
			return p
		}
	}
	return nil
}

// What runs out, in the order of urgency; waiving asks for a reason.
func TestAFaireAuClavier(t *testing.T) {
	b := avecDossier(t, debut)
	b.faire("À faire")
	b.doitVoir("À faire", "Teyssier", "échéance")
	avant, _ := b.session.AFaire(ctx, "", 0)
	b.touche(fyne.KeyDelete)
	b.doitVoir("Renoncer à")
	b.faire("Valider, ou champ suivant")
	if !b.dial.Ouvert() {
		t.Fatal("waived without a reason")
	}
	b.taper("Réquisition annulée")
	b.faire("Valider, ou champ suivant")
	apres, err := b.session.AFaire(ctx, "", 0)
	if err != nil || len(apres) != len(avant)-1 {
		t.Fatalf("%d, then %d, %v", len(avant), len(apres), err)
	}
	if len(apres) > 0 {
		b.touche(fyne.KeyReturn)
		if b.dossier() == nil {
			t.Error("Enter does not open the dossier")
		}
	}
}

// The association changes the words of the form; a mistake in a template is shown at its
// line and changes nothing.
func TestAdapterDansLesReglages(t *testing.T) {
	b := avecBase(t)
	svc := b.session.services[0]
	b.faire("Réglages")
	b.presser("Modèles et tables")
	c := b.focus().(*composants.Choix)
	b.touche(fyne.KeyDown)
	if c.Choisi() == "" {
		t.Fatal("no template is proposed")
	}
	b.doitVoir("Texte livré avec le programme", "se lit sans erreur")
	var e *composants.Editeur
	b.objets(func(o fyne.CanvasObject) {
		if x, ok := o.(*composants.Editeur); ok {
			e = x
		}
	})
	livre := e.Text
	e.SetText("{{ entete }}\n\n{{ .rubrique.inconnue }}\n")
	b.presser("Enregistrer")
	b.doitVoir("ligne 3", "rien n’a été enregistré")
	if l, _ := b.session.Adaptations(ctx); len(l) != 0 {
		t.Fatalf("a broken template is kept: %+v", l)
	}
	e.SetText(livre + "\n\nFormule de l’association.\n")
	b.presser("Enregistrer")
	b.doitVoir("Texte de l’association")
	if n, _ := b.session.Service(ctx, svc.ID, ""); n.Version == svc.Version {
		t.Error("the version of the service did not change")
	}
	b.presser("Revenir au texte livré")
	b.faire("Valider, ou champ suivant")
	if n, _ := b.session.Service(ctx, svc.ID, ""); n.Version != svc.Version {
		t.Error("the shipped text is not back")
	}
	b.presser("Questions")
	b.touche(fyne.KeyTab)
	for range 3 {
		b.touche(fyne.KeyDown)
	}
	b.touche(fyne.KeyTab)
	s := b.focus().(*composants.Saisie)
	s.SetText("Intitulé maison")
	b.presser("Enregistrer")
	n, err := b.session.Service(ctx, svc.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	vu := false
	for _, sec := range n.Sections {
		for _, c := range sec.Champs {
			vu = vu || c.Libelle == "Intitulé maison"
		}
	}
	if !vu {
		t.Error("the label did not change")
	}
}

// Two records of one person, made one from the dossier, and parted again.
func TestReunirDesFiches(t *testing.T) {
	b := avecDossier(t, debut)
	un := b.dossier().Numero()
	b.creerDossier(strings.Replace(debut, "26328000123", "26328000124", 1))
	gens := func(numero string) data.Personne {
		l, err := b.session.Gens(ctx, numero)
		if err != nil || len(l) != 1 {
			t.Fatalf("%+v, %v", l, err)
		}
		return l[0]
	}
	if gens(un).ID == gens(b.dossier().Numero()).ID {
		t.Fatal("the test begins with one record")
	}
	b.faire("Fiches des personnes…")
	b.doitVoir("TEYSSIER Élodie", un)
	b.presser("Réunir")
	b.doitVoir("deviennent une seule fiche")
	b.faire("Valider, ou champ suivant")
	if gens(un).ID != gens(b.dossier().Numero()).ID {
		t.Fatal("they are still two")
	}
	b.doitVoir("Réunie le")
	b.presser("Séparer")
	if gens(un).ID == gens(b.dossier().Numero()).ID {
		t.Error("they are still one")
	}
}

// A statement over a month, written for a spreadsheet and printed.
func TestRelevesAuClavier(t *testing.T) {
	b := avecDossier(t, complet)
	b.faire("Contrôle avant remise")
	b.faire("Finaliser…")
	b.faire("Valider, ou champ suivant")
	b.faire("Relevés…")
	b.doitVoir("État récapitulatif des frais de justice")
	b.touche(fyne.KeyTab)
	b.touche(fyne.KeyUp) // this month, not the last one
	b.doitVoir("Novembre 2026")
	ici := t.TempDir()
	b.touche(fyne.KeyTab)
	b.focus().(*composants.Saisie).SetText(ici)
	b.presser("Tableur (CSV)")
	l, _ := filepath.Glob(filepath.Join(ici, "*.csv"))
	if len(l) != 1 {
		t.Fatalf("no file:\n%s", b.tout())
	}
	if csv := lireFichier(t, l[0]); !strings.Contains(csv, "2026-ESR-0001;2026-11-24;26328000123;Teyssier") {
		t.Error(csv)
	}
	b.faire("Relevés…")
	b.presser("Imprimer")
	if len(b.confie) != 1 {
		t.Errorf("printed: %v", b.confie)
	}
}
