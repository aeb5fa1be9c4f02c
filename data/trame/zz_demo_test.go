package trame_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"justicepartage/assets"
	"justicepartage/data/trame"
)

func TestZZDemo(t *testing.T) {
	s, err := trame.Charger(assets.FS, "esr")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range []string{"2026-11-24T09:10", "2026-11-24T15:00", "2026-03-01T11:00"} {
		now, _ := time.Parse("2006-01-02T15:04", h)
		ds, err := trame.LireDemo(assets.FS, "esr", now)
		if err != nil {
			t.Fatal(err)
		}
		if len(ds) != 60 {
			t.Errorf("%d dossiers", len(ds))
		}
		parq := map[any]bool{}
		for i, d := range ds {
			r, err := s.Normaliser(d.Reponses, now)
			if err != nil {
				t.Errorf("%d %s: %v", i+1, d.Nom, err)
				continue
			}
			for _, sec := range s.Sections {
				for _, c := range sec.Champs {
					if c.Type != trame.TypeTelephone {
						continue
					}
					rub := r[sec.Cle]
					if rub == nil {
						continue
					}
					vals := []any{rub.Valeurs[c.Cle]}
					for _, l := range rub.Lignes {
						vals = append(vals, l.Valeurs[c.Cle])
					}
					for _, v := range vals {
						if v != nil {
							if str, ok := v.(string); !ok || !strings.HasPrefix(str, "063998") || len(str) != 10 {
								t.Errorf("%d tel %v", i+1, v)
							}
						}
					}
				}
			}
			if p := r["saisine"].Valeurs["numero_parquet"]; p != nil {
				if parq[p] {
					t.Errorf("parquet double %v", p)
				}
				parq[p] = true
			}
			at := func(x string) time.Time {
				z, err := time.Parse("2006-01-02T15:04", x)
				if err != nil {
					t.Errorf("%d date %q", i+1, x)
				}
				return z
			}
			cree := at(d.Cree)
			if rl, _ := r["saisine"].Valeurs["recue_le"].(string); rl >= d.Cree || cree.After(now) {
				t.Errorf("%d cree %s recue %s", i+1, d.Cree, rl)
			}
			ctx := trame.Contexte{Maintenant: now, Signataire: trame.Signataire{Nom: "Claire Vidal", Fonction: "intervenante socio-judiciaire", HabiliteDu: "2020-01-01"}}
			if d.Finaliser == "" {
				if i >= 12 && i < 16 {
					ex := s.Examiner(r, ctx)
					for _, e := range ex.Empechements(s.Document("rapport")) {
						t.Errorf("%d pret: %v", i+1, e)
					}
					if h[11:] == "15:00" {
						for _, a := range ex.Controles("rapport") {
							t.Logf("%d %s %s", i+1, a.Cle, a.Message)
						}
						for _, x := range ex.Relecture() {
							t.Logf("%d relecture %s", i+1, x.Extrait)
						}
					}
				}
				if h[11:] == "15:00" {
					ex := s.Examiner(r, ctx)
					var c []string
					for _, a := range ex.Controles("rapport") {
						c = append(c, a.Cle)
					}
					q := ex.Qualification()
					t.Logf("%d %s etape=%s qualif=%s ctl=%v", i+1, d.Nom, ex.EtapeCourante().Cle, q.Cle(), c)
				}
				continue
			}
			ctx.Maintenant = at(d.Le)
			ex := s.Examiner(r, ctx)
			doc := s.Document(d.Finaliser)
			if ok, w := ex.Possible(doc); !ok {
				t.Errorf("%d impossible %s", i+1, w)
			}
			for _, e := range ex.Empechements(doc) {
				t.Errorf("%d %s : %v", i+1, d.Nom, e)
			}
			for _, x := range ex.Relecture() {
				if !slices.Contains(d.Gardees, x.Extrait) {
					t.Errorf("%d relecture %s %q", i+1, x.Chemin, x.Extrait)
				}
			}
			if j := r["cloture"].Valeurs["date"]; j != d.Le[:10] {
				t.Errorf("%d cloture %v le %s", i+1, j, d.Le)
			}
			if d.Transmis == nil || d.Transmis.Le <= d.Le {
				t.Errorf("%d transmis", i+1)
			}
			if rub := r["verifications"]; rub != nil {
				for _, l := range rub.Lignes {
					if v, _ := l.Valeurs["le"].(string); v > d.Le {
						t.Errorf("%d verif %s after %s", i+1, v, d.Le)
					}
				}
			}
			var a string
			if r["ddse"] != nil {
				a, _ = r["ddse"].Valeurs["accord_le"].(string)
			}
			if a > d.Le {
				t.Errorf("%d accord %s", i+1, a)
			}
			q := ex.Qualification()
			var c []string
			for _, a := range ex.Controles(d.Finaliser) {
				c = append(c, a.Cle)
			}
			if h[11:] == "15:00" {
				t.Logf("%d %s %s q=%s n=%d ctl=%v", i+1, d.Le, d.Finaliser, q.Cle(), len(d.Clos), c)
			}
			if q.APreciser {
				t.Errorf("%d à préciser %v", i+1, q.Manques)
			}
			if d.Completer != "" {
				for k, v := range d.Complement {
					d.Reponses[k] = v
				}
				r, err := s.Normaliser(d.Reponses, now)
				if err != nil {
					t.Error(err)
					continue
				}
				ctx.Finalises = map[string]int{"rapport": 1}
				ctx.Maintenant = now
				ex := s.Examiner(r, ctx)
				for _, e := range ex.Empechements(s.Document(d.Completer)) {
					t.Errorf("%d compl %v", i+1, e)
				}
				for _, x := range ex.Relecture() {
					if !slices.Contains(d.Gardees, x.Extrait) {
						t.Errorf("%d relecture %q", i+1, x.Extrait)
					}
				}
			}
		}
	}
}
