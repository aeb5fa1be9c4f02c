package composants

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"justicepartage/app/clavier"
	"justicepartage/data/trame"
)

// What is typed in a short field: the value that is told, and what stands in the field
// once it is left.
func TestChampsCourts(t *testing.T) {
	const fine, insecable = "\u202f", "\u00a0"
	for _, x := range []struct {
		section, champ, genre string
		tape                  string
		valeur                any
		ecrit                 string
	}{
		{"entretien", "date", trame.TypeDate, "3/1/26", "2026-01-03", "03/01/2026"},
		{"entretien", "date", trame.TypeDate, "030126", "2026-01-03", "03/01/2026"},
		{"entretien", "date", trame.TypeDate, "auj", "2026-11-24", "24/11/2026"},
		{"entretien", "date", trame.TypeDate, "hier", "2026-11-23", "23/11/2026"},
		{"entretien", "date", trame.TypeDate, "1er mars 2025", "2025-03-01", "01/03/2025"},
		{"etat_civil", "naissance", trame.TypeDate, "3/1/88", "1988-01-03", "03/01/1988"},
		{"etat_civil", "naissance", trame.TypeDate, "3/1/06", "2006-01-03", "03/01/2006"},
		{"entretien", "debut", trame.TypeHeure, "1430", "14:30", "14h30"},
		{"entretien", "debut", trame.TypeHeure, "9h5", "09:05", "9h05"},
		{"entretien", "debut", trame.TypeHeure, "m", "14:32", "14h32"},
		{"entretien", "debut", trame.TypeHeure, "maintenant", "14:32", "14h32"},
		{"saisine", "recue_le", trame.TypeDateHeure, "3/1/26 9h", "2026-01-03T09:00", "03/01/2026 9h00"},
		{"saisine", "recue_le", trame.TypeDateHeure, "1430", "2026-11-24T14:30", "24/11/2026 14h30"},
		{"saisine", "recue_le", trame.TypeDateHeure, "m", "2026-11-24T14:32", "24/11/2026 14h32"},
		{"etat_civil", "telephone", trame.TypeTelephone, "0639981234", "0639981234", "06 39 98 12 34"},
		{"etat_civil", "telephone", trame.TypeTelephone, "06.39.98.12.34", "0639981234", "06 39 98 12 34"},
		{"logement", "loyer", trame.TypeMontant, "1250,5", 1250.5, "1" + fine + "250,50"},
		{"logement", "loyer", trame.TypeMontant, "1250.50 €", 1250.5, "1" + fine + "250,50"},
		{"logement", "loyer", trame.TypeMontant, "640", 640.0, "640"},
		{"saisine", "peine_mois", trame.TypeNombre, "60", 60.0, "60"},
		{"etat_civil", "nom", trame.TypeTexte, "Éléonore d’Ys", "Éléonore d’Ys", "Éléonore d’Ys"},
	} {
		c := question(t, x.section, x.champ, x.genre)
		f, o, w := champSeul(t, c, envDe(t))
		clavier.Taper(w.Canvas(), x.tape)
		if got := o.derniere(t); got != x.valeur {
			t.Errorf("%s « %s » tells %#v, expected %#v", c.Chemin(), x.tape, got, x.valeur)
		}
		n := len(o.valeurs)
		clavier.Touche(w.Canvas(), tab)
		s := f.Focus().(*Saisie)
		if strings.ReplaceAll(s.Text, insecable, " ") != x.ecrit {
			t.Errorf("%s « %s » is written out as %q, expected %q", c.Chemin(), x.tape, s.Text, x.ecrit)
		}
		veux(t, "leaving tells no value again", len(o.valeurs), n)
		veux(t, "focus taken", o.prises, 1)
		veux(t, "focus left", o.quittees, 1)
		// What is written out is understood as the same value.
		if got := Comprendre(c, s.Text, midi); got != x.valeur {
			t.Errorf("%s: %q, as written out, means %#v", c.Chemin(), s.Text, got)
		}
		// Emptied, it is unanswered.
		w.Canvas().Focus(s)
		clavier.Raccourci(w.Canvas(), &fyne.ShortcutSelectAll{})
		clavier.Touche(w.Canvas(), effacer)
		if v := o.derniere(t); v != nil {
			t.Errorf("%s emptied tells %#v", c.Chemin(), v)
		}
	}
}

// What is not understood is kept as typed, with a reason in French, and is not rewritten.
func TestChampsIncompris(t *testing.T) {
	for _, x := range []struct{ section, champ, genre, tape, mot string }{
		{"entretien", "date", trame.TypeDate, "31/2/26", "date"},
		{"entretien", "date", trame.TypeDate, "demain peut-être", "date"},
		{"etat_civil", "naissance", trame.TypeDate, "3/1/2030", "avenir"},
		{"entretien", "debut", trame.TypeHeure, "25h", "heure"},
		{"saisine", "recue_le", trame.TypeDateHeure, "3/1/26", "heure"},
		{"etat_civil", "telephone", trame.TypeTelephone, "voisin", "numéro"},
		{"logement", "loyer", trame.TypeMontant, "cher", "montant"},
		{"logement", "loyer", trame.TypeMontant, "-20", ""},
		{"saisine", "peine_mois", trame.TypeNombre, "1000", ""},
	} {
		c := question(t, x.section, x.champ, x.genre)
		f, o, w := champSeul(t, c, envDe(t))
		clavier.Taper(w.Canvas(), x.tape)
		faux, ok := o.derniere(t).(trame.Invalide)
		if !ok || faux.Texte != x.tape {
			t.Errorf("%s « %s » tells %#v", c.Chemin(), x.tape, o.derniere(t))
			continue
		}
		if r := []rune(faux.Raison); len(r) < 20 || strings.ToUpper(string(r[0])) != string(r[0]) || !strings.HasSuffix(faux.Raison, ".") ||
			!strings.Contains(faux.Raison, x.mot) {
			t.Errorf("%s « %s »: reason %q", c.Chemin(), x.tape, faux.Raison)
		}
		clavier.Touche(w.Canvas(), tab)
		veux(t, "kept as typed", f.Focus().(*Saisie).Text, x.tape)
		// Shown again, it is what was typed.
		g, o2, _ := champSeul(t, c, envDe(t))
		g.Poser(faux)
		veux(t, "shown again", g.Focus().(*Saisie).Text, x.tape)
		veux(t, "Poser tells nobody", len(o2.valeurs), 0)
	}
}

// « m » is the minute it was typed in, not the one in which the field is left.
func TestMaintenantNeBougePas(t *testing.T) {
	env := envDe(t)
	maintenant := midi
	env.Maintenant = func() time.Time { return maintenant }
	f, o, w := champSeul(t, question(t, "entretien", "debut", trame.TypeHeure), env)
	clavier.Taper(w.Canvas(), "m")
	maintenant = midi.Add(3 * time.Minute)
	clavier.Touche(w.Canvas(), tab)
	veux(t, "told", o.derniere(t), any("14:32"))
	veux(t, "written out", f.Focus().(*Saisie).Text, "14h32")
}

// In a text, « m » is a letter.
func TestMDansUnTexte(t *testing.T) {
	_, o, w := champSeul(t, question(t, "etat_civil", "nom", trame.TypeTexte), envDe(t))
	clavier.Taper(w.Canvas(), "m")
	veux(t, "told", o.derniere(t), any("m"))
}

func TestAnnulerDansUneSaisie(t *testing.T) {
	f, o, w := champSeul(t, question(t, "etat_civil", "nom", trame.TypeTexte), envDe(t))
	s := f.Focus().(*Saisie)
	clavier.Taper(w.Canvas(), "Durand")
	clavier.Raccourci(w.Canvas(), &fyne.ShortcutUndo{})
	avant := s.Text
	if avant == "Durand" {
		t.Fatal("undo does nothing")
	}
	if v, _ := o.derniere(t).(string); v != avant {
		t.Errorf("undo tells %#v, the field shows %q", o.derniere(t), avant)
	}
	clavier.Raccourci(w.Canvas(), &fyne.ShortcutRedo{})
	for s.Text != "Durand" {
		avant = s.Text
		clavier.Raccourci(w.Canvas(), &fyne.ShortcutRedo{})
		if s.Text == avant {
			t.Fatalf("redo stops at %q", avant)
		}
	}
	veux(t, "redo tells", o.derniere(t), any("Durand"))
	// A value of elsewhere: undo does not bring back the text of another field.
	f.Poser("Martin")
	n := len(o.valeurs)
	clavier.Raccourci(w.Canvas(), &fyne.ShortcutUndo{})
	veux(t, "after Poser", s.Text, "Martin")
	veux(t, "told after Poser", len(o.valeurs), n)
}

func TestPoserNeDitRien(t *testing.T) {
	valeurs := map[string]any{
		trame.TypeTexte: "Durand", trame.TypeParagraphe: "Deux\nlignes.", trame.TypeDate: "2026-01-03", trame.TypeHeure: "09:05",
		trame.TypeDateHeure: "2026-01-03T09:05", trame.TypeTelephone: "0639981234", trame.TypeNombre: 12.5, trame.TypeMontant: 1250.5,
		trame.TypeOuiNon: "oui", trame.TypeAdresse: trame.Adresse{Voie: "1 rue Basse", CodePostal: "43170", Commune: "Thoras"},
		trame.TypeDeclarations: []string{"emploi.situation"}, trame.TypeCalcul: 12.0,
	}
	vus := map[string]bool{}
	for _, sec := range service(t).Sections {
		for _, c := range sec.Champs {
			v := valeurs[c.Type]
			if c.Type == trame.TypeChoix {
				v = c.Choix()[0].Cle
			}
			if c.Type == trame.TypeChoixMult {
				v = []string{c.Choix()[0].Cle}
			}
			if v == nil {
				t.Fatalf("no value for the type %s", c.Type)
			}
			if vus[c.Type] && c.Type != trame.TypeChoix {
				continue
			}
			vus[c.Type] = true
			f, o, w := champSeul(t, c, envDe(t))
			f.Poser(v)
			f.Poser(v)
			if len(o.valeurs) != 0 {
				t.Errorf("%s: Poser told %v", c.Chemin(), o.valeurs)
			}
			if f.Focus() != nil {
				clavier.Touche(w.Canvas(), tab)
			}
			if len(o.valeurs) != 0 {
				t.Errorf("%s: leaving a field that was only shown told %v", c.Chemin(), o.valeurs)
			}
			f.Poser(nil)
			if len(o.valeurs) != 0 {
				t.Errorf("%s: Poser(nil) told %v", c.Chemin(), o.valeurs)
			}
		}
	}
	if len(vus) < len(valeurs) {
		t.Errorf("types seen: %v", vus)
	}
}

// Each value of a field of one line is written the way it can be typed.
func TestEnSaisieSeRelit(t *testing.T) {
	for genre, l := range map[string][]any{
		trame.TypeDate:      {"1850-01-01", "2026-02-28", "2199-12-31"},
		trame.TypeHeure:     {"00:00", "09:05", "12:00", "23:59"},
		trame.TypeDateHeure: {"2026-01-03T00:00", "2026-12-31T23:59"},
		trame.TypeTelephone: {"0639981234", "+442079460958", "3949", "112"},
		trame.TypeMontant:   {0.0, 0.05, 12.0, 999.99, 1000.0, 1234567.89},
		trame.TypeNombre:    {0.0, 0.5, 12.0, 1000.0, 123456.75},
	} {
		c := &trame.Champ{Cle: "x", Type: genre}
		for _, v := range l {
			s := EnSaisie(c, v)
			if got := Comprendre(c, s, midi); got != v {
				t.Errorf("%s %v is written %q, read as %#v", genre, v, s, got)
			}
		}
	}
}

func TestChampOuiNon(t *testing.T) {
	f, o, w := champSeul(t, question(t, "saisine", "deferee", trame.TypeOuiNon), envDe(t))
	if _, ok := f.Focus().(*Segments); !ok {
		t.Fatalf("%T has the focus", f.Focus())
	}
	clavier.Taper(w.Canvas(), "n")
	veux(t, "n", o.derniere(t), any("non"))
	clavier.Taper(w.Canvas(), "o")
	veux(t, "o", o.derniere(t), any("oui"))
	clavier.Touche(w.Canvas(), effacer)
	veux(t, "taken back", o.derniere(t), nil)
	f.Poser("oui")
	veux(t, "shown", f.Focus().(*Segments).Choisi(), "oui")
	f.Poser(trame.Invalide{Texte: "?"})
	veux(t, "not one of them", f.Focus().(*Segments).Choisi(), "")
}

func TestChampChoix(t *testing.T) {
	f, o, w := champSeul(t, question(t, "saisine", "cadre", trame.TypeChoix), envDe(t))
	clavier.Taper(w.Canvas(), "com")
	veux(t, "com", o.derniere(t), any("comparution-immediate"))
	clavier.Taper(w.Canvas(), "po")
	veux(t, "compo", o.derniere(t), any("composition"))
	clavier.Touche(w.Canvas(), effacer)
	veux(t, "taken back", o.derniere(t), nil)
	f.Poser("crpc")
	veux(t, "shown", f.Focus().(*Choix).Choisi(), "crpc")
}

func TestChampMultiple(t *testing.T) {
	f, o, w := champSeul(t, question(t, "parcours", "mesures", trame.TypeChoixMult), envDe(t))
	clavier.Taper(w.Canvas(), "s t ")
	if got, _ := o.derniere(t).([]string); !slices.Equal(got, []string{"sursis-probatoire", "tig"}) {
		t.Errorf("told %v", o.derniere(t))
	}
	clavier.Taper(w.Canvas(), " s ")
	veux(t, "nothing ticked", o.derniere(t), nil)
	f.Poser([]string{"ddse"})
	if got := f.(*champMultiple).m.Choisis(); !slices.Equal(got, []string{"ddse"}) {
		t.Errorf("shown %v", got)
	}
}

func TestChampDeclarations(t *testing.T) {
	f, o, w := champSeul(t, question(t, "verifications", "declarations", trame.TypeDeclarations), envDe(t))
	d, c := f.(*champDeclarations), w.Canvas()
	dits := func() string {
		l, _ := o.derniere(t).([]string)
		return strings.Join(l, ",")
	}
	// Letters look, Enter attaches: nothing is attached on the way.
	clavier.Taper(c, "caf")
	veux(t, "told while looking", len(o.valeurs), 0)
	clavier.Touche(c, entree)
	veux(t, "one", dits(), "emploi.employeur")
	if c.Focused() != f.Focus() {
		t.Fatalf("the focus went to %T", c.Focused())
	}
	// What is attached is not offered again.
	clavier.Touche(c, bas)
	l, ok := c.Focused().(*deroulee)
	if !ok {
		t.Fatal("Down does not open the list")
	}
	veux(t, "still offered", len(l.options), 2)
	clavier.Touche(c, bas, entree)
	veux(t, "two", dits(), "emploi.employeur,emploi.situation")
	n := len(o.valeurs)
	clavier.Touche(c, effacer, echap)
	veux(t, "Delete attaches and detaches nothing", len(o.valeurs), n)
	// Each has a button that takes it away.
	b := d.boutons[0]
	veux(t, "its button", b.Text, "Emploi : Café du Commerce")
	c.Focus(b)
	clavier.Touche(c, entree)
	veux(t, "taken away", dits(), "emploi.situation")
	if c.Focused() != f.Focus() {
		t.Errorf("the focus is lost with the button: %T", c.Focused())
	}
	test.Tap(d.boutons[0])
	veux(t, "none", o.derniere(t), nil)
	// A statement that is gone is still shown, to be taken away.
	f.Poser([]string{"logement.type", "perdu.champ"})
	veux(t, "lost", d.boutons[1].Text, "déclaration retirée")
}

func TestChampCalcul(t *testing.T) {
	clavier.Fenetre(t, widget.NewLabel(""))
	for _, x := range []struct {
		section, champ string
		v              any
		veut           string
	}{
		{"etat_civil", "age", nil, "à préciser"},
		{"etat_civil", "age", 38.0, "38\u00a0ans"},
		{"budget", "total_ressources", nil, "à préciser"},
		{"budget", "total_ressources", 1250.5, "1\u202f250,50\u00a0€"},
		{"budget", "total_ressources", 0.0, "0\u00a0€"},
	} {
		f := NouveauChamp(question(t, x.section, x.champ, trame.TypeCalcul), envDe(t), Ecoute{})
		f.Poser(3.0)
		f.Poser(x.v)
		veux(t, x.champ, f.(*champCalcul).t.Contenu(), x.veut)
		if f.Focus() != nil {
			t.Error("a computed value takes the focus")
		}
	}
}

func TestEnLecture(t *testing.T) {
	for _, x := range []struct {
		section, champ string
		v              any
		veut           string
	}{
		{"entretien", "date", "2026-01-03", "03/01/2026"},
		{"saisine", "recue_le", "2026-01-03T09:05", "03/01/2026 9h05"},
		{"etat_civil", "telephone", "0639981234", "06 39 98 12 34"},
		{"saisine", "peine_mois", 60.0, "60\u00a0mois"},
		{"logement", "loyer", 640.0, "640\u00a0€"},
		{"saisine", "deferee", "oui", "Oui"},
		{"saisine", "cadre", "cppv", "Convocation par procès-verbal (CPPV)"},
		{"saisine", "cadre", nil, ""},
	} {
		veux(t, x.champ, EnLecture(nil, service(t).Champ(x.section, x.champ), x.v), x.veut)
	}
}

func TestChampAdresse(t *testing.T) {
	f, o, w := champSeul(t, question(t, "logement", "adresse", trame.TypeAdresse), envDe(t))
	a, c := f.(*champAdresse), w.Canvas()
	noms := func() (l []string) {
		for _, x := range a.communes {
			l = append(l, x.Nom)
		}
		return l
	}
	clavier.Taper(c, "12 rue Basse ")
	veux(t, "way", o.derniere(t), any(trame.Adresse{Voie: "12 rue Basse"}))
	clavier.Touche(c, entree, entree)
	if c.Focused() != fyne.Focusable(a.cp) {
		t.Fatalf("Enter twice goes to %T", c.Focused())
	}
	clavier.Taper(c, "4")
	veux(t, "one digit proposes nothing", len(a.communes), 0)
	clavier.Taper(c, "3170")
	if !slices.Contains(noms(), "Thoras") || a.proposees.Hidden {
		t.Fatalf("43170 proposes %v", noms())
	}
	veux(t, "a whole post code lists all its communes", len(a.communes), len(service(t).Tables.Communes("43170", 1000)))
	veux(t, "the code alone is told already", o.derniere(t).(trame.Adresse).CodePostal, "43170")
	for i := 0; a.communes[a.courante].Nom != "Thoras"; i++ {
		if i > communesDuCode {
			t.Fatal("Down never comes to it")
		}
		clavier.Touche(c, bas)
	}
	clavier.Touche(c, bas, haut, entree)
	veux(t, "picked", o.derniere(t), any(trame.Adresse{Voie: "12 rue Basse", CodePostal: "43170", Commune: "Thoras"}))
	veux(t, "post code", a.cp.Text, "43170")
	veux(t, "commune", a.commune.Text, "Thoras")
	if a.proposees.Visible() {
		t.Error("what is proposed stays in view")
	}
	if s, ok := c.Focused().(*Saisie); !ok || slices.Contains([]*Saisie{a.voie, a.complement, a.cp, a.commune}, s) {
		t.Errorf("picking does not go on: %T", c.Focused())
	}
}

func TestChampAdresseParNom(t *testing.T) {
	f, o, w := champSeul(t, question(t, "logement", "adresse", trame.TypeAdresse), envDe(t))
	a, c := f.(*champAdresse), w.Canvas()
	c.Focus(a.commune)
	clavier.Taper(c, "le puy en v")
	if len(a.communes) == 0 || a.communes[0].Nom != "Le Puy-en-Velay" {
		t.Fatalf("proposed: %v", a.communes)
	}
	if len(a.communes) > communesMax {
		t.Errorf("%d communes are proposed", len(a.communes))
	}
	// Escape leaves what was typed, and the window hears nothing of it.
	vu := 0
	c.SetOnTypedKey(func(*fyne.KeyEvent) { vu++ })
	clavier.Touche(c, echap)
	veux(t, "typed", a.commune.Text, "le puy en v")
	veux(t, "heard by the window", vu, 0)
	clavier.Touche(c, echap)
	veux(t, "heard by the window once the list is closed", vu, 1)
	// A commune that no table knows is kept as typed.
	clavier.Raccourci(c, &fyne.ShortcutSelectAll{})
	clavier.Taper(c, "Zürich")
	veux(t, "none proposed", len(a.communes), 0)
	clavier.Touche(c, entree)
	veux(t, "kept", o.derniere(t), any(trame.Adresse{Commune: "Zürich"}))
	// By the mouse: at the press.
	c.Focus(a.commune)
	clavier.Raccourci(c, &fyne.ShortcutSelectAll{})
	clavier.Taper(c, "Thoras")
	a.cibles[0].MouseDown(nil)
	veux(t, "clicked", o.derniere(t), any(trame.Adresse{CodePostal: "43170", Commune: "Thoras"}))
	// Left without picking, the list closes.
	clavier.Raccourci(c, &fyne.ShortcutSelectAll{})
	clavier.Taper(c, "Lan")
	clavier.Touche(c, tab)
	if a.proposees.Visible() || len(a.communes) != 0 {
		t.Error("what is proposed stays once the field is left")
	}
	// What could not be understood elsewhere is kept in view.
	f.Poser(trame.Invalide{Texte: "chez sa tante"})
	veux(t, "not understood", a.voie.Text, "chez sa tante")
	f.Poser(nil)
	veux(t, "emptied", a.valeur().Vide(), true)
}

// The keyboard goes through a form in reading order, also through paragraphs, and back.
func TestOrdreDeTab(t *testing.T) {
	w := clavier.Fenetre(t, widget.NewLabel(""))
	svc := service(t)
	var ordre []fyne.Focusable
	boite := Empiler(4)
	for _, c := range []*trame.Champ{
		svc.Champ("saisine", "recue_le"), svc.Champ("saisine", "cadre"), svc.Champ("saisine", "infraction"), svc.Champ("saisine", "deferee"),
		svc.Champ("etat_civil", "age"), svc.Champ("parcours", "mesures"), svc.Champ("logement", "adresse"), svc.Champ("logement", "occupants"),
		svc.Champ("saisine", "natinf"),
	} {
		f := NouveauChamp(c, envDe(t), Ecoute{})
		boite.Add(f)
		if x := f.Focus(); x != nil {
			ordre = append(ordre, x)
		}
		if a, ok := f.(*champAdresse); ok {
			ordre = append(ordre, a.complement, a.cp, a.commune)
		}
	}
	w.SetContent(boite)
	w.Resize(fyne.NewSize(1000, 900))
	c := w.Canvas()
	c.Focus(ordre[0])
	for i, f := range ordre {
		if c.Focused() != f {
			t.Fatalf("stop %d: %T has the focus, expected %T", i, c.Focused(), f)
		}
		if i%2 == 0 {
			clavier.Taper(c, "a") // Tab leaves a field that was written in, too
		}
		clavier.Touche(c, tab)
	}
	for i := len(ordre) - 1; i >= 0; i-- {
		c.FocusPrevious()
		if i == len(ordre)-1 && c.Focused() != ordre[i] {
			c.FocusPrevious() // Tab at the end came round to the first
		}
		if c.Focused() != ordre[i] {
			t.Fatalf("backwards, stop %d: %T has the focus, expected %T", i, c.Focused(), ordre[i])
		}
	}
	// Enter does the same in fields of one line; in a paragraph it makes a line.
	c.Focus(ordre[0])
	clavier.Touche(c, entree, entree)
	if c.Focused() != ordre[2] {
		t.Fatalf("Enter twice: %T", c.Focused())
	}
	clavier.Touche(c, entree)
	if c.Focused() != ordre[2] {
		t.Error("Enter leaves a paragraph")
	}
}
