package dossier

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"justicepartage/app/taches"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// mene is the conduct of a dossier on a real base, without a window, and what it called back.
type mene struct {
	*conduite
	s     *taches.Simule
	base  *store.Session
	dit   []string
	refus string
}

func (m *mene) note(s string) { m.dit = append(m.dit, s) }

// rendu gives what was called back since the last time.
func (m *mene) rendu() []string {
	l := m.dit
	m.dit = nil
	return l
}

func mener(t *testing.T, reponses string) *mene {
	t.Helper()
	ctx := context.Background()
	m := &mene{s: &taches.Simule{T: time.Date(2026, 11, 24, 10, 0, 0, 0, time.Local)}}
	opt := store.Options{Horloge: func() time.Time { return m.s.T }, Assets: assets.FS, Derivation: store.Derivation{Passes: 1, Memoire: 64, Fils: 1}}
	st, err := store.Create(ctx, filepath.Join(t.TempDir(), "essai"), opt, data.Compte{Login: "essai", Nom: "Claire Vidal"}, "quatre mots bien cachés")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	m.base = st
	svc, err := st.Service(ctx, "esr", "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := svc.LireReponses("essai.toml", []byte(reponses), m.s.T)
	if err != nil {
		t.Fatal(err)
	}
	d, err := st.Creer(ctx, svc.ID, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	m.conduite = nouvelleConduite(NouvelleRedaction(st, m.s, svc, d))
	m.OnSection = func() { m.note("section " + m.sec.Cle) }
	m.OnLignes = func() { m.note("lignes " + m.depliee) }
	m.OnQuestion = func(q trame.Chemin) { m.note("question " + q.String()); m.prendre(q) }
	m.OnPremier = func() { m.note("premier") }
	m.OnPapier = func() { m.note("papier " + m.papier) }
	m.OnAller = func(cle string) { m.note("visite " + cle) }
	m.OnRefus = func(titre, _ string) { m.refus = titre }
	return m
}

func (m *mene) doitRendre(t *testing.T, quoi string, veut ...string) {
	t.Helper()
	if got := m.rendu(); !slices.Equal(got, veut) {
		t.Errorf("%s: %q, want %q", quoi, got, veut)
	}
}

const deuxEnfants = `
[reponses.etat_civil]
nom = "Teyssier"
[[reponses.enfants]]
prenom = "Lina"
[[reponses.enfants]]
prenom = "Noé"
[reponses.logement]
type = "locataire"
`

func TestConduiteAller(t *testing.T) {
	m := mener(t, deuxEnfants)
	m.commencer("inconnue")
	if m.sec != m.visibles()[0] {
		t.Errorf("a section that is gone leads to %s", m.sec.Cle)
	}
	m.rendu()
	m.commencer("logement")
	m.doitRendre(t, "the section of the last visit", "section logement")
	m.aller("logement.type")
	m.doitRendre(t, "a question of the section", "question logement.type")
	if m.ou() != "logement.type" || !m.dedans {
		t.Errorf("one stands in %s", m.ou())
	}
	m.lacher()
	if m.ou() != "logement.type" {
		t.Errorf("a question that lost the focus is forgotten: %s", m.ou())
	}
	m.aller("enfants.r2.prenom")
	m.doitRendre(t, "a row of another section", "section enfants", "visite enfants", "lignes r2", "question enfants.r2.prenom")
	m.aller("enfants.prenom")
	m.doitRendre(t, "a question of no row", "section enfants", "visite enfants", "premier")
	m.aller("rien.du.tout")
	m.doitRendre(t, "nowhere")
	avant := m.sec
	m.pas(1)
	if m.sec != m.visibles()[slices.Index(m.visibles(), avant)+1] || m.ou() != m.sec.Cle {
		t.Errorf("the next section of %s is %s", avant.Cle, m.ou())
	}
	m.pas(-1)
	if m.sec != avant {
		t.Errorf("back in %s", m.sec.Cle)
	}
	m.commencer(m.visibles()[0].Cle)
	m.rendu()
	m.pas(-1)
	m.doitRendre(t, "before the first section")
}

func TestConduiteLignes(t *testing.T) {
	m := mener(t, deuxEnfants)
	m.commencer("enfants")
	if m.depliee != "" {
		t.Errorf("of two rows %s is unfolded", m.depliee)
	}
	m.rendu()
	m.basculer("r1")
	m.doitRendre(t, "unfolding", "lignes r1")
	m.basculer("r1")
	m.doitRendre(t, "folding", "lignes ")
	m.ajouter()
	m.doitRendre(t, "adding", "lignes "+m.r.Lignes("enfants")[2].ID, "premier")
	m.prendre(trame.Chemin{Section: "enfants", Ligne: "r1", Champ: "prenom"})
	m.retirerIci() // the one that has the focus, not the one that is unfolded
	if l := m.r.Lignes("enfants"); len(l) != 2 || l[0].ID != "r2" {
		t.Errorf("%v", l)
	}
	m.oublier()
	m.retirerIci() // the one that is unfolded
	if l := m.r.Lignes("enfants"); len(l) != 1 || l[0].ID != "r2" {
		t.Errorf("%v", l)
	}
	m.rendu()
	m.retirerIci() // none
	m.doitRendre(t, "nothing to take out")
	m.commencer("logement")
	m.commencer("enfants")
	if m.depliee != "r2" {
		t.Errorf("the only row is not unfolded: %q", m.depliee)
	}
	m.commencer("logement")
	m.rendu()
	m.ajouter()
	m.doitRendre(t, "a section without rows")
}

// A statement leads to its verification, and the verification back to it.
func TestConduiteVerifier(t *testing.T) {
	m := mener(t, deuxEnfants)
	m.commencer("logement")
	m.aller("logement.type")
	m.rendu()
	m.verifierIci()
	v := m.svc.Verification
	m.doitRendre(t, "verifying", "section "+v.Section, "visite "+v.Section, "premier")
	l := m.r.Lignes(v.Section)
	if len(l) != 1 || m.depliee != l[0].ID || !slices.Equal(l[0].Valeurs[v.Declarations].([]string), []string{"logement.type"}) {
		t.Fatalf("%+v", l)
	}
	if m.retour == nil || m.retour.de.Cle != "logement" || m.retour.vers.Cle != v.Section {
		t.Fatalf("%+v", m.retour)
	}
	m.revenir()
	m.doitRendre(t, "coming back", "section logement", "visite logement", "question logement.type")
	if m.retour != nil {
		t.Error("one comes back twice")
	}
	m.revenir()
	m.doitRendre(t, "nowhere to come back to")
	// A section that one leaves is written at once.
	d, err := m.base.Dossier(context.Background(), m.r.Dossier().Numero)
	if err != nil || len(d.Reponses[v.Section].Lignes) != 1 {
		t.Errorf("%v %v", d.Reponses[v.Section], err)
	}
	// Elsewhere than on a statement: about none yet.
	m.commencer("etat_civil")
	m.verifierIci()
	if l := m.r.Lignes(v.Section); len(l) != 2 || l[1].Valeurs[v.Declarations] != nil || m.retour != nil {
		t.Errorf("%+v", l)
	}
	// Nothing is added to a dossier that is closed, and that is said.
	if err := m.base.Clore(context.Background(), m.r.Dossier().Numero, "essai"); err != nil {
		t.Fatal(err)
	}
	m.s.Avancer(time.Second)
	if d, err = m.base.Dossier(context.Background(), m.r.Dossier().Numero); err != nil {
		t.Fatal(err)
	}
	m.r.Recharger(d)
	m.verifierIci()
	m.ajouter()
	if m.refus == "" || len(m.r.Lignes(v.Section)) != 2 {
		t.Errorf("%q, %d verifications", m.refus, len(m.r.Lignes(v.Section)))
	}
}

// The paper one chose is the one the control is about, as long as it can be finalised.
func TestConduitePapier(t *testing.T) {
	m := mener(t, deuxEnfants)
	m.commencer("logement")
	m.rendu()
	premier := m.courant()
	if premier == nil || m.fini(premier) || !m.resteAFaire(premier) || !m.bloque(premier) {
		t.Fatalf("%+v", premier)
	}
	for _, s := range m.signalements(premier) {
		if s.message == "" || s.titre == "" {
			t.Errorf("%+v", s)
		}
	}
	m.choisir("inconnu")
	m.doitRendre(t, "choosing", "papier inconnu")
	if x := m.courant(); x == nil || x.ID() != premier.ID() {
		t.Errorf("a paper that is not there leads to %v", x)
	}
}
