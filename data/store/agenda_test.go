package store

import (
	"slices"
	"strings"
	"testing"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// autre makes a dossier of the test service that has appointments, deadlines and an
// orientation.
func dossierAutre(t *testing.T, s *Session, nom string, champs map[string]any) *data.Dossier {
	t.Helper()
	r := trame.Reponses{}
	poser(r, "qui.nom", nom)
	for k, v := range champs {
		poser(r, "qui."+k, v)
	}
	d, err := s.Creer(ctx, "autre", r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func contient(t *testing.T, err error, mots ...string) {
	t.Helper()
	for _, m := range mots {
		if err == nil || !strings.Contains(data.Phrase(err), m) {
			t.Errorf("expected %q in: %v", m, err)
		}
	}
}

// Appointments are rows of dossiers; a clash of person or place is refused with its reason,
// and nothing changes.
func TestAgenda(t *testing.T) {
	s, _ := nouvelle(t)
	a, b := dossierAutre(t, s, "Roux", nil), dossierAutre(t, s, "Besson", nil)
	x := data.Seance{Numero: a.Numero, Section: "rencontres", Date: "2026-12-02", Debut: "10:00", Lieu: "Salle 1", Avec: "Claire"}
	ligne, err := s.Planifier(ctx, x)
	if err != nil || ligne == "" {
		t.Fatal(ligne, err)
	}
	y := data.Seance{Numero: b.Numero, Section: "rencontres", Date: "2026-12-02", Debut: "10:30", Lieu: "salle 1", Avec: "Zoé"}
	_, err = s.Planifier(ctx, y)
	contient(t, err, "n’est pas libre", "Salle 1", a.Numero)
	y.Lieu, y.Avec = "Salle 2", "claire"
	_, err = s.Planifier(ctx, y)
	contient(t, err, "Claire est pris")
	if d, _ := s.Dossier(ctx, b.Numero); d.Reponses["rencontres"] != nil {
		t.Error("a refused appointment was written")
	}
	y.Debut = "11:00" // the other one ends then
	if _, err := s.Planifier(ctx, y); err != nil {
		t.Fatal(err)
	}
	l, err := s.Agenda(ctx, "2026-12-01", "2026-12-31")
	if err != nil || len(l) != 2 || l[0].Debut != "10:00" || l[0].Fin != "11:00" || l[0].Dossier != "Roux" || l[1].Avec != "claire" {
		t.Fatalf("%+v, %v", l, err)
	}
	// Moved onto the other: refused; elsewhere: done, in the same row.
	x.Ligne, x.Debut = ligne, "11:30"
	_, err = s.Planifier(ctx, x)
	contient(t, err, "n’est pas libre")
	x.Date = "2026-12-03"
	if _, err := s.Planifier(ctx, x); err != nil {
		t.Fatal(err)
	}
	d, _ := s.Dossier(ctx, a.Numero)
	if rows := d.Reponses["rencontres"].Lignes; len(rows) != 1 || rows[0].Valeurs["date"] != "2026-12-03" {
		t.Errorf("%+v", rows)
	}
	// Presence in one call, from the options, and back.
	if err := s.Presence(ctx, a.Numero, "rencontres", ligne, "absent"); err != nil {
		t.Fatal(err)
	}
	if err := s.Presence(ctx, a.Numero, "rencontres", ligne, "ailleurs"); data.CodeDe(err) != data.Saisie {
		t.Errorf("an answer that does not exist: %v", err)
	}
	if l, _ = s.Agenda(ctx, "2026-12-03", "2026-12-03"); len(l) != 1 || l[0].Presence != "absent" {
		t.Errorf("%+v", l)
	}
	// What a form is about to hold is told, not refused.
	h, err := s.Rencontres(ctx, b.Numero, []trame.SeanceVue{{Section: "rencontres", Ligne: "r9", Date: "2026-12-03", Debut: "11:45", Fin: "12:00", Lieu: "Salle 1"}})
	if err != nil || !strings.Contains(h["rencontres.r9"], "Salle 1") {
		t.Errorf("%v, %v", h, err)
	}
	// A row taken out leaves the agenda; a closed dossier plans nothing.
	d.Reponses = trame.Reponses{"qui": d.Reponses["qui"]}
	d2, _ := s.Dossier(ctx, a.Numero)
	if _, err := enregistre(t, s, d2, d.Reponses); err != nil {
		t.Fatal(err)
	}
	if l, _ = s.Agenda(ctx, "2026-12-03", "2026-12-03"); len(l) != 0 {
		t.Errorf("%+v", l)
	}
	if err := s.Clore(ctx, b.Numero, "fin"); err != nil {
		t.Fatal(err)
	}
	y.Date = "2026-12-09"
	if _, err := s.Planifier(ctx, y); data.CodeDe(err) != data.Fige {
		t.Errorf("planned in a closed dossier: %v", err)
	}
}

// An appointment of a service that one does not see makes a clash all the same, without
// content.
func TestHeurtAvecUnAutreService(t *testing.T) {
	s, chemin := nouvelle(t)
	a := dossierAutre(t, s, "Roux", nil)
	if _, err := s.Planifier(ctx, data.Seance{Numero: a.Numero, Section: "rencontres", Date: "2026-12-02", Debut: "10:00", Lieu: "Salle 1"}); err != nil {
		t.Fatal(err)
	}
	x := data.Seance{Numero: "2026-ESR-0001", Section: "x", Ligne: "r1", Date: "2026-12-02", Debut: "10:00", Fin: "11:00", Lieu: "Salle 1"}
	ajouter(t, s, "ailleurs", data.RoleIntervenant, "esr")
	s.Close()
	v := comme(t, chemin, "ailleurs", autrePhrase)
	err := v.ecrire(ctx, func(t *tx) error { return libre(t, x) })
	contient(t, err, "rendez-vous d’un autre service")
	if strings.Contains(err.Error(), a.Numero) || strings.Contains(err.Error(), "Rencontre") {
		t.Errorf("it tells too much: %v", err)
	}
}

// Deadlines of the whole office: in order, out of the list when waived with a reason, and
// no dossier is closed over one of the law.
func TestAFaire(t *testing.T) {
	s, _ := nouvelle(t)
	a := dossierAutre(t, s, "Roux", map[string]any{"limite": "2026-11-20", "suite": "2026-12-24"})
	b := dossierAutre(t, s, "Besson", map[string]any{"suite": "2026-11-30"})
	dits := func() (out []string) {
		l, err := s.AFaire(ctx, "", 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range l {
			out = append(out, x.Dossier+" "+x.Cle+" "+x.Etat)
		}
		return out
	}
	want := "Roux limite depassee, Besson suite proche, Roux suite a-venir"
	if got := strings.Join(dits(), ", "); got != want {
		t.Errorf("%s, expected %s", got, want)
	}
	if l, _ := s.AFaire(ctx, "2026-12-01", 0); len(l) != 2 {
		t.Errorf("until a day: %+v", l)
	}
	contient(t, s.Clore(ctx, a.Numero, "fin"), "échéance légale", "Limite fixée par le juge")
	if err := s.Renoncer(ctx, a.Numero, "limite", " "); data.CodeDe(err) != data.Saisie {
		t.Errorf("waived without a reason: %v", err)
	}
	if err := s.Renoncer(ctx, a.Numero, "limite", "Le juge a relevé l’association"); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(dits(), ", "); got != "Besson suite proche, Roux suite a-venir" {
		t.Error(got)
	}
	h, _ := s.Historique(ctx, a.Numero)
	found := false
	for _, x := range h {
		found = found || x.Action == "renonciation" && x.Apres == "Le juge a relevé l’association" && x.Avant == "2026-11-20"
	}
	if !found {
		t.Errorf("the audit does not say who waived what and why: %+v", h)
	}
	if err := s.Clore(ctx, a.Numero, "fin"); err != nil {
		t.Error(err)
	}
	if got := strings.Join(dits(), ", "); got != "Besson suite proche" {
		t.Error(got)
	}
	_ = b
}

// An orientation opens a separate dossier with what the person agreed to, once; the reserved
// service stays unseen by those who do not have it.
func TestOrienter(t *testing.T) {
	s, chemin := nouvelle(t)
	for _, id := range s.Services() {
		if id == "tiers" {
			t.Error("« all services » holds the reserved one")
		}
	}
	sans := dossierAutre(t, s, "Besson", nil)
	_, err := s.Orienter(ctx, sans.Numero, "esr")
	contient(t, err, "accord")
	a := dossierAutre(t, s, "Roux", map[string]any{"accord": "oui", "recit": "confidences"})
	_, err = s.Orienter(ctx, a.Numero, "esr")
	contient(t, err, "Aucun compte")
	ajouter(t, s, "tierce", data.RoleIntervenant, "tiers")
	numero, err := s.Orienter(ctx, a.Numero, "esr")
	if err != nil || numero != "" {
		t.Fatalf("%q, %v: it must be made, and not be shown", numero, err)
	}
	if _, err := s.Orienter(ctx, a.Numero, "esr"); data.CodeDe(err) != data.Conflit {
		t.Errorf("done twice: %v", err)
	}
	if m, err := s.Orientations(ctx, a.Numero); err != nil || len(m) != 1 || m["esr"] != "" {
		t.Errorf("%v, %v", m, err)
	}
	if l, _ := s.Dossiers(ctx, data.Filtre{}); len(l) != 2 {
		t.Errorf("the reserved dossier is in the list of others: %+v", l)
	}
	s.Close()
	v := comme(t, chemin, "tierce", autrePhrase)
	l, err := v.Dossiers(ctx, data.Filtre{})
	if err != nil || len(l) != 1 || l[0].Titre != "Roux" || l[0].Referent != v.Compte().ID {
		t.Fatalf("%+v, %v", l, err)
	}
	d, err := v.Dossier(ctx, l[0].Numero)
	if err != nil || string(d.Reponses.JSON()) != `{"lui":{"nom":"Roux"}}` {
		t.Errorf("%s, %v", d.Reponses.JSON(), err)
	}
	var gens int
	if err := v.db.QueryRow("SELECT count(*) FROM personne WHERE nom = 'Roux'").Scan(&gens); err != nil || gens != 1 {
		t.Errorf("one person became %d records, %v", gens, err)
	}
}

// Two records of one person become one, and two again.
func TestFusion(t *testing.T) {
	s, chemin := nouvelle(t)
	a := dossierAutre(t, s, "Roux", map[string]any{"prenoms": "Cédric", "telephone": "0639980001", "sur": "Appeler le matin seulement"})
	b := dossierAutre(t, s, "Roux", map[string]any{"prenoms": "Cedric", "telephone": "0639980002", "naissance": "1990-03-12"})
	id := func(d *data.Dossier) (n int64) {
		if err := s.db.QueryRow("SELECT personne FROM dossier_personne WHERE dossier = ?", d.ID).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	pa, pb := id(a), id(b)
	f, err := s.Fusionner(ctx, pa, pb)
	if err != nil || len(f.Dossiers) != 1 || f.Dossiers[0] != b.Numero || f.Fondue.ID != pb {
		t.Fatalf("%+v, %v", f, err)
	}
	p, dossiers, err := s.Personne(ctx, pa)
	if err != nil || len(dossiers) != 2 || p.Prenoms != "Cédric" || p.Naissance != "1990-03-12" || len(p.Telephones) != 2 {
		t.Errorf("%+v %v %v", p, dossiers, err)
	}
	if _, _, err := s.Personne(ctx, pb); data.CodeDe(err) != data.Introuvable {
		t.Errorf("the second record is still there: %v", err)
	}
	// What one dossier says of how to reach the person is known in the other.
	c, err := s.Consignes(ctx, b.Numero)
	if err != nil || len(c) != 1 || c[0].Texte != "Appeler le matin seulement" || c[0].Numero != a.Numero {
		t.Errorf("%+v, %v", c, err)
	}
	if l, err := s.Fusions(ctx, pa); err != nil || len(l) != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if err := s.AnnulerFusion(ctx, f.ID); err != nil {
		t.Fatal(err)
	}
	if id(a) != pa || id(b) != pb {
		t.Error("the links are not back")
	}
	p, _, _ = s.Personne(ctx, pa)
	q, _, _ := s.Personne(ctx, pb)
	if p.Naissance != "" || len(p.Telephones) != 1 || q.Naissance != "1990-03-12" || len(q.Telephones) != 1 {
		t.Errorf("%+v, %+v", p, q)
	}
	if err := s.AnnulerFusion(ctx, f.ID); data.CodeDe(err) != data.Introuvable {
		t.Errorf("parted twice: %v", err)
	}
	// A person who also has a dossier elsewhere is not touched by those who do not see it.
	r := trame.Reponses{}
	poser(r, "etat_civil.nom", "Roux")
	if _, err := s.Creer(ctx, "esr", r, map[string]int64{"interesse": pa}); err != nil {
		t.Fatal(err)
	}
	ajouter(t, s, "partiel", data.RoleIntervenant, "autre")
	s.Close()
	v := comme(t, chemin, "partiel", autrePhrase)
	if _, err := v.Fusionner(ctx, pb, pa); data.CodeDe(err) != data.Refuse {
		t.Errorf("%v", err)
	}
}

// A base of an older version gets its agenda and its deadlines when it is opened.
func TestProjectionDesAnciens(t *testing.T) {
	s, chemin := nouvelle(t)
	dossierAutre(t, s, "Roux", map[string]any{"suite": "2026-12-24"})
	for _, q := range []string{"DELETE FROM echeance", "DELETE FROM seance", "UPDATE dossier SET projection = 0"} {
		if _, err := s.db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if l, _ := s.AFaire(ctx, "", 0); len(l) != 0 {
		t.Fatal("the test does not start from an old base")
	}
	s.Close()
	v := comme(t, chemin, "claire", phrase)
	if l, err := v.AFaire(ctx, "", 0); err != nil || len(l) != 1 {
		t.Errorf("%+v, %v", l, err)
	}
}

// What was left alone for longer than its service keeps it is listed, closed or not; what
// was touched since is not. Closing does not end what is owed.
func TestEchus(t *testing.T) {
	s, _ := nouvelle(t)
	vieux, recent := dossierAutre(t, s, "Roux", nil), dossierAutre(t, s, "Besson", nil)
	if err := s.Clore(ctx, vieux.Numero, "fin"); err != nil {
		t.Fatal(err)
	}
	for numero, le := range map[string]string{vieux.Numero: "2024-11-20T10:00:00.000Z", recent.Numero: "2024-11-30T10:00:00.000Z"} {
		if _, err := s.db.Exec("UPDATE dossier SET modifie_le = ? WHERE numero = ?", le, numero); err != nil {
			t.Fatal(err)
		}
	}
	l, err := s.Echus(ctx, 0)
	if err != nil || len(l) != 1 || l[0].Numero != vieux.Numero || l[0].Depuis != "2026-11-20" {
		t.Errorf("%+v, %v", l, err)
	}
	d, err := s.Creer(ctx, "esr", complet(t, s, nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	finaliser(t, s, d.Numero, "rapport")
	if err := s.Clore(ctx, d.Numero, "rapport remis"); err != nil {
		t.Fatal(err)
	}
	f, err := s.AFaire(ctx, "", 0)
	if err != nil || !slices.ContainsFunc(f, func(x data.AFaire) bool { return x.Numero == d.Numero && x.Clos }) {
		t.Errorf("the bill of a closed dossier is forgotten: %+v, %v", f, err)
	}
}

// A statement gathers the rows of a period across dossiers, and only those that the account
// sees.
func TestRelever(t *testing.T) {
	s, chemin := nouvelle(t)
	for _, nom := range []string{"Roux", "Besson"} {
		d := dossierAutre(t, s, nom, nil)
		for _, jour := range []string{"2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"} {
			if _, err := s.Planifier(ctx, data.Seance{Numero: d.Numero, Section: "rencontres", Date: jour, Debut: "10:00", Lieu: nom}); err != nil {
				t.Fatal(err)
			}
		}
	}
	avance := 0
	r, err := s.Relever(ctx, "autre", "rencontres", "2026-12-01", "2026-12-31", func(int, int) { avance++ })
	if err != nil || len(r.Lignes) != 4 || r.Lignes[0][1] != "2026-12-01" || r.Lignes[0][2] != "Roux" || avance == 0 {
		t.Errorf("%+v, %v", r, err)
	}
	ajouter(t, s, "ailleurs", data.RoleIntervenant, "esr")
	s.Close()
	if _, err := comme(t, chemin, "ailleurs", autrePhrase).Relever(ctx, "autre", "rencontres", "2026-12-01", "2026-12-31", nil); data.CodeDe(err) != data.Introuvable {
		t.Errorf("%v", err)
	}
}

// A deadline of the law is waived for one incident, not for the one that is written after the
// first was taken out.
func TestRenonciationNePasseAAucuneAutreLigne(t *testing.T) {
	s, _ := nouvelle(t)
	d, err := s.Creer(ctx, "espace-rencontre", trame.Reponses{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	svc, err := s.Service(ctx, d.Service, d.Version)
	if err != nil {
		t.Fatal(err)
	}
	incident := func() string {
		t.Helper()
		r := d.Reponses.Copie()
		l := r.Ajouter("incidents")
		l.Valeurs["survenu_le"] = "2026-11-20T15:30"
		if d, err = enregistre(t, s, d, r); err != nil {
			t.Fatal(err)
		}
		return l.ID
	}
	un := incident()
	if err := s.Renoncer(ctx, d.Numero, "juge-informe."+un, "Le juge était présent"); err != nil {
		t.Fatal(err)
	}
	if d, err = s.Dossier(ctx, d.Numero); err != nil {
		t.Fatal(err)
	}
	r := d.Reponses.Copie()
	svc.Retirer(r, "incidents", un)
	if d, err = enregistre(t, s, d, r); err != nil {
		t.Fatal(err)
	}
	deux := incident()
	l, err := s.AFaire(ctx, "", 0)
	if err != nil || !slices.ContainsFunc(l, func(e data.AFaire) bool { return e.Cle == "juge-informe."+deux }) {
		t.Errorf("the deadline of the second incident does not run: %+v, %v", l, err)
	}
	contient(t, s.Clore(ctx, d.Numero, "fin"), "échéance légale", "incident")
}
