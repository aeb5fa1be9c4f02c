package reports

import (
	"fmt"
	"slices"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// preuves speaks of the statements and of what verified them.
type preuves struct{ *vue }

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

// Declaration is a verifiable statement as a template sees it.
type Declaration struct {
	Libelle string
	Valeur  []Fragment
	Statut  Fragment
}

func (v preuves) declarations(statuts []string) []Declaration {
	out := []Declaration{}
	for _, d := range v.p.Declarations() {
		if len(statuts) > 0 && !slices.Contains(statuts, d.Statut) {
			continue
		}
		decl := Declaration{Libelle: v.fixe(d.Libelle), Statut: v.statut(d.Chemin)}
		if d.Champ != nil {
			decl.Valeur = v.fragments(Valeur{champ: d.Champ, ligne: d.Ligne, v: d.Valeur})
		}
		out = append(out, decl)
	}
	return out
}

// bilan says in one sentence what became of the statements.
func (v preuves) bilan() string {
	n := map[string]int{}
	tout := v.p.Declarations()
	for _, d := range tout {
		n[d.Statut]++
	}
	if len(tout) == 0 {
		return "Aucune déclaration vérifiable n’a été recueillie."
	}
	mots := []string{fmt.Sprintf("%s sur %d", francais.Pluriel(n[trame.StatutVerifie], "déclaration vérifiée", "déclarations vérifiées"), len(tout))}
	for _, s := range []struct{ cle, un, des string }{
		{trame.StatutPartiel, "partiellement vérifiée", "partiellement vérifiées"},
		{trame.StatutInfirme, "infirmée", "infirmées"},
		{trame.StatutContradictoire, "contredite entre deux vérifications", "contredites entre vérifications"},
		{trame.StatutNonVerifie, "non vérifiée malgré une tentative", "non vérifiées malgré une tentative"},
		{trame.StatutDeclare, "seulement déclarée", "seulement déclarées"},
	} {
		if n[s.cle] > 0 {
			mots = append(mots, francais.Pluriel(n[s.cle], s.un, s.des))
		}
	}
	return strings.Join(mots, francais.Fine+"; ") + "."
}

// appuis lists the statements an answer rests on, each with its status.
func (v preuves) appuis(val Valeur) []Fragment {
	noms, _ := val.v.([]string)
	var out []Fragment
	for _, n := range noms {
		nom := v.p.Libelle(n)
		if nom == "" { // it may not be spoken of
			continue
		}
		if len(out) > 0 {
			out = append(out, Fragment{Texte: "\n"})
		}
		out = append(out, Fragment{Texte: v.fixe(nom)})
		out = append(out, entreParentheses(v.statut(n))...)
	}
	return out
}
