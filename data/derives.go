package data

import (
	"strings"

	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// Derives is what follows from the answers of a dossier.
type Derives struct {
	Titre, Echeance string
	Gens            []Present
	Identite, Texte string // words of the two indexes
	Comptes         []trame.Compte
	Delais          []trame.EcheanceVue // that still run
	Seances         []trame.SeanceVue
	Arrets          []trame.Alerte // hard stops that speak
}

// Deriver computes what follows from the answers and sets the columns of the dossier.
func (d *Dossier) Deriver(ex *trame.Examen) *Derives {
	svc := ex.Service()
	repere := func(chemin string) string { s, _ := ex.Repere(chemin).(string); return s }
	d.NumeroParquet, d.Juridiction = repere(svc.Reperes.NumeroParquet), repere(svc.Reperes.Juridiction)
	d.Saisine, d.Audience = repere(svc.Reperes.Saisine), repere(svc.Reperes.Audience)
	d.Etape = ""
	if e := ex.EtapeCourante(); e != nil {
		d.Etape = e.Cle
	}
	out := &Derives{Comptes: ex.Comptes(), Gens: Presents(ex), Seances: ex.Seances(), Arrets: ex.Arrets("")}
	for _, e := range ex.Echeances() {
		if !e.Courante() {
			continue
		}
		out.Delais = append(out.Delais, e)
		if out.Echeance == "" || e.Date < out.Echeance {
			out.Echeance = e.Date
		}
	}
	var titres, mots []string
	for _, p := range out.Gens {
		if p.Principal {
			titres = append(titres, strings.TrimSpace(p.Nom+" "+p.Prenoms))
		}
		mots = append(mots, motsPersonne(p.Personne)...)
	}
	if out.Titre = strings.Join(titres, ", "); out.Titre == "" {
		out.Titre = ex.Intitule()
	}
	if out.Titre == "" {
		out.Titre = "Sans nom"
	}
	mots = append(mots, motsNumeros(d)...)
	out.Identite = strings.Join(mots, " ")
	out.Texte = textes(ex)
	return out
}

// motsPersonne are the words under which a person is found: each word of the names, and
// the ends of each name joined (delatour, latour), since « De La Tour » is also typed so.
func motsPersonne(p Personne) []string {
	noms := []string{p.Nom, p.NomUsage}
	// Compound first names are joined one by one: « Marie-Ange Louise » is also marieange.
	noms = append(noms, strings.FieldsFunc(p.Prenoms, func(r rune) bool { return r == ' ' || r == ',' })...)
	var out []string
	for _, nom := range noms {
		mots := identite.Mots(nom)
		out = append(out, mots...)
		for i := range len(mots) - 1 {
			out = append(out, strings.Join(mots[i:], ""))
		}
		if len(mots) > 2 {
			out = append(out, identite.CleNom(nom))
		}
	}
	if j := strings.ReplaceAll(p.Naissance, "-", ""); len(j) == 8 {
		out = append(out, j, j[6:]+j[4:6]+j[:4]) // 19900103 and, as it is typed, 03011990
	}
	for _, tel := range p.Telephones {
		out = append(out, motsTelephone(tel)...)
	}
	return out
}

// motsTelephone: whole, without its 0, and by its last pairs of digits.
func motsTelephone(tel string) []string {
	out := []string{strings.TrimPrefix(tel, "+")}
	if court, ok := strings.CutPrefix(tel, "0"); ok {
		out = append(out, court)
		for n := len(tel) - 2; n >= 4; n -= 2 {
			out = append(out, tel[len(tel)-n:])
		}
	}
	return out
}

// motsNumeros are the words of the numbers of a dossier: « 2026-ESR-0012 » is found
// whole, by « esr 12 » and by « 0012 ».
func motsNumeros(d *Dossier) []string {
	mots := identite.Mots(d.Numero)
	out := append(mots, strings.Join(mots, ""))
	if n := strings.TrimLeft(mots[len(mots)-1], "0"); n != "" {
		out = append(out, n)
	}
	if p := identite.CleNom(d.NumeroParquet); p != "" {
		out = append(out, p)
	}
	return out
}

// textes gathers what was written in words in a dossier, folded.
func textes(ex *trame.Examen) string {
	var sb strings.Builder
	for _, sec := range ex.Service().Sections {
		for _, l := range ex.Fiches(sec) {
			for _, c := range sec.Champs {
				if c.EnMots() {
					if s, ok := ex.Valeur(c, l).(string); ok {
						sb.WriteString(identite.Plier(s))
						sb.WriteByte(' ')
					}
				}
			}
		}
	}
	return sb.String()
}
