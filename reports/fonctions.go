package reports

import (
	"slices"
	"text/template"
	"text/template/parse"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports/porte"
)

// fonction is what a template may call. docs/modeles.md says what each one prints.
type fonction struct {
	nom string
	// nomme checks the arguments that name sections and fields, before any dossier; nil when
	// none does.
	nomme func(c *controleModele, args []parse.Node)
	// de makes the function for one execution.
	de func(v *vue) any
}

// fonctions are all of them.
var fonctions = []fonction{
	// Conditions.
	{"renseigne", nil, func(*vue) any { return renseigne }},
	{"est", nil, func(*vue) any {
		return func(val Valeur, cles ...string) bool { s, ok := val.v.(string); return ok && slices.Contains(cles, s) }
	}},
	{"oui", nil, func(*vue) any { return func(val Valeur) bool { return val.v == "oui" } }},
	{"non", nil, func(*vue) any { return func(val Valeur) bool { return val.v == "non" } }},
	{"contient", nil, func(*vue) any {
		return func(val Valeur, cle string) bool { l, _ := val.v.([]string); return slices.Contains(l, cle) }
	}},
	{"parmi", nil, func(v *vue) any {
		return func(val Valeur, ligne map[string]any) bool {
			id, _ := ligne["id"].(string)
			return slices.ContainsFunc(v.p.LignesDesignees(val.champ, val.v), func(l *porte.Ligne) bool { return l.ID() == id })
		}
	}},
	{"vide", desSections, func(v *vue) any { return rubriques{v}.vide }},
	{"rempli", desSections, func(v *vue) any { return func(sections ...string) bool { return !rubriques{v}.vide(sections...) } }},
	{"dit_aucun", desSections, func(v *vue) any { return func(cle string) bool { return v.p.DitAucun(v.s.Section(cle)) } }},
	{"applicable", desSections, func(v *vue) any {
		return func(cle string) bool { return v.p.Applicable(v.s.Section(cle)) == trame.Oui }
	}},
	{"projet", nil, func(v *vue) any { return func() bool { return v.d.Projet } }},

	// Words.
	{"dit", nil, func(v *vue) any { return v.dit }},
	{"propos", nil, func(v *vue) any { return v.propos }},
	{"libelle", nil, func(v *vue) any { return func(val Valeur) []Fragment { return v.avecStatut(v.libelle(val), val) } }},
	{"court", nil, func(v *vue) any { return v.court }},
	{"statut", nil, func(v *vue) any { return func(val Valeur) Fragment { return v.statut(chemin(val)) } }},
	{"de", nil, func(v *vue) any { return func(val Valeur) string { return francais.De(v.brut(val)) } }},
	{"a", nil, func(v *vue) any { return func(val Valeur) string { return francais.A(v.brut(val)) } }},
	{"nom", nil, func(v *vue) any {
		return func(nom, prenoms Valeur) string { return francais.Nom(v.brut(nom), v.brut(prenoms)) }
	}},
	{"age", nil, func(v *vue) any { return v.age }},
	{"chapitre", desSections, func(v *vue) any { return rubriques{v}.chapitre }},
	{"accord", nil, func(v *vue) any { return v.fixe }},
	{"aucun", desSections, func(v *vue) any { return rubriques{v}.aucun }},
	{"sous_titre", nil, func(v *vue) any { return lettre{v}.sousTitre }},
	{"suite", nil, func(v *vue) any { return v.suite }},
	{"si", nil, func(*vue) any {
		return func(c bool, f []Fragment) []Fragment {
			if c {
				return f
			}
			return rienADire
		}
	}},
	{"simple", nil, func(v *vue) any { return v.libelle }},
	{"choix", nil, func(*vue) any {
		return func(val Valeur, cle, alors, sinon string) string {
			if val.v == cle {
				return alors
			}
			return sinon
		}
	}},
	{"ou", nil, func(v *vue) any { return v.ou }},
	{"majuscules", nil, func(*vue) any { return func(f []Fragment) []Fragment { return premier(f, francais.Majuscule) } }},
	{"minuscules", nil, func(*vue) any { return func(f []Fragment) []Fragment { return premier(f, francais.Minuscule) } }},
	{"manque", nil, func(v *vue) any { return func(s string) Fragment { return Fragment{Texte: v.fixe(s), Marque: Manque} } }},
	{"facultatif", nil, func(v *vue) any { return v.facultatif }},
	{"entre_parentheses", nil, func(*vue) any { return func(f Fragment) []Fragment { return entreParentheses(f)[1:] } }},
	{"si_valeur", nil, func(v *vue) any { return v.siValeur }},
	{"paragraphes", nil, func(v *vue) any { return v.paragraphes }},
	{"prenom_nom", nil, func(v *vue) any { return v.prenomNom }},
	{"age_entre", nil, func(v *vue) any { return v.ageApres }},
	{"compter", nil, func(v *vue) any { return v.compter }},
	{"dit_si_aucun", deSection(1), func(v *vue) any { return rubriques{v}.ditSiAucun }},
	{"chapitre_libre", nil, func(v *vue) any { return rubriques{v}.chapitreLibre }},
	{"chapitre_de", desSections, func(v *vue) any { return rubriques{v}.chapitreDe }},
	{"note", nil, func(v *vue) any {
		return func(s string) []Bloc { return []Bloc{Paragraphe{Texte: []Fragment{{Texte: v.fixe(s)}}, Style: "note"}} }
	}},
	{"personne", nil, func(v *vue) any { return func() string { return v.personne() } }},
	{"numero", nil, func(v *vue) any { return func() string { return v.d.Numero } }},
	{"rang_ligne", nil, func(v *vue) any { return v.rangLigne }},
	{"rang", nil, func(v *vue) any { return func() int { return max(v.d.Rang, 1) } }},
	{"jour", nil, func(v *vue) any { return func() string { return francais.Date(v.jour()) } }},
	{"document", nil, func(v *vue) any { return func() string { return v.d.Document.Titre } }},
	{"signataire", nil, func(v *vue) any { return func() string { return v.d.Signataire.Nom } }},
	{"fonction", nil, func(v *vue) any { return func() string { return v.d.Signataire.Fonction } }},

	// Law.
	{"qualification", nil, func(v *vue) any { return droit{v}.qualification }},
	{"motifs", nil, func(v *vue) any { return droit{v}.motifs }},
	{"article", nil, func(v *vue) any { return droit{v}.article }},
	{"article_long", nil, func(v *vue) any { return droit{v}.articleLong }},
	{"table", nil, func(v *vue) any { return droit{v}.table }},

	// Verifications.
	{"compte", nil, func(v *vue) any { return func(statuts ...string) int { return len(preuves{v}.declarations(statuts)) } }},
	{"declarations", nil, func(v *vue) any {
		return func(statuts ...string) []Declaration { return preuves{v}.declarations(statuts) }
	}},
	{"bilan", nil, func(v *vue) any { return preuves{v}.bilan }},

	// Blocks.
	{"fiche", nil, func(v *vue) any { return func(vals ...any) ([]Bloc, error) { return v.fiche(1, vals) } }},
	{"fiche2", nil, func(v *vue) any { return func(vals ...any) ([]Bloc, error) { return v.fiche(2, vals) } }},
	{"tableau", duTableau, func(v *vue) any { return tables{v}.tableau }},
	{"non_renseignes", desSections, func(v *vue) any { return rubriques{v}.nonRenseignes }},
	{"entete", nil, func(v *vue) any { return lettre{v}.entete }},
	{"signature", nil, func(v *vue) any { return lettre{v}.signature }},
	{"signature_jour", nil, func(v *vue) any { return lettre{v}.signatureJour }},
	{"signatures_jour", nil, func(v *vue) any {
		return func(lieu Valeur, autre string) []Bloc {
			s := lettre{v}.signatureJour(lieu)[0].(Signature)
			s.Autre = autre
			return []Bloc{s}
		}
	}},
	{"destinataire", nil, func(v *vue) any { return lettre{v}.destinataire }},
	{"grille", nil, func(v *vue) any { return grilles{v}.grille }},
	{"saut", nil, func(*vue) any { return func() []Bloc { return []Bloc{SautDePage{}} } }},
	{"regle", nil, func(*vue) any { return func() []Bloc { return []Bloc{Regle{}} } }},
	{"association", nil, func(v *vue) any { return func() string { return v.d.Association.Nom } }},
}

// fonctionNommee gives the function of that name, nil when there is none.
func fonctionNommee(nom string) *fonction {
	if i := slices.IndexFunc(fonctions, func(f fonction) bool { return f.nom == nom }); i >= 0 {
		return &fonctions[i]
	}
	return nil
}

// fonctionsVides gives the names to the parser; an execution brings the real ones.
func fonctionsVides() template.FuncMap {
	return (&expansion{vue: &vue{}}).fonctions()
}

func (e *expansion) fonctions() template.FuncMap {
	out := template.FuncMap{"sortie": e.sortie}
	for _, f := range fonctions {
		out[f.nom] = f.de(e.vue)
	}
	return out
}
