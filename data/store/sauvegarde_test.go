package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"justicepartage/data"
)

func TestSauvegarder(t *testing.T) {
	s, chemin := nouvelle(t)
	for i := range 3 {
		creer(t, s, personne(fmt.Sprint("Chazal", i), "Mathieu", "1990-03-12", "0639980001"))
	}
	if change, err := s.ASauvegarder(ctx); err != nil || !change {
		t.Errorf("%v %v", change, err)
	}
	cle := t.TempDir()
	if err := s.PoserSecondEmplacement(ctx, filepath.Join(cle, "absent")); data.CodeDe(err) != data.Saisie {
		t.Error(err)
	}
	if err := s.PoserSecondEmplacement(ctx, cle); err != nil {
		t.Fatal(err)
	}
	var avance []float64
	r, err := s.Sauvegarder(ctx, func(f float64) { avance = append(avance, f) })
	if err != nil {
		t.Fatal(err)
	}
	if r.Dossiers != 3 || r.Ailleurs == nil || len(r.Phrases) != 0 || avance[len(avance)-1] != 1 {
		t.Errorf("%+v %v", r, avance)
	}
	if change, err := s.ASauvegarder(ctx); err != nil || change {
		t.Errorf("%v %v", change, err)
	}
	e, err := s.EtatSauvegarde(ctx)
	if err != nil || e.Le.IsZero() || e.Ancienne || !strings.Contains(e.Phrase, "24/11/2026") {
		t.Errorf("%+v %v", e, err)
	}
	for _, d := range []string{DossierSauvegardes(chemin), cle} {
		l, err := Sauvegardes(chemin, d, options(t))
		if err != nil || len(l) != 1 || l[0].Octets == 0 {
			t.Fatalf("%+v %v", l, err)
		}
		b, _ := os.ReadFile(l[0].Chemin)
		if bytes.Contains(b, []byte("SQLite")) || bytes.Contains(bytes.ToLower(b), []byte("chazal")) {
			t.Error("a backup is readable")
		}
		f, _ := os.ReadDir(d)
		if len(f) != 1 {
			t.Errorf("%v", f)
		}
	}
	rep, err := s.Repeter(ctx, r.Sauvegarde.Chemin, nil)
	if err != nil || rep.Dossiers != 3 || !strings.Contains(rep.Phrase(time.UTC), "3 dossiers") {
		t.Errorf("%+v %v", rep, err)
	}
	// A second place that is gone is told, and does not stop the first one.
	if err := os.Rename(cle, cle+" partie"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cle, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err = s.Sauvegarder(ctx, nil)
	if err != nil || r.Ailleurs != nil || len(r.Phrases) != 1 {
		t.Errorf("%+v %v", r, err)
	}
	// One that is cancelled leaves nothing.
	c, fin := context.WithCancel(ctx)
	fin()
	if _, err := s.Sauvegarder(c, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if f, _ := os.ReadDir(DossierSauvegardes(chemin)); len(f) != 2 {
		t.Errorf("%v", f)
	}
	// Damage to a backup is found, and is not damage to the base.
	f, _ := os.OpenFile(r.Sauvegarde.Chemin, os.O_RDWR, 0)
	f.WriteAt([]byte("xxxxxxxx"), 190_000)
	f.Close()
	if _, err := s.Repeter(ctx, r.Sauvegarde.Chemin, nil); !EstAbime(err) {
		t.Errorf("%v", err)
	}
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
}

// The base is used while it is copied; what the copy holds is one state of it.
func TestSauvegarderPendant(t *testing.T) {
	avant := pasCopie
	pasCopie = 3
	t.Cleanup(func() { pasCopie = avant })
	s, _ := nouvelle(t)
	d := creer(t, s, complet(t, s, nil))
	arret, fini := make(chan struct{}), make(chan int)
	go func() {
		n := 0
		for {
			select {
			case <-arret:
				fini <- n
				return
			default:
			}
			r := d.Reponses.Copie()
			poser(r, "famille.enfance", strings.Repeat(fmt.Sprint("fait ", n, " "), 1+n%300))
			x, err := enregistre(t, s, d, r)
			if err != nil {
				t.Error(err)
				fini <- n
				return
			}
			d = x
			n++
		}
	}()
	var recus []*data.Recu
	for range 5 {
		r, err := s.Sauvegarder(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		recus = append(recus, r)
	}
	close(arret)
	if n := <-fini; n < 5 {
		t.Errorf("only %d saves meanwhile", n)
	}
	s.Close()
	for _, r := range recus[2:] { // the first ones may be thinned out
		p := filepath.Join(t.TempDir(), "base.coffre")
		b, err := os.ReadFile(r.Sauvegarde.Chemin)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
		c := comme(t, p, "claire", phrase)
		if err := c.Verifier(ctx); err != nil {
			t.Error(err)
		}
		if _, err := c.Dossier(ctx, d.Numero); err != nil {
			t.Error(err)
		}
		c.Close()
	}
}

func TestRestaurer(t *testing.T) {
	s, chemin := nouvelle(t)
	un := creer(t, s, personne("Chazal", "Mathieu", "1990-03-12", ""))
	r, err := s.Sauvegarder(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	copie := r.Sauvegarde.Chemin
	deux := creer(t, s, personne("Vial", "Paul", "", ""))
	c, err := s.Contenu(ctx, copie)
	if err != nil || c.Dossiers != 1 || c.Numero != un.Numero || c.Le.IsZero() {
		t.Errorf("%+v %v", c, err)
	}
	neuve := "une phrase de passe toute neuve"
	if err := s.ChangerMotDePasse(ctx, phrase, neuve); err != nil {
		t.Fatal(err)
	}
	_, err = Restaurer(ctx, chemin, copie, options(t), "claire", phrase, nil)
	code(t, err, data.Base, "déjà ouverte")
	s.Close()
	_, err = ContenuSauvegarde(ctx, copie, options(t), "claire", "pas le bon du tout")
	code(t, err, data.Refuse)
	if c, err := ContenuSauvegarde(ctx, copie, options(t), "claire", phrase); err != nil || c.Dossiers != 1 {
		t.Errorf("%+v %v", c, err)
	}
	x, err := Restaurer(ctx, chemin, copie, options(t), "claire", phrase, nil)
	if err != nil || x.Contenu.Dossiers != 1 || x.Ancienne == "" {
		t.Fatalf("%+v %v", x, err)
	}
	// The passwords of today stay.
	_, err = Open(ctx, chemin, options(t), "claire", phrase)
	code(t, err, data.Refuse)
	s = comme(t, chemin, "claire", neuve)
	if _, err := s.Dossier(ctx, un.Numero); err != nil {
		t.Error(err)
	}
	_, err = s.Dossier(ctx, deux.Numero)
	code(t, err, data.Introuvable)
	if err := s.Verifier(ctx); err != nil {
		t.Error(err)
	}
	s.Close()
	// The base that was replaced is whole, and can be put back.
	if _, err = Restaurer(ctx, chemin, x.Ancienne, options(t), "claire", neuve, nil); err != nil {
		t.Fatal(err)
	}
	s = comme(t, chemin, "claire", neuve)
	if _, err := s.Dossier(ctx, deux.Numero); err != nil {
		t.Error(err)
	}
	s.Close()
	// A base that is damaged beyond opening is replaced too.
	if err := os.WriteFile(chemin, bytes.Repeat([]byte("abîmé"), 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err = Restaurer(ctx, chemin, copie, options(t), "claire", phrase, nil); err != nil {
		t.Fatal(err)
	}
	comme(t, chemin, "claire", phrase).Close()
	// Of another base: refused by Contenu.
	autre, _ := nouvelle(t)
	_, err = autre.Contenu(ctx, copie)
	code(t, err, data.Base, "autre base")
}

func TestEclaircir(t *testing.T) {
	jour := func(n int, heure int) time.Time {
		return time.Date(2026, 11, 24, heure, 0, 0, 0, time.UTC).AddDate(0, 0, -n)
	}
	noms := func(l []data.Sauvegarde) string {
		var out []string
		for _, s := range l {
			out = append(out, s.Le.Format("0102-15"))
		}
		return strings.Join(out, " ")
	}
	maintenant := jour(0, 18)
	for nom, c := range map[string]struct {
		l       []data.Sauvegarde
		retirer string
	}{
		"none":           {nil, ""},
		"one":            {[]data.Sauvegarde{{Le: jour(0, 12)}}, ""},
		"one day":        {[]data.Sauvegarde{{Le: jour(0, 9)}, {Le: jour(0, 10)}, {Le: jour(0, 11)}, {Le: jour(0, 12)}, {Le: jour(0, 13)}}, "1124-10 1124-09"},
		"the future":     {[]data.Sauvegarde{{Le: jour(-400, 9)}, {Le: jour(0, 9)}, {Le: jour(0, 10)}, {Le: jour(0, 11)}, {Le: jour(0, 12)}}, "1124-10 1124-09"},
		"much smaller":   {[]data.Sauvegarde{{Le: jour(0, 9), Octets: 100}, {Le: jour(0, 10), Octets: 10}, {Le: jour(0, 11), Octets: 10}, {Le: jour(0, 12), Octets: 10}, {Le: jour(0, 13), Octets: 10}}, "1124-10"},
		"small at first": {[]data.Sauvegarde{{Le: jour(0, 9), Octets: 10}, {Le: jour(0, 10), Octets: 100}, {Le: jour(0, 11), Octets: 100}, {Le: jour(0, 12), Octets: 100}, {Le: jour(0, 13), Octets: 100}}, "1124-10 1124-09"},
	} {
		if got := noms(Eclaircir(c.l, maintenant)); got != c.retirer {
			t.Errorf("%s: removes %q, expected %q", nom, got, c.retirer)
		}
	}
	// Two years of copies, three a day, thinned each day: 12 days, 10 weeks, 9 months.
	var l []data.Sauvegarde
	for n := 730; n >= 0; n-- {
		for h := 9; h < 18; h += 4 {
			l = append(l, data.Sauvegarde{Le: jour(n, h), Octets: 100})
		}
		for _, r := range Eclaircir(l, jour(n, 18)) {
			for i := range l {
				if l[i] == r {
					l = append(l[:i], l[i+1:]...)
					break
				}
			}
		}
	}
	jours, semaines, mois := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range l {
		a, w := s.Le.ISOWeek()
		jours[s.Le.Format(time.DateOnly)], semaines[fmt.Sprint(a, w)], mois[s.Le.Format("2006-01")] = true, true, true
	}
	if len(l) > 12+10+9+2 || len(jours) < 12+7 || len(semaines) < 10 || len(mois) != 9 {
		t.Errorf("%d copies, %d days, %d weeks, %d months: %s", len(l), len(jours), len(semaines), len(mois), noms(l))
	}
	// A week of bad (tiny) copies does not rotate the last good one away.
	for n := 1; n <= 60; n++ {
		l = append(l, data.Sauvegarde{Le: jour(-n, 12), Octets: 3})
		for _, r := range Eclaircir(l, jour(-n, 18)) {
			if r.Le.Equal(jour(0, 17)) {
				t.Fatalf("the last good copy is removed after %d days", n)
			}
		}
	}
}

func TestLieux(t *testing.T) {
	for chemin, veut := range map[string]Lieu{
		`C:\Users\Claire\Documents\base.coffre`:                      {},
		`C:\Users\Claire\OneDrive - Justice et Partage\base.coffre`:  {Synchronise: "OneDrive"},
		`C:\Users\Claire\OneDrive\Bureau\base.coffre`:                {Synchronise: "OneDrive"},
		`/home/claire/Dropbox (Personnel)/base.coffre`:               {Synchronise: "Dropbox"},
		`/home/claire/mondropbox/base.coffre`:                        {},
		`/home/claire/dropboxer/base.coffre`:                         {},
		`/home/claire/Dropbox.coffre`:                                {},
		`/home/claire/Google Drive/base.coffre`:                      {Synchronise: "Google Drive"},
		`G:\Mon Drive\base.coffre`:                                   {Synchronise: "Google Drive"},
		`/Users/claire/Library/Mobile Documents/base.coffre`:         {Synchronise: "iCloud"},
		`C:\Users\Claire\iCloudDrive\base.coffre`:                    {Synchronise: "iCloud"},
		`/home/claire/Nextcloud/base.coffre`:                         {Synchronise: "Nextcloud"},
		`\\serveur\partage\base.coffre`:                              {Reseau: true},
		`\\?\C:\base.coffre`:                                         {},
		`\\?\UNC\serveur\partage\base.coffre`:                        {Reseau: true},
		`/run/user/1000/gvfs/smb-share:server=x,share=y/base.coffre`: {Reseau: true},
	} {
		if got := lieuDuNom(chemin); got != veut {
			t.Errorf("%s: %+v, expected %+v", chemin, got, veut)
		}
		if (veut.Phrase() != "") != (veut != Lieu{}) {
			t.Errorf("%s: %q", chemin, veut.Phrase())
		}
	}
	if l := LieuDe(filepath.Join(t.TempDir(), "base")); l != (Lieu{}) {
		t.Errorf("%+v", l)
	}
}
