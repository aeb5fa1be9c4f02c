package trame

import (
	"fmt"
	"strings"
	"time"

	"justicepartage/data/saisie"
)

// An address, and a link to a person.

func init() {
	declarer(TypeAdresse, nature{
		lire: func(_ *Champ, v any, _ time.Time) (any, error) { return adresse(v) }, ecrire: ecrireAdresse,
		kind: kAdresse, tapee: true, papier: Papier{Lignes: 1},
	})
	declarer(TypePersonne, nature{
		lire: func(_ *Champ, v any, _ time.Time) (any, error) { return lien(v) },
		ecrire: func(p Plume, _ *Champ, v any) string {
			l, _ := v.(Lien)
			return p.reponse(l.Nom)
		},
		kind: kLien, tapee: true,
	})
}

// Adresse is a postal address. CodePostal has five digits when the commune is French.
type Adresse struct {
	Voie       string `json:"voie,omitempty" toml:"voie"`
	Complement string `json:"complement,omitempty" toml:"complement"`
	CodePostal string `json:"code_postal,omitempty" toml:"code_postal"`
	Commune    string `json:"commune,omitempty" toml:"commune"`
}

// Vide tells whether nothing is filled in.
func (a Adresse) Vide() bool { return a == Adresse{} }

// Lignes are the lines of the address as on an envelope, without empty ones.
func (a Adresse) Lignes() []string {
	var out []string
	for _, s := range []string{a.Voie, a.Complement, strings.TrimSpace(a.CodePostal + " " + a.Commune)} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func ecrireAdresse(p Plume, _ *Champ, v any) string {
	a, _ := v.(Adresse)
	s := strings.Join(a.Lignes(), ", ")
	if p.Usage == Garde && decouperAdresse(s) != a {
		s = strings.Join([]string{a.Voie, a.Complement, a.CodePostal, a.Commune}, " "+separeAdresse+" ")
	}
	return p.reponse(s)
}

// separeAdresse stands between the four parts of an address that its lines would not give
// back: with a complement, abroad.
const separeAdresse = ";"

// Lien is a link to a person, with the name as it stood when the link was made.
type Lien struct {
	ID  string `json:"id,omitempty" toml:"id"`
	Nom string `json:"nom" toml:"nom"`
}

func adresse(v any) (any, error) {
	var a Adresse
	switch v := v.(type) {
	case Adresse:
		a = v
	case string:
		a = decouperAdresse(v)
	case map[string]any:
		for k, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf("« %s » doit être un texte", k)
			}
			switch k {
			case "voie":
				a.Voie = s
			case "complement":
				a.Complement = s
			case "code_postal":
				a.CodePostal = s
			case "commune":
				a.Commune = s
			default:
				return nil, fmt.Errorf("« %s » ne fait pas partie d’une adresse (voie, complement, code_postal, commune)", k)
			}
		}
	default:
		return nil, fmt.Errorf("une adresse était attendue")
	}
	a = Adresse{saisie.Ligne(a.Voie), saisie.Ligne(a.Complement), saisie.Ligne(a.CodePostal), saisie.Ligne(a.Commune)}
	if a.Vide() {
		return nil, nil
	}
	return a, nil
}

// decouperAdresse reads « 3 rue des Tilleuls, 43000 Le Puy-en-Velay »: the last group
// of five digits is the post code, what follows is the commune. Four parts set apart by « ; »
// are the four parts of an address.
func decouperAdresse(s string) Adresse {
	s = saisie.Ligne(s)
	if p := strings.Split(s, separeAdresse); len(p) == 4 {
		return Adresse{strings.TrimSpace(p[0]), strings.TrimSpace(p[1]), strings.TrimSpace(p[2]), strings.TrimSpace(p[3])}
	}
	mots := strings.Fields(s)
	for i := len(mots) - 1; i >= 0; i-- {
		m := strings.Trim(mots[i], ",;")
		if len(m) != 5 || strings.Trim(m, "0123456789") != "" {
			continue
		}
		voie := strings.TrimRight(strings.Join(mots[:i], " "), " ,;–-")
		return Adresse{Voie: voie, CodePostal: m, Commune: strings.Join(mots[i+1:], " ")}
	}
	return Adresse{Voie: s}
}

func lien(v any) (any, error) {
	var l Lien
	switch v := v.(type) {
	case Lien:
		l = v
	case string:
		l.Nom = v
	case map[string]any:
		for k, e := range v {
			s, ok := e.(string)
			if !ok || (k != "id" && k != "nom") {
				return nil, fmt.Errorf("une personne se désigne par son nom")
			}
			if k == "id" {
				l.ID = s
			} else {
				l.Nom = s
			}
		}
	default:
		return nil, fmt.Errorf("une personne était attendue")
	}
	l.Nom = saisie.Ligne(l.Nom)
	if l.Nom == "" && l.ID == "" {
		return nil, nil
	}
	return l, nil
}
