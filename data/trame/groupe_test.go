package trame

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// groupe is a service of people who come together: rows that name other rows, papers and
// deadlines for each of them, appointments, a hard stop, an orientation.
const groupe = `
id = "groupe"
titre = "Groupe"
prefixe = "GRP"

[[personne]]
role = "venu"
titre = "Venu"
section = "venus"
nom = "nom"
sur = "contact_sur"

[[section]]
cle = "fond"
titre = "Fond"
  [[section.champ]]
  cle = "violence"
  libelle = "Violence"
  type = "oui-non"

[[section]]
cle = "venus"
titre = "Personnes venues"
repetee = true
ligne = "personne"
aucun = "Personne."
resume = ["nom"]
  [[section.champ]]
  cle = "nom"
  libelle = "Nom"
  type = "texte"
  [[section.champ]]
  cle = "telephone"
  libelle = "Téléphone"
  type = "telephone"
  [[section.champ]]
  cle = "contact_sur"
  libelle = "Contact sûr"
  type = "texte"
  [[section.champ]]
  cle = "limite"
  libelle = "Limite"
  type = "date"
  [[section.champ]]
  cle = "accord"
  libelle = "Accord"
  type = "oui-non"

[[section]]
cle = "jours"
titre = "Jours"
repetee = true
ligne = "jour"
aucun = "Aucun jour."
  [[section.champ]]
  cle = "date"
  libelle = "Date"
  type = "date"
  [[section.champ]]
  cle = "debut"
  libelle = "Début"
  type = "heure"
  [[section.champ]]
  cle = "fin"
  libelle = "Fin"
  type = "heure"
  [[section.champ]]
  cle = "presents"
  libelle = "Présents"
  type = "lignes"
  parmi = "venus"

[[etape]]
cle = "ouverte"
titre = "Ouverte"

[[controle]]
cle = "violence"
quand = 'fond.violence == "oui"'
gravite = "arret"
message = "Violence déclarée : tout s’arrête."
champ = "fond.violence"
sauf = ["avis"]

[[echeance]]
cle = "limite"
pour = "venus"
titre = "Limite"
le = 'ligne.limite'
fait = 'all(jours, ligne.id in .presents)'
alertes = ["10 jours"]
legale = true

[[seance]]
section = "jours"
titre = "Rencontre"
date = "date"
debut = "debut"
fin = "fin"
minutes = 90

[[orientation]]
cle = "aide"
titre = "Aide"
vers = "autre"
pour = "venus"
quand = 'fond.violence == "oui"'
message = "Proposez l’aide."
accord = "venus.accord"
transmet = { "contact.nom" = "venus.nom", "contact.telephone" = "venus.telephone" }

[[document]]
cle = "attestation"
titre = "Attestation"
modele = "a.md"
finalisable = true
courant = true
pour = "venus"
quand = 'all(jours, ligne.id in .presents)'
sinon = "Toutes les demi-journées doivent être signées."

[[document]]
cle = "avis"
titre = "Avis"
modele = "a.md"
finalisable = true
`

const autre = `
id = "autre"
titre = "Autre"
prefixe = "AUT"
[[section]]
cle = "contact"
titre = "Contact"
  [[section.champ]]
  cle = "nom"
  libelle = "Nom"
  type = "texte"
  [[section.champ]]
  cle = "telephone"
  libelle = "Téléphone"
  type = "telephone"
  [[section.champ]]
  cle = "faits"
  libelle = "Faits"
  type = "texte"
`

const reponsesGroupe = `
[reponses.fond]
violence = "non"
[[reponses.venus]]
nom = "Un"
telephone = "0639980001"
limite = "2026-12-01"
accord = "oui"
[[reponses.venus]]
nom = "Deux"
limite = "2026-12-30"
[[reponses.jours]]
date = "2026-11-20"
debut = "9h"
presents = ["r1", "r2"]
[[reponses.jours]]
date = "2026-11-21"
debut = "14h"
fin = "17h"
presents = ["r1"]
`

func chargerGroupe(t *testing.T) (*Service, *Service) {
	t.Helper()
	fsys := fstest.MapFS{
		"services/groupe/service.toml": {Data: []byte(groupe)},
		"services/groupe/a.md":         {Data: []byte("a")},
		"services/autre/service.toml":  {Data: []byte(autre)},
		"tables/articles.toml":         {Data: []byte("")},
	}
	var out []*Service
	for _, id := range []string{"groupe", "autre"} {
		s, err := Charger(fsys, id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := VerifierOrientations(out); err != nil {
		t.Fatal(err)
	}
	return out[0], out[1]
}

func (s *Service) examinerToml(t *testing.T, toml string) *Examen {
	t.Helper()
	return s.Examiner(repondre(t, s, toml), Contexte{Maintenant: moment})
}

// A paper for each row is possible row by row.
func TestDocumentPourChaqueLigne(t *testing.T) {
	s, _ := chargerGroupe(t)
	ex := s.examinerToml(t, reponsesGroupe)
	var ids []string
	for _, x := range ex.Exemplaires() {
		ids = append(ids, x.ID())
	}
	if !slices.Equal(ids, []string{"attestation.r1", "attestation.r2", "avis"}) {
		t.Fatalf("papers: %q", ids)
	}
	if ok, why := ex.Possible(ex.Exemplaire("attestation.r1")); !ok {
		t.Errorf("the one who signed everything has no attestation: %s", why)
	}
	if ok, why := ex.Possible(ex.Exemplaire("attestation.r2")); ok || why != "Toutes les demi-journées doivent être signées." {
		t.Errorf("one who was absent has an attestation (%v, %q)", ok, why)
	}
	if x := ex.Exemplaire("attestation"); x == nil || x.Intitule() != "Attestation – Un" {
		t.Errorf("first paper of its kind: %+v", x)
	}
	if d, l := s.DocumentDe("attestation"); d != nil || l != "" {
		t.Error("a document for each row stands without its row")
	}
	if s.Document("attestation").Fige() || !s.Document("avis").Fige() {
		t.Error("only what is made once freezes a dossier")
	}
}

// A row taken out leaves the answers that named it; what names a row that is not there is
// refused.
func TestLigneDesignee(t *testing.T) {
	s, _ := chargerGroupe(t)
	r := repondre(t, s, reponsesGroupe)
	s.Retirer(r, "venus", "r1")
	if v := r["jours"].Lignes[0].Valeurs["presents"]; !slices.Equal(v.([]string), []string{"r2"}) {
		t.Errorf("%v", v)
	}
	if v := r["jours"].Lignes[1].Valeurs["presents"]; v != nil {
		t.Errorf("an answer that named only that row: %v", v)
	}
	if _, err := s.LireJSON(r.JSON()); err != nil {
		t.Errorf("the answers no longer read: %v", err)
	}
	if !slices.Equal(s.SectionsLiees("venus"), []string{"venus", "jours"}) {
		t.Errorf("linked: %q", s.SectionsLiees("venus"))
	}
	_, err := s.LireReponses("t", []byte(strings.Replace(reponsesGroupe, `["r1"]`, `["r7"]`, 1)), moment)
	if err == nil || !strings.Contains(err.Error(), "r7") {
		t.Errorf("a row that does not exist: %v", err)
	}
	ex := s.examinerToml(t, reponsesGroupe)
	c := s.Champ("jours", "presents")
	if got := ex.Texte(c, []string{"r1", "r2"}); got != "Un, Deux" {
		t.Errorf("%q", got)
	}
}

// Each row has its deadline, done when it is done for that row.
func TestEcheancePourChaqueLigne(t *testing.T) {
	s, _ := chargerGroupe(t)
	r := repondre(t, s, reponsesGroupe)
	etats := func(ctx Contexte) map[string]string {
		out := map[string]string{}
		for _, e := range s.Examiner(r, ctx).Echeances() {
			out[e.ID()] = e.Etat
			if e.ID() == "limite.r2" && (e.Intitule() != "Limite – Deux" || e.Chemin() != "venus.r2" || e.Alerte != "2026-12-20") {
				t.Errorf("%+v", e)
			}
		}
		return out
	}
	if got := etats(Contexte{Maintenant: moment}); got["limite.r1"] != EcheanceFaite || got["limite.r2"] != EcheanceAVenir {
		t.Errorf("%v", got)
	}
	if got := etats(Contexte{Maintenant: moment, Renonces: map[string]bool{"limite.r2": true}}); got["limite.r2"] != EcheanceRenoncee {
		t.Errorf("%v", got)
	}
	if got := etats(Contexte{Maintenant: moment.AddDate(0, 3, 0)}); got["limite.r2"] != EcheanceDepassee || got["limite.r1"] != EcheanceFaite {
		t.Errorf("%v", got)
	}
}

// Rows with a date and an hour are appointments; their end is presumed when it is not said.
func TestSeances(t *testing.T) {
	s, _ := chargerGroupe(t)
	got := s.examinerToml(t, reponsesGroupe+"[[reponses.jours]]\ndate = \"2026-11-22\"\n[[reponses.jours]]\ndate = \"2026-11-23\"\ndebut = \"23h\"\n").Seances()
	want := [][3]string{{"2026-11-20", "09:00", "10:30"}, {"2026-11-21", "14:00", "17:00"}, {"2026-11-23", "23:00", "23:59"}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		if v := got[i]; v.Date != w[0] || v.Debut != w[1] || v.Fin != w[2] || v.Titre != "Rencontre" {
			t.Errorf("%d: %+v", i, v)
		}
	}
}

// A hard stop closes the steps and the documents, but for the one that tells it.
func TestArret(t *testing.T) {
	s, _ := chargerGroupe(t)
	sans := s.examinerToml(t, reponsesGroupe)
	if len(sans.Arrets("")) != 0 || sans.EtapeCourante() == nil {
		t.Error("it stops without a reason")
	}
	ex := s.examinerToml(t, strings.Replace(reponsesGroupe, `violence = "non"`, `violence = "oui"`, 1))
	if ok, why := ex.Possible(ex.Exemplaire("attestation.r1")); ok || why != "Violence déclarée : tout s’arrête." {
		t.Errorf("%v %q", ok, why)
	}
	if len(ex.Empechements(ex.Exemplaire("attestation.r1"))) == 0 {
		t.Error("nothing keeps it from being finalised")
	}
	if e := ex.Empechements(ex.Exemplaire("avis")); len(e) != 0 {
		t.Errorf("the notice is kept from being made: %v", e)
	}
	if ex.EtapeCourante() != nil || len(ex.Etapes()[0].Manques) != 1 {
		t.Error("a step stays open")
	}
	// Unknown is not a stop.
	if len(s.examinerToml(t, "[reponses.fond]\n").Arrets("")) != 0 {
		t.Error("an unanswered question stops")
	}
}

// What crosses to another service is what is listed, with the agreement of the person.
func TestOrientation(t *testing.T) {
	s, vers := chargerGroupe(t)
	ex := s.examinerToml(t, strings.Replace(reponsesGroupe, `violence = "non"`, `violence = "oui"`, 1))
	l := ex.Orientations()
	if len(l) != 2 || l[0].ID() != "aide.r1" || l[0].Accord != Oui || l[1].Accord != Inconnue {
		t.Fatalf("%+v", l)
	}
	r, err := ex.Transmises(l[0], vers)
	if err != nil || string(r.JSON()) != `{"contact":{"nom":"Un","telephone":"0639980001"}}` {
		t.Errorf("%s, %v", r.JSON(), err)
	}
	if _, err := ex.Transmises(l[1], vers); err == nil {
		t.Error("something crosses without agreement")
	}
	vers.sections["contact"].champs["nom"].Cle = "autre"
	delete(vers.sections["contact"].champs, "nom")
	if err := VerifierOrientations([]*Service{s, vers}); err == nil {
		t.Error("a field that does not exist is not found")
	}
}

// Mistakes in these keys are found when the service is read.
func TestGroupeFautes(t *testing.T) {
	for nom, x := range map[string][3]string{
		"section of lignes":    {`parmi = "venus"`, `parmi = "fond"`, "n’est pas une section répétée"},
		"lignes without parmi": {"  parmi = \"venus\"\n", "", "dit parmi quelle section"},
		"hour of a seance":     {`debut = "debut"`, `debut = "date"`, "de type heure"},
		"sauf":                 {`sauf = ["avis"]`, `sauf = ["rien"]`, "n’existe pas"},
		"accord":               {`accord = "venus.accord"`, `accord = "venus.nom"`, "oui ou non"},
		"pour":                 {"pour = \"venus\"\nquand = 'all", "pour = \"fond\"\nquand = 'all", "n’est pas une section répétée"},
		"sur":                  {`sur = "contact_sur"`, `sur = "rien"`, "n’existe pas"},
	} {
		fsys := fstest.MapFS{
			"services/groupe/service.toml": {Data: []byte(strings.Replace(groupe, x[0], x[1], 1))},
			"services/groupe/a.md":         {Data: []byte("a")},
			"tables/articles.toml":         {Data: []byte("")},
		}
		if _, err := Charger(fsys, "groupe"); err == nil || !strings.Contains(err.Error(), x[2]) {
			t.Errorf("%s: %v", nom, err)
		}
	}
}
