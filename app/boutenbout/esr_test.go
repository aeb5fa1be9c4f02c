//go:build linux

package boutenbout

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/store"
	"justicepartage/data/trame"
)

const (
	motDePasse = "quatre mots bien caches ici"
	compte     = "cvidal"
)

// TestEnqueteAuClavier opens the program for the first time and takes an inquiry from the
// request to the PDF, without a mouse: every question of every section is answered, two
// statements are verified, the report is finalised and exported. The base then holds what
// was typed, and so does the PDF.
func TestEnqueteAuClavier(t *testing.T) {
	profil := filepath.Join(t.TempDir(), "profil")
	enquete(t, nouveauBureau(t), poste{exe: programme(t), profil: profil, ici: profil})
}

// poste is a PC on which the story is told.
type poste struct {
	exe string
	// profil is the folder of the program as the program is told it; ici is the same, as
	// the test sees it.
	profil, ici string
}

// enquete tells the story, checks what it left, and returns the number of the dossier.
func enquete(t *testing.T, b *bureau, p poste) string {
	f := b.ouvrir(p.exe, "Première installation", "--profil", p.profil)

	// First start.
	b.touches("Return")
	b.ecrire("Association d’essai")
	b.touches("ctrl+Return")
	b.ecrire("tribunal judiciaire du")
	b.touches("ctrl+Return")
	b.ecrire("Claire Vidal")
	b.touches("Tab")
	b.ecrire("intervenante socio-judiciaire")
	b.touches("Tab")
	b.ecrire("1/1/2020")
	b.touches("Tab", "Tab")
	b.ecrire(motDePasse)
	b.touches("Tab")
	b.ecrire(motDePasse)
	b.touches("ctrl+Return")
	b.rangerFeuille()
	installation := b.frappe
	b.titre("Accueil")

	// A new inquiry: who, and when the request came in (already filled in).
	b.frappe = 0
	b.touches("ctrl+n", "m", "Tab")
	b.ecrire("Œuvrard")
	b.touches("Tab")
	b.ecrire("Jérôme, Noël")
	b.touches("Tab")
	b.ecrire("11/02/1990")
	b.touches("ctrl+Return")
	annee := time.Now().Year()
	numero := fmt.Sprintf("%d-ESR-0001", annee)
	b.titre(numero)

	c := nouveauCopiste(t, b, "esr")
	c.poser("etat_civil.civilite", "m")
	c.poser("etat_civil.nom", "Œuvrard")
	c.poser("etat_civil.prenoms", "Jérôme, Noël")
	c.poser("etat_civil.naissance", "11/02/1990")
	c.poser("saisine.recue_le", time.Now().Format("2006-01-02T15:04"))
	c.poser("saisine.juridiction", "tj-le-puy-en-velay")
	c.poser("cloture.lieu", "Le Puy-en-Velay")
	c.poser("complements", "")
	c.remplir()

	c.completer()

	// The control says that nothing is missing: the report is finalised and exported.
	b.touches("ctrl+k", "ctrl+shift+Return", "ctrl+Return")
	b.touches("ctrl+d")
	exporte := func() string {
		l, _ := filepath.Glob(filepath.Join(b.documents, "*.pdf"))
		for _, x := range l {
			if !strings.Contains(x, "PROJET") {
				return x
			}
		}
		return ""
	}
	frappe := b.frappe + 2
	b.attendre("the export", func() bool {
		b.touches("Escape", "ctrl+e", "ctrl+Return")
		return exporte() != ""
	})
	b.frappe = frappe
	enquete := b.frappe
	b.touches("Escape", "ctrl+q")
	f.finie()
	t.Logf("keys: %d for the installation, %d for the inquiry, of which %d are the words themselves", installation, enquete, c.mots)

	// The base holds exactly what was typed.
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(p.ici, "dossiers.jpbase"), store.Options{Assets: assets.FS}, compte, motDePasse)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := s.Dossier(ctx, numero)
	if err != nil {
		t.Fatal(err)
	}
	c.comparer(d)
	docs, err := s.Documents(ctx, numero)
	if err != nil || len(docs) != 1 {
		t.Fatalf("documents: %+v, %v", docs, err)
	}

	// The PDF on the disk is that document, and says every word of it.
	chemin := exporte()
	pdf, err := os.ReadFile(chemin)
	if err != nil {
		t.Fatal(err)
	}
	garde, err := s.Octets(ctx, docs[0].ID, "lecture")
	if err != nil || string(garde) != string(pdf) {
		t.Errorf("the file is not the finalised document (%v)", err)
	}
	texte, err := exec.Command("pdftotext", "-layout", chemin, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	c.relire(string(texte))
	for _, nom := range []string{"ŒUVRARD", "Jérôme"} {
		if !strings.Contains(string(texte), nom) {
			t.Errorf("the PDF does not name %s", nom)
		}
	}
	return numero
}

// copiste answers every question of a dossier by keyboard, in the order of the form, and
// keeps what it answered: it knows the form from the service, as the screen does.
type copiste struct {
	t    *testing.T
	b    *bureau
	svc  *trame.Service
	r    trame.Reponses
	dits map[string]string // path → words that must be in the PDF
	mots int
	rang int

	voulu trame.Reponses // answers to copy; nil invents them
}

func nouveauCopiste(t *testing.T, b *bureau, service string) *copiste {
	svc, err := trame.Charger(assets.FS, service)
	if err != nil {
		t.Fatal(err)
	}
	return &copiste{t: t, b: b, svc: svc, r: trame.Reponses{}, dits: map[string]string{}}
}

func (c *copiste) poser(chemin, texte string) {
	p, err := c.svc.Chemin(chemin)
	if err != nil {
		return
	}
	v, err := c.svc.Champ(p.Section, p.Champ).Normaliser(texte, time.Now())
	if err != nil {
		c.t.Fatal(err)
	}
	c.r.Poser(p, v)
}

func (c *copiste) examen() *trame.Examen {
	return c.svc.Examiner(c.r, trame.Contexte{Maintenant: time.Now(), Signataire: trame.Signataire{Nom: "Claire Vidal", HabiliteDu: "2020-01-01"}})
}

// completer follows the control to what is missing still: a question that a later answer
// brought.
func (c *copiste) completer() {
	rapport := c.svc.Document("rapport")
	for range 10 {
		l := c.examen().Empechements(&trame.Exemplaire{Document: rapport})
		if len(l) == 0 {
			return
		}
		p, err := c.svc.Chemin(l[0].Chemin)
		if err != nil || p.Champ == "" {
			c.t.Fatalf("the story forgets: %s", l[0].Message)
		}
		c.b.touches("ctrl+k", "Home", "Return")
		c.repondre(c.svc.Champ(p.Section, p.Champ), c.r[p.Section].Ligne(p.Ligne))
	}
	c.t.Fatalf("something is always missing: %v", c.examen().Empechements(&trame.Exemplaire{Document: rapport}))
}

// lignes is how many rows each repeated section gets; one where nothing is said.
var lignes = map[string]int{"verifications": 2}

// remplir goes through the sections with Ctrl+PageDown and fills each one in.
func (c *copiste) remplir() {
	premiere := true
	for i := 0; i < len(c.svc.Sections); i++ {
		sec := c.svc.Sections[i]
		if c.examen().Applicable(sec) == trame.Non || sec.Apres != "" {
			continue
		}
		if !premiere {
			c.b.touches("ctrl+Next")
		}
		premiere = false
		if !sec.Repetee {
			c.fiche(sec, nil)
			continue
		}
		n := max(lignes[sec.Cle], 1)
		if c.voulu != nil {
			n = 0
			if rub := c.voulu[sec.Cle]; rub != nil {
				n = len(rub.Lignes)
			}
		}
		for range n {
			c.b.touches("ctrl+i")
			l := c.r.Ajouter(sec.Cle)
			if c.voulu != nil { // the rows of what is wanted are numbered, see numeroter
				l.ID = fmt.Sprintf("r%d", len(c.r[sec.Cle].Lignes))
			}
			c.fiche(sec, l)
		}
	}
}

// fiche answers the questions of a section, or of a row: the first one has the focus.
func (c *copiste) fiche(sec *trame.Section, l *trame.Ligne) {
	for i, ch := range sec.Champs {
		if ch.Type == trame.TypeCalcul || !c.examen().Montre(ch, l) {
			continue
		}
		if i > 0 && !c.premier(sec, l, ch) {
			c.b.touches("Tab")
		}
		c.repondre(ch, l)
	}
}

// premier tells whether a question is the first one that takes the focus.
func (c *copiste) premier(sec *trame.Section, l *trame.Ligne, ch *trame.Champ) bool {
	for _, x := range sec.Champs {
		if x.Type != trame.TypeCalcul && c.examen().Montre(x, l) {
			return x == ch
		}
	}
	return false
}

// choisis are the answers that the story needs; everything else takes the first option.
var choisis = map[string]string{
	"entretien.issue": "accord", "saisine.cadre": "comparution-immediate", "saisine.nature": "delit",
	"saisine.victime_lien": "autre", "saisine.victime_cohabite": "non", "ddse.victime": "non", "hebergement.victime": "non",
	"sante.risque_suicidaire": "non",
}

// ecrits are the texts that the story needs.
var ecrits = map[string]string{
	"saisine.numero_parquet": "26329000123", "saisine.peine_mois": "36",
}

func (c *copiste) repondre(ch *trame.Champ, l *trame.Ligne) {
	p := trame.Chemin{Section: ch.Section().Cle, Champ: ch.Cle}
	if l != nil {
		p.Ligne = l.ID
	}
	if c.voulu != nil {
		c.copier(ch, p)
		return
	}
	if c.r.Valeur(p) != nil {
		return // filled in when the dossier was opened
	}
	c.rang++
	taper := func(s string) {
		c.mots += utf8.RuneCountInString(s)
		c.b.ecrire(s)
		v, err := ch.Normaliser(s, time.Now())
		if err != nil {
			c.t.Fatalf("%s: %v", p, err)
		}
		c.r.Poser(p, v)
	}
	jour := time.Now()
	switch ch.Type {
	case trame.TypeTexte, trame.TypePersonne, trame.TypeParagraphe:
		s := ecrits[ch.Chemin()]
		if s == "" {
			s = fmt.Sprintf("Mot%03d à vérifier", c.rang)
			if ch.Type == trame.TypeParagraphe {
				s = fmt.Sprintf("Phrase%03d, déclarée sans hésiter ; « notée » telle quelle.", c.rang)
			}
		}
		c.dits[p.String()] = strings.Fields(strings.TrimRight(s, ","))[0]
		taper(s)
	case trame.TypeNombre:
		s := ecrits[ch.Chemin()]
		if s == "" {
			s = "3"
		}
		taper(s)
	case trame.TypeMontant:
		taper(fmt.Sprintf("%d,50", 100+c.rang))
	case trame.TypeTelephone:
		taper(fmt.Sprintf("06 39 98 %02d %02d", c.rang/100, c.rang%100))
	case trame.TypeDate:
		taper(map[bool]string{true: "12/05/2015", false: jour.Format("02/01/06")}[ch.Naissance])
	case trame.TypeHeure:
		taper(jour.Add(-time.Minute * time.Duration(1+c.rang%2)).Format("15h04"))
	case trame.TypeDateHeure:
		quand := jour
		if ch.Cle == "audience_le" {
			quand = jour.Add(26 * time.Hour)
		}
		taper(quand.Format("02/01/2006 15h04"))
	case trame.TypeOuiNon:
		s := choisis[ch.Chemin()]
		if s == "" {
			s = "oui"
		}
		c.b.touches(s[:1])
		c.r.Poser(p, s)
	case trame.TypeChoix:
		c.choisir(ch, p)
	case trame.TypeChoixMult:
		c.b.touches("space")
		c.r.Poser(p, []string{ch.Choix()[0].Cle})
	case trame.TypeDeclarations:
		c.rattacher(p)
	case trame.TypeAdresse:
		voie := fmt.Sprintf("%d rue des Ormes", c.rang)
		c.dits[p.String()] = voie
		c.b.ecrire(voie)
		c.b.touches("Tab", "Tab")
		c.b.ecrire("4300")
		c.b.ecrire("0")
		c.b.touches("Down", "Up", "Return", "shift+Tab") // the first commune proposed
		com := c.svc.Tables.Communes("43000", 1)[0]
		c.r.Poser(p, trame.Adresse{Voie: voie, CodePostal: com.CodePostal, Commune: com.Nom})
	default:
		c.t.Fatalf("%s: no way to answer a %s", p, ch.Type)
	}
}

// choisir goes down to the answer.
func (c *copiste) choisir(ch *trame.Champ, p trame.Chemin) {
	cle := choisis[ch.Chemin()]
	for i, o := range ch.Choix() {
		if i == 0 || o.Cle != cle && cle != "" {
			c.b.touches("Down")
		}
		if cle == "" || o.Cle == cle {
			if i > 0 {
				c.b.touches("Down")
			}
			c.r.Poser(p, o.Cle)
			return
		}
	}
	c.t.Fatalf("%s: no option %s", p, cle)
}

// rattacher attaches the statement at the top of the list.
func (c *copiste) rattacher(p trame.Chemin) {
	l := c.examen().Declarations()
	if len(l) == 0 {
		return
	}
	c.b.touches("Down")
	c.r.Poser(p, []string{l[0].Chemin})
}

// comparer checks the answers of the base against what was typed.
func (c *copiste) comparer(d *data.Dossier) {
	c.t.Helper()
	for _, sec := range c.svc.Sections {
		attendu, garde := c.r[sec.Cle], d.Reponses[sec.Cle]
		if attendu == nil {
			continue
		}
		if garde == nil {
			c.t.Errorf("section %s is not in the base", sec.Cle)
			continue
		}
		voir := func(chemin string, a, g map[string]any) {
			for k, v := range a {
				if !reflect.DeepEqual(v, g[k]) && sec.Cle+"."+k != "saisine.recue_le" {
					c.t.Errorf("%s.%s: typed %v, kept %v", chemin, k, v, g[k])
				}
			}
		}
		voir(sec.Cle, attendu.Valeurs, garde.Valeurs)
		if len(attendu.Lignes) != len(garde.Lignes) {
			c.t.Errorf("%s: %d rows typed, %d kept", sec.Cle, len(attendu.Lignes), len(garde.Lignes))
			continue
		}
		for i, l := range attendu.Lignes {
			voir(sec.Cle+"."+l.ID, l.Valeurs, garde.Lignes[i].Valeurs)
		}
	}
}

// relire checks that the text of the PDF holds every word typed.
func (c *copiste) relire(texte string) {
	c.t.Helper()
	plat := strings.Join(strings.Fields(texte), " ")
	for chemin, mot := range c.dits {
		if !strings.Contains(plat, mot) {
			c.t.Errorf("%s: %q is not in the PDF", chemin, mot)
		}
	}
}
