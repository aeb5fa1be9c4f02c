package contrat

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// Maison is an implementation at work: a base with one account, who is responsable and sees
// every service that is not reserved.
type Maison interface {
	// Premiere is the session of that account.
	Premiere() data.Session
	// Entrer opens one more session on the same base.
	Entrer(login, motDePasse string) (data.Session, error)
}

// MotDePasse is strong enough for every account of the suite.
const MotDePasse = "quatre mots bien cachés"

// PDF is what the base prints: the suite hands this as what renders.
func PDF(i data.Impression) ([]byte, error) {
	return []byte("%PDF " + i.Numero + " " + i.Papier.ID() + " " + i.Association.Nom), nil
}

var ctx = context.Background()

// Verifier runs the suite; ouvrir makes a new house for each of its tests, with Assets and
// PDF, on a clock that goes on.
func Verifier(t *testing.T, ouvrir func(t *testing.T) Maison) {
	for nom, f := range map[string]func(t *testing.T, m *maison){
		"dossiers": dossiers, "fusion des réponses": fusionReponses, "une fois": uneFois, "documents": documents, "journal": journal,
		"retour": retour, "recherche": recherche, "agenda": agenda, "échéances": echeances, "droits": droits, "réservé": reserves,
		"nouvelles": nouvelles, "sceller": sceller, "réglages": reglages, "fin de session": finDeSession, "rien de partagé": rienDePartage,
	} {
		t.Run(nom, func(t *testing.T) {
			h := ouvrir(t)
			f(t, &maison{t: t, Maison: h, s: h.Premiere()})
		})
	}
}

// maison is a house and its first session.
type maison struct {
	Maison
	t *testing.T
	s data.Session
}

func (m *maison) non(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// refuse expects an error of a kind, with a French sentence of our own.
func (m *maison) refuse(err error, code data.Code) {
	m.t.Helper()
	var e *data.Erreur
	if !errors.As(err, &e) || e.Code != code {
		m.t.Fatalf("got %v, expected %q", err, code)
	}
	if e.Message == "" || !strings.HasSuffix(strings.TrimRight(e.Message, "\n"), ".") && !strings.Contains(e.Message, "\n") {
		m.t.Errorf("it is no sentence: %q", e.Message)
	}
}

// autre opens the session of a new account.
func (m *maison) autre(login string, role data.Role, services ...string) data.Session {
	m.t.Helper()
	_, err := m.s.AjouterCompte(ctx, data.Compte{Login: login, Nom: "Nom de " + login, Role: role, Services: services}, MotDePasse)
	m.non(err)
	s, err := m.Entrer(login, MotDePasse)
	m.non(err)
	m.t.Cleanup(func() { s.Close() })
	return s
}

// reponses are those of somebody, by « section.champ ».
func reponses(paires ...string) trame.Reponses {
	r := trame.Reponses{}
	for i := 0; i < len(paires); i += 2 {
		section, champ, _ := strings.Cut(paires[i], ".")
		r.Poser(trame.Chemin{Section: section, Champ: champ}, paires[i+1])
	}
	return r
}

func (m *maison) creer(paires ...string) *data.Dossier {
	m.t.Helper()
	d, err := m.s.Creer(ctx, "essai", reponses(paires...), nil)
	m.non(err)
	return d
}

// changer saves what f does to the answers of a dossier as it was read.
func (m *maison) changer(s data.Session, d *data.Dossier, f func(trame.Reponses)) *data.Dossier {
	m.t.Helper()
	out, err := m.essayer(ctx, s, d, f)
	m.non(err)
	return out
}

func (m *maison) essayer(ctx context.Context, s data.Session, d *data.Dossier, f func(trame.Reponses)) (*data.Dossier, error) {
	m.t.Helper()
	svc, err := s.Service(ctx, d.Service, d.Version)
	m.non(err)
	r := d.Reponses.Copie()
	f(r)
	return s.Enregistrer(ctx, d.Numero, svc.Comparer(d.Reponses, r))
}

var (
	nom   = trame.Chemin{Section: "qui", Champ: "nom"}
	recit = trame.Chemin{Section: "qui", Champ: "recit"}
	suite = trame.Chemin{Section: "qui", Champ: "telephone"}
)

func poser(c trame.Chemin, v any) func(trame.Reponses) {
	return func(r trame.Reponses) { r.Poser(c, v) }
}

func (m *maison) vaut(d *data.Dossier, c trame.Chemin, v any) {
	m.t.Helper()
	if got := d.Reponses.Valeur(c); got != v {
		m.t.Errorf("%s is %v, not %v", c, got, v)
	}
}

func dossiers(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	if !strings.HasSuffix(d.Numero, "-ESS-0001") || d.Revision != 1 || d.Etat != data.EtatOuvert || d.Referent != m.s.Compte().ID {
		t.Errorf("%+v", d)
	}
	lu, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	m.vaut(lu, nom, "Vialatte")
	if rien, err := m.s.Relire(ctx, d.Numero, lu.Revision); err != nil || rien != nil {
		t.Errorf("nothing changed: %v %v", rien, err)
	}
	_, err = m.s.Dossier(ctx, "2026-ESS-9999")
	m.refuse(err, data.Introuvable)
	_, err = m.s.Creer(ctx, "inconnu", nil, nil)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Enregistrer(ctx, d.Numero, trame.Changement{Apres: reponses("qui.inconnu", "x")})
	m.refuse(err, data.Saisie)
	m.refuse(m.s.Clore(ctx, d.Numero, " "), data.Saisie)
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
	_, err = m.essayer(ctx, m.s, lu, poser(recit, "x"))
	m.refuse(err, data.Fige)
	m.refuse(m.s.Clore(ctx, d.Numero, "fini"), data.Fige)
	m.non(m.s.Rouvrir(ctx, d.Numero, "encore"))
	if lu = m.changer(m.s, lu, poser(recit, "x")); lu.Revision <= d.Revision {
		t.Errorf("revision %d", lu.Revision)
	}
	m.non(m.s.PoserReprise(ctx, d.Numero, "visites"))
	if sec, err := m.s.Reprise(ctx, d.Numero); err != nil || sec != "visites" {
		t.Errorf("%q %v", sec, err)
	}
}

func fusionReponses(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	anne := m.autre("anne", data.RoleIntervenant)
	_, err := anne.Dossier(ctx, d.Numero)
	m.non(err)
	m.changer(anne, d, func(r trame.Reponses) { r.Poser(recit, "Anne."); r.Poser(suite, "0639980011") })
	d2 := m.changer(m.s, d, func(r trame.Reponses) { r.Poser(recit, "Claire."); r.Poser(nom, "Vialatte-Roux") })
	m.vaut(d2, nom, "Vialatte-Roux")
	m.vaut(d2, suite, "0639980011")
	m.vaut(d2, recit, "Anne.")
	veut := data.Desaccord{Chemin: recit.String(), Mien: "Claire.", Par: "Nom de anne"}
	if len(d2.Desaccords) != 1 || d2.Desaccords[0] != veut {
		t.Fatalf("%+v", d2.Desaccords)
	}
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: d2.Revision})
	m.refuse(err, data.Conflit)
	d3 := m.changer(m.s, d2, poser(recit, "Claire, encore."))
	m.vaut(d3, recit, "Anne.")
	if d3.Desaccords[0].Mien != "Claire, encore." {
		t.Errorf("%+v", d3.Desaccords)
	}
	if a, err := anne.Relire(ctx, d.Numero, d.Revision); err != nil || len(a.Desaccords) != 0 {
		t.Errorf("it is nobody else's: %+v %v", a, err)
	}
	d4, err := m.s.Trancher(ctx, d.Numero, recit.String(), true)
	m.non(err)
	m.vaut(d4, recit, "Claire, encore.")
	d5, err := m.s.Trancher(ctx, d.Numero, recit.String(), false)
	m.non(err) // the answer to the first one was lost
	m.vaut(d5, recit, "Claire, encore.")
	if len(d5.Desaccords) != 0 {
		t.Errorf("%+v", d5.Desaccords)
	}
	// Rows added by both are both there.
	ajouter := func(lieu string) func(trame.Reponses) {
		return func(r trame.Reponses) { r.Ajouter("visites").Valeurs["lieu"] = lieu }
	}
	m.changer(anne, d5, ajouter("ici"))
	if d6 := m.changer(m.s, d5, ajouter("là")); len(d6.Reponses["visites"].Lignes) != 2 {
		t.Errorf("%s", d6.Reponses.JSON())
	}
}

func uneFois(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	sous := data.AvecRequete(ctx, data.NouvelleRequete())
	a, err := m.s.Creer(sous, "essai", reponses("qui.nom", "Roux"), nil)
	m.non(err)
	b, err := m.s.Creer(sous, "essai", reponses("qui.nom", "Roux"), nil)
	m.non(err)
	if n, err := m.s.Compter(ctx, data.Filtre{}); a.Numero != b.Numero || err != nil || n != 2 {
		t.Errorf("%s %s, %d dossiers", a.Numero, b.Numero, n)
	}
	sous = data.AvecRequete(ctx, data.NouvelleRequete())
	for range 2 {
		m.non(m.s.Noter(sous, d.Numero, data.Evenement{Texte: "Appel"}))
	}
	if l, err := m.s.Journal(ctx, d.Numero); err != nil || len(l) != 1 {
		t.Errorf("%d lines, %v", len(l), err)
	}
	sous = data.AvecRequete(ctx, data.NouvelleRequete())
	x, err := m.essayer(sous, m.s, d, poser(recit, "Un."))
	m.non(err)
	m.changer(m.s, x, poser(recit, "Deux."))
	y, err := m.essayer(sous, m.s, d, poser(recit, "Un."))
	m.non(err)
	m.vaut(y, recit, "Deux.")
	if len(y.Desaccords) != 0 {
		t.Errorf("a disagreement with oneself: %+v", y.Desaccords)
	}
	sous = data.AvecRequete(ctx, data.NouvelleRequete())
	seance := data.Seance{Numero: d.Numero, Section: "visites", Date: "2026-12-01", Debut: "10:00", Fin: "11:00", Lieu: "Salle 1"}
	l1, err := m.s.Planifier(sous, seance)
	m.non(err)
	l2, err := m.s.Planifier(sous, seance)
	m.non(err)
	if l1 != l2 || l1 == "" {
		t.Errorf("%q %q", l1, l2)
	}
	p1, err := m.s.AjouterPiece(sous, d.Numero, "a.pdf", "application/pdf", []byte("x"))
	m.refuse(err, data.Interne) // one identity, one call
	if p1 != 0 {
		t.Errorf("%d", p1)
	}
}

func documents(t *testing.T, m *maison) {
	d := m.creer("qui.recit", "x")
	_, err := m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: d.Revision})
	m.refuse(err, data.Saisie) // the name is missing
	vu := m.changer(m.s, d, poser(nom, "Vialatte"))
	m.changer(m.s, vu, poser(recit, "y"))
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: vu.Revision})
	m.refuse(err, data.Conflit) // it is not what was looked at
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "inconnu", Revision: vu.Revision + 1})
	m.refuse(err, data.Introuvable)
	m.non(m.s.PoserAssociation(ctx, data.Association{Nom: "Justice"}))
	x, err := m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: vu.Revision + 1})
	m.non(err)
	b, err := m.s.Octets(ctx, x.ID, "lecture")
	m.non(err)
	if string(b) != "%PDF "+d.Numero+" lettre Justice" || x.Octets != len(b) || x.FinalisePar != m.s.Compte().Nom || x.Numero != 1 {
		t.Errorf("%q %+v", b, x)
	}
	if r, err := m.s.Reconnaitre(ctx, b); err != nil || r.ID != x.ID {
		t.Errorf("%v %v", r, err)
	}
	_, err = m.s.Reconnaitre(ctx, []byte("autre"))
	m.refuse(err, data.Introuvable)
	m.refuse(m.s.Transmettre(ctx, x.ID, data.Transmission{}), data.Saisie)
	m.non(m.s.Transmettre(ctx, x.ID, data.Transmission{A: "Parquet", Moyen: "courriel", Le: "2026-11-24T14:00"}))
	l, err := m.s.Documents(ctx, d.Numero)
	if err != nil || len(l) != 1 || l[0].Transmis == nil || l[0].Transmis.A != "Parquet" {
		t.Fatalf("%+v %v", l, err)
	}
	lu, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	if lu.Finalises["lettre"] != 1 || lu.TransmisLe != "2026-11-24T14:00" {
		t.Errorf("%+v", lu)
	}
	_, err = m.essayer(ctx, m.s, lu, poser(recit, "z"))
	m.refuse(err, data.Fige)
	_, err = m.s.Finaliser(ctx, data.Finalisation{Numero: d.Numero, Papier: "lettre", Revision: lu.Revision})
	m.refuse(err, data.Fige)
	id, err := m.s.AjouterPiece(ctx, d.Numero, "requisition.pdf", "application/pdf", []byte("piece"))
	m.non(err)
	if b, err := m.s.PieceOctets(ctx, id); err != nil || string(b) != "piece" {
		t.Errorf("%q %v", b, err)
	}
	if l, err := m.s.Pieces(ctx, d.Numero); err != nil || len(l) != 1 || l[0].Octets != 5 {
		t.Errorf("%+v %v", l, err)
	}
}

func journal(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	m.refuse(m.s.Noter(ctx, d.Numero, data.Evenement{Texte: "  "}), data.Saisie)
	m.non(m.s.Noter(ctx, d.Numero, data.Evenement{Nature: "Appel", Texte: "L’avocate a rappelé.", Minutes: 5}))
	m.non(m.s.Noter(ctx, d.Numero, data.Evenement{Texte: "Puis l’employeur."}))
	l, err := m.s.Journal(ctx, d.Numero)
	if err != nil || len(l) != 2 || l[1].Nature != "Appel" || l[1].Minutes != 5 || l[0].Auteur != m.s.Compte().Nom {
		t.Errorf("%+v %v", l, err)
	}
}

func retour(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.naissance", "1990-03-12")
	d2 := m.changer(m.s, d, poser(trame.Chemin{Section: "qui", Champ: "naissance"}, "1991-03-12"))
	h, err := m.s.Historique(ctx, d.Numero)
	m.non(err)
	var trace int64
	for _, x := range h {
		if x.Action == "modification" && x.Objet == "qui.naissance" {
			trace = x.ID
			if x.Compte != m.s.Compte().Login || x.Avant == "" || x.Apres == "" {
				t.Errorf("%+v", x)
			}
		}
	}
	c, err := m.s.Revenir(ctx, d.Numero, trace)
	m.non(err)
	d3, err := m.s.Enregistrer(ctx, d.Numero, c)
	m.non(err)
	m.vaut(d3, trame.Chemin{Section: "qui", Champ: "naissance"}, "1990-03-12")
	if d3.Revision != d2.Revision+1 {
		t.Errorf("revision %d after %d", d3.Revision, d2.Revision)
	}
	_, err = m.s.Revenir(ctx, d.Numero, -1)
	m.refuse(err, data.Saisie)
}

func recherche(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.prenoms", "Élodie", "qui.recit", "Elle travaille à la menuiserie.")
	m.creer("qui.nom", "Roux")
	for texte, combien := range map[string]int{"vial": 1, "ELODIE": 1, d.Numero: 1, "zzz": 0} {
		if l, err := m.s.ChercherIdentite(ctx, texte, 10); err != nil || len(l) != combien || combien == 1 && l[0].Numero != d.Numero {
			t.Errorf("%q: %+v %v", texte, l, err)
		}
	}
	if l, err := m.s.ChercherTexte(ctx, "menuiserie", 10); err != nil || len(l) != 1 || !strings.Contains(l[0].Extrait, "menuiserie") {
		t.Errorf("%+v %v", l, err)
	}
	l, err := m.s.Dossiers(ctx, data.Filtre{Tri: "titre"})
	if err != nil || len(l) != 2 || !strings.HasPrefix(l[0].Titre, "Roux") {
		t.Errorf("%+v %v", l, err)
	}
	if l, err = m.s.Dossiers(ctx, data.Filtre{Tri: "numero", Inverse: true, Limite: 1, Decalage: 1}); err != nil || len(l) != 1 || l[0].Numero != d.Numero {
		t.Errorf("%+v %v", l, err)
	}
	_, err = m.s.Dossiers(ctx, data.Filtre{Tri: "inconnu"})
	m.refuse(err, data.Saisie)
}

func agenda(t *testing.T, m *maison) {
	d, e := m.creer("qui.nom", "Vialatte"), m.creer("qui.nom", "Roux")
	x := data.Seance{Numero: d.Numero, Section: "visites", Date: "2026-12-01", Debut: "10:00", Fin: "11:00", Lieu: "Salle 1", Avec: "Anne"}
	ligne, err := m.s.Planifier(ctx, x)
	m.non(err)
	y := x
	y.Numero, y.Debut, y.Fin, y.Avec = e.Numero, "10:30", "11:30", ""
	_, err = m.s.Planifier(ctx, y)
	m.refuse(err, data.Saisie) // the room is taken
	y.Lieu = "Salle 2"
	_, err = m.s.Planifier(ctx, y)
	m.non(err)
	m.non(m.s.Presence(ctx, d.Numero, "visites", ligne, "present"))
	l, err := m.s.Agenda(ctx, "2026-12-01", "2026-12-01")
	if err != nil || len(l) != 2 || l[0].Ligne != ligne || l[0].Presence != "present" || l[0].Debut != "10:00" {
		t.Errorf("%+v %v", l, err)
	}
	// The desk does not stop who writes.
	d2 := m.changer(m.s, d, poser(recit, "Pendant ce temps."))
	if d2.Reponses["visites"].Ligne(ligne).Valeurs["venue"] != "present" {
		t.Errorf("%s", d2.Reponses.JSON())
	}
	x.Ligne, x.Date = ligne, "2026-12-02"
	_, err = m.s.Planifier(ctx, x)
	m.non(err)
	if l, _ := m.s.Agenda(ctx, "2026-12-01", "2026-12-01"); len(l) != 1 {
		t.Errorf("%+v", l)
	}
	x.Ligne = "disparue"
	_, err = m.s.Planifier(ctx, x)
	m.refuse(err, data.Introuvable)
	lieux, gens, err := m.s.SallesEtGens(ctx)
	if err != nil || strings.Join(lieux, ",") != "Salle 1,Salle 2" || strings.Join(gens, ",") != "Anne" {
		t.Errorf("%q %q %v", lieux, gens, err)
	}
}

func echeances(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte", "qui.limite", "2026-12-24")
	l, err := m.s.AFaire(ctx, "", 0)
	if err != nil || len(l) != 1 || l[0].Date != "2026-12-24" || !l[0].Legale || l[0].Numero != d.Numero {
		t.Fatalf("%+v %v", l, err)
	}
	m.refuse(m.s.Clore(ctx, d.Numero, "fini"), data.Saisie) // the law still runs
	m.refuse(m.s.Renoncer(ctx, d.Numero, l[0].Cle, ""), data.Saisie)
	m.non(m.s.Renoncer(ctx, d.Numero, l[0].Cle, "Le juge l’a levée"))
	if l, _ = m.s.AFaire(ctx, "", 0); len(l) != 0 {
		t.Errorf("%+v", l)
	}
	m.non(m.s.Clore(ctx, d.Numero, "fini"))
}

func droits(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	desk, tech := m.autre("desk", data.RoleAccueil), m.autre("tech", data.RoleTechnicien)
	ailleurs := m.autre("ailleurs", data.RoleIntervenant, "prive")
	for qui, s := range map[string]data.Session{"the desk": desk, "the technician": tech} {
		if _, err := s.Dossier(ctx, d.Numero); data.CodeDe(err) != data.Refuse {
			t.Errorf("%s reads: %v", qui, err)
		}
	}
	if l, err := desk.Dossiers(ctx, data.Filtre{}); err != nil || len(l) != 1 {
		t.Errorf("%v %v", l, err)
	}
	_, err := tech.Dossiers(ctx, data.Filtre{})
	m.refuse(err, data.Refuse)
	_, err = ailleurs.Dossier(ctx, d.Numero)
	m.refuse(err, data.Introuvable)
	if l, err := ailleurs.Dossiers(ctx, data.Filtre{}); err != nil || len(l) != 0 {
		t.Errorf("%v %v", l, err)
	}
	m.refuse(desk.PoserAssociation(ctx, data.Association{}), data.Refuse)
	_, err = ailleurs.AjouterCompte(ctx, data.Compte{Login: "x", Nom: "x", Role: data.RoleAccueil}, MotDePasse)
	m.refuse(err, data.Refuse)
	_, err = m.s.AjouterCompte(ctx, data.Compte{Login: "desk", Nom: "x", Role: data.RoleAccueil}, MotDePasse)
	m.refuse(err, data.Saisie)
	// Rights change at the next call.
	c := desk.Compte()
	c.Role = data.RoleIntervenant
	m.non(m.s.ModifierCompte(ctx, c))
	_, err = desk.Dossier(ctx, d.Numero)
	m.non(err)
	m.non(m.s.RetirerCompte(ctx, c.ID))
	_, err = desk.Dossier(ctx, d.Numero)
	m.refuse(err, data.Refuse)
	_, err = m.Entrer("desk", MotDePasse)
	m.refuse(err, data.Refuse)
	_, err = m.Entrer("tech", "faux")
	m.refuse(err, data.Refuse)
	m.refuse(m.s.RetirerCompte(ctx, m.s.Compte().ID), data.Saisie)
	moi := m.s.Compte()
	moi.Role = data.RoleIntervenant
	m.refuse(m.s.ModifierCompte(ctx, moi), data.Saisie) // one responsable remains
}

func reserves(t *testing.T, m *maison) {
	if l := m.s.Services(); len(l) != 1 || l[0] != "essai" || len(m.s.Livrees()) != 2 {
		t.Errorf("%q %q", l, m.s.Livrees())
	}
	_, err := m.s.Creer(ctx, "prive", reponses("lui.nom", "X"), nil)
	m.refuse(err, data.Introuvable)
	_, err = m.s.Service(ctx, "prive", "")
	m.refuse(err, data.Introuvable)
	lui := m.autre("lui", data.RoleIntervenant, "prive")
	d, err := lui.Creer(ctx, "prive", reponses("lui.nom", "Vialatte"), nil)
	m.non(err)
	_, err = m.s.Dossier(ctx, d.Numero)
	m.refuse(err, data.Introuvable)
	if l, err := m.s.ChercherIdentite(ctx, "vialatte", 5); err != nil || len(l) != 0 {
		t.Errorf("%v %v", l, err)
	}
}

func nouvelles(t *testing.T, m *maison) {
	anne := m.autre("anne", data.RoleIntervenant)
	l, rang, err := anne.Nouvelles(ctx, 0)
	if err != nil || len(l) != 0 || rang == 0 {
		t.Fatalf("%v %d %v", l, rang, err)
	}
	d := m.creer("qui.nom", "Vialatte")
	l, suivant, err := anne.Nouvelles(ctx, rang)
	if err != nil || len(l) == 0 || l[0].Quoi != data.NouvelleDossier || l[0].Numero != d.Numero || l[0].Par != m.s.ID() || suivant <= rang {
		t.Fatalf("%+v %d %v", l, suivant, err)
	}
	// Who waits is told.
	recue := make(chan []data.Nouvelle, 1)
	go func() {
		l, _, _ := anne.Nouvelles(ctx, suivant)
		recue <- l
	}()
	m.non(m.s.Noter(ctx, d.Numero, data.Evenement{Texte: "x"}))
	select {
	case l := <-recue:
		if len(l) == 0 || l[0].Quoi != data.NouvelleJournal {
			t.Errorf("%+v", l)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nobody was told")
	}
	court, cesser := context.WithCancel(ctx)
	cesser()
	_, ici, _ := anne.Nouvelles(ctx, 0)
	if l, rang, err := anne.Nouvelles(court, ici); err != nil || len(l) != 0 || rang != ici {
		t.Errorf("%+v %d %v", l, rang, err)
	}
}

func sceller(t *testing.T, m *maison) {
	b, err := m.s.Sceller([]byte("ce qui attend"))
	m.non(err)
	if strings.Contains(string(b), "attend") {
		t.Error("it is not sealed")
	}
	if c, err := m.s.Desceller(b); err != nil || string(c) != "ce qui attend" {
		t.Errorf("%q %v", c, err)
	}
	_, err = m.autre("anne", data.RoleIntervenant).Desceller(b)
	m.refuse(err, data.Introuvable)
}

func reglages(t *testing.T, m *maison) {
	if a, err := m.s.Association(ctx); err != nil || a.Nom != "" {
		t.Errorf("%+v %v", a, err)
	}
	m.non(m.s.PoserAssociation(ctx, data.Association{Nom: "Justice", Adresse: []string{"1 rue Un"}}))
	if a, err := m.s.Association(ctx); err != nil || a.Nom != "Justice" || len(a.Adresse) != 1 {
		t.Errorf("%+v %v", a, err)
	}
	m.non(m.s.PoserParquet(ctx, data.Parquet{Destinataire: "Permanence"}))
	if p, err := m.s.Parquet(ctx); err != nil || p.Destinataire != "Permanence" {
		t.Errorf("%+v %v", p, err)
	}
	m.non(m.s.PoserParametre(ctx, "cle", "valeur"))
	if v, err := m.s.Parametre(ctx, "cle"); err != nil || v != "valeur" {
		t.Errorf("%q %v", v, err)
	}
	if v, err := m.s.Parametre(ctx, "jamais"); err != nil || v != "" {
		t.Errorf("%q %v", v, err)
	}
}

func finDeSession(t *testing.T, m *maison) {
	d := m.creer("qui.nom", "Vialatte")
	anne := m.autre("anne", data.RoleIntervenant)
	m.non(m.s.Close())
	m.non(m.s.Close())
	_, err := m.s.Dossier(ctx, d.Numero)
	m.refuse(err, data.Base)
	_, err = m.s.Sceller([]byte("x"))
	m.refuse(err, data.Base)
	_, err = anne.Dossier(ctx, d.Numero)
	m.non(err)
}

// What is handed over is the caller's: changing it changes nothing in the base.
func rienDePartage(t *testing.T, m *maison) {
	r := reponses("qui.nom", "Vialatte")
	d, err := m.s.Creer(ctx, "essai", r, nil)
	m.non(err)
	r.Poser(nom, "changé après")
	d.Reponses.Poser(nom, "changé aussi")
	d2, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	m.vaut(d2, nom, "Vialatte")
	d2.Reponses.Poser(nom, "et encore")
	d2.Finalises["lettre"] = 3
	d3, err := m.s.Dossier(ctx, d.Numero)
	m.non(err)
	m.vaut(d3, nom, "Vialatte")
	if d3.Finalises["lettre"] != 0 {
		t.Error("what was read is shared")
	}
}
