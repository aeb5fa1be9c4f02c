package reports

import (
	"fmt"
	"slices"
	"strings"

	"justicepartage/data/francais"
	"justicepartage/data/trame"
)

// lettre makes what a letter has around its text.
type lettre struct{ *vue }

func (v lettre) entete() []Bloc {
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
func (v lettre) signature(lieu, date Valeur, heure ...Valeur) []Bloc {
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
func (v lettre) signatureJour(lieu Valeur) []Bloc {
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
func (v lettre) destinataire(pieces ...any) ([]Bloc, error) {
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

// sousTitre is the line under the title of a document.
func (v lettre) sousTitre(pieces ...any) ([]Bloc, error) {
	f, err := v.suite(pieces...)
	return []Bloc{Paragraphe{Texte: f, Style: "sous-titre"}}, err
}
