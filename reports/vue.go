package reports

import (
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

// texte writes a value inside a sentence.
func (v *vue) texte(c *trame.Champ, val any) string {
	return v.plume(trame.EnPhrase).Ecrire(c, val)
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
