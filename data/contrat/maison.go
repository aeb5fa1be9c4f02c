package contrat

import (
	"strings"
	"testing"
	"time"

	"justicepartage/data"
)

// The texts that the association lays over the shipped ones.
func textes(t *testing.T, m *maison) {
	const lettre = "services/essai/lettre.md"
	d := m.creer("qui.nom", "Vialatte")
	avant, err := m.s.Service(ctx, "essai", "")
	m.non(err)
	adapte := "Madame, Monsieur,\n{{ dit .qui.nom }}\n"
	svc, err := m.s.Essayer(ctx, "essai", lettre, adapte)
	if err != nil || svc.Version == avant.Version {
		t.Errorf("%v", err)
	}
	if l, err := m.s.Adaptations(ctx); err != nil || len(l) != 0 {
		t.Errorf("trying keeps nothing: %+v %v", l, err)
	}
	_, err = m.s.Essayer(ctx, "essai", "services/essai/service.toml", "inconnu = 1\n")
	m.code(err, data.Saisie)
	for _, chemin := range []string{
		"services/essai/service.toml", "services/essai/autre.md", "services/inconnu/lettre.md", "ailleurs/x.md",
		"tables/inconnue.toml",
	} {
		m.refuse(m.s.Adapter(ctx, chemin, "x"), data.Introuvable)
	}
	m.code(m.s.Adapter(ctx, "tables/articles.toml", "inconnu = 1\n"), data.Saisie)
	m.refuse(m.autre("anne", data.RoleIntervenant).Adapter(ctx, lettre, adapte), data.Refuse)
	m.non(m.s.Adapter(ctx, lettre, adapte))
	l, err := m.s.Adaptations(ctx)
	if err != nil || len(l) != 1 || l[0].Chemin != lettre || l[0].Texte != adapte || l[0].Par != m.s.Compte().Nom {
		t.Errorf("%+v %v", l, err)
	}
	apres, err := m.s.Service(ctx, "essai", "")
	m.non(err)
	e := m.creer("qui.nom", "Roux")
	if apres.Version == avant.Version || e.Version != apres.Version {
		t.Error("new dossiers do not take the text up")
	}
	if lu, err := m.s.Dossier(ctx, d.Numero); err != nil || lu.Version != avant.Version {
		t.Errorf("a dossier changed its version: %v", err)
	}
	if svc, err := m.s.Service(ctx, "essai", d.Version); err != nil || svc.Version != d.Version {
		t.Errorf("%v", err)
	}
	livre, err := m.s.Livre(lettre)
	if err != nil || strings.Contains(string(livre), "Madame") {
		t.Errorf("%s %v", livre, err)
	}
	_, err = m.s.Livre("services/essai/inconnu.md")
	m.refuse(err, data.Introuvable)
	m.non(m.s.Adapter(ctx, lettre, ""))
	if svc, err := m.s.Service(ctx, "essai", ""); err != nil || svc.Version != avant.Version {
		t.Errorf("the shipped text is not back: %v", err)
	}
}

const autrePhrase = "une autre phrase assez longue"

func motsDePasse(t *testing.T, m *maison) {
	anne := m.autre("anne", data.RoleIntervenant)
	m.refuse(anne.ChangerMotDePasse(ctx, "faux", autrePhrase), data.Refuse)
	m.refuse(anne.ChangerMotDePasse(ctx, MotDePasse, "court"), data.Saisie)
	_, err := m.s.AjouterCompte(ctx, data.Compte{Login: "faible", Nom: "Faible", Role: data.RoleAccueil}, "azertyuiop1234")
	m.refuse(err, data.Saisie)
	m.non(anne.ChangerMotDePasse(ctx, MotDePasse, autrePhrase))
	_, err = m.Entrer("anne", MotDePasse)
	m.refuse(err, data.Refuse)
	s, err := m.Entrer(" anne ", autrePhrase)
	m.non(err)
	m.non(s.Close())
	m.refuse(anne.ReinitialiserMotDePasse(ctx, m.s.Compte().ID, MotDePasse), data.Refuse)
	m.refuse(m.s.ReinitialiserMotDePasse(ctx, 9999, MotDePasse), data.Introuvable)
	m.refuse(m.s.ReinitialiserMotDePasse(ctx, anne.Compte().ID, "court"), data.Saisie)
	m.non(m.s.ReinitialiserMotDePasse(ctx, anne.Compte().ID, MotDePasse))
	s, err = m.Entrer("anne", MotDePasse)
	m.non(err)
	m.non(s.Close())
	a, err := m.s.NouveauCodeDeSecours(ctx)
	m.non(err)
	b, err := m.s.NouveauCodeDeSecours(ctx)
	if err != nil || a == b || len(a) < 28 {
		t.Errorf("%q %q %v", a, b, err)
	}
	_, err = anne.NouveauCodeDeSecours(ctx)
	m.refuse(err, data.Refuse)
}

// After some passwords that were refused, one waits; the right one does not help.
func essais(t *testing.T, m *maison) {
	m.autre("anne", data.RoleIntervenant)
	for range 2 { // the right one, in time, forgets them
		for range data.EssaisLibres - 1 {
			_, err := m.Entrer("anne", "faux")
			m.refuse(err, data.Refuse)
		}
		s, err := m.Entrer("anne", MotDePasse)
		m.non(err)
		m.non(s.Close())
	}
	for range data.EssaisLibres {
		_, err := m.Entrer("anne", "faux")
		m.refuse(err, data.Refuse)
	}
	_, err := m.Entrer("anne", MotDePasse)
	m.refuse(err, data.Refuse)
	if !strings.Contains(data.Phrase(err), "Trop d’essais") {
		t.Error(err)
	}
	m.Avancer(data.AttenteMax)
	s, err := m.Entrer("anne", MotDePasse)
	m.non(err)
	m.non(s.Close())
}

func sauvegardes(t *testing.T, m *maison) {
	e, err := m.s.EtatSauvegarde(ctx)
	if err != nil || !e.Le.IsZero() || e.Phrase != "Aucune sauvegarde n’a encore été faite." {
		t.Errorf("%+v %v", e, err)
	}
	d := m.creer("qui.nom", "Vialatte")
	vrai := func(quoi string, veut bool, f func() (bool, error)) {
		t.Helper()
		if b, err := f(); err != nil || b != veut {
			t.Errorf("%s: %v %v", quoi, b, err)
		}
	}
	aFaire := func() (bool, error) { return m.s.ASauvegarder(ctx) }
	due := func() (bool, error) { return m.s.SauvegardeDue(ctx) }
	aRepeter := func() (bool, error) { return m.s.RepetitionDue(ctx) }
	vrai("something changed", true, aFaire)
	fait := 0.0
	r, err := m.s.Sauvegarder(ctx, func(f float64) { fait = f })
	if err != nil || r.Dossiers != 1 || r.Sauvegarde.Octets == 0 || fait != 1 {
		t.Fatalf("%+v %v %v", r, fait, err)
	}
	vrai("nothing since", false, aFaire)
	_, err = m.s.Dossier(ctx, d.Numero)
	m.non(err)
	vrai("reading is no change", false, aFaire)
	m.creer("qui.nom", "Roux")
	vrai("a new one", true, aFaire)
	vrai("it is too soon", false, due)
	m.Avancer(time.Hour)
	vrai("an hour later", true, due)
	c, err := m.s.Contenu(ctx, r.Sauvegarde.Chemin)
	if err != nil || c.Dossiers != 1 || c.Comptes != 1 || c.Numero != d.Numero {
		t.Errorf("%+v %v", c, err)
	}
	vrai("never rehearsed", true, aRepeter)
	p, err := m.s.Repeter(ctx, r.Sauvegarde.Chemin, nil)
	if err != nil || p.Dossiers != 1 || p.Numero != d.Numero {
		t.Errorf("%+v %v", p, err)
	}
	vrai("rehearsed", false, aRepeter)
	m.Avancer(8 * 24 * time.Hour)
	if e, err := m.s.EtatSauvegarde(ctx); err != nil || !e.Ancienne || e.Dossiers != 1 || e.Le.IsZero() ||
		!strings.HasPrefix(e.Phrase, "Dernière sauvegarde le 24/11/2026") {
		t.Errorf("%+v %v", e, err)
	}
	ailleurs := t.TempDir()
	m.refuse(m.autre("anne", data.RoleIntervenant).PoserSecondEmplacement(ctx, ailleurs), data.Refuse)
	m.non(m.s.PoserSecondEmplacement(ctx, ailleurs))
	if v, err := m.s.SecondEmplacement(ctx); err != nil || v != ailleurs {
		t.Errorf("%q %v", v, err)
	}
	if r, err := m.s.Sauvegarder(ctx, nil); err != nil || r.Ailleurs == nil || r.Dossiers != 2 {
		t.Errorf("%+v %v", r, err)
	}
}
