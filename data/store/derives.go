package store

import (
	"slices"
	"strings"

	"justicepartage/data"
	"justicepartage/data/trame"
)

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
