//go:build linux

package boutenbout

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"justicepartage/app/composants"
	"justicepartage/app/profil"
	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

// recit is a dossier to copy by keyboard, from a worked example of its service.
type recit struct {
	svc     *trame.Service
	nom     string
	voulu   trame.Reponses
	tape    trame.Reponses // what the keyboard wrote of it
	arret   bool           // it meets a hard stop: nothing can be finalised
	numero  string
	papier  string
	seances int
}

// TestServicesAuClavier takes one service of each kind from the opening of a dossier to its
// paper, by keyboard alone: a gate and its stop (médiation familiale), a calendar (espace de
// rencontre), a group (stage). The base then holds what was typed, its appointments, and the
// papers; what was stopped made none.
func TestServicesAuClavier(t *testing.T) {
	recits := []*recit{
		choisirRecit(t, "mediation-familiale", true),
		choisirRecit(t, "mediation-familiale", false),
		choisirRecit(t, "espace-rencontre", false),
		choisirRecit(t, "stages", false),
	}
	b := nouveauBureau(t)
	exe := programme(t)
	p := profil.Profil{Dossier: filepath.Join(t.TempDir(), "profil")}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	s, err := store.Create(ctx, p.Base(), store.Options{Assets: assets.FS},
		data.Compte{Login: compte, Nom: "Claire Vidal", Fonction: "intervenante socio-judiciaire", HabiliteDu: "2020-01-01"}, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	services := s.Services()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Ecrire(profil.Reglages{Base: p.Base(), Login: compte}); err != nil {
		t.Fatal(err)
	}
	f := b.ouvrir(exe, "Ouvrir la base", "--profil", p.Dossier)
	b.deverrouiller()
	ici := 0 // the service that the dialog proposes: the first, then the last one used
	rangs := map[string]int{}
	for _, r := range recits {
		la := slices.Index(services, r.svc.ID)
		touches := []string{"Escape", "ctrl+n", "shift+Tab"}
		for ; ici < la; ici++ {
			touches = append(touches, "Down")
		}
		for ; ici > la; ici-- {
			touches = append(touches, "Up")
		}
		touches = append(touches, "ctrl+Return")
		rangs[r.svc.Prefixe]++
		r.numero = fmt.Sprintf("%d-%s-%04d", time.Now().Year(), r.svc.Prefixe, rangs[r.svc.Prefixe])
		// Again, if the first keys came before the screen had the keyboard.
		var essai time.Time
		b.attendre("the dossier "+r.numero, func() bool {
			out, err := b.commande("xdotool", "getactivewindow", "getwindowname").Output()
			if err == nil && strings.HasPrefix(string(out), r.numero) {
				return true
			}
			if time.Since(essai) > 6*time.Second {
				b.touches(touches...)
				essai = time.Now()
			}
			return false
		})
		c := nouveauCopiste(t, b, r.svc.ID)
		c.svc, c.voulu = r.svc, r.voulu
		c.remplir()
		r.tape = c.r
		b.touches("ctrl+k", "ctrl+shift+Return", "ctrl+Return")
		if !r.arret {
			// Again, if a key came before the window was ready for it.
			b.attendre("the export of "+r.numero, func() bool {
				b.touches("Escape", "ctrl+e", "ctrl+Return")
				l, _ := filepath.Glob(filepath.Join(b.documents, r.numero+"*.pdf"))
				if slices.ContainsFunc(l, func(f string) bool { return !strings.Contains(f, "PROJET") }) {
					return true
				}
				b.touches("Escape", "ctrl+k", "ctrl+shift+Return", "ctrl+Return")
				return false
			})
		}
		essai = time.Time{}
		b.attendre("leaving "+r.numero, func() bool {
			out, err := b.commande("xdotool", "getactivewindow", "getwindowname").Output()
			if err == nil && strings.HasPrefix(string(out), "Accueil") {
				return true
			}
			if time.Since(essai) > 3*time.Second { // a dialog may have come after Escape
				b.touches("Escape", "ctrl+w")
				essai = time.Now()
			}
			return false
		})
		t.Logf("%s, « %s »: %d keys", r.numero, r.nom, b.frappe)
		b.frappe = 0
	}
	b.touches("ctrl+q")
	f.finie()

	if s, err = store.Open(ctx, p.Base(), store.Options{Assets: assets.FS}, compte, motDePasse); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, r := range recits {
		d, err := s.Dossier(ctx, r.numero)
		if err != nil {
			t.Fatal(err)
		}
		c := &copiste{t: t, svc: r.svc, r: r.tape}
		garde := *d
		garde.Reponses = d.Reponses.Copie()
		numeroter(r.svc, garde.Reponses)
		c.comparer(&garde)
		docs, err := s.Documents(ctx, r.numero)
		if err != nil {
			t.Fatal(err)
		}
		if r.arret {
			h, _ := s.Historique(ctx, r.numero)
			ex := r.svc.Examiner(d.Reponses, d.Contexte(time.Now(), s.Compte().Signataire()))
			for _, x := range docs { // what a stop leaves possible is the notice that it stopped
				if ok, _ := ex.Possible(ex.Exemplaire(x.Exemplaire())); !ok {
					t.Errorf("%s: the stop let « %s » out", r.numero, x.Titre)
				}
			}
			if !slices.ContainsFunc(h, func(x data.Trace) bool { return x.Action == "arret" }) {
				t.Errorf("%s: the stop left no trace", r.numero)
			}
			continue
		}
		if len(docs) == 0 || numerote(r.svc, d, docs[0]) != r.papier {
			t.Errorf("%s: %+v, %q expected", r.numero, docs, r.papier)
		}
		l, err := s.Agenda(ctx, "2000-01-01", "2200-01-01")
		n := 0
		for _, x := range l {
			if x.Numero == r.numero {
				n++
			}
		}
		if err != nil || n != r.seances {
			t.Errorf("%s: %d appointments in the agenda, %d typed, %v", r.numero, n, r.seances, err)
		}
	}
}

// choisirRecit takes the shortest worked example of a service that a keyboard can tell: one
// that stops, or one whose first paper can be finalised and that holds appointments where
// the service has them. Its dates are moved to those of today.
func choisirRecit(t *testing.T, id string, arret bool) *recit {
	t.Helper()
	svc, err := trame.Charger(assets.FS, id)
	if err != nil {
		t.Fatal(err)
	}
	cas, err := trame.LireCas(assets.FS, id)
	if err != nil {
		t.Fatal(err)
	}
	var court *recit
	taille := 0
	for _, c := range cas {
		ctx, err := c.Contexte()
		if err != nil || c.Attendu.Refuse != "" || c.Signataire != nil || len(c.Finalises) > 0 {
			continue
		}
		r, err := svc.Normaliser(c.Reponses, ctx.Maintenant)
		if err != nil {
			continue
		}
		numeroter(svc, r)
		alleger(svc, r, int(time.Since(ctx.Maintenant).Hours()/24))
		ex := svc.Examiner(r, trame.Contexte{Maintenant: time.Now(), Signataire: trame.Signataire{Nom: "Claire Vidal", HabiliteDu: "2020-01-01"}})
		n := len(r.JSON())
		if court != nil && n >= taille || (len(ex.Arrets("")) > 0) != arret {
			continue
		}
		x := &recit{svc: svc, nom: c.Nom, voulu: r, arret: arret, seances: len(ex.Seances())}
		if !arret {
			i := slices.IndexFunc(ex.Exemplaires(), func(x *trame.Exemplaire) bool { ok, _ := ex.Possible(x); return ok && x.Finalisable })
			if i < 0 || len(ex.Empechements(ex.Exemplaires()[i])) > 0 || len(ex.Relecture()) > 0 || len(svc.Seances) > 0 && x.seances == 0 {
				continue
			}
			x.papier = ex.Exemplaires()[i].ID()
		}
		court, taille = x, n
	}
	if court == nil {
		t.Fatalf("%s: no worked example can be told by keyboard (stop: %v)", id, arret)
	}
	return court
}

// alleger moves the dates of an example by some days, and takes out what the story of the
// inquiry already types: addresses, and « there is none ».
func alleger(svc *trame.Service, r trame.Reponses, jours int) {
	decaler := func(ch *trame.Champ, valeurs map[string]any) {
		s, ok := valeurs[ch.Cle].(string)
		switch {
		case ch.Type == trame.TypeAdresse:
			delete(valeurs, ch.Cle)
		case !ok || ch.Naissance:
		case ch.Type == trame.TypeDate:
			if j, err := time.Parse(time.DateOnly, s); err == nil {
				valeurs[ch.Cle] = j.AddDate(0, 0, jours).Format(time.DateOnly)
			}
		case ch.Type == trame.TypeDateHeure:
			if j, err := time.Parse("2006-01-02T15:04", s); err == nil {
				valeurs[ch.Cle] = j.AddDate(0, 0, jours).Format("2006-01-02T15:04")
			}
		}
	}
	for _, sec := range svc.Sections {
		rub := r[sec.Cle]
		if rub == nil {
			continue
		}
		if sec.Repetee && len(rub.Lignes) == 0 {
			delete(r, sec.Cle)
			continue
		}
		for _, ch := range sec.Champs {
			if rub.Valeurs != nil {
				decaler(ch, rub.Valeurs)
			}
			for _, l := range rub.Lignes {
				decaler(ch, l.Valeurs)
			}
		}
	}
}

// numeroter gives the rows names in the order in which they were added: those that the program
// gives are drawn.
func numeroter(svc *trame.Service, r trame.Reponses) {
	noms := map[string]string{}
	for cle, rub := range r {
		for i, l := range rub.Lignes {
			noms[cle+"."+l.ID] = fmt.Sprintf("r%d", i+1)
			l.ID = noms[cle+"."+l.ID]
		}
	}
	renommer := func(ch *trame.Champ, valeurs map[string]any) {
		switch v := valeurs[ch.Cle].(type) {
		case string:
			valeurs[ch.Cle] = noms[ch.Parmi+"."+v]
		case []string:
			out := []string{}
			for _, s := range v {
				out = append(out, noms[ch.Parmi+"."+s])
			}
			valeurs[ch.Cle] = out
		}
	}
	for _, sec := range svc.Sections {
		for _, ch := range sec.Champs {
			if rub := r[sec.Cle]; rub != nil && ch.Designe() {
				if rub.Valeurs != nil {
					renommer(ch, rub.Valeurs)
				}
				for _, l := range rub.Lignes {
					renommer(ch, l.Valeurs)
				}
			}
		}
	}
}

// numerote is the name of a paper as numeroter would have its row.
func numerote(svc *trame.Service, d *data.Dossier, x data.Document) string {
	if x.Ligne == "" {
		return x.Cle
	}
	i := slices.IndexFunc(d.Reponses[svc.Document(x.Cle).Pour].Lignes, func(l *trame.Ligne) bool { return l.ID == x.Ligne })
	return trame.IDExemplaire(x.Cle, fmt.Sprintf("r%d", i+1))
}

// copier types the answer that is wanted, over what a new dossier proposes; a question
// without one is passed.
func (c *copiste) copier(ch *trame.Champ, p trame.Chemin) {
	v := c.voulu.Valeur(p)
	if v == nil {
		if ch.Type == trame.TypeAdresse { // four entries to pass, and not one
			c.b.touches("Tab", "Tab", "Tab")
		}
		return
	}
	c.r.Poser(p, v)
	parmi := func(n int, est func(i int) bool) { // boxes to tick
		for i := range n {
			if est(i) {
				c.b.touches("space")
			}
			if i < n-1 {
				c.b.touches("Down")
			}
		}
	}
	descendre := func(i int) {
		c.b.touches("Delete")
		for range i + 1 {
			c.b.touches("Down")
		}
	}
	rows := func() []string {
		var l []string
		if rub := c.r[ch.Parmi]; rub != nil {
			for _, x := range rub.Lignes {
				l = append(l, x.ID)
			}
		}
		return l
	}
	switch ch.Type {
	case trame.TypeOuiNon:
		c.b.touches(v.(string)[:1])
	case trame.TypeChoix:
		descendre(slices.IndexFunc(ch.Choix(), func(o *trame.Option) bool { return o.Cle == v }))
	case trame.TypeChoixMult:
		o := ch.Choix()
		parmi(len(o), func(i int) bool { return slices.Contains(v.([]string), o[i].Cle) })
	case trame.TypeLigne:
		descendre(slices.Index(rows(), v.(string)))
	case trame.TypeLignes:
		l := rows()
		parmi(len(l), func(i int) bool { return slices.Contains(v.([]string), l[i]) })
	default:
		s := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(composants.EnSaisie(ch, v))
		c.b.touches("ctrl+a")
		c.b.ecrire(s)
	}
}
