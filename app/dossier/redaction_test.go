package dossier

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"justicepartage/app/taches"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// binome is one dossier that two people write in: one here, on the screen, the other straight
// into the base.
type binome struct {
	*Redaction
	t       *testing.T
	s       *taches.Simule
	base    *capricieuse
	autre   *store.Session
	numero  string
	dessins int // how often the screen was told to draw everything again
}

var (
	enfance   = trame.Chemin{Section: "famille", Champ: "enfance"}
	occupants = trame.Chemin{Section: "logement", Champ: "occupants"}
)

func aDeux(t *testing.T) *binome {
	t.Helper()
	ctx := context.Background()
	s := &taches.Simule{T: time.Date(2026, 11, 24, 10, 0, 0, 0, time.Local)}
	legere := store.Derivation{Passes: 1, Memoire: 64, Fils: 1}
	st, err := store.Create(ctx, filepath.Join(t.TempDir(), "essai"),
		store.Options{Horloge: func() time.Time { return s.T }, Assets: assets.FS, Derivation: legere},
		data.Compte{Login: "essai", Nom: "Claire Vidal"}, "quatre mots bien cachés")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Base.Close() })
	if _, err := st.AjouterCompte(ctx, data.Compte{Login: "anne", Nom: "Anne Rey", Role: data.RoleIntervenant}, "quatre autres mots cachés"); err != nil {
		t.Fatal(err)
	}
	autre, err := st.Entrer(ctx, "anne", "quatre autres mots cachés")
	if err != nil {
		t.Fatal(err)
	}
	svc, err := st.Service(ctx, "esr", "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := st.Creer(ctx, svc.ID, trame.Reponses{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &binome{t: t, s: s, base: &capricieuse{Session: st}, autre: autre, numero: d.Numero}
	b.Redaction = NouvelleRedaction(b.base, s, svc, d)
	b.OnChange = func(c Changement) {
		if c == Structure || c == Ailleurs {
			b.dessins++
		}
	}
	return b
}

// ecrire is the other person, who writes an answer.
func (b *binome) ecrire(c trame.Chemin, v any) {
	b.t.Helper()
	ctx := context.Background()
	d, err := b.autre.Dossier(ctx, b.numero)
	if err == nil {
		r := d.Reponses.Copie()
		r.Poser(c, v)
		_, err = b.autre.Enregistrer(ctx, b.numero, b.Service().Comparer(d.Reponses, r))
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *binome) enBase() *data.Dossier {
	b.t.Helper()
	d, err := b.autre.Dossier(context.Background(), b.numero)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

func (b *binome) doit(quoi string, c trame.Chemin, ecran, base any) {
	b.t.Helper()
	if v := b.Valeur(c); v != ecran {
		b.t.Errorf("%s: the screen shows %v, not %v", quoi, v, ecran)
	}
	if v := b.enBase().Reponses.Valeur(c); v != base {
		b.t.Errorf("%s: the base has %v, not %v", quoi, v, base)
	}
}

// What another person writes elsewhere in the dossier appears with the next save, and nothing
// of either is lost.
func TestAutreEcritAilleurs(t *testing.T) {
	b := aDeux(t)
	b.ecrire(occupants, "Sa sœur")
	b.Poser(enfance, "Ici.")
	b.s.Avancer(time.Second)
	b.doit("mine", enfance, "Ici.", "Ici.")
	b.doit("theirs", occupants, "Sa sœur", "Sa sœur")
	if b.Etat().Erreur != nil || b.dessins == 0 {
		t.Errorf("%v, drawn again %d times", b.Etat().Erreur, b.dessins)
	}
}

// The same answer, changed by both before either was saved: mine stays under my fingers, theirs
// in the base, and typing on changes neither of that.
func TestMemeReponse(t *testing.T) {
	b := aDeux(t)
	b.ecrire(enfance, "Anne.")
	b.Poser(enfance, "Claire.")
	b.s.Avancer(time.Second)
	b.doit("both", enfance, "Claire.", "Anne.")
	b.Poser(enfance, "Claire, encore.")
	b.s.Avancer(time.Second)
	b.doit("typed on", enfance, "Claire, encore.", "Anne.")
	if l := b.Dossier().Desaccords; len(l) != 1 || l[0].Mien != "Claire, encore." || l[0].Par != "Anne Rey" {
		t.Fatalf("%+v", l)
	}
	// Opened again, it is still there.
	d, err := b.base.Dossier(context.Background(), b.numero)
	if err != nil {
		t.Fatal(err)
	}
	if v := NouvelleRedaction(b.base, b.s, b.Service(), d).Valeur(enfance); v != "Claire, encore." {
		t.Errorf("opened again: %v", v)
	}
	// One picks: theirs.
	d, err = b.base.Trancher(context.Background(), b.numero, enfance.String(), false)
	if err != nil {
		t.Fatal(err)
	}
	b.Tranche(d, enfance.String(), false)
	b.s.Avancer(time.Second)
	b.doit("settled", enfance, "Anne.", "Anne.")
	if len(b.Dossier().Desaccords) != 0 || !b.Reste().Vide() {
		t.Error("it is not settled")
	}
}

// What is typed while a write is under way, over an answer that another changed meanwhile, is
// a disagreement too: nobody's words are written over unseen.
func TestTapePendantLeVol(t *testing.T) {
	b := aDeux(t)
	b.Poser(occupants, "Seule")
	b.s.Retenir = true
	b.s.Avancer(time.Second) // the write is under way
	b.ecrire(enfance, "Anne.")
	b.Poser(enfance, "Claire.")
	b.s.Liberer()
	b.s.Avancer(time.Second)
	b.doit("mine", occupants, "Seule", "Seule")
	b.doit("both", enfance, "Claire.", "Anne.")
	if len(b.Dossier().Desaccords) != 1 {
		t.Errorf("%+v", b.Dossier().Desaccords)
	}
}

// Leaving while a write is under way: it is done once, the rest is written, and what others
// wrote in between stays.
func TestViderPendantLeVol(t *testing.T) {
	b := aDeux(t)
	b.Poser(enfance, "Un.")
	b.s.Retenir = true
	b.s.Avancer(time.Second)
	b.Poser(enfance, "Un, deux.")
	b.ecrire(occupants, "Sa sœur")
	if err := b.Vider(context.Background()); err != nil {
		t.Fatal(err)
	}
	b.s.Liberer() // the first one comes last
	b.s.Avancer(time.Second)
	b.doit("mine", enfance, "Un, deux.", "Un, deux.")
	b.doit("theirs", occupants, "Sa sœur", "Sa sœur")
	n := 0
	for _, x := range b.historique() {
		if x.Compte == "essai" && x.Objet == enfance.String() {
			n++
		}
	}
	if n > 1 {
		t.Errorf("%d rows for one text", n)
	}
	if !b.Reste().Vide() {
		t.Error("something is left")
	}
}

func (b *binome) historique() []data.Trace {
	b.t.Helper()
	h, err := b.base.Historique(context.Background(), b.numero)
	if err != nil {
		b.t.Fatal(err)
	}
	return h
}

// perdue is a base that does what it is asked and whose answer is lost.
type perdue struct {
	*capricieuse
	perdre bool
}

func (p *perdue) Enregistrer(ctx context.Context, numero string, c trame.Changement) (*data.Dossier, error) {
	d, err := p.capricieuse.Enregistrer(ctx, numero, c)
	if p.perdre {
		return nil, &data.Erreur{Code: data.Base, Message: "Le réseau ne répond plus.", Err: errors.New("cut")}
	}
	return d, err
}

// An answer that was lost: the write was done, is sent again and done once; what was typed
// since is no disagreement with oneself.
func TestReponsePerdue(t *testing.T) {
	b := aDeux(t)
	p := &perdue{capricieuse: b.base, perdre: true}
	b.Redaction.base = p
	b.Poser(enfance, "Un.")
	b.s.Avancer(time.Second)
	if b.Etat().Erreur == nil || b.Reste().Vide() {
		t.Fatal("the loss is not known")
	}
	b.Poser(enfance, "Un, deux.")
	p.perdre = false
	b.s.Avancer(2 * reessai)
	b.doit("sent again", enfance, "Un, deux.", "Un, deux.")
	if l := b.Dossier().Desaccords; len(l) != 0 {
		t.Errorf("a disagreement with oneself: %+v", l)
	}
	if err := b.Vider(context.Background()); err != nil {
		t.Error(err)
	}
}

// Reading the dossier again drops nothing that is not saved, and shows what others wrote.
func TestRecharger(t *testing.T) {
	b := aDeux(t)
	b.ecrire(occupants, "Sa sœur")
	b.base.panne = disquePlein
	b.Poser(enfance, "Pas encore enregistré.")
	b.Recharger(b.enBase())
	b.doit("not saved yet", enfance, "Pas encore enregistré.", nil)
	b.doit("theirs", occupants, "Sa sœur", "Sa sœur")
	b.base.panne = nil
	b.s.Avancer(2 * reessai)
	b.doit("saved", enfance, "Pas encore enregistré.", "Pas encore enregistré.")
}

// A refusal is not what leaving waits for: what was written is what is left to put aside, and
// it can be taken up again later over what others wrote since.
func TestReste(t *testing.T) {
	b := aDeux(t)
	b.Poser(enfance, "Avant.")
	b.s.Avancer(time.Second)
	b.base.panne = &data.Erreur{Code: data.Fige, Message: "Ce dossier est clos."}
	b.Poser(enfance, "Après.")
	if err := b.Vider(context.Background()); err == nil {
		t.Fatal("refused, and not told")
	}
	reste := b.Reste()
	b.Abandonner()
	b.s.Avancer(time.Minute)
	if b.base.panne = nil; !b.Reste().Vide() {
		t.Error("what was put aside is sent all the same")
	}
	b.ecrire(occupants, "Sa sœur")
	lu, err := b.Service().LireChangement(reste.JSON())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := b.base.Dossier(context.Background(), b.numero)
	r := NouvelleRedaction(b.base, b.s, b.Service(), d)
	r.Reprendre("Réponses reprises", lu)
	b.s.Avancer(time.Second)
	if v := b.enBase().Reponses.Valeur(enfance); v != "Après." || b.enBase().Reponses.Valeur(occupants) != "Sa sœur" {
		t.Errorf("taken up again: %v", v)
	}
	if _, ok := r.Annuler(); !ok || r.Valeur(enfance) != "Avant." {
		t.Errorf("undone: %v", r.Valeur(enfance))
	}
}

// What was refused and then taken back is no error any more.
func TestRefusRepris(t *testing.T) {
	b := aDeux(t)
	b.base.panne = &data.Erreur{Code: data.Fige, Message: "Ce dossier est clos."}
	b.Poser(enfance, "x")
	b.s.Avancer(time.Second)
	if b.Etat().Erreur == nil {
		t.Fatal("not refused")
	}
	b.Poser(enfance, nil)
	b.s.Avancer(time.Second)
	if b.Etat().Erreur != nil || !b.Reste().Vide() {
		t.Errorf("%v", b.Etat().Erreur)
	}
	if err := b.Vider(context.Background()); err != nil {
		t.Error(err)
	}
}
