package dossier

import (
	"strings"

	"justicepartage/data"
	"justicepartage/data/trame"
)

// conduite leads through a dossier: where one stands, which row is unfolded, which paper one
// works on, which statement is being verified. It holds no widget: it is told what is done,
// and calls back what is to be shown.
type conduite struct {
	r   *Redaction
	svc *trame.Service

	sec     *trame.Section // where one stands
	depliee string         // ID of the row that is unfolded, "" for none
	ici     *trame.Chemin  // the question one was in last, nil for none
	dedans  bool           // it has the focus still
	papier  string         // the paper one chose to work on (trame.Exemplaire), "" for none
	retour  *provenance

	// OnSection shows the section one stands in, from its top.
	OnSection func()
	// OnLignes shows it again in place: another row is unfolded.
	OnLignes func()
	// OnQuestion gives the focus to a question, OnPremier to where one begins to write.
	OnQuestion func(trame.Chemin)
	OnPremier  func()
	// OnPapier is called when another paper is chosen.
	OnPapier func()
	// OnAller is told the key of each section one goes to, for the next visit.
	OnAller func(cle string)
	// OnRefus says why something cannot be done, OnMot that it was.
	OnRefus func(titre, texte string)
	OnMot   func(string)
}

// provenance is where one came from to verify a statement.
type provenance struct {
	chemin string         // of the statement
	de     *trame.Section // where it stands
	vers   *trame.Section // the verifications
}

func nouvelleConduite(r *Redaction) *conduite {
	rien := func() {}
	return &conduite{
		r: r, svc: r.Service(),
		OnSection: rien, OnLignes: rien, OnPremier: rien, OnPapier: rien,
		OnQuestion: func(trame.Chemin) {}, OnAller: func(string) {}, OnRefus: func(string, string) {}, OnMot: func(string) {},
	}
}

// commencer stands in the section of the last visit, in the first one when it is not shown.
func (c *conduite) commencer(cle string) {
	sec := c.svc.Section(cle)
	if sec == nil || !c.visible(sec) {
		sec = c.visibles()[0]
	}
	c.ouvrir(sec)
}

// verrou tells whether a section can be written in.
func (c *conduite) verrou(sec *trame.Section) data.Verrou { return c.r.Dossier().Verrou(c.svc, sec) }

// visible tells whether a section is to be shown in the list.
func (c *conduite) visible(sec *trame.Section) bool {
	return c.r.Examen().Applicable(sec) != trame.Non && c.verrou(sec) != data.PasEncore
}

func (c *conduite) visibles() []*trame.Section {
	var out []*trame.Section
	for _, s := range c.svc.Sections {
		if c.visible(s) {
			out = append(out, s)
		}
	}
	return out
}

// suivante is the section pas further in the list, nil at its ends.
func (c *conduite) suivante(pas int) *trame.Section {
	l := c.visibles()
	for i, s := range l {
		if s == c.sec && i+pas >= 0 && i+pas < len(l) {
			return l[i+pas]
		}
	}
	return nil
}

// ou is the path of the question one stands in, of the section otherwise.
func (c *conduite) ou() string {
	if c.ici != nil {
		return c.ici.String()
	}
	return c.sec.Cle
}

// prendre is told that a question has the focus, lacher that it has lost it, oublier that its
// control is gone.
func (c *conduite) prendre(q trame.Chemin) { c.ici, c.dedans = &q, true }

func (c *conduite) lacher() { c.dedans = false }

func (c *conduite) oublier() { c.ici, c.dedans = nil, false }

// ouvrir shows a section from its top. The only row of a section is unfolded.
func (c *conduite) ouvrir(sec *trame.Section) {
	if c.sec != sec {
		c.depliee = ""
		if l := c.r.Lignes(sec.Cle); sec.Repetee && len(l) == 1 {
			c.depliee = l[0].ID
		}
	}
	c.sec = sec
	c.oublier()
	c.OnSection()
}

// rouvrir shows the section one stands in from its top: the dossier changed under it.
func (c *conduite) rouvrir() { c.ouvrir(c.sec) }

// allerSection goes to a section; ecrire puts the cursor in its first question.
func (c *conduite) allerSection(sec *trame.Section, ecrire bool) {
	c.r.Enregistrer(func(error) {}) // a section that is left is written at once
	c.ouvrir(sec)
	c.OnAller(sec.Cle)
	if ecrire {
		c.OnPremier()
	}
}

// aller goes to a path: a question, a row, or a section.
func (c *conduite) aller(chemin string) {
	if sec := c.svc.Section(chemin); sec != nil {
		c.allerSection(sec, true)
		return
	}
	q, err := c.svc.Chemin(chemin)
	if err != nil || q.Ligne != "" && c.rang(q.Section, q.Ligne) < 0 {
		// « section.champ » of a repeated section, a row that is gone: the section itself.
		nom, _, _ := strings.Cut(chemin, ".")
		if sec := c.svc.Section(nom); sec != nil {
			c.allerSection(sec, true)
		}
		return
	}
	if sec := c.svc.Section(q.Section); sec != c.sec {
		c.allerSection(sec, false)
	}
	if q.Ligne != "" && q.Ligne != c.depliee {
		c.depliee = q.Ligne
		c.OnLignes()
	}
	c.OnQuestion(q)
}

// pas moves so many sections further.
func (c *conduite) pas(n int) {
	if s := c.suivante(n); s != nil {
		c.allerSection(s, true)
	}
}

// Statements and their verifications.

// verifierIci starts the verification of the statement one stands in; elsewhere, one that is
// not yet about a statement.
func (c *conduite) verifierIci() {
	switch {
	case c.ici != nil && c.svc.Champ(c.ici.Section, c.ici.Champ).Verifiable:
		c.verifier(c.ici.String())
	case c.sec.Verifiable && c.rang(c.sec.Cle, c.depliee) >= 0:
		c.verifier(c.sec.Cle + "." + c.depliee)
	default:
		c.verifier("")
	}
}

// verifier adds a verification about a statement and goes to it.
func (c *conduite) verifier(chemin string) {
	v := c.svc.Verification
	if v == nil {
		return
	}
	sec := c.svc.Section(v.Section)
	if c.verrou(sec) != data.Libre || !c.visible(sec) {
		c.OnRefus("Vérification impossible", "Aucune vérification ne peut être ajoutée ici : la rubrique n’a pas lieu d’être, ou elle est figée.")
		return
	}
	valeurs := map[string]any{}
	c.retour = nil
	if chemin != "" {
		valeurs[v.Declarations] = []string{chemin}
		c.retour = &provenance{chemin: chemin, de: c.sec, vers: sec}
	}
	c.allerLigne(sec, c.r.Ajouter(sec.Cle, valeurs))
}

// revenir goes back to the statement that was being verified.
func (c *conduite) revenir() {
	if p := c.retour; p != nil {
		c.retour = nil
		c.aller(p.chemin)
	}
}
