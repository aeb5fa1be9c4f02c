package trame

import (
	"fmt"
	"regexp"
	"slices"
)

// chargeur checks a decoded service. It keeps the first mistake and goes on doing
// nothing after it.
type chargeur struct {
	s      *Service
	pos    *positions
	modele func(string) bool
	err    error
}

func (c *chargeur) faute(chemin, format string, args ...any) {
	if c.err == nil {
		c.err = c.pos.erreur(chemin, format, args...)
	}
}

func (c *chargeur) si(faux bool, chemin, format string, args ...any) {
	if faux {
		c.faute(chemin, format, args...)
	}
}

var (
	reService = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	rePrefixe = regexp.MustCompile(`^[A-Z]{2,5}$`)
	reNom     = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	reserves  = []string{"ligne", "signataire", "aujourdhui", "maintenant", "id"}
)

func (c *chargeur) tout() {
	s := c.s
	c.si(!reService.MatchString(s.ID), "id", "l’identifiant du service manque ou est mal formé : « %s »", s.ID)
	c.si(s.Titre == "", "titre", "le titre du service manque")
	c.si(!rePrefixe.MatchString(s.Prefixe), "prefixe", "le préfixe du numéro est fait de deux à cinq majuscules : « %s »", s.Prefixe)
	if s.Conservation != "" {
		if _, err := LireDuree(s.Conservation); err != nil {
			c.faute("conservation", "%v", err)
		}
	}
	c.si(len(s.Sections) == 0, "id", "un service a au moins une section")
	for i, sec := range s.Sections {
		c.section(fmt.Sprintf("section[%d]", i), sec)
	}
	if c.err != nil {
		return // expressions need the names
	}
	c.verification()
	c.documents()
	c.expressionsSections()
	c.qualification()
	c.regles()
	c.reperes()
	c.rencontres()
	c.orientations()
	c.releves()
	c.cycles()
}

func (c *chargeur) section(chemin string, sec *Section) {
	c.si(!reNom.MatchString(sec.Cle) || slices.Contains(reserves, sec.Cle), chemin+".cle", "clé de section mal formée ou réservée : « %s »", sec.Cle)
	c.si(c.s.sections[sec.Cle] != nil, chemin+".cle", "deux sections portent la clé « %s »", sec.Cle)
	c.si(sec.Titre == "", chemin, "la section « %s » n’a pas de titre", sec.Cle)
	c.si(sec.Libre && sec.Apres != "", chemin+".libre", "une section libre ne s’écrit pas après un document")
	c.si(len(sec.Champs) == 0, chemin, "la section « %s » n’a pas de champ", sec.Cle)
	c.si(sec.Repetee && sec.Ligne == "", chemin, "la section répétée « %s » doit dire ce qu’est une ligne (ligne = \"enfant\")", sec.Cle)
	c.si(sec.Repetee && sec.Aucun == "", chemin, "la section répétée « %s » doit avoir la phrase de l’absence (aucun = \"Aucun enfant.\")", sec.Cle)
	c.si(!sec.Repetee && (sec.Aucun != "" || sec.Ligne != "" || sec.Verifiable || len(sec.Resume) > 0 || sec.Requis != ""), chemin,
		"« aucun », « ligne », « resume », « requis » et « verifiable » ne valent que pour une section répétée")
	c.requis(chemin+".requis", &sec.Requis)
	c.s.sections[sec.Cle] = sec
	sec.champs = map[string]*Champ{}
	for j, ch := range sec.Champs {
		c.champ(fmt.Sprintf("%s.champ[%d]", chemin, j), sec, ch)
	}
	for _, r := range sec.Resume {
		c.si(sec.champs[r] == nil, chemin+".resume", "« %s » n’est pas un champ de la section", r)
	}
}

func (c *chargeur) requis(chemin string, r *string) {
	if *r == "" {
		*r = RequisJamais
	}
	c.si(!slices.Contains([]string{RequisJamais, RequisToujours, RequisFinalisation}, *r), chemin,
		"« requis » vaut jamais, toujours ou finalisation, pas « %s »", *r)
}

func (c *chargeur) champ(chemin string, sec *Section, ch *Champ) {
	ch.section = sec
	c.si(!reNom.MatchString(ch.Cle) || slices.Contains(reserves, ch.Cle), chemin+".cle", "clé de champ mal formée ou réservée : « %s »", ch.Cle)
	c.si(sec.champs[ch.Cle] != nil, chemin+".cle", "deux champs de « %s » portent la clé « %s »", sec.Cle, ch.Cle)
	sec.champs[ch.Cle] = ch
	c.si(ch.Libelle == "", chemin, "le champ « %s » n’a pas de libellé", ch.Cle)
	if natures[ch.Type] == nil {
		c.faute(chemin+".type", "type de champ inconnu : « %s »%s", ch.Type, proche(ch.Type, types()))
	}
	c.requis(chemin+".requis", &ch.Requis)
	if ch.Table != "" {
		rangs := c.s.Tables.Liste(ch.Table)
		c.si(rangs == nil, chemin+".table", "la table « %s » n’existe pas", ch.Table)
		c.si(len(ch.Options) > 0, chemin+".options", "un champ a des options ou une table, pas les deux")
		for _, r := range rangs {
			ch.Options = append(ch.Options, &Option{Cle: r.Cle, Libelle: r.Libelle})
		}
	}
	choix := ch.AOptions()
	c.si(choix && len(ch.Options) == 0, chemin, "le champ « %s » est un choix : il lui faut des options", ch.Cle)
	c.si(!choix && len(ch.Options) > 0, chemin+".options", "le champ « %s » n’est pas un choix : il n’a pas d’options", ch.Cle)
	ch.options = map[string]*Option{}
	for k, o := range ch.Options {
		p := fmt.Sprintf("%s.options[%d]", chemin, k)
		c.si(!cleValide(o.Cle), p+".cle", "clé d’option mal formée : « %s »", o.Cle)
		c.si(ch.options[o.Cle] != nil, p+".cle", "deux options portent la clé « %s »", o.Cle)
		c.si(o.Libelle == "", p, "l’option « %s » n’a pas de libellé", o.Cle)
		ch.options[o.Cle] = o
	}
	c.si(ch.Calcule() != (ch.Formule != ""), chemin, "un champ calculé a une formule, et lui seul")
	if ch.Calcule() {
		c.si(!slices.Contains(formats, ch.Format), chemin+".format",
			"le format d’un calcul est nombre, montant, date, date-heure, texte ou oui-non, pas « %s »", ch.Format)
	} else {
		c.si(ch.Format != "", chemin+".format", "seul un champ calculé a un format")
	}
	if _, err := regexp.Compile(ch.Motif); err != nil {
		c.faute(chemin+".motif", "expression rationnelle mal formée : %v", err)
	}
	c.si(ch.Secret && ch.Indicateur, chemin+".secret", "un champ secret n’est pas un indicateur")
	c.si((ch.Motif == "") != (ch.MotifAide == ""), chemin, "« motif » et « motif_aide » vont ensemble")
	c.si(ch.Verifiable && (ch.Declare() || ch.Designe()), chemin+".verifiable", "une liste de déclarations ou de lignes ne se vérifie pas elle-même")
	c.si(ch.Designe() != (ch.Parmi != ""), chemin, "un champ « ligne » ou « lignes » dit parmi quelle section, et lui seul")
}

// repetee gives the repeated section of that key, nil for "".
func (c *chargeur) repetee(chemin, cle string) *Section {
	if cle == "" {
		return nil
	}
	sec := c.s.sections[cle]
	c.si(sec == nil || !sec.Repetee, chemin, "« %s » n’est pas une section répétée", cle)
	return sec
}
