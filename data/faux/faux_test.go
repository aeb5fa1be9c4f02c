package faux

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"justicepartage/data"
	"justicepartage/data/contrat"
	"justicepartage/data/trame"
)

var ctx = context.Background()

// horloge goes on a second each time it is looked at.
type horloge struct {
	mu sync.Mutex
	t  time.Time
}

func (h *horloge) avancer(d time.Duration) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.t = h.t.Add(d)
	return h.t
}

func ouvrir(t *testing.T) *Session {
	t.Helper()
	return maisonNeuve(t).s
}

func maisonNeuve(t *testing.T) maison {
	t.Helper()
	h := &horloge{t: time.Date(2026, 11, 24, 14, 32, 0, 0, time.UTC)}
	s, err := Ouvrir(Options{
		Horloge: func() time.Time { return h.avancer(time.Second) }, Assets: contrat.Assets(), Rendre: contrat.PDF,
		Premier: data.Compte{Login: "claire", Nom: "Claire Vidal"}, MotDePasse: contrat.MotDePasse,
	})
	if err != nil {
		t.Fatal(err)
	}
	return maison{s, h}
}

func vialatte() trame.Reponses {
	r := trame.Reponses{}
	r.Poser(trame.Chemin{Section: "qui", Champ: "nom"}, "Vialatte")
	return r
}

type maison struct {
	s *Session
	h *horloge
}

func (m maison) Premiere() data.Session { return m.s }

// Avancer implements contrat.Maison.
func (m maison) Avancer(d time.Duration) { m.h.avancer(d) }

func (m maison) Entrer(login, motDePasse string) (data.Session, error) {
	s, err := m.s.Partagee().Entrer(login, motDePasse)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// It does what every session must.
func TestContrat(t *testing.T) {
	contrat.Verifier(t, func(t *testing.T) contrat.Maison { return maisonNeuve(t) })
}

// Calls are recorded in order with what they were given, also those that fail; what the
// caller writes afterwards does not change them.
func TestAppels(t *testing.T) {
	s := ouvrir(t)
	r := vialatte()
	d, err := s.Creer(ctx, "essai", r, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Poser(trame.Chemin{Section: "qui", Champ: "nom"}, "changé après")
	s.Noter(ctx, "2026-ESS-9999", data.Evenement{Texte: "x"})
	s.Dossiers(ctx, data.Filtre{Tri: "titre"})
	veut := []Appel{
		{"Creer", []any{"essai", vialatte(), map[string]int64(nil)}},
		{"Noter", []any{"2026-ESS-9999", data.Evenement{Texte: "x"}}},
		{"Dossiers", []any{data.Filtre{Tri: "titre"}}},
	}
	if l := s.Appels(); !reflect.DeepEqual(l, veut) {
		t.Errorf("%+v", l)
	}
	autre, err := s.Partagee().Entrer("claire", contrat.MotDePasse)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := autre.Dossier(ctx, d.Numero); err != nil || len(autre.Appels()) != 1 || len(s.Appels()) != 3 {
		t.Errorf("%v: each session has its own calls: %v", err, autre.Appels())
	}
}

// Every method fails when it is told to, does nothing then, and works again afterwards.
func TestEchouer(t *testing.T) {
	s := ouvrir(t)
	panne := errors.New("panne")
	s.Echouer("Creer", panne)
	if _, err := s.Creer(ctx, "essai", vialatte(), nil); !errors.Is(err, panne) {
		t.Errorf("%v", err)
	}
	if n, err := s.Compter(ctx, data.Filtre{}); n != 0 || err != nil {
		t.Errorf("%d dossiers, %v", n, err)
	}
	s.Echouer("Creer", nil)
	if d, err := s.Creer(ctx, "essai", vialatte(), nil); err != nil || d.Numero != "2026-ESS-0001" {
		t.Errorf("%+v %v", d, err)
	}
	// None of the interface was forgotten.
	session := reflect.TypeFor[data.Session]()
	for m := range session.Methods() {
		n := m.Type.NumOut()
		if n == 0 || m.Type.Out(n-1) != reflect.TypeFor[error]() || m.Name == "Close" {
			continue
		}
		s.Echouer(m.Name, panne)
		var args []reflect.Value
		for i := range m.Type.NumIn() {
			args = append(args, reflect.Zero(m.Type.In(i)))
		}
		if len(args) > 0 && m.Type.In(0) == reflect.TypeFor[context.Context]() {
			args[0] = reflect.ValueOf(ctx)
		}
		out := reflect.ValueOf(data.Session(s)).MethodByName(m.Name).Call(args)
		if err, _ := out[n-1].Interface().(error); !errors.Is(err, panne) {
			t.Errorf("%s did not fail: %v", m.Name, err)
		}
		if l := s.Appels(); l[len(l)-1].Methode != m.Name {
			t.Errorf("%s is recorded as %s", m.Name, l[len(l)-1].Methode)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a method that does not exist was accepted")
		}
	}()
	s.Echouer("Sauver", panne)
}

// A call that fails leaves nothing, whatever it had done already.
func TestDefait(t *testing.T) {
	s := ouvrir(t)
	if _, err := s.Creer(ctx, "essai", vialatte(), map[string]int64{"personne": 77}); data.CodeDe(err) != data.Introuvable {
		t.Fatal(err)
	}
	if n, _ := s.Compter(ctx, data.Filtre{}); n != 0 {
		t.Errorf("%d dossiers", n)
	}
	if d, err := s.Creer(ctx, "essai", vialatte(), nil); err != nil || d.Numero != "2026-ESS-0001" {
		t.Errorf("%+v %v", d, err)
	}
}

// Ten people work at once: nothing is lost, nobody reads what another one is writing.
func TestADix(t *testing.T) {
	s := ouvrir(t)
	d, err := s.Creer(ctx, "essai", vialatte(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const chacun = 20
	var wg sync.WaitGroup
	for i := range 10 {
		login := fmt.Sprintf("compte-%d", i)
		if _, err := s.AjouterCompte(ctx, data.Compte{Login: login, Nom: login, Role: data.RoleIntervenant}, contrat.MotDePasse); err != nil {
			t.Fatal(err)
		}
		qui, err := s.Partagee().Entrer(login, contrat.MotDePasse)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			defer qui.Close()
			for range chacun {
				lu, err := qui.Dossier(ctx, d.Numero)
				if err != nil {
					t.Error(err)
					return
				}
				svc, err := qui.Service(ctx, lu.Service, lu.Version)
				if err != nil {
					t.Error(err)
					return
				}
				r := lu.Reponses.Copie()
				r.Ajouter("passages").Valeurs["salle"] = login
				if _, err := qui.Enregistrer(ctx, d.Numero, svc.Comparer(lu.Reponses, r)); err != nil {
					t.Error(err)
				}
				qui.Appels()
				lu.Reponses.Poser(trame.Chemin{Section: "qui", Champ: "nom"}, login) // it is the reader's
			}
		})
	}
	wg.Wait()
	lu, err := s.Dossier(ctx, d.Numero)
	if err != nil || len(lu.Reponses["passages"].Lignes) != 10*chacun || lu.Reponses.Valeur(trame.Chemin{Section: "qui", Champ: "nom"}) != "Vialatte" {
		t.Errorf("%d rows, %v", len(lu.Reponses["passages"].Lignes), err)
	}
}
