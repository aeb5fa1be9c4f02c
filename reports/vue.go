package reports

import (
	"slices"
	"strings"
	"time"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports/porte"
)

// Valeur is an answer as a template sees it.
type Valeur struct {
	champ *trame.Champ
	ligne *porte.Ligne
	v     any // canonical value, nil when unanswered, out of place, or not for this document
}

func (v Valeur) renseignee() bool {
	_, faux := v.v.(trame.Invalide)
	return v.v != nil && !faux
}

// vue is the dossier as one document sees it: the demand without its examination, and the
// door to the answers.
type vue struct {
	d     Demande
	p     *porte.Porte
	s     *trame.Service
	genre francais.Genre
}

func nouvelleVue(d Demande) *vue {
	v := &vue{d: d, p: porte.Ouvrir(d.Examen, d.Document), s: d.Examen.Service()}
	v.d.Examen = nil
	v.genre = genre(v.sujet())
	return v
}

// Genre is the gender in which the person a dossier is about is spoken of.
func Genre(ex *trame.Examen) francais.Genre {
	return nouvelleVue(Demande{Examen: ex, Document: &trame.Document{}}).genre
}

func genre(p *trame.RolePersonne, valeur func(champ string) any) (g francais.Genre) {
	if p == nil || p.Genre == "" {
		return g
	}
	switch valeur(p.Genre) {
	case p.Feminin:
		g = francais.Feminin
	case p.Masculin:
		g = francais.Masculin
	}
	return g
}

// sujet is the person the document speaks of: the one of its row, the one its row names, or
// the one the dossier is about. nil when it speaks of nobody in particular: of several at
// once, or of a row that is no person.
func (v *vue) sujet() (*trame.RolePersonne, func(champ string) any) {
	pour := v.s.Section(v.d.Document.Pour)
	for _, p := range v.s.Personnes {
		sec := v.s.Section(p.Section)
		if pour == nil || !sec.Repetee {
			continue
		}
		l := v.ligne(pour)
		if pour != sec {
			l = v.designee(pour, l, sec)
		}
		if l != nil {
			return p, func(champ string) any { return v.p.Valeur(sec.Champ(champ), l) }
		}
	}
	for _, p := range v.s.Personnes {
		if sec := v.s.Section(p.Section); p.Principal && !sec.Repetee {
			return p, func(champ string) any { return v.p.Valeur(sec.Champ(champ), nil) }
		}
	}
	return nil, nil
}

// designee is the row of a section that a row of another names by a field « ligne », nil for
// none.
func (v *vue) designee(de *trame.Section, l *porte.Ligne, vers *trame.Section) *porte.Ligne {
	for _, c := range de.Champs {
		if !c.Designe() || c.Plusieurs() || c.Parmi != vers.Cle {
			continue
		}
		if rows := v.p.LignesDesignees(c, v.p.Valeur(c, l)); len(rows) == 1 {
			return rows[0]
		}
	}
	return nil
}

// donnees is what « . » is at the top of a template: section → field → value, and rows
// for repeated sections.
func (v *vue) donnees() map[string]any {
	out := map[string]any{}
	for _, sec := range v.s.Sections {
		if !sec.Repetee {
			out[sec.Cle] = v.valeurs(sec, nil)
			continue
		}
		rows := []map[string]any{}
		for _, l := range v.lignes(sec) {
			rows = append(rows, v.valeurs(sec, l))
		}
		out[sec.Cle] = rows
	}
	if sec := v.s.Section(v.d.Document.Pour); sec != nil {
		// Without its row, for a form to look at, the answers are missing and nothing fails.
		out["ligne"] = v.valeurs(sec, v.ligne(sec))
	}
	return out
}

// ligne is the row the document is about.
func (v *vue) ligne(sec *trame.Section) *porte.Ligne { return v.p.LigneDuDocument(sec, v.d.Ligne) }

// lignes returns the rows this document speaks of: all of them, or the one that is its
// matter.
func (v *vue) lignes(sec *trame.Section) []*porte.Ligne {
	rows := v.p.Lignes(sec)
	if v.d.Document.Lignes != sec.Cle {
		return rows
	}
	if n := max(v.d.Rang, 1); n <= len(rows) {
		return rows[n-1 : n]
	}
	return nil
}

func (v *vue) valeurs(sec *trame.Section, l *porte.Ligne) map[string]any {
	out := map[string]any{}
	for _, c := range sec.Champs {
		out[c.Cle] = v.valeur(c, l)
	}
	if l != nil {
		out["id"] = l.ID()
	}
	return out
}

// valeur is the answer to a question as the document may see it.
func (v *vue) valeur(c *trame.Champ, l *porte.Ligne) Valeur {
	return Valeur{champ: c, ligne: l, v: v.p.Valeur(c, l)}
}

// applicable tells whether the question is put to this dossier.
func (v *vue) applicable(val Valeur) bool {
	return v.p.ChampApplicable(val.champ, val.ligne) == trame.Oui
}

const nonRenseigne = "non renseigné"

// fragments writes a value the way running text does.
func (v *vue) fragments(val Valeur) []Fragment {
	if val.v == nil {
		return []Fragment{{Texte: nonRenseigne, Marque: Manque}}
	}
	if faux, ok := val.v.(trame.Invalide); ok {
		return []Fragment{{Texte: imprimable(faux.Texte) + " (à corriger)", Marque: Manque}}
	}
	return []Fragment{{Texte: v.texte(val.champ, val.v)}}
}

// court writes a value the way tables do.
func (v *vue) court(val Valeur) []Fragment {
	if !val.renseignee() {
		if !v.applicable(val) {
			return nil
		}
		return []Fragment{{Texte: nonRenseigne, Marque: Manque | Discret}}
	}
	return []Fragment{{Texte: v.plume(trame.EnTable).Ecrire(val.champ, val.v)}}
}

// plume writes values as this document does: our words agree with the person, and rows bear
// the names of people.
func (v *vue) plume(u trame.Usage) trame.Plume {
	return trame.Plume{Usage: u, Libelle: v.fixe, Reponse: imprimable, Noms: v.noms}
}

// fixe prepares text of ours: agreement and typography.
func (v *vue) fixe(s string) string { return francais.Typographie(francais.Accorder(s, v.genre)) }

// nomsDesLignes names the rows that an answer designates.
func (v *vue) nomsDesLignes(c *trame.Champ, val any) []string {
	var l []string
	sec := v.s.Section(c.Parmi)
	for _, x := range v.p.LignesDesignees(c, val) {
		if n := v.qui(sec, x); n != nonRenseigne { // a person bears a name, not the words of a list
			l = append(l, n)
		} else {
			l = append(l, imprimable(v.p.NomLigne(sec, x)))
		}
	}
	return l
}

// noms names what an answer designates: rows, or the statements that may be spoken of.
func (v *vue) noms(c *trame.Champ, val any) []string {
	if c.Designe() {
		return v.nomsDesLignes(c, val)
	}
	chemins, _ := val.([]string)
	var l []string
	for _, n := range chemins {
		if nom := v.p.Libelle(n); nom != "" {
			l = append(l, imprimable(nom))
		}
	}
	return l
}

// texte writes a value inside a sentence.
func (v *vue) texte(c *trame.Champ, val any) string {
	return v.plume(trame.EnPhrase).Ecrire(c, val)
}

var marquesStatut = map[string]Marque{
	trame.StatutDeclare:        StatutNeutre,
	trame.StatutNonVerifie:     StatutNeutre,
	trame.StatutVerifie:        StatutBon,
	trame.StatutPartiel:        StatutMoyen,
	trame.StatutInfirme:        StatutMauvais,
	trame.StatutContradictoire: StatutMauvais,
}

// statut is the mark printed beside a statement.
func (v *vue) statut(chemin string) Fragment {
	st := v.p.Statut(chemin)
	return Fragment{Texte: v.libelleStatut(st), Marque: marquesStatut[st]}
}

func (v *vue) libelleStatut(st string) string {
	if ver := v.s.Verification; ver != nil {
		for _, o := range ver.Statuts {
			if o.Cle == st {
				return v.fixe(o.Libelle)
			}
		}
	}
	return st
}

// avecStatut adds the status of a verifiable statement after its value.
func (v *vue) avecStatut(f []Fragment, val Valeur) []Fragment {
	if !val.champ.Verifiable || !val.renseignee() {
		return f
	}
	return append(slices.Clone(f), entreParentheses(v.statut(chemin(val)))...)
}

func entreParentheses(f Fragment) []Fragment {
	f.Texte = "(" + strings.ReplaceAll(f.Texte, " ", francais.Insecable) + ")"
	return []Fragment{{Texte: " "}, f}
}

func chemin(val Valeur) string {
	c := trame.Chemin{Section: val.champ.Section().Cle, Champ: val.champ.Cle}
	if val.ligne != nil {
		c.Ligne = val.ligne.ID()
	}
	return c.String()
}

// jour is the day a document bears: that of its writing when it is known.
func (v *vue) jour() string {
	if s, ok := v.p.Repere(v.s.Reperes.Redaction).(string); ok && s != "" {
		return s
	}
	return v.p.Contexte().Maintenant.Format(time.DateOnly)
}

// personne writes the name of the person the dossier is about, or of those it is about;
// "" when they are not known.
func (v *vue) personne() string {
	if v.d.Document.Pour != "" { // of the others of the dossier, such a paper says nothing
		if p, valeur := v.sujet(); p != nil {
			return nomDe(p, valeur)
		}
		return ""
	}
	var noms []string
	for _, p := range v.s.Personnes {
		if !p.Principal {
			continue
		}
		sec := v.s.Section(p.Section)
		for _, l := range v.p.Fiches(sec) {
			if n := nomDe(p, func(champ string) any { return v.p.Valeur(sec.Champ(champ), l) }); n != "" {
				noms = append(noms, n)
			}
		}
	}
	return francais.Liste(noms)
}

// nomDe writes the name of a person from its answers.
func nomDe(p *trame.RolePersonne, valeur func(champ string) any) string {
	nom, _ := valeur(p.Nom).(string)
	prenoms := ""
	if p.Prenoms != "" {
		prenoms, _ = valeur(p.Prenoms).(string)
	}
	return strings.TrimSpace(imprimable(francais.Nom(nom, prenoms)))
}
