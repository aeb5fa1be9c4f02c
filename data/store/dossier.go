package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

const colonnesDossier = `d.id, d.numero, d.service, d.version, d.etat, d.etape, d.referent, d.numero_parquet, d.juridiction,
	d.saisine, d.audience, r.doc, d.revision, d.cree_le, d.modifie_le, d.clos_le`

// entete reads the identity and state of a dossier, without its answers.
func (t *tx) entete(numero string) (*data.Dossier, error) {
	if err := contenuPermis(t.compte); err != nil {
		return nil, err
	}
	portee, args := t.porteeContenu()
	d := &data.Dossier{}
	err := t.un([]any{&d.ID, &d.Numero, &d.Service, &d.Version, &d.Etat, &d.Revision},
		"SELECT d.id, d.numero, d.service, d.version, d.etat, d.revision FROM dossier d WHERE d.numero = ?"+portee, append([]any{numero}, args...)...)
	if estIntrouvable(err) {
		return nil, introuvable()
	}
	return d, err
}

// lireDossier reads a whole dossier and the service it was written with.
func (t *tx) lireDossier(numero string) (*data.Dossier, *trame.Service, error) {
	portee, args := t.porteeContenu()
	return t.lireDossierDans(numero, portee, args)
}

func (t *tx) lireDossierDans(numero, portee string, args []any) (*data.Dossier, *trame.Service, error) {
	d := &data.Dossier{}
	var reponses, cree, modifie, clos string
	err := t.un([]any{
		&d.ID, &d.Numero, &d.Service, &d.Version, &d.Etat, &d.Etape, &d.Referent, &d.NumeroParquet, &d.Juridiction,
		&d.Saisine, &d.Audience, &reponses, &d.Revision, &cree, &modifie, &clos,
	}, "SELECT "+colonnesDossier+" FROM dossier d JOIN reponses r ON r.dossier = d.id WHERE d.numero = ?"+portee, append([]any{numero}, args...)...)
	if estIntrouvable(err) {
		return nil, nil, introuvable()
	}
	if err != nil {
		return nil, nil, err
	}
	d.CreeLe, d.ModifieLe = lireInstant(cree), lireInstant(modifie)
	if clos != "" {
		le := lireInstant(clos)
		d.ClosLe = &le
	}
	svc, err := t.service(d.Service, d.Version)
	if err != nil {
		return nil, nil, err
	}
	if d.Reponses, err = svc.LireJSON([]byte(reponses)); err != nil {
		return nil, nil, &data.Erreur{Code: data.Base, Message: "Les réponses de ce dossier sont illisibles. N’y écrivez plus et restaurez la dernière sauvegarde.", Err: fmt.Errorf("answers of dossier %d do not read", d.ID)}
	}
	return d, svc, t.lireFinalises(d)
}

// lirePourEcrire is lireDossier with what the account left undecided there.
func lirePourEcrire(t *tx, numero string) (*data.Dossier, *trame.Service, error) {
	d, svc, err := t.lireDossier(numero)
	if err != nil {
		return nil, nil, err
	}
	return d, svc, lireDesaccords(t, d, svc)
}

func (t *tx) lireFinalises(d *data.Dossier) error {
	d.Finalises = map[string]int{}
	if err := t.lireRenonces(d); err != nil {
		return err
	}
	return t.lignes("SELECT cle, ligne, transmis_le FROM document WHERE dossier = ? ORDER BY id", []any{d.ID}, func(scan func(...any) error) error {
		var cle, ligne, transmis string
		err := scan(&cle, &ligne, &transmis)
		d.Finalises[cle]++
		if ligne != "" {
			d.Finalises[trame.IDExemplaire(cle, ligne)]++
		}
		if d.TransmisLe == "" {
			d.TransmisLe = transmis
		}
		return err
	})
}

// Dossier opens a dossier; the opening is written to the audit.
func (s dossiers) Dossier(ctx context.Context, numero string) (*data.Dossier, error) {
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) (err error) {
		if d, _, err = lirePourEcrire(t, numero); err != nil {
			return err
		}
		return t.trace("ouverture", d.ID, "", "", "")
	})
	if err == nil {
		s.muCompte.Lock()
		s.ouverts[numero] = true
		s.muCompte.Unlock()
	}
	return d, err
}

// Relire implements data.Dossiers.
func (s dossiers) Relire(ctx context.Context, numero string, depuis int64) (*data.Dossier, error) {
	s.muCompte.Lock()
	ouvert := s.ouverts[numero]
	s.muCompte.Unlock()
	if !ouvert {
		return s.Dossier(ctx, numero)
	}
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		e, err := t.entete(numero)
		if err != nil || e.Revision == depuis {
			return err
		}
		d, _, err = lirePourEcrire(t, numero)
		return err
	})
	return d, err
}

// Creer makes a dossier in the shipped version of a service. personnes names records to
// take up again instead of making new ones, by « role » or « role/row ».
func (s dossiers) Creer(ctx context.Context, service string, r trame.Reponses, personnes map[string]int64) (*data.Dossier, error) {
	var d *data.Dossier
	err := s.lireContenu(ctx, func(t *tx) error {
		var numero string
		err := uneFois(t, "creer", &numero, func() (err error) {
			if d, err = t.creer(service, r, personnes); err == nil {
				numero = d.Numero
			}
			return err
		})
		if err == nil && t.rejouee {
			d, _, err = t.lireDossier(numero)
		}
		return err
	})
	return d, err
}

func (t *tx) creer(service string, r trame.Reponses, personnes map[string]int64) (*data.Dossier, error) {
	if !slices.Contains(t.b.servicesDe(t.compte), service) {
		return nil, &data.Erreur{Code: data.Introuvable, Message: "Ce service n’existe pas, ou votre compte n’y a pas accès."}
	}
	svc, err := t.service(service, "")
	if err != nil {
		return nil, err
	}
	return t.ouvrir(svc, r, personnes, t.compte.ID)
}

// ouvrir makes a dossier for a referent. The rights were looked at.
func (t *tx) ouvrir(svc *trame.Service, r trame.Reponses, personnes map[string]int64, referent int64) (*data.Dossier, error) {
	r, err := canoniques(svc, r)
	if err != nil {
		return nil, err
	}
	if err := t.epingler(svc); err != nil {
		return nil, err
	}
	t.b.retenir(svc, svc.Version)
	numero, err := t.numero(svc.Prefixe)
	if err != nil {
		return nil, err
	}
	d := &data.Dossier{
		Numero: numero, Service: svc.ID, Version: svc.Version, Etat: data.EtatOuvert, Referent: referent,
		Reponses: r, Revision: 1, CreeLe: t.le, ModifieLe: t.le, Finalises: map[string]int{},
	}
	e := t.deriver(d, svc)
	res, err := t.ExecContext(t.ctx, `
		INSERT INTO dossier (numero, service, version, etat, etape, referent, numero_parquet, juridiction, saisine, audience,
			echeance, titre, titre_tri, revision, cree_le, modifie_le, clos_le)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')`,
		d.Numero, d.Service, d.Version, d.Etat, d.Etape, d.Referent, d.NumeroParquet, d.Juridiction, d.Saisine, d.Audience,
		e.echeance, e.titre, identite.Plier(e.titre), d.Revision, instant(t.le), instant(t.le))
	if err != nil {
		return nil, err
	}
	if d.ID, err = res.LastInsertId(); err != nil {
		return nil, err
	}
	if err := t.faire("INSERT INTO reponses (dossier, doc) VALUES (?, ?)", d.ID, string(r.JSON())); err != nil {
		return nil, err
	}
	if err := indexer(t, d, nil, e); err != nil {
		return nil, err
	}
	if err := projeter(t, d, nil, e); err != nil {
		return nil, err
	}
	if err := lierPersonnes(t, d, e.gens, personnes); err != nil {
		return nil, err
	}
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	return d, t.trace("creation", d.ID, "", "", d.Numero)
}

// canoniques gives the answers as they will be read back. Those that could not be are
// refused: they would make the dossier unreadable. The error does not repeat them.
func canoniques(svc *trame.Service, r trame.Reponses) (trame.Reponses, error) {
	donnees := trame.Reponses{}
	for cle, rub := range r {
		sec := svc.Section(cle)
		if rub == nil || sec != nil && !sec.Repetee && len(rub.Valeurs) == 0 {
			continue // an empty form is no answer
		}
		donnees[cle] = rub
	}
	doc, err := json.Marshal(donnees)
	if err == nil {
		donnees, err = svc.LireJSON(doc)
	}
	if err != nil {
		return nil, etrangeres(nil)
	}
	return donnees, nil
}

// etrangeres refuses answers that are not of the service. The error does not repeat them.
func etrangeres(err error) error {
	return &data.Erreur{
		Code: data.Saisie, Err: err,
		Message: "Ces réponses ne sont pas celles de ce service : rien n’a été enregistré. Votre saisie est gardée à l’écran ; prévenez le support.",
	}
}

// ouvert refuses a closed dossier.
func ouvert(d *data.Dossier) error {
	if d.Etat == data.EtatClos {
		return &data.Erreur{Code: data.Fige, Message: "Ce dossier est clos : rouvrez-le pour le modifier. Rien n’a été enregistré."}
	}
	return nil
}

// numero gives the next number AAAA-PREFIXE-0001; one that was given is never given again.
func (t *tx) numero(prefixe string) (string, error) {
	annee := t.civil().Year()
	var n int
	err := t.un([]any{&n}, `
		INSERT INTO compteur (prefixe, annee, dernier)
		VALUES (?, ?, 1)
		ON CONFLICT (prefixe, annee) DO UPDATE SET dernier = dernier + 1
		RETURNING dernier`, prefixe, annee)
	return fmt.Sprintf("%d-%s-%04d", annee, prefixe, n), err
}

// remplacer writes a changed dossier over its former state, with all that follows from it.
func (t *tx) remplacer(avant, d *data.Dossier, svc *trame.Service) error {
	ancien := t.deriver(copieDossier(avant), svc)
	e := t.deriver(d, svc)
	d.Revision, d.ModifieLe = avant.Revision+1, t.le
	err := t.faire(`
		UPDATE dossier SET etape = ?, numero_parquet = ?, juridiction = ?, saisine = ?, audience = ?, echeance = ?,
			titre = ?, titre_tri = ?, revision = ?, modifie_le = ?
		WHERE id = ?`,
		d.Etape, d.NumeroParquet, d.Juridiction, d.Saisine, d.Audience, e.echeance,
		e.titre, identite.Plier(e.titre), d.Revision, instant(t.le), d.ID)
	if err != nil {
		return err
	}
	t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
	if err := t.faire("UPDATE reponses SET doc = ? WHERE dossier = ?", string(d.Reponses.JSON()), d.ID); err != nil {
		return err
	}
	if err := indexer(t, d, ancien, e); err != nil {
		return err
	}
	if err := projeter(t, d, ancien, e); err != nil {
		return err
	}
	if !reflect.DeepEqual(ancien.gens, e.gens) {
		if err := lierPersonnes(t, d, e.gens, nil); err != nil {
			return err
		}
	}
	if err := tracerReponses(t, d.ID, svc, avant.Reponses, d.Reponses); err != nil {
		return err
	}
	for _, a := range e.arrets {
		if !slices.Contains(ancien.arrets, a) {
			if err := t.trace("arret", d.ID, a.Cle, "", a.Message); err != nil {
				return err
			}
		}
	}
	return nil
}

func copieDossier(d *data.Dossier) *data.Dossier { c := *d; return &c }

// figees refuses changes to what a finalised document froze.
func figees(d *data.Dossier, svc *trame.Service, r trame.Reponses) error {
	fige := func(quoi string) error {
		return &data.Erreur{Code: data.Fige, Message: quoi + " Rien n’a été enregistré : pour corriger ou ajouter, faites un rapport complémentaire."}
	}
	for _, sec := range svc.Sections {
		if memeRubrique(d.Reponses[sec.Cle], r[sec.Cle]) {
			continue
		}
		switch d.Verrou(svc, sec) {
		case data.Finalisee:
			return fige(fmt.Sprintf("« %s » ne peut plus changer : le document est finalisé.", sec.Titre))
		case data.PasEncore:
			return &data.Erreur{Code: data.Fige, Message: fmt.Sprintf("« %s » s’écrit après la finalisation de « %s ». Rien n’a été enregistré.", sec.Titre, svc.Document(sec.Apres).Titre)}
		}
	}
	for _, doc := range svc.Documents {
		if n := d.Finalises[doc.Cle]; doc.Lignes != "" && n > 0 && !memesLignes(d.Reponses[doc.Lignes], r[doc.Lignes], n) {
			return fige(fmt.Sprintf("« %s » est finalisé.", doc.Titre))
		}
	}
	return nil
}

// memeRubrique compares the answers of a section. A section where everything was taken
// back is as one never answered; « there is none » is an answer.
func memeRubrique(a, b *trame.Rubrique) bool {
	rien := func(r *trame.Rubrique) bool {
		return r == nil || r.Valeurs != nil && len(r.Valeurs)+len(r.Lignes) == 0
	}
	if rien(a) || rien(b) {
		return rien(a) && rien(b)
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return bytes.Equal(x, y)
}

func memesLignes(a, b *trame.Rubrique, n int) bool {
	if a == nil || b == nil || len(a.Lignes) < n || len(b.Lignes) < n {
		return false
	}
	for i := range n {
		if a.Lignes[i].ID != b.Lignes[i].ID || !reflect.DeepEqual(a.Lignes[i].Valeurs, b.Lignes[i].Valeurs) {
			return false
		}
	}
	return true
}

// derives is what follows from the answers of a dossier.
type derives struct {
	titre, echeance string
	gens            []present
	identite, texte string // words of the two indexes
	comptes         []trame.Compte
	delais          []trame.EcheanceVue // that still run
	seances         []trame.SeanceVue
	arrets          []trame.Alerte // hard stops that speak
}

// deriver computes what follows from the answers and sets the columns of the dossier.
func (t *tx) deriver(d *data.Dossier, svc *trame.Service) *derives {
	ex := t.examiner(d, svc)
	repere := func(chemin string) string { s, _ := ex.Repere(chemin).(string); return s }
	d.NumeroParquet, d.Juridiction = repere(svc.Reperes.NumeroParquet), repere(svc.Reperes.Juridiction)
	d.Saisine, d.Audience = repere(svc.Reperes.Saisine), repere(svc.Reperes.Audience)
	d.Etape = ""
	if e := ex.EtapeCourante(); e != nil {
		d.Etape = e.Cle
	}
	out := &derives{comptes: ex.Comptes(), gens: presents(ex), seances: ex.Seances(), arrets: ex.Arrets("")}
	for _, e := range ex.Echeances() {
		if !e.Courante() {
			continue
		}
		out.delais = append(out.delais, e)
		if out.echeance == "" || e.Date < out.echeance {
			out.echeance = e.Date
		}
	}
	var titres, mots []string
	for _, p := range out.gens {
		if p.principal {
			titres = append(titres, strings.TrimSpace(p.Nom+" "+p.Prenoms))
		}
		mots = append(mots, motsPersonne(p.Personne)...)
	}
	if out.titre = strings.Join(titres, ", "); out.titre == "" {
		out.titre = ex.Intitule()
	}
	if out.titre == "" {
		out.titre = "Sans nom"
	}
	mots = append(mots, motsNumeros(d)...)
	out.identite = strings.Join(mots, " ")
	out.texte = textes(ex)
	return out
}

// indexer rewrites the indexes and the indicators whose content changed.
func indexer(t *tx, d *data.Dossier, ancien, e *derives) error {
	journal, err := texteJournal(t, d.ID)
	if err != nil {
		return err
	}
	for _, ix := range []struct {
		table, avant, apres string
		neuf                bool
	}{
		{"recherche_identite", avantDe(ancien, func(a *derives) string { return a.identite }), e.identite, ancien == nil},
		{"recherche_texte", avantDe(ancien, func(a *derives) string { return a.texte }) + journal, e.texte + journal, ancien == nil},
	} {
		if !ix.neuf && ix.avant == ix.apres {
			continue
		}
		if err := poserIndex(t, ix.table, d.ID, d.Service, ix.apres, ix.neuf); err != nil {
			return err
		}
	}
	if ancien != nil && slices.Equal(ancien.comptes, e.comptes) {
		return nil
	}
	if ancien != nil {
		if err := t.faire("DELETE FROM indicateur WHERE dossier = ?", d.ID); err != nil {
			return err
		}
	}
	for i, c := range e.comptes {
		if err := t.faire("INSERT INTO indicateur (dossier, rang, cle, valeur) VALUES (?, ?, ?, ?)", d.ID, i, c.Cle, c.Valeur); err != nil {
			return err
		}
	}
	return nil
}

func avantDe(d *derives, f func(*derives) string) string {
	if d == nil {
		return ""
	}
	return f(d)
}

func poserIndex(t *tx, table string, id int64, service, mots string, neuf bool) error {
	if !neuf {
		if err := t.faire("DELETE FROM "+table+" WHERE rowid = ?", id); err != nil {
			return err
		}
	}
	return t.faire("INSERT INTO "+table+" (rowid, mots) VALUES (?, ?)", id, motService(service)+" "+mots)
}

// tracerReponses writes one row of the audit per changed answer; a text that is being
// written waits until its writer is done with it.
func tracerReponses(t *tx, id int64, svc *trame.Service, a, b trame.Reponses) error {
	for _, sec := range svc.Sections {
		if memeRubrique(a[sec.Cle], b[sec.Cle]) {
			continue
		}
		av, ap := aplatir(sec, a[sec.Cle]), aplatir(sec, b[sec.Cle])
		cles := slices.Sorted(maps.Keys(av))
		for k := range ap {
			if _, ok := av[k]; !ok {
				cles = append(cles, k)
			}
		}
		slices.Sort(cles)
		for _, k := range slices.Compact(cles) {
			if av[k] == ap[k] {
				continue
			}
			if err := t.solder("dossier = ? AND objet <> ? AND compte = ?", id, k, t.compte.Login); err != nil {
				return err
			}
			if ecritEnMots(svc, k) {
				if err := retenirTexte(t, id, k, av[k], ap[k]); err != nil {
					return err
				}
				continue
			}
			if err := t.tracer(t.compte.Login, "modification", id, k, av[k], ap[k]); err != nil {
				return err
			}
			if err := garderValeur(t, svc, a, k, av[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// aplatir gives the answers of a section by path, as text. The path of a row stands for
// the row itself, that of a repeated section for the answer « there is none ».
func aplatir(sec *trame.Section, r *trame.Rubrique) map[string]string {
	out := map[string]string{}
	if r == nil {
		return out
	}
	poser := func(c trame.Chemin, valeurs map[string]any) {
		for k, v := range valeurs {
			c.Champ = k
			if champ := sec.Champ(k); champ != nil {
				out[c.String()] = trame.Ecrire(champ, v, trame.Garde)
			}
		}
	}
	poser(trame.Chemin{Section: sec.Cle}, r.Valeurs)
	if sec.Repetee && len(r.Lignes) == 0 {
		out[sec.Cle] = sec.Aucun
	}
	for _, l := range r.Lignes {
		out[sec.Cle+"."+l.ID] = "+"
		poser(trame.Chemin{Section: sec.Cle, Ligne: l.ID}, l.Valeurs)
	}
	return out
}

// changerEtat closes or reopens a dossier.
func (s dossiers) changerEtat(ctx context.Context, numero, motif, de, vers, action, refus string) error {
	if strings.TrimSpace(motif) == "" {
		return &data.Erreur{Code: data.Saisie, Message: "Dites pourquoi, en quelques mots : le motif reste dans l’historique du dossier."}
	}
	return s.lireContenu(ctx, func(t *tx) error {
		d, svc, err := t.lireDossier(numero)
		if err != nil {
			return err
		}
		if d.Etat != de {
			return &data.Erreur{Code: data.Fige, Message: refus}
		}
		if vers == data.EtatClos {
			if err := legales(t, d, svc); err != nil {
				return err
			}
		}
		clos := ""
		if vers == data.EtatClos {
			clos = instant(t.le)
		}
		if err := t.faire("UPDATE dossier SET etat = ?, clos_le = ?, modifie_le = ?, revision = revision + 1 WHERE id = ?", vers, clos, instant(t.le), d.ID); err != nil {
			return err
		}
		if err := t.solder("dossier = ?", d.ID); err != nil { // of everybody: nothing is written after
			return err
		}
		t.annoncer(data.NouvelleDossier, d.Service, d.Numero)
		return t.trace(action, d.ID, "", "", motif)
	})
}

// Clore closes a dossier: it can be read, no longer written.
func (s dossiers) Clore(ctx context.Context, numero, motif string) error {
	return s.changerEtat(ctx, numero, motif, data.EtatOuvert, data.EtatClos, "fermeture", "Ce dossier est déjà clos.")
}

// Rouvrir opens a closed dossier again.
func (s dossiers) Rouvrir(ctx context.Context, numero, motif string) error {
	return s.changerEtat(ctx, numero, motif, data.EtatClos, data.EtatOuvert, "reouverture", "Ce dossier n’est pas clos.")
}
