package trame

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func (c *chargeur) reperes() {
	existe := func(cle, chemin string) {
		sec, champ, _ := strings.Cut(chemin, ".")
		c.si(chemin != "" && c.s.Champ(sec, champ) == nil, cle, "le champ « %s » n’existe pas", chemin)
	}
	r := c.s.Reperes
	existe("reperes.numero_parquet", r.NumeroParquet)
	existe("reperes.juridiction", r.Juridiction)
	existe("reperes.saisine", r.Saisine)
	existe("reperes.audience", r.Audience)
	existe("reperes.redaction", r.Redaction)
	existe("reperes.titre", r.Titre)
	for i, p := range c.s.Personnes {
		q := fmt.Sprintf("personne[%d]", i)
		c.si(p.Role == "" || p.Titre == "" || p.Nom == "", q, "une personne a un rôle, un titre et un champ « nom »")
		for _, f := range append([]string{p.Nom, p.NomUsage, p.Prenoms, p.Naissance, p.Genre, p.Sur}, p.Telephones...) {
			if f != "" {
				existe(q, p.Section+"."+f)
			}
		}
		for _, a := range p.Adresses {
			existe(q+".adresses", a)
		}
	}
}

// rencontres checks what makes appointments of rows.
func (c *chargeur) rencontres() {
	for i, s := range c.s.Seances {
		p := fmt.Sprintf("seance[%d]", i)
		c.si(s.Titre == "" || s.Section == "" || s.Date == "" || s.Debut == "", p, "une séance a un titre, une section, une date et une heure de début")
		sec := c.repetee(p+".section", s.Section)
		if c.err != nil {
			return
		}
		for _, f := range []struct {
			nom   string
			types []string
		}{
			{s.Date, []string{TypeDate}},
			{s.Debut, []string{TypeHeure}},
			{s.Fin, []string{TypeHeure}},
			{s.Lieu, []string{TypeTexte, TypeChoix}},
			{s.Avec, []string{TypeTexte, TypeChoix}},
			{s.Presence, []string{TypeChoix}},
		} {
			ch := sec.champs[f.nom]
			c.si(f.nom != "" && (ch == nil || !slices.Contains(f.types, ch.Type)), p,
				"« %s » n’est pas un champ de la section de type %s", f.nom, strings.Join(f.types, " ou "))
		}
		if c.err != nil {
			return
		}
		c.si((s.Prevue != "" || s.Tenue != nil) && s.Presence == "", p, "« prevue » et « tenue » sont des réponses de « presence »")
		if presence := sec.champs[s.Presence]; presence != nil {
			for _, o := range append([]string{s.Prevue}, s.Tenue...) {
				c.si(o != "" && presence.options[o] == nil, p, "« %s » n’est pas une réponse de « %s »", o, s.Presence)
			}
		}
	}
}

// releves checks the statements across dossiers.
func (c *chargeur) releves() {
	for i, r := range c.s.Releves {
		p := fmt.Sprintf("releve[%d]", i)
		c.si(!cleValide(r.Cle) || r.Titre == "" || r.Date == "" || len(r.Colonnes) == 0, p, "un relevé a une clé, un titre, une date et des colonnes")
		ligne := c.repetee(p+".section", r.Section)
		c.expression(p+".si", r.Si, ligne, kBool)
		if c.err != nil {
			return
		}
		date, _, err := c.s.champReleve(r, r.Date)
		if err != nil {
			c.faute(p+".date", "%v", err)
			return
		}
		c.si(!date.nature().jour, p+".date", "« %s » n’est pas une date", r.Date)
		colonnes, err := c.s.ColonnesDe(r)
		if err != nil {
			c.faute(p+".colonnes", "%v", err)
		}
		for _, col := range colonnes {
			c.si(col.champ != nil && col.champ.Secret, p+".colonnes", "« %s » est secret : aucun relevé ne le porte", col.Titre)
		}
	}
}

// orientations checks what is proposed in other services. The fields of those are checked
// when all services are known (VerifierOrientations).
func (c *chargeur) orientations() {
	for i, o := range c.s.Orientations {
		p := fmt.Sprintf("orientation[%d]", i)
		c.si(!cleValide(o.Cle) || o.Titre == "" || o.Vers == "" || o.Si == "" || o.Message == "", p,
			"une orientation a une clé, un titre, un service, une condition et un message")
		ligne := c.repetee(p+".pour", o.Pour)
		c.expression(p+".si", o.Si, ligne, kBool)
		champ := func(chemin, nom string) *Champ {
			sec, champ, _ := strings.Cut(nom, ".")
			ch := c.s.Champ(sec, champ)
			c.si(ch == nil, chemin, "le champ « %s » n’existe pas", nom)
			c.si(ch != nil && ch.section.Repetee && (ligne == nil || ch.section != ligne), chemin,
				"« %s » est d’une section répétée : seule celle de « pour » convient", nom)
			return ch
		}
		if a := champ(p+".accord", o.Accord); a != nil {
			c.si(a.Type != TypeOuiNon, p+".accord", "l’accord est une question à laquelle on répond par oui ou non")
		}
		for _, d := range slices.Sorted(maps.Keys(o.Transmet)) {
			champ(p+".transmet", o.Transmet[d])
		}
	}
}

// VerifierOrientations checks, all services being known, that what an orientation writes
// exists in the service it goes to.
func VerifierOrientations(services []*Service) error {
	for _, s := range services {
		for _, o := range s.Orientations {
			i := slices.IndexFunc(services, func(x *Service) bool { return x.ID == o.Vers })
			if i < 0 {
				return &Erreur{Fichier: s.ID, Message: fmt.Sprintf("l’orientation « %s » va vers « %s », qui n’existe pas", o.Cle, o.Vers)}
			}
			for _, d := range slices.Sorted(maps.Keys(o.Transmet)) {
				sec, champ, _ := strings.Cut(d, ".")
				ch := services[i].Champ(sec, champ)
				if ch == nil || ch.section.Repetee {
					return &Erreur{Fichier: s.ID, Message: fmt.Sprintf("l’orientation « %s » écrit « %s », qui n’est pas un champ simple de « %s »", o.Cle, d, o.Vers)}
				}
				sec, champ, _ = strings.Cut(o.Transmet[d], ".")
				if de := s.Champ(sec, champ); de.Secret && !ch.Secret {
					return &Erreur{Fichier: s.ID, Message: fmt.Sprintf(
						"l’orientation « %s » écrit un secret (« %s ») dans un champ de « %s » qui n’en est pas un", o.Cle, o.Transmet[d], o.Vers,
					)}
				}
			}
		}
	}
	return nil
}
