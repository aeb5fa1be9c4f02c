package trame

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
)

const (
	dirServices = "services"
	dirTables   = "tables"
)

// Lister names the services found under fsys (folders of services/), sorted.
func Lister(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dirServices)
	if err != nil {
		return nil, fmt.Errorf("services introuvables : %w", err)
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// Charger reads services/<id> and tables/ from fsys, strictly: any mistake is an *Erreur
// with file and line.
func Charger(fsys fs.FS, id string) (*Service, error) {
	dir := path.Join(dirServices, id)
	fichier := path.Join(dir, "service.toml")
	b, err := fs.ReadFile(fsys, fichier)
	if err != nil {
		return nil, &Erreur{Fichier: fichier, Message: "ce fichier manque"}
	}
	tables, err := ChargerTables(fsys, dirTables)
	if err != nil {
		return nil, err
	}
	var retouche *Retouche
	var lieu *positions
	if b, err := fs.ReadFile(fsys, FichierRetouche(id)); err == nil {
		retouche = &Retouche{}
		if lieu, err = decoder(FichierRetouche(id), b, retouche); err != nil {
			return nil, err
		}
	}
	s, err := lireService(fichier, b, fsys, tables, func(modele string) bool {
		_, err := fs.Stat(fsys, path.Join(dir, modele))
		return err == nil
	}, func(s *Service) error {
		if retouche == nil {
			return nil
		}
		return retouche.appliquer(s, lieu)
	})
	if err != nil {
		return nil, err
	}
	if s.ID != id {
		return nil, &Erreur{Fichier: fichier, Ligne: 1, Message: fmt.Sprintf("l’identifiant « %s » n’est pas le nom du dossier « %s »", s.ID, id)}
	}
	if s.Fichiers, err = fs.Sub(fsys, dir); err != nil {
		return nil, err
	}
	s.Version, err = version(fsys, id)
	return s, err
}

// contenu lists what makes a version of a service: its texts without the examples, the
// parts that it takes, and the tables.
func contenu(fsys fs.FS, id string) ([]string, error) {
	var out []string
	for _, dir := range []string{path.Join(dirServices, id), dirTables} {
		err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if nom := path.Base(p); nom == "service.toml" || nom == "adaptation.toml" || path.Ext(nom) != ".toml" || dir == dirTables {
				out = append(out, p)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	b, err := fs.ReadFile(fsys, path.Join(dirServices, id, "service.toml"))
	if err != nil {
		return nil, err
	}
	for _, p := range partiesDe(b) {
		out = append(out, fichierPartie(p))
	}
	sort.Strings(out)
	return out, nil
}

func version(fsys fs.FS, id string) (string, error) {
	noms, err := contenu(fsys, id)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, n := range noms {
		b, err := fs.ReadFile(fsys, n)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s\x00%d\x00", n, len(b))
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:12], nil
}

// Empaqueter puts one version of a service into bytes that Deballer reads again: they
// stay in the base as long as a dossier was written with them.
func Empaqueter(fsys fs.FS, id string) ([]byte, error) {
	noms, err := contenu(fsys, id)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, n := range noms {
		b, err := fs.ReadFile(fsys, n)
		if err != nil {
			return nil, err
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(b); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return buf.Bytes(), err
}

// Deballer reads a version of a service that Empaqueter wrote.
func Deballer(paquet []byte, id string) (*Service, error) {
	r, err := zip.NewReader(bytes.NewReader(paquet), int64(len(paquet)))
	if err != nil {
		return nil, fmt.Errorf("version de service illisible : %w", err)
	}
	return Charger(r, id)
}

// lireService reads a service.toml; fsys holds the parts that it takes, modele tells whether
// a template exists.
func lireService(fichier string, b []byte, fsys fs.FS, tables *Tables, modele func(string) bool, retoucher func(*Service) error) (*Service, error) {
	s := &Service{Tables: tables, sections: map[string]*Section{}, expressions: map[string]*expression{}}
	pos, err := decoder(fichier, b, s)
	if err != nil {
		return nil, err
	}
	if err := deplier(fsys, s, pos); err != nil {
		return nil, err
	}
	if err := retoucher(s); err != nil {
		return nil, err
	}
	c := &chargeur{s: s, pos: pos, modele: modele}
	c.tout()
	if c.err != nil {
		return nil, c.err
	}
	return s, nil
}

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
	c.si(!sec.Repetee && (sec.Aucun != "" || sec.Ligne != "" || sec.Verifiable || len(sec.Resume) > 0 || sec.Requis != ""), chemin, "« aucun », « ligne », « resume », « requis » et « verifiable » ne valent que pour une section répétée")
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
	c.si(!slices.Contains([]string{RequisJamais, RequisToujours, RequisFinalisation}, *r), chemin, "« requis » vaut jamais, toujours ou finalisation, pas « %s »", *r)
}

func (c *chargeur) champ(chemin string, sec *Section, ch *Champ) {
	ch.section = sec
	c.si(!reNom.MatchString(ch.Cle) || slices.Contains(reserves, ch.Cle), chemin+".cle", "clé de champ mal formée ou réservée : « %s »", ch.Cle)
	c.si(sec.champs[ch.Cle] != nil, chemin+".cle", "deux champs de « %s » portent la clé « %s »", sec.Cle, ch.Cle)
	sec.champs[ch.Cle] = ch
	c.si(ch.Libelle == "", chemin, "le champ « %s » n’a pas de libellé", ch.Cle)
	c.si(natures[ch.Type] == nil, chemin+".type", "type de champ inconnu : « %s »%s", ch.Type, proche(ch.Type, types()))
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
		c.si(!slices.Contains(formats, ch.Format), chemin+".format", "le format d’un calcul est nombre, montant, date, date-heure, texte ou oui-non, pas « %s »", ch.Format)
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

func cleExpression(source string, ligne *Section) string {
	if ligne == nil {
		return source
	}
	return ligne.Cle + "\x00" + source
}

func (c *chargeur) expression(chemin, source string, ligne *Section, attendu kind) *expression {
	if source == "" || c.err != nil {
		return nil
	}
	e, err := c.s.compile(source, ligne, attendu)
	if err != nil {
		c.faute(chemin, "%v", err)
		return nil
	}
	c.s.expressions[cleExpression(source, ligne)] = e
	return e
}

func (c *chargeur) expressionsSections() {
	for i, sec := range c.s.Sections {
		chemin := fmt.Sprintf("section[%d]", i)
		c.expression(chemin+".si", sec.Si, nil, kBool)
		c.si(sec.Apres != "" && c.s.Document(sec.Apres) == nil, chemin+".apres", "le document « %s » n’existe pas", sec.Apres)
		var ligne *Section
		if sec.Repetee {
			ligne = sec
		}
		for j, ch := range sec.Champs {
			p := fmt.Sprintf("%s.champ[%d]", chemin, j)
			if ch.Parmi != "" {
				c.repetee(p+".parmi", ch.Parmi)
			}
			c.expression(p+".si", ch.Si, ligne, kBool)
			c.expression(p+".formule", ch.Formule, ligne, kAny)
		}
	}
}

func (c *chargeur) qualification() {
	q := c.s.Qualification
	if q == nil {
		return
	}
	c.si(q.Titre == "" || len(q.Niveaux) == 0 || q.Defaut.Donne == "", "qualification", "une qualification a un titre, des niveaux et un défaut")
	niveau := func(chemin string, m *Motif) {
		c.si(!slices.ContainsFunc(q.Niveaux, func(n *Niveau) bool { return n.Cle == m.Donne }), chemin+".donne", "« %s » n’est pas un niveau de la qualification", m.Donne)
		for _, a := range m.Articles {
			c.si(c.s.Tables.articles[a] == nil, chemin+".articles", "la référence « %s » n’est pas dans la table des articles", a)
		}
	}
	niveau("qualification.defaut", &q.Defaut)
	for i, m := range q.Motifs {
		p := fmt.Sprintf("qualification.motif[%d]", i)
		c.si(m.Cle == "" || m.Quand == "" || m.Texte == "", p, "un motif a une clé, une condition et un texte")
		niveau(p, m)
		c.expression(p+".quand", m.Quand, nil, kBool)
	}
}

func (c *chargeur) verification() {
	v := c.s.Verification
	if v == nil {
		return
	}
	sec := c.s.sections[v.Section]
	c.si(sec == nil || !sec.Repetee, "verification.section", "« %s » n’est pas une section répétée", v.Section)
	if c.err != nil {
		return
	}
	d, r := sec.champs[v.Declarations], sec.champs[v.Resultat]
	c.si(d == nil || !d.Declare(), "verification.declarations", "« %s » n’est pas un champ de type declarations", v.Declarations)
	c.si(r == nil || r.Type != TypeChoix, "verification.resultat", "« %s » n’est pas un choix", v.Resultat)
	if c.err != nil {
		return
	}
	statuts := []string{StatutDeclare, StatutVerifie, StatutPartiel, StatutInfirme, StatutContradictoire, StatutNonVerifie}
	for res, st := range v.Effets {
		c.si(r.options[res] == nil, "verification.effets."+res, "« %s » n’est pas un résultat possible", res)
		c.si(!slices.Contains(statuts, st), "verification.effets."+res, "statut inconnu : « %s »", st)
	}
	for _, st := range statuts {
		c.si(!slices.ContainsFunc(v.Statuts, func(o *Option) bool { return o.Cle == st && o.Libelle != "" }), "verification", "il manque le libellé du statut « %s »", st)
	}
}

func (c *chargeur) documents() {
	vus := map[string]bool{}
	for i, d := range c.s.Documents {
		p := fmt.Sprintf("document[%d]", i)
		c.si(!cleValide(d.Cle) || vus[d.Cle], p+".cle", "clé de document mal formée ou en double : « %s »", d.Cle)
		vus[d.Cle] = true
		c.si(d.Titre == "", p, "le document « %s » n’a pas de titre", d.Cle)
		c.si(d.Modele == "" || path.Base(d.Modele) != d.Modele || !c.modele(d.Modele), p+".modele", "le modèle « %s » du document « %s » n’existe pas", d.Modele, d.Cle)
		c.si((d.Quand == "") != (d.Sinon == ""), p, "« quand » et « sinon » vont ensemble")
	}
	for i, d := range c.s.Documents {
		p := fmt.Sprintf("document[%d]", i)
		c.si(d.Courant && (d.Complete != "" || !d.Finalisable), p+".courant", "un document courant se finalise, et n’en complète aucun autre")
		c.si(d.Complete != "" && c.s.Document(d.Complete) == nil, p+".complete", "le document « %s » n’existe pas", d.Complete)
		c.si(d.Lignes != "" && (c.s.sections[d.Lignes] == nil || !c.s.sections[d.Lignes].Repetee), p+".lignes", "« %s » n’est pas une section répétée", d.Lignes)
		ligne := c.repetee(p+".pour", d.Pour)
		c.si(d.Pour != "" && d.Complete != "", p+".pour", "un document complète un autre ou porte sur une ligne, pas les deux")
		c.expression(p+".quand", d.Quand, ligne, kBool)
		for _, t := range d.Tait {
			sec, champ, _ := strings.Cut(t, ".")
			c.si(c.s.sections[sec] == nil || champ != "" && c.s.Champ(sec, champ) == nil, p+".tait", "« %s » n’existe pas", t)
		}
		for _, t := range d.Dit {
			sec, champ, _ := strings.Cut(t, ".")
			ch := c.s.Champ(sec, champ)
			c.si(ch == nil || !ch.Secret, p+".dit", "« %s » n’est pas un champ secret", t)
			c.si(slices.Contains(d.Tait, t) || slices.Contains(d.Tait, sec), p+".dit", "« %s » : ce document le dit et le tait", t)
		}
	}
}

func (c *chargeur) regles() {
	for i, e := range c.s.Etapes {
		p := fmt.Sprintf("etape[%d]", i)
		c.si(!cleValide(e.Cle) || e.Titre == "", p, "une étape a une clé et un titre")
		for j, x := range e.Exige {
			q := fmt.Sprintf("%s.exige[%d]", p, j)
			c.si(x.Que == "" || x.Sinon == "", q, "une exigence a une condition (que) et la phrase qui l’explique (sinon)")
			c.expression(q+".que", x.Que, nil, kBool)
		}
	}
	for i, e := range c.s.Echeances {
		p := fmt.Sprintf("echeance[%d]", i)
		c.si(!cleValide(e.Cle) || e.Titre == "" || e.Le == "", p, "une échéance a une clé, un titre et une date")
		ligne := c.repetee(p+".pour", e.Pour)
		c.expression(p+".le", e.Le, ligne, kTexte)
		c.expression(p+".si", e.Si, ligne, kBool)
		c.expression(p+".fait", e.Fait, ligne, kBool)
		c.si(e.Section != "" && c.s.sections[e.Section] == nil, p+".section", "la section « %s » n’existe pas", e.Section)
		for _, a := range e.Alertes {
			if _, err := LireDuree(a); err != nil {
				c.faute(p+".alertes", "%v", err)
			}
		}
	}
	for i, k := range c.s.Controles {
		c.controle(fmt.Sprintf("controle[%d]", i), k)
	}
	for i, ind := range c.s.Indicateurs {
		p := fmt.Sprintf("indicateur[%d]", i)
		c.si(!cleValide(ind.Cle) || ind.Titre == "" || ind.Valeur == "", p, "un indicateur a une clé, un titre et une valeur")
		c.expression(p+".valeur", ind.Valeur, nil, kAny)
	}
	if r := c.s.Redaction; r != nil {
		c.si(c.s.Tables.Formulations(r.Table) == nil, "redaction.table", "la table de formulations « %s » n’existe pas", r.Table)
	}
}

func (c *chargeur) controle(p string, k *Controle) {
	c.si(!cleValide(k.Cle) || k.Quand == "" || k.Message == "", p, "un contrôle a une clé, une condition et un message")
	c.si(!slices.Contains([]string{GraviteArret, GraviteBloquant, GraviteAlerte, GraviteInformation}, k.Gravite), p+".gravite", "la gravité est arret, bloquant, alerte ou information, pas « %s »", k.Gravite)
	c.si(len(k.Sauf) > 0 && k.Gravite != GraviteArret, p+".sauf", "« sauf » ne vaut que pour un arrêt")
	c.si(len(k.Documents) > 0 && k.Gravite == GraviteArret, p+".documents", "un arrêt vaut pour tous les documents ; « sauf » dit lesquels restent possibles")
	ligne := c.repetee(p+".pour", k.Pour)
	c.expression(p+".quand", k.Quand, ligne, kBool)
	if k.Champ != "" {
		sec, champ, _ := strings.Cut(k.Champ, ".")
		c.si(c.s.sections[sec] == nil || champ != "" && c.s.Champ(sec, champ) == nil, p+".champ", "« %s » n’existe pas", k.Champ)
	}
	for _, d := range k.Documents {
		c.si(c.s.Document(d) == nil, p+".documents", "le document « %s » n’existe pas", d)
	}
	for _, d := range k.Sauf {
		c.si(c.s.Document(d) == nil, p+".sauf", "le document « %s » n’existe pas", d)
	}
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
			c.si(f.nom != "" && (ch == nil || !slices.Contains(f.types, ch.Type)), p, "« %s » n’est pas un champ de la section de type %s", f.nom, strings.Join(f.types, " ou "))
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
		c.si(!cleValide(o.Cle) || o.Titre == "" || o.Vers == "" || o.Quand == "" || o.Message == "", p, "une orientation a une clé, un titre, un service, une condition et un message")
		ligne := c.repetee(p+".pour", o.Pour)
		c.expression(p+".quand", o.Quand, ligne, kBool)
		champ := func(chemin, nom string) *Champ {
			sec, champ, _ := strings.Cut(nom, ".")
			ch := c.s.Champ(sec, champ)
			c.si(ch == nil, chemin, "le champ « %s » n’existe pas", nom)
			c.si(ch != nil && ch.section.Repetee && (ligne == nil || ch.section != ligne), chemin, "« %s » est d’une section répétée : seule celle de « pour » convient", nom)
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
					return &Erreur{Fichier: s.ID, Message: fmt.Sprintf("l’orientation « %s » écrit un secret (« %s ») dans un champ de « %s » qui n’en est pas un", o.Cle, o.Transmet[d], o.Vers)}
				}
			}
		}
	}
	return nil
}

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

// cycles refuses conditions and formulas that depend on themselves.
func (c *chargeur) cycles() {
	if c.err != nil {
		return
	}
	liens := map[string][]string{}
	lieu := map[string]string{}
	for i, sec := range c.s.Sections {
		var ligne *Section
		if sec.Repetee {
			ligne = sec
		}
		if sec.Si != "" {
			liens[sec.Cle] = c.s.expressions[cleExpression(sec.Si, nil)].refs
		}
		lieu[sec.Cle] = fmt.Sprintf("section[%d].si", i)
		for j, ch := range sec.Champs {
			p := ch.Chemin()
			lieu[p] = fmt.Sprintf("section[%d].champ[%d]", i, j)
			liens[p] = append(liens[p], sec.Cle)
			for _, e := range []string{ch.Si, ch.Formule} {
				if e != "" {
					liens[p] = append(liens[p], c.s.expressions[cleExpression(e, ligne)].refs...)
				}
			}
		}
	}
	etat := map[string]int{} // 1: being visited, 2: done
	var visite func(n string) bool
	visite = func(n string) bool {
		if etat[n] != 0 {
			return etat[n] == 1
		}
		etat[n] = 1
		for _, m := range liens[n] {
			if visite(m) {
				c.faute(lieu[n], "« %s » dépend de lui-même", n)
				return true
			}
		}
		etat[n] = 2
		return false
	}
	for _, sec := range c.s.Sections {
		if visite(sec.Cle) {
			return
		}
		for _, ch := range sec.Champs {
			if visite(ch.Chemin()) {
				return
			}
		}
	}
}
