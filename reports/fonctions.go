package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
	"justicepartage/reports/porte"
)

// The functions a template may call. docs/modeles.md says what each one prints.

// nommeSection lists the functions whose text arguments are keys of sections or fields.
var nommeSection = map[string]bool{"tableau": true, "non_renseignes": true, "vide": true, "rempli": true, "aucun": true, "applicable": true, "dit_aucun": true, "chapitre": true, "chapitre_de": true}

// fonctionsVides gives the names to the parser; an execution brings the real ones.
func fonctionsVides() template.FuncMap {
	return (&expansion{vue: &vue{}}).fonctions()
}

func (e *expansion) fonctions() template.FuncMap {
	v := e.vue
	return template.FuncMap{
		"sortie": e.sortie,

		// Conditions.
		"renseigne": renseigne,
		"est":       func(val Valeur, cles ...string) bool { s, ok := val.v.(string); return ok && slices.Contains(cles, s) },
		"oui":       func(val Valeur) bool { return val.v == "oui" },
		"non":       func(val Valeur) bool { return val.v == "non" },
		"contient":  func(val Valeur, cle string) bool { l, _ := val.v.([]string); return slices.Contains(l, cle) },
		"parmi": func(val Valeur, ligne map[string]any) bool {
			id, _ := ligne["id"].(string)
			return slices.ContainsFunc(v.p.LignesDesignees(val.champ, val.v), func(l *porte.Ligne) bool { return l.ID() == id })
		},
		"vide":       v.vide,
		"rempli":     func(sections ...string) bool { return !v.vide(sections...) },
		"dit_aucun":  func(cle string) bool { return v.p.DitAucun(v.s.Section(cle)) },
		"applicable": func(cle string) bool { return v.p.Applicable(v.s.Section(cle)) == trame.Oui },
		"projet":     func() bool { return v.d.Projet },

		// Words.
		"dit":        v.dit,
		"propos":     v.propos,
		"libelle":    func(val Valeur) []Fragment { return v.avecStatut(v.libelle(val), val) },
		"court":      v.court,
		"statut":     func(val Valeur) Fragment { return v.statut(chemin(val)) },
		"de":         func(val Valeur) string { return francais.De(v.brut(val)) },
		"a":          func(val Valeur) string { return francais.A(v.brut(val)) },
		"nom":        func(nom, prenoms Valeur) string { return francais.Nom(v.brut(nom), v.brut(prenoms)) },
		"age":        v.age,
		"chapitre":   v.chapitre,
		"accord":     v.fixe,
		"aucun":      v.aucun,
		"sous_titre": v.sousTitre,
		"suite":      v.suite,
		"si": func(c bool, f []Fragment) []Fragment {
			if c {
				return f
			}
			return rienADire
		},
		"simple": v.libelle,
		"choix": func(val Valeur, cle, alors, sinon string) string {
			if val.v == cle {
				return alors
			}
			return sinon
		},
		"ou":                v.ou,
		"majuscules":        func(f []Fragment) []Fragment { return premier(f, francais.Majuscule) },
		"minuscules":        func(f []Fragment) []Fragment { return premier(f, francais.Minuscule) },
		"manque":            func(s string) Fragment { return Fragment{Texte: v.fixe(s), Marque: Manque} },
		"facultatif":        v.facultatif,
		"entre_parentheses": func(f Fragment) []Fragment { return entreParentheses(f)[1:] },
		"si_valeur":         v.siValeur,
		"paragraphes":       v.paragraphes,
		"prenom_nom":        v.prenomNom,
		"age_entre":         v.ageApres,
		"compter":           v.compter,
		"dit_si_aucun":      v.ditSiAucun,
		"chapitre_libre":    v.chapitreLibre,
		"chapitre_de":       v.chapitreDe,
		"note":              func(s string) []Bloc { return []Bloc{Paragraphe{Texte: []Fragment{{Texte: v.fixe(s)}}, Style: "note"}} },
		"personne":          func() string { return v.personne() },
		"numero":            func() string { return v.d.Numero },
		"rang_ligne":        v.rangLigne,
		"rang":              func() int { return max(v.d.Rang, 1) },
		"jour":              func() string { return francais.Date(v.jour()) },
		"document":          func() string { return v.d.Document.Titre },
		"signataire":        func() string { return v.d.Signataire.Nom },
		"fonction":          func() string { return v.d.Signataire.Fonction },

		// Law.
		"qualification": v.qualification,
		"motifs":        v.motifs,
		"article":       v.article,
		"article_long":  v.articleLong,
		"table":         v.table,

		// Verifications.
		"compte":       func(statuts ...string) int { return len(v.declarations(statuts)) },
		"declarations": func(statuts ...string) []Declaration { return v.declarations(statuts) },
		"bilan":        v.bilan,

		// Blocks.
		"fiche":          func(vals ...any) ([]Bloc, error) { return v.fiche(1, vals) },
		"fiche2":         func(vals ...any) ([]Bloc, error) { return v.fiche(2, vals) },
		"tableau":        v.tableau,
		"non_renseignes": v.nonRenseignes,
		"entete":         v.entete,
		"signature":      v.signature,
		"signature_jour": v.signatureJour,
		"signatures_jour": func(lieu Valeur, autre string) []Bloc {
			s := v.signatureJour(lieu)[0].(Signature)
			s.Autre = autre
			return []Bloc{s}
		},
		"destinataire": v.destinataire,
		"grille":       v.grille,
		"saut":         func() []Bloc { return []Bloc{SautDePage{}} },
		"regle":        func() []Bloc { return []Bloc{Regle{}} },
		"association":  func() string { return v.d.Association.Nom },
	}
}

func renseigne(vals ...any) (bool, error) {
	for _, x := range vals {
		switch x := x.(type) {
		case Valeur:
			if !x.renseignee() {
				return false, nil
			}
		case []map[string]any:
			if len(x) == 0 {
				return false, nil
			}
		default:
			return false, fmt.Errorf("« renseigne » attend des champs")
		}
	}
	return true, nil
}

func marquer(f []Fragment, m Marque) []Fragment {
	out := slices.Clone(f)
	for i := range out {
		out[i].Marque |= m
	}
	return out
}

// brut is the plain text of an answer, "" when there is none.
func (v *vue) brut(val Valeur) string {
	if !val.renseignee() {
		return ""
	}
	return v.texte(val.champ, val.v)
}

// dit writes a sentence with answers in the place of %s, each followed by its status if
// it can be verified. If one of the answers is missing, it says nothing: what is missing
// is said once, by non_renseignes.
func (v *vue) dit(format string, vals ...Valeur) ([]Fragment, error) {
	parts := strings.Split(format, "%s")
	if len(parts) != len(vals)+1 {
		return nil, fmt.Errorf("« %s » attend %d réponses, %d données", format, len(parts)-1, len(vals))
	}
	for _, val := range vals {
		if !val.renseignee() {
			return []Fragment{}, nil
		}
	}
	var out []Fragment
	for i, p := range parts {
		p = v.fixe(p)
		var suivant []Fragment
		if i < len(vals) {
			suivant = v.fragments(vals[i])
			if len(suivant) == 1 {
				// « de Anne » → « d’Anne »
				for _, mot := range []string{"de", "que"} {
					avant, ok := strings.CutSuffix(p, mot+" ")
					if ok && (avant == "" || strings.HasSuffix(avant, " ")) {
						lie := francais.Elider(mot, suivant[0].Texte)
						p, suivant[0].Texte = avant, lie
					}
				}
			}
			suivant = v.avecStatut(suivant, vals[i])
			// A sentence that ends the answer does not end ours a second time.
			if j := len(suivant) - 1; i == len(vals)-1 && strings.HasPrefix(parts[i+1], ".") && suivant[j].Marque == 0 {
				suivant[j].Texte = strings.TrimRight(suivant[j].Texte, ". ")
			}
		}
		out = append(append(out, Fragment{Texte: p}), suivant...)
	}
	return out, nil
}

// propos writes what was said on a subject: a run-in label, the text as it was written,
// its status. A missing answer prints nothing.
func (v *vue) propos(label string, val Valeur) []Bloc {
	if !val.renseignee() {
		return []Bloc{}
	}
	var out []Bloc
	paras := strings.Split(v.texte(val.champ, val.v), "\n\n")
	for i, p := range paras {
		f := []Fragment{{Texte: p}}
		if i == 0 && label != "" {
			f = append([]Fragment{{Texte: v.fixe(label) + francais.Insecable + "– ", Marque: Etiquette}}, f...)
		}
		if i == len(paras)-1 {
			f = v.avecStatut(f, val)
		}
		out = append(out, Paragraphe{Texte: f})
	}
	return out
}

func (v *vue) libelle(val Valeur) []Fragment {
	if s, ok := val.v.(string); ok {
		if o := val.champ.Option(s); o != nil {
			return []Fragment{{Texte: v.fixe(o.Libelle)}}
		}
	}
	return v.fragments(val)
}

// age writes the age between a date of birth and the day of the document.
func (v *vue) age(val Valeur) string {
	s, _ := val.v.(string)
	return francais.AgeEnLettres(s, v.jour())
}

// chapitre starts the chapter of a section, so that the preview can follow the form.
func (v *vue) chapitre(cle string) ([]Bloc, error) {
	sec := v.s.Section(cle)
	if sec == nil {
		return nil, fmt.Errorf("la section « %s » n’existe pas", cle)
	}
	if v.p.Applicable(sec) == trame.Non {
		return []Bloc{}, nil
	}
	return []Bloc{Titre{Niveau: 2, Texte: []Fragment{{Texte: v.fixe(sec.Titre)}}, Ancre: cle}}, nil
}

func (v *vue) aucun(cle string) string {
	sec := v.s.Section(cle)
	if v.p.DitAucun(sec) {
		return v.fixe(sec.Aucun)
	}
	return ""
}

// qualification writes the level: « Obligatoire ».
func (v *vue) qualification() []Fragment {
	q := v.p.Qualification()
	if q == nil {
		return nil
	}
	if q.APreciser {
		return []Fragment{{Texte: "à préciser", Marque: Manque}}
	}
	return []Fragment{{Texte: francais.Minuscule(q.Libelle())}}
}

// motifs writes the reasons that hold, with their references.
func (v *vue) motifs() []Fragment {
	q := v.p.Qualification()
	if q == nil {
		return nil
	}
	var out []Fragment
	for i, m := range q.Motifs {
		if i > 0 {
			out = append(out, Fragment{Texte: francais.Fine + "; "})
		}
		out = append(out, Fragment{Texte: v.fixe(m.Texte)})
		for _, a := range m.Articles {
			out = append(out, Fragment{Texte: " (" + articleImprime(a) + ")"})
		}
	}
	if q.APreciser {
		var noms []string
		for _, m := range v.p.Manques(q) {
			noms = append(noms, francais.Minuscule(v.fixe(m)))
		}
		sep := ""
		if len(out) > 0 {
			sep = francais.Fine + "; "
		}
		out = append(out, Fragment{Texte: sep + "il manque" + francais.Insecable + ": " + francais.Liste(noms), Marque: Manque})
	}
	return out
}

func articleImprime(a *trame.Article) string {
	s := strings.ReplaceAll(a.Texte, "L. ", "L."+francais.Insecable)
	s = strings.ReplaceAll(s, "article ", "article"+francais.Insecable)
	s = strings.ReplaceAll(s, "alinéa ", "alinéa"+francais.Insecable)
	if a.AVerifier {
		s += ", numérotation à vérifier"
	}
	return s
}

func (v *vue) article(cle string) (string, error) {
	a := v.p.Article(cle)
	if a == nil {
		return "", fmt.Errorf("la référence « %s » n’est pas dans la table des articles", cle)
	}
	return articleImprime(a), nil
}

// articleLong writes a reference without abbreviation.
func (v *vue) articleLong(cle string) (string, error) {
	a := v.p.Article(cle)
	if a == nil || a.Long == "" {
		return v.article(cle)
	}
	long := *a
	long.Texte = a.Long
	return articleImprime(&long), nil
}

// table writes an attribute of a row of a reference table; cle is a text or an answer.
func (v *vue) table(nom string, cle any, attribut string) (string, error) {
	var k string
	switch c := cle.(type) {
	case string:
		k = c
	case Valeur:
		if !c.renseignee() {
			return nonRenseigne, nil
		}
		k, _ = c.v.(string)
	}
	if v.s.Tables.Liste(nom) == nil {
		return "", fmt.Errorf("la table « %s » n’existe pas", nom)
	}
	r := v.s.Tables.Rang(nom, k)
	if r == nil {
		return "", fmt.Errorf("« %s » n’est pas dans la table « %s »", k, nom)
	}
	s, _ := r.Attributs[attribut].(string)
	return s, nil
}

// Declaration is a verifiable statement as a template sees it.
type Declaration struct {
	Libelle string
	Valeur  []Fragment
	Statut  Fragment
}

func (v *vue) declarations(statuts []string) []Declaration {
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
func (v *vue) bilan() string {
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

// fiche makes label and value pairs. An answer takes its own label; a text before a
// value or fragments is the label. Unanswered questions are left out.
func (v *vue) fiche(colonnes int, args []any) ([]Bloc, error) {
	f := Fiche{Colonnes: colonnes}
	label := ""
	for _, a := range args {
		var valeur []Fragment
		switch a := a.(type) {
		case string:
			if label == "" {
				label = a
				continue
			}
			valeur = []Fragment{{Texte: imprimable(a)}}
		case Valeur:
			if label == "" {
				label = a.champ.Libelle
			}
			if a.renseignee() {
				valeur = v.avecStatut(v.majuscule(a), a)
			} else if _, faux := a.v.(trame.Invalide); faux || v.exige(a) {
				valeur = v.fragments(a)
			}
		case []Fragment:
			valeur = a
			if vide(a) {
				valeur = nil
			}
		case Fragment:
			valeur = []Fragment{a}
		default:
			return nil, fmt.Errorf("« fiche » attend des champs, ou un libellé suivi d’une valeur")
		}
		if len(valeur) > 0 {
			f.Paires = append(f.Paires, Paire{Libelle: v.fixe(label), Valeur: valeur})
		}
		label = ""
	}
	if len(f.Paires) == 0 {
		return []Bloc{}, nil
	}
	return []Bloc{f}, nil
}

// exige tells whether the absence of an answer must be seen where it would stand.
func (v *vue) exige(val Valeur) bool {
	return val.champ.Requis != trame.RequisJamais && v.applicable(val)
}

// majuscule writes an answer that stands alone: option labels as they are.
func (v *vue) majuscule(val Valeur) []Fragment {
	return premier(v.libelle(val), francais.Majuscule)
}

type colonne struct {
	Colonne
	champs []string
}

// lireFiltre reads « si:etat=prevue,tenue »: only the rows with one of these answers.
func lireFiltre(s string) (champ string, cles []string, ok bool) {
	reste, ok := strings.CutPrefix(s, "si:")
	if !ok {
		return "", nil, false
	}
	champ, valeurs, ok := strings.Cut(reste, "=")
	return champ, strings.Split(valeurs, ","), ok
}

// lireColonne reads « contact+lien|Personne|3|droite ».
func lireColonne(s string) (colonne, error) {
	parts := strings.Split(s, "|")
	if len(parts) < 3 {
		return colonne{}, fmt.Errorf("une colonne s’écrit « champ|Titre|largeur », pas « %s »", s)
	}
	poids, err := strconv.ParseFloat(parts[2], 64)
	if err != nil || poids <= 0 {
		return colonne{}, fmt.Errorf("la largeur de la colonne « %s » doit être un nombre", s)
	}
	return colonne{
		Colonne: Colonne{Titre: parts[1], Poids: poids, Droite: len(parts) > 3 && parts[3] == "droite"},
		champs:  strings.Split(parts[0], "+"),
	}, nil
}

// tableau makes a table of the rows of a repeated section. Columns are texts; an answer
// among the arguments makes a total row. Without rows it says so in one line.
func (v *vue) tableau(cle string, args ...any) ([]Bloc, error) {
	sec := v.s.Section(cle)
	if sec == nil {
		return nil, fmt.Errorf("la section « %s » n’existe pas", cle)
	}
	if v.p.Applicable(sec) == trame.Non {
		return []Bloc{}, nil
	}
	rows := v.lignes(sec)
	if len(rows) == 0 {
		texte := Fragment{Texte: v.fixe(sec.Titre) + francais.Insecable + ": " + nonRenseigne + ".", Marque: Manque}
		if v.p.DitAucun(sec) {
			texte = Fragment{Texte: v.fixe(sec.Aucun)}
		}
		return []Bloc{Paragraphe{Texte: []Fragment{texte}}}, nil
	}
	t := Tableau{}
	var cols []colonne
	var total *Valeur
	for _, a := range args {
		switch a := a.(type) {
		case string:
			if champ, cles, ok := lireFiltre(a); ok {
				rows = slices.DeleteFunc(slices.Clone(rows), func(l *porte.Ligne) bool {
					s, _ := v.p.Valeur(sec.Champ(champ), l).(string)
					return !slices.Contains(cles, s)
				})
				continue
			}
			c, err := lireColonne(a)
			if err != nil {
				return nil, err
			}
			cols = append(cols, c)
			c.Titre = v.fixe(c.Titre)
			t.Colonnes = append(t.Colonnes, c.Colonne)
		case Valeur:
			total = &a
		}
	}
	if len(rows) == 0 { // none of them is of the kind that is shown
		return []Bloc{Paragraphe{Texte: []Fragment{{Texte: "Aucune ligne à porter ici."}}}}, nil
	}
	for i, l := range rows {
		var ligne []Cellule
		for _, c := range cols {
			ligne = append(ligne, v.cellule(sec, l, i, c))
		}
		t.Lignes = append(t.Lignes, ligne)
	}
	if total != nil {
		t.Total = true
		t.Lignes = append(t.Lignes, v.ligneTotal(cols, *total))
	}
	return []Bloc{t}, nil
}

func (v *vue) cellule(sec *trame.Section, l *porte.Ligne, i int, c colonne) Cellule {
	var out Cellule
	for _, cle := range c.champs {
		var f []Fragment
		switch cle {
		case "n":
			f = []Fragment{{Texte: strconv.Itoa(i + 1)}}
		case "qui":
			f = []Fragment{{Texte: v.qui(sec, l)}}
		case "blanc": // room to write or to sign by hand
			f = []Fragment{{Texte: francais.Insecable + "\n" + francais.Insecable + "\n" + francais.Insecable}}
		case "statut":
			f = []Fragment{v.statut(sec.Cle + "." + l.ID())}
		default:
			if special, ok := v.special(sec, l, cle); ok {
				f = special
				break
			}
			ch := sec.Champ(cle)
			if ch == nil || v.p.Cache(ch) {
				continue
			}
			val := v.valeur(ch, l)
			if !val.renseignee() && len(c.champs) > 1 && !v.exige(val) {
				continue
			}
			f = v.avecStatut(v.court(val), val)
		}
		if len(f) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, Fragment{Texte: "\n"})
			f = marquer(f, Discret)
		}
		out = append(out, f...)
	}
	return out
}

func (v *vue) ligneTotal(cols []colonne, total Valeur) []Cellule {
	ligne := make([]Cellule, len(cols))
	ligne[0] = Cellule{{Texte: v.fixe(total.champ.Libelle), Marque: Gras}}
	for i, c := range cols {
		if !c.Droite {
			continue
		}
		if total.renseignee() {
			ligne[i] = marquer(v.fragments(total), Gras)
		} else {
			ligne[i] = Cellule{{Texte: "non calculable", Marque: Manque | Discret}}
		}
	}
	return ligne
}

// vide tells whether nothing at all was answered in some sections.
func (v *vue) vide(sections ...string) bool {
	return !slices.ContainsFunc(sections, func(cle string) bool { return !v.p.Vide(v.s.Section(cle)) })
}

// nonRenseignes says in one line what was not answered in some sections.
func (v *vue) nonRenseignes(sections ...string) []Bloc {
	var noms []string
	applique := false
	for _, cle := range sections {
		sec := v.s.Section(cle)
		if v.p.Applicable(sec) == trame.Non {
			continue
		}
		applique = true
		if sec.Repetee {
			if !v.p.Repondue(sec) {
				noms = append(noms, v.fixe(sec.Titre))
			}
			continue
		}
		for _, c := range sec.Champs {
			val := v.valeur(c, nil)
			if !c.Calcule() && !c.Silence && !val.renseignee() && v.applicable(val) {
				noms = append(noms, v.fixe(c.Libelle))
			}
		}
	}
	switch {
	case applique && v.vide(sections...):
		return []Bloc{Paragraphe{Texte: []Fragment{{Texte: "Cette rubrique n’a pas été renseignée.", Marque: Manque}}}}
	case len(noms) == 0:
		return []Bloc{}
	}
	return []Bloc{Paragraphe{Style: "note", Texte: []Fragment{{Texte: "Non renseigné" + francais.Insecable + ": " + strings.Join(noms, " · ")}}}}
}

func (v *vue) entete() []Bloc {
	a := v.d.Association
	e := EnTete{Nom: imprimable(a.Nom), Logo: a.Logo}
	for _, l := range append([]string{a.SousTitre}, a.Appartenances...) {
		if l != "" {
			e.Lignes = append(e.Lignes, imprimable(l))
		}
	}
	for _, l := range a.Adresse {
		e.Cote = append(e.Cote, imprimable(l))
	}
	if a.Telephone != "" {
		e.Cote = append(e.Cote, "Tél. "+francais.Telephone(a.Telephone))
	}
	if a.Courriel != "" {
		e.Cote = append(e.Cote, imprimable(a.Courriel))
	}
	if a.Habilitation != "" {
		e.Habilite = imprimable(a.Habilitation)
	}
	return []Bloc{e}
}

// signature closes a document: {{ signature .section.lieu .section.date }}.
func (v *vue) signature(lieu, date Valeur, heure ...Valeur) []Bloc {
	out := []Fragment{{Texte: "Fait à "}}
	out = append(out, v.fragments(lieu)...)
	out = append(out, Fragment{Texte: ", le "})
	out = append(out, v.fragments(date)...)
	if len(heure) > 0 && heure[0].renseignee() {
		out = append(out, Fragment{Texte: " à "})
		out = append(out, v.fragments(heure[0])...)
	}
	return []Bloc{Signature{Lieu: out, Nom: imprimable(v.d.Signataire.Nom), Fonction: imprimable(v.d.Signataire.Fonction)}}
}

// signatureJour closes a paper of the daily work, which bears the day it is made:
// {{ signature_jour .section.lieu }} → « Fait au Puy-en-Velay, le 2 janvier 2026 ».
func (v *vue) signatureJour(lieu Valeur) []Bloc {
	out := []Fragment{{Texte: "Fait "}}
	if lieu.renseignee() {
		out = append(out, Fragment{Texte: francais.A(v.brut(lieu))})
	} else {
		out = append(append(out, Fragment{Texte: "à "}), v.fragments(lieu)...)
	}
	out = append(out, Fragment{Texte: ", le " + francais.Date(v.jour())})
	return []Bloc{Signature{Lieu: out, Nom: imprimable(v.d.Signataire.Nom), Fonction: imprimable(v.d.Signataire.Fonction)}}
}

// destinataire is the address of a letter, one piece a line; an address takes as many lines
// as on an envelope. Pieces that say nothing leave no line.
func (v *vue) destinataire(pieces ...any) ([]Bloc, error) {
	var lignes []string
	for _, p := range pieces {
		switch p := p.(type) {
		case string:
			lignes = append(lignes, v.fixe(p))
		case []Fragment:
			var sb strings.Builder
			for _, f := range p {
				sb.WriteString(f.Texte)
			}
			lignes = append(lignes, sb.String())
		case Valeur:
			if a, ok := p.v.(trame.Adresse); ok {
				for _, l := range a.Lignes() {
					lignes = append(lignes, imprimable(l))
				}
			} else {
				lignes = append(lignes, v.brut(p))
			}
		default:
			return nil, fmt.Errorf("« destinataire » attend des textes ou des réponses")
		}
	}
	lignes = slices.DeleteFunc(lignes, func(l string) bool { return strings.TrimSpace(l) == "" })
	if len(lignes) == 0 {
		return []Bloc{}, nil
	}
	return []Bloc{Paragraphe{Style: "destinataire", Texte: []Fragment{{Texte: strings.Join(lignes, "\n")}}}}, nil
}

// qui names the person a row is about, by the role of its section: « Mme VIALATTE Laure ».
func (v *vue) qui(sec *trame.Section, l *porte.Ligne) string {
	for _, p := range v.s.Personnes {
		if p.Section != sec.Cle {
			continue
		}
		texte := func(cle string) string {
			if cle == "" {
				return ""
			}
			return v.brut(v.valeur(sec.Champ(cle), l))
		}
		civilite := ""
		if g := p.Genre; g != "" {
			if o := sec.Champ(g).Option(fmt.Sprint(v.p.Valeur(sec.Champ(g), l))); o != nil {
				civilite = v.fixe(o.Libelle) + francais.Insecable
			}
		}
		if nom := strings.TrimSpace(imprimable(francais.Nom(texte(p.Nom), texte(p.Prenoms)))); nom != "" {
			return civilite + nom
		}
	}
	return nonRenseigne
}

// rangLigne is the place of the row the document is about among those of its section.
func (v *vue) rangLigne() string {
	sec := v.s.Section(v.d.Document.Pour)
	n := 0
	if sec != nil {
		n = max(0, v.p.RangLigne(sec, v.d.Ligne))
	}
	return strconv.Itoa(n + 1)
}
