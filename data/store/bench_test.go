package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"justicepartage/assets"
	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// The bars of the store, each beside plain SQLite statements on the same file in the same
// run. The base of generated dossiers is kept in the temporary folder between runs.

var (
	nomsBanc    = strings.Fields("Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Legall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel")
	prenomsBanc = strings.Fields("Jean Marie Pierre Michel André Philippe Nathalie Isabelle Alain Sylvie Catherine Nicolas Martine Christophe Christine Françoise Patrick Valérie Laurent Sandrine Julie Éloïse Mathieu Kévin Lucas Emma Léa Hugo Chloé Zoé")
	motsBanc    = strings.Fields("logement emploi famille enfant mère père sœur frère travail menuisier maçon serveur chauffeur livreur intérim contrat formation apprentissage stage école collège lycée diplôme permis voiture bail loyer appartement maison foyer hébergement ressource salaire allocation dette crédit surendettement santé traitement suivi médecin soins alcool tabac projet déménagement séparation divorce pension garde visite vacances retraite chômage inscription accompagnement rendezvous association mairie préfecture tribunal juge greffe avocat conseiller éducateur voisin ami collègue employeur chantier atelier magasin usine ferme village ville centre quartier gare")
)

func tailleBanc() int {
	if n, err := strconv.Atoi(os.Getenv("JP_BENCH_DOSSIERS")); err == nil {
		return n
	}
	return 100_000
}

// dossierBanc makes the answers of a generated dossier, about 250 words.
func dossierBanc(r *rand.Rand, svc *trame.Service) trame.Reponses {
	texte := func(n int) string {
		var l []string
		for range n {
			l = append(l, motsBanc[r.IntN(len(motsBanc))])
		}
		return strings.Join(l, " ")
	}
	rep := trame.Reponses{}
	for chemin, v := range map[string]any{
		"saisine.recue_le":       fmt.Sprintf("%d-%02d-%02dT%02d:%02d", 2018+r.IntN(9), 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60)),
		"saisine.cadre":          "comparution-immediate",
		"saisine.numero_parquet": fmt.Sprintf("%011d", r.IntN(99999999999)),
		"etat_civil.nom":         nomsBanc[r.IntN(len(nomsBanc))],
		"etat_civil.prenoms":     prenomsBanc[r.IntN(len(prenomsBanc))],
		"etat_civil.naissance":   fmt.Sprintf("%d-%02d-%02d", 1950+r.IntN(55), 1+r.IntN(12), 1+r.IntN(28)),
		"etat_civil.telephone":   fmt.Sprintf("063998%04d", r.IntN(10000)),
		"entretien.issue":        "accord",
		"famille.enfance":        texte(60),
		"logement.type":          "locataire",
		"logement.observations":  texte(40),
		"emploi.situation":       "cdi",
		"emploi.parcours":        texte(80),
		"observations.synthese":  texte(70),
	} {
		poser(rep, chemin, v)
	}
	l := rep.Ajouter("verifications")
	l.Valeurs["contact"], l.Valeurs["resultat"], l.Valeurs["teneur"] = nomsBanc[r.IntN(len(nomsBanc))], "confirme", texte(12)
	l.Valeurs["declarations"] = []string{"logement.type"}
	return rep
}

// baseBanc opens a base of n generated dossiers, plain or encrypted, built once.
func baseBanc(b *testing.B, n int, enClair bool) *Session {
	b.Helper()
	opt := Options{Assets: assets.FS, Derivation: legere, enClair: enClair}
	chemin := filepath.Join(os.TempDir(), fmt.Sprintf("justicepartage-banc-%d.%s", n, map[bool]string{true: "sqlite", false: "coffre"}[enClair]))
	if s, err := Open(ctx, chemin, opt, "claire", phrase); err == nil {
		svc, err := s.Service(ctx, "esr", "")
		if err != nil {
			b.Fatal(err)
		}
		var version string
		if err := s.db.QueryRow("SELECT version FROM dossier ORDER BY id LIMIT 1").Scan(&version); err == nil && version == svc.Version {
			return s
		}
		s.Close()
	}
	for _, suf := range []string{"", "-wal"} {
		os.Remove(chemin + suf)
	}
	s, err := Create(ctx, chemin, opt, claire(), phrase)
	if err != nil {
		b.Fatal(err)
	}
	svc, err := s.Service(ctx, "esr", "")
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(43, uint64(n)))
	debut := time.Now()
	for fait := 0; fait < n; {
		err := s.ecrire(ctx, func(t *tx) error {
			for range min(2000, n-fait) {
				if _, err := t.creer("esr", dossierBanc(r, svc), nil); err != nil {
					return err
				}
				fait++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	fmt.Fprintf(os.Stderr, "%d dossiers built in %s, plain: %v\n", n, time.Since(debut).Round(time.Second), enClair)
	return s
}

// mesurer runs several ways of doing the same in turn, k times, and returns the sorted
// durations of each: what else the machine does weighs on all of them alike.
func mesurer(k int, f ...func(i int)) [][]time.Duration {
	out := make([][]time.Duration, len(f))
	for i := range k {
		for j := range f {
			t := time.Now()
			f[j](i)
			out[j] = append(out[j], time.Since(t))
		}
	}
	for _, l := range out {
		slices.SortFunc(l, cmp.Compare)
	}
	return out
}

func centile(l []time.Duration, p int) time.Duration { return l[min(len(l)*p/100, len(l)-1)] }

// barre prints a bar of the encrypted base beside the same on the plain one; a second
// line is beside the plain SQL that does the minimum on the same encrypted file.
func barre(nom, barre string, p int, m [][]time.Duration) {
	fmt.Printf("BARRE|%s|%s|%.2f ms|%.2f ms\n", nom, barre, ms(centile(m[0], p)), ms(centile(m[1], p)))
	if len(m) > 2 {
		fmt.Printf("BARRE|– against the bare SQL||%.2f ms|%.2f ms\n", ms(centile(m[0], p)), ms(centile(m[2], p)))
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func BenchmarkBarres(b *testing.B) {
	n := tailleBanc()
	clair, s := baseBanc(b, n, true), baseBanc(b, n, false)
	mesurerBase(b, s, clair)
	petitClair, petit := baseBanc(b, 1000, true), baseBanc(b, 1000, false)
	ouvrirEtSauver(b, petit, petitClair, 1000)
	petit.Close()
	petitClair.Close()
	ouvrirEtSauver(b, s, clair, n)
	verifier := func(s *Session) func(int) {
		return func(int) {
			var etat string
			if err := s.db.QueryRow("PRAGMA integrity_check").Scan(&etat); err != nil || etat != "ok" {
				b.Fatal(etat, err)
			}
		}
	}
	barre("integrity check of the whole base", "", 0, mesurer(1, verifier(s), verifier(clair)))
	s.Close()
	clair.Close()
}

func mesurerBase(b *testing.B, s, clair *Session) {
	r := rand.New(rand.NewPCG(7, 7))
	doit := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	vider := func(rows *sql.Rows, err error) {
		doit(err)
		defer rows.Close()
		for rows.Next() {
			_, err := lireResume(rows.Scan)
			doit(err)
		}
		doit(rows.Err())
	}
	chercher := func(table, q string) {
		vider(s.db.Query("SELECT "+colonnesResume+" FROM "+table+" JOIN dossier d ON d.id = "+table+".rowid WHERE "+table+" MATCH ? ORDER BY "+table+".rowid DESC LIMIT 20", q))
	}
	froid := make([][]time.Duration, 2) // the first time, when pages are not in memory yet
	for _, lettres := range []int{1, 2, 3, 5, 8} {
		noms := make([]string, 300)
		for i := range noms {
			mot := []rune(strings.ToLower(nomsBanc[r.IntN(len(nomsBanc))]))
			noms[i] = string(mot[:min(lettres, len(mot))])
		}
		sur := func(s *Session) func(int) {
			return func(i int) { _, err := s.ChercherIdentite(ctx, noms[i], 20); doit(err) }
		}
		for j, l := range mesurer(len(noms), sur(s), sur(clair)) {
			froid[j] = append(froid[j], l...)
		}
		barre(fmt.Sprintf("identity search, %d letters typed, p99", lettres), "< 50 ms, < 1.5×", 99,
			mesurer(len(noms), sur(s), sur(clair), func(i int) { chercher("recherche_identite", `"`+noms[i]+`"*`) }))
	}
	for _, l := range froid {
		slices.SortFunc(l, cmp.Compare)
	}
	barre("identity search, the first time something is typed, p99", "< 50 ms", 99, froid)

	gens := make([]identite.Identite, 200)
	for i := range gens {
		q := dossierBanc(r, nil)
		gens[i] = data.Personne{Nom: texteDe(q, "etat_civil.nom"), Prenoms: texteDe(q, "etat_civil.prenoms"), Naissance: texteDe(q, "etat_civil.naissance")}.Identite()
	}
	doublons := func(s *Session) func(int) {
		return func(i int) { _, err := s.Doublons(ctx, gens[i], 5); doit(err) }
	}
	barre("likely duplicates of a person, p95", "< 1.5×", 95, mesurer(len(gens), doublons(s), doublons(clair)))

	paires := make([][2]string, 200)
	for i := range paires {
		paires[i] = [2]string{motsBanc[r.IntN(len(motsBanc))], motsBanc[r.IntN(len(motsBanc))]}
	}
	texte := func(s *Session) func(int) {
		return func(i int) { _, err := s.ChercherTexte(ctx, paires[i][0]+" "+paires[i][1], 50); doit(err) }
	}
	barre("full text, two frequent words, p95", "< 300 ms, < 1.5×", 95, mesurer(len(paires), texte(s), texte(clair), func(i int) {
		chercher("recherche_texte", `"`+paires[i][0]+`" AND "`+paires[i][1]+`"*`)
	}))

	liste := func(s *Session) func(int) {
		return func(i int) {
			_, err := s.Dossiers(ctx, data.Filtre{Tri: "titre", Limite: 50, Decalage: 100 * i})
			doit(err)
		}
	}
	barre("a page of the list sorted by name, p95", "< 1.5×", 95, mesurer(100, liste(s), liste(clair), func(i int) {
		vider(s.db.Query("SELECT "+colonnesResume+" FROM dossier d ORDER BY d.titre_tri, d.id LIMIT 50 OFFSET ?", 100*i))
	}))
}

func texteDe(r trame.Reponses, chemin string) string {
	sec, champ, _ := strings.Cut(chemin, ".")
	s, _ := r.Valeur(trame.Chemin{Section: sec, Champ: champ}).(string)
	return s
}

func ouvrirEtSauver(b *testing.B, s, clair *Session, n int) {
	doit := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(9, 9))
	var numeros []string
	rows, err := s.db.Query("SELECT numero FROM dossier ORDER BY id")
	doit(err)
	for rows.Next() {
		var x string
		doit(rows.Scan(&x))
		numeros = append(numeros, x)
	}
	rows.Close()
	tires := make([]string, 300)
	for i := range tires {
		tires[i] = numeros[r.IntN(len(numeros))]
	}
	ouvrir := func(s *Session) func(int) {
		return func(i int) { _, err := s.Dossier(ctx, tires[i]); doit(err) }
	}
	barre(fmt.Sprintf("open a dossier, %d dossiers, p95", n), "< 50 ms, < 1.5×", 95, mesurer(len(tires), ouvrir(s), ouvrir(clair), func(i int) {
		var rep string
		doit(s.db.QueryRow("SELECT r.doc FROM dossier d JOIN reponses r ON r.dossier = d.id WHERE d.numero = ?", tires[i]).Scan(&rep))
	}))

	sauver := func(s *Session) (func(int), *data.Dossier) {
		d, err := s.Dossier(ctx, tires[0])
		doit(err)
		texte := texteDe(d.Reponses, "famille.enfance")
		return func(i int) {
			rep := d.Reponses.Copie()
			poser(rep, "famille.enfance", fmt.Sprintf("%s %d", texte, i))
			d, err = enregistre(b, s, d, rep)
			doit(err)
		}, d
	}
	nous, d := sauver(s)
	eux, _ := sauver(clair)
	autre, err := s.Dossier(ctx, tires[1]) // the bare SQL writes to another one
	doit(err)
	doc := string(d.Reponses.JSON())
	barre(fmt.Sprintf("save a field, %d dossiers, p95", n), "< 10 ms", 95, mesurer(300, nous, eux, func(i int) {
		tx, err := s.db.Begin()
		doit(err)
		_, err = tx.Exec("UPDATE reponses SET doc = ? WHERE dossier = ?", doc+strings.Repeat(" ", i%7), autre.ID)
		doit(err)
		doit(tx.Commit())
	}))
}
