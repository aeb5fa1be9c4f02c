package store

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"justicepartage/data"
	"justicepartage/data/identite"
	"justicepartage/data/trame"
)

// issueDroit is what a method may do for a role.
type issueDroit int

const (
	oui     issueDroit = iota // done
	non                       // refused
	vide                      // done, and gives nothing
	cloison                   // done on what is of the service, « does not exist » on the rest
)

// droit is a row of the table of rights: how a method is called on a dossier, and what
// comes of it for each role. agir returns how much it gave, and its error.
type droit struct {
	agir                                          func(s *Session, x cible) (int, error)
	responsable, intervenant, accueil, technicien issueDroit
}

// cible is a dossier of one service and what it holds.
type cible struct {
	numero, service string
	document, piece int64
	personne        int64
	nom, prenoms    string
	naissance       string
	compte          int64
}

func un(err error) (int, error) { return 1, err }

var droits = map[string]droit{
	// Names and lists: the reception desk sees them.
	"Dossiers": {func(s *Session, x cible) (int, error) {
		l, err := s.Dossiers(ctx, data.Filtre{Service: x.service})
		return len(l), err
	}, cloison, cloison, cloison, non},
	"Compter": {func(s *Session, x cible) (int, error) { return s.Compter(ctx, data.Filtre{Service: x.service}) }, cloison, cloison, cloison, non},
	"ChercherIdentite": {func(s *Session, x cible) (int, error) {
		l, err := s.ChercherIdentite(ctx, x.nom, 10)
		return len(l), err
	}, cloison, cloison, cloison, non},
	"Doublons": {func(s *Session, x cible) (int, error) {
		l, err := s.Doublons(ctx, identite.Identite{Nom: x.nom, Prenoms: x.prenoms, Naissance: x.naissance}, 5)
		n := 0
		for _, d := range l {
			if d.Personne.Nom != "" || d.Personne.ID != 0 || len(d.Dossiers) > 0 {
				n++ // an alert without content is no content
			}
		}
		return n, err
	}, cloison, cloison, cloison, non},
	"Personne": {func(s *Session, x cible) (int, error) {
		_, l, err := s.Personne(ctx, x.personne)
		return len(l), err
	}, cloison, cloison, cloison, non},
	"Service": {func(s *Session, x cible) (int, error) { return un(second(s.Service(ctx, x.service, ""))) }, cloison, cloison, cloison, non},
	"Services": {func(s *Session, x cible) (int, error) {
		for _, id := range s.Services() {
			if id == x.service {
				return 1, nil
			}
		}
		return 0, nil
	}, cloison, cloison, cloison, vide},

	// Content.
	"Dossier":    {func(s *Session, x cible) (int, error) { return un(second(s.Dossier(ctx, x.numero))) }, cloison, cloison, non, non},
	"Historique": {func(s *Session, x cible) (int, error) { return un(second(s.Historique(ctx, x.numero))) }, cloison, cloison, non, non},
	"Revenir": {func(s *Session, x cible) (int, error) {
		_, err := s.Revenir(ctx, x.numero, 0)
		if data.CodeDe(err) == data.Saisie || data.CodeDe(err) == data.Conflit {
			err = nil // there is nothing to go back to
		}
		return un(err)
	}, cloison, cloison, non, non},
	"ChercherTexte": {func(s *Session, x cible) (int, error) {
		l, err := s.ChercherTexte(ctx, "menuisier", 10)
		n := 0
		for _, t := range l {
			if t.Service == x.service {
				n++
			}
		}
		return n, err
	}, cloison, cloison, non, non},
	"Comptages": {func(s *Session, x cible) (int, error) { return un(second(s.Comptages(ctx, x.service, "x", "", ""))) }, oui, oui, non, non},
	"Journal":   {func(s *Session, x cible) (int, error) { return un(second(s.Journal(ctx, x.numero))) }, cloison, cloison, non, non},
	"Documents": {func(s *Session, x cible) (int, error) { return un(second(s.Documents(ctx, x.numero))) }, cloison, cloison, non, non},
	"Octets":    {func(s *Session, x cible) (int, error) { return un(second(s.Octets(ctx, x.document, "lecture"))) }, cloison, cloison, non, non},
	"Reconnaitre": {func(s *Session, x cible) (int, error) {
		return un(second(s.Reconnaitre(ctx, []byte("document de "+x.service))))
	}, cloison, cloison, non, non},
	"Pieces":      {func(s *Session, x cible) (int, error) { return un(second(s.Pieces(ctx, x.numero))) }, cloison, cloison, non, non},
	"PieceOctets": {func(s *Session, x cible) (int, error) { return un(second(s.PieceOctets(ctx, x.piece))) }, cloison, cloison, non, non},
	"Creer": {func(s *Session, x cible) (int, error) {
		return un(second(s.Creer(ctx, x.service, trame.Reponses{}, nil)))
	}, cloison, cloison, non, non},
	"Enregistrer": {func(s *Session, x cible) (int, error) {
		_, err := s.Enregistrer(ctx, x.numero, trame.Changement{})
		if data.CodeDe(err) == data.Fige {
			err = nil // it was reached
		}
		return un(err)
	}, cloison, cloison, non, non},
	"Trancher": {func(s *Session, x cible) (int, error) {
		_, err := s.Trancher(ctx, x.numero, "qui.nom", true)
		if data.CodeDe(err) == data.Fige {
			err = nil // it was reached
		}
		return un(err)
	}, cloison, cloison, non, non},
	"AFaire": {func(s *Session, x cible) (int, error) {
		l, err := s.AFaire(ctx, "", 0)
		n := 0
		for _, f := range l {
			if f.Service == x.service {
				n++
			}
		}
		return n, err
	}, cloison, cloison, non, non},
	"Relever": {func(s *Session, x cible) (int, error) {
		_, err := s.Relever(ctx, x.service, "inconnu", "2026-01-01", "2026-12-31", nil)
		if err != nil && err.Error() == "Ce relevé n’existe pas dans ce service." {
			err = nil // it was reached
		}
		return un(err)
	}, cloison, cloison, non, non},
	"Echus": {func(s *Session, x cible) (int, error) {
		if _, err := s.db.Exec("UPDATE dossier SET modifie_le = '2020-01-01T00:00:00.000Z' WHERE numero = ?", x.numero); err != nil {
			return 0, err
		}
		l, err := s.Echus(ctx, 0)
		n := 0
		for _, e := range l {
			if e.Service == x.service {
				n++
			}
		}
		return n, err
	}, cloison, cloison, non, non},
	"Renoncer": {func(s *Session, x cible) (int, error) {
		err := s.Renoncer(ctx, x.numero, "inconnue", "motif")
		if err != nil && err.Error() == "Cette échéance ne court plus dans ce dossier." || data.CodeDe(err) == data.Fige {
			err = nil // it was reached
		}
		return un(err)
	}, cloison, cloison, non, non},
	"Agenda": {func(s *Session, x cible) (int, error) {
		l, err := s.Agenda(ctx, "2026-01-01", "2027-01-01")
		n := 0
		for _, f := range l {
			if f.Service == x.service {
				n++
			}
		}
		return n, err
	}, cloison, cloison, cloison, non},
	"SallesEtGens": {func(s *Session, x cible) (int, error) {
		l, _, err := s.SallesEtGens(ctx)
		n := 0
		for _, nom := range l {
			if nom == "Salle de "+x.service {
				n++
			}
		}
		return n, err
	}, cloison, cloison, cloison, non},
	"Planifier": {func(s *Session, x cible) (int, error) {
		return un(rencontre(second(s.Planifier(ctx, data.Seance{Numero: x.numero, Section: "inconnue", Date: "2026-12-01", Debut: "10:00"}))))
	}, cloison, cloison, cloison, non},
	"Presence": {func(s *Session, x cible) (int, error) {
		return un(rencontre(s.Presence(ctx, x.numero, "inconnue", "r1", "")))
	}, cloison, cloison, cloison, non},
	"Rencontres":   {func(s *Session, x cible) (int, error) { return un(second(s.Rencontres(ctx, x.numero, nil))) }, cloison, cloison, non, non},
	"Orientations": {func(s *Session, x cible) (int, error) { return un(second(s.Orientations(ctx, x.numero))) }, cloison, cloison, non, non},
	"Orienter": {func(s *Session, x cible) (int, error) {
		_, err := s.Orienter(ctx, x.numero, "inconnue")
		if err != nil && err.Error() == "Cette orientation n’est plus proposée dans ce dossier." || data.CodeDe(err) == data.Fige {
			err = nil // it was reached
		}
		return un(err)
	}, cloison, cloison, non, non},
	"Consignes": {func(s *Session, x cible) (int, error) { return un(second(s.Consignes(ctx, x.numero))) }, cloison, cloison, non, non},
	"Gens":      {func(s *Session, x cible) (int, error) { return un(second(s.Gens(ctx, x.numero))) }, cloison, cloison, non, non},
	"Fusions":   {func(s *Session, x cible) (int, error) { return un(second(s.Fusions(ctx, x.personne))) }, cloison, cloison, non, non},
	"Fusionner": {func(s *Session, x cible) (int, error) {
		_, err := s.Fusionner(ctx, x.personne, x.personne)
		if data.CodeDe(err) == data.Saisie {
			_, err = s.Fusionner(ctx, x.personne, x.personne+1000)
			if n, e := s.Fusions(ctx, x.personne); e == nil && n == nil && data.CodeDe(err) == data.Introuvable {
				err = nil // it was reached: the second record does not exist
			}
		}
		return un(err)
	}, cloison, cloison, non, non},
	"AnnulerFusion": {func(s *Session, x cible) (int, error) {
		err := s.AnnulerFusion(ctx, 1000)
		if data.CodeDe(err) == data.Introuvable {
			err = nil // there is none
		}
		return 1, err
	}, oui, oui, non, non},
	"Livrees":     {func(s *Session, x cible) (int, error) { return len(s.Livrees()), nil }, oui, oui, oui, oui},
	"Livre":       {func(s *Session, x cible) (int, error) { return un(second(s.Livre("tables/articles.toml"))) }, oui, oui, oui, oui},
	"Adaptations": {func(s *Session, x cible) (int, error) { return un(second(s.Adaptations(ctx))) }, oui, oui, oui, non},
	"Essayer": {func(s *Session, x cible) (int, error) {
		return un(second(s.Essayer(ctx, x.service, "services/autre/adaptation.toml", "")))
	}, oui, non, non, non},
	"Adapter": {func(s *Session, x cible) (int, error) {
		return un(s.Adapter(ctx, "services/autre/adaptation.toml", ""))
	}, oui, non, non, non},
	"Reprise":      {func(s *Session, x cible) (int, error) { return un(second(s.Reprise(ctx, x.numero))) }, cloison, cloison, non, non},
	"PoserReprise": {func(s *Session, x cible) (int, error) { return un(s.PoserReprise(ctx, x.numero, "x")) }, cloison, cloison, non, non},
	"Noter": {func(s *Session, x cible) (int, error) {
		return un(atteint(s.Noter(ctx, x.numero, data.Evenement{Texte: "x"})))
	}, cloison, cloison, non, non},
	"AjouterPiece": {func(s *Session, x cible) (int, error) {
		return un(atteint(second(s.AjouterPiece(ctx, x.numero, "a", "b", []byte("c")))))
	}, cloison, cloison, non, non},
	"Finaliser": {func(s *Session, x cible) (int, error) {
		_, err := s.Finaliser(ctx, data.Finalisation{Numero: x.numero, Papier: "inconnu"})
		if err != nil && err.Error() == "Ce document n’existe pas dans ce service." || data.CodeDe(err) == data.Fige {
			err = nil // it was reached
		}
		return un(err)
	}, cloison, cloison, non, non},
	"Transmettre": {func(s *Session, x cible) (int, error) {
		return un(s.Transmettre(ctx, x.document, data.Transmission{A: "le greffe", Moyen: "main", Le: "2026-11-24T14:00"}))
	}, cloison, cloison, non, non},
	"Clore":   {func(s *Session, x cible) (int, error) { return un(atteint(s.Clore(ctx, x.numero, "fin"))) }, cloison, cloison, non, non},
	"Rouvrir": {func(s *Session, x cible) (int, error) { return un(atteint(s.Rouvrir(ctx, x.numero, "erreur"))) }, cloison, cloison, non, non},

	// Accounts and settings.
	"Compte":  {func(s *Session, x cible) (int, error) { return 1, nil }, oui, oui, oui, oui},
	"Comptes": {func(s *Session, x cible) (int, error) { return un(second(s.Comptes(ctx))) }, oui, oui, oui, oui},
	"AjouterCompte": {func(s *Session, x cible) (int, error) {
		return un(second(s.AjouterCompte(ctx, data.Compte{Login: "n" + x.numero + s.Compte().Login, Nom: "N", Role: data.RoleAccueil}, autrePhrase)))
	}, oui, non, non, non},
	"ModifierCompte": {func(s *Session, x cible) (int, error) {
		return un(s.ModifierCompte(ctx, data.Compte{ID: x.compte, Nom: "N", Role: data.RoleAccueil}))
	}, oui, non, non, non},
	"ReinitialiserMotDePasse": {func(s *Session, x cible) (int, error) {
		return un(s.ReinitialiserMotDePasse(ctx, x.compte, autrePhrase))
	}, oui, non, non, non},
	"RetirerCompte": {func(s *Session, x cible) (int, error) {
		err := s.RetirerCompte(ctx, x.compte)
		if data.CodeDe(err) == data.Introuvable {
			err = nil // retired already
		}
		return un(err)
	}, oui, non, non, non},
	"ChangerMotDePasse":    {func(s *Session, x cible) (int, error) { return un(s.ChangerMotDePasse(ctx, autrePhrase, autrePhrase)) }, oui, oui, oui, oui},
	"NouveauCodeDeSecours": {func(s *Session, x cible) (int, error) { return un(second(s.NouveauCodeDeSecours(ctx))) }, oui, non, non, non},
	"CodeDeSecours":        {func(s *Session, x cible) (int, error) { return len(s.CodeDeSecours()), nil }, vide, vide, vide, vide},
	"Parametre":            {func(s *Session, x cible) (int, error) { return un(second(s.Parametre(ctx, "x"))) }, oui, oui, oui, oui},
	"PoserParametre":       {func(s *Session, x cible) (int, error) { return un(s.PoserParametre(ctx, "x", "y")) }, oui, non, non, non},
	"Association":          {func(s *Session, x cible) (int, error) { return un(second(s.Association(ctx))) }, oui, oui, oui, oui},
	"Parquet":              {func(s *Session, x cible) (int, error) { return un(second(s.Parquet(ctx))) }, oui, oui, oui, oui},
	"PoserParquet":         {func(s *Session, x cible) (int, error) { return un(s.PoserParquet(ctx, data.Parquet{})) }, oui, non, non, non},
	"PoserAssociation":     {func(s *Session, x cible) (int, error) { return un(s.PoserAssociation(ctx, data.Association{Nom: "A"})) }, oui, non, non, non},

	// The base as a whole: they show nothing of anybody.
	"Verifier":               {func(s *Session, x cible) (int, error) { return un(s.Verifier(ctx)) }, oui, oui, oui, oui},
	"VerifierAudit":          {func(s *Session, x cible) (int, error) { return un(s.VerifierAudit(ctx)) }, oui, oui, oui, oui},
	"ASauvegarder":           {func(s *Session, x cible) (int, error) { return un(second(s.ASauvegarder(ctx))) }, oui, oui, oui, oui},
	"SauvegardeDue":          {func(s *Session, x cible) (int, error) { return un(second(s.SauvegardeDue(ctx))) }, oui, oui, oui, oui},
	"RepetitionDue":          {func(s *Session, x cible) (int, error) { return un(second(s.RepetitionDue(ctx))) }, oui, oui, oui, oui},
	"Sauvegarder":            {func(s *Session, x cible) (int, error) { return un(second(s.Sauvegarder(ctx, nil))) }, oui, oui, oui, oui},
	"EtatSauvegarde":         {func(s *Session, x cible) (int, error) { return un(second(s.EtatSauvegarde(ctx))) }, oui, oui, oui, oui},
	"SecondEmplacement":      {func(s *Session, x cible) (int, error) { return un(second(s.SecondEmplacement(ctx))) }, oui, oui, oui, oui},
	"PoserSecondEmplacement": {func(s *Session, x cible) (int, error) { return un(s.PoserSecondEmplacement(ctx, "")) }, oui, non, non, non},
	"Contenu": {func(s *Session, x cible) (int, error) {
		l, err := Sauvegardes(s.chemin, DossierSauvegardes(s.chemin), s.opt)
		if err != nil || len(l) == 0 {
			return 0, err
		}
		return un(second(s.Contenu(ctx, l[0].Chemin)))
	}, oui, oui, oui, oui},
	"Repeter": {func(s *Session, x cible) (int, error) {
		l, err := Sauvegardes(s.chemin, DossierSauvegardes(s.chemin), s.opt)
		if err != nil || len(l) == 0 {
			return 0, err
		}
		return un(second(s.Repeter(ctx, l[0].Chemin, nil)))
	}, oui, oui, oui, oui},
	"Avis":        {func(s *Session, x cible) (int, error) { return len(s.Avis()), nil }, vide, vide, vide, vide},
	"ArretBrutal": {func(s *Session, x cible) (int, error) { s.ArretBrutal(); return 0, nil }, vide, vide, vide, vide},
	"Entrer":      {func(s *Session, x cible) (int, error) { return 0, nil }, vide, vide, vide, vide}, // of the base
	"Tenir":       {func(s *Session, x cible) (int, error) { return 0, nil }, vide, vide, vide, vide}, // of the base
	"ID":          {func(s *Session, x cible) (int, error) { return len(s.ID()), nil }, oui, oui, oui, oui},
	"Nouvelles": {func(s *Session, x cible) (int, error) {
		_, _, err := s.Nouvelles(ctx, 0)
		return 0, err
	}, vide, vide, vide, vide},
	"Sceller": {func(s *Session, x cible) (int, error) { return un(second(s.Sceller([]byte("x")))) }, oui, oui, oui, oui},
	"Desceller": {func(s *Session, x cible) (int, error) {
		b, err := s.Sceller([]byte("x"))
		if err == nil {
			_, err = s.Desceller(b)
		}
		return 1, err
	}, oui, oui, oui, oui},
	"Relire": {func(s *Session, x cible) (int, error) { return un(second(s.Relire(ctx, x.numero, 0))) }, cloison, cloison, non, non},
	"Close":  {func(s *Session, x cible) (int, error) { return 1, nil }, oui, oui, oui, oui},
}

func second[T any](_ T, err error) error { return err }

// rencontre takes « no appointments of this kind » for done: the dossier was reached.
func rencontre(err error) error {
	if err != nil && err.Error() == "Ce dossier n’a pas de rendez-vous de cette sorte." {
		return nil
	}
	return atteint(err)
}

// atteint takes « already closed » for done.
func atteint(err error) error {
	if data.CodeDe(err) == data.Fige {
		return nil
	}
	return err
}

// TestDroits calls every exported method of a session as every role, on a dossier of a
// service that the account sees and on one of a service that it does not see. A method
// without a row in the table fails.
func TestDroits(t *testing.T) {
	typ := reflect.TypeFor[*Session]()
	for i := range typ.NumMethod() {
		if _, ok := droits[typ.Method(i).Name]; !ok {
			t.Errorf("%s has no row in the table of rights", typ.Method(i).Name)
		}
	}
	for nom := range droits {
		if _, ok := typ.MethodByName(nom); !ok {
			t.Errorf("%s is no method any more", nom)
		}
	}
	s, chemin := nouvelle(t)
	cibles := map[string]cible{"esr": {nom: "Vialatte", prenoms: "Paul", naissance: "1990-03-12"}, "autre": {nom: "Orgeval", prenoms: "Zoé", naissance: "1951-07-30"}}
	for service, x := range cibles {
		r := trame.Reponses{}
		cle := map[string]string{"esr": "etat_civil.", "autre": "qui."}[service]
		poser(r, cle+"nom", x.nom)
		poser(r, cle+"prenoms", x.prenoms)
		poser(r, cle+"naissance", x.naissance)
		if service == "autre" {
			poser(r, "qui.recit", "menuisier")
			poser(r, "qui.suite", "2026-12-24")
			poser(r, "qui.accord", "oui")
			l := r.Ajouter("rencontres")
			l.Valeurs["date"], l.Valeurs["debut"], l.Valeurs["lieu"] = "2026-11-25", "10:00", "Salle de autre"
		}
		d, err := s.Creer(ctx, service, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		if service == "esr" {
			if err := s.Noter(ctx, d.Numero, data.Evenement{Texte: "menuisier"}); err != nil {
				t.Fatal(err)
			}
		}
		x.numero, x.service = d.Numero, service
		if x.piece, err = s.AjouterPiece(ctx, d.Numero, "bail.pdf", "application/pdf", []byte("bail")); err != nil {
			t.Fatal(err)
		}
		octets := []byte("document de " + service)
		res, err := s.db.Exec("INSERT INTO document (dossier, cle, titre, numero, octets, sha256, finalise_par, finalise_le, transmis_a, transmis_moyen, transmis_le) VALUES (?, 'x', 'X', 1, ?, ?, 1, '', '', '', '')", d.ID, octets, data.Empreinte(octets))
		if err != nil {
			t.Fatal(err)
		}
		x.document, _ = res.LastInsertId()
		if err := s.db.QueryRow("SELECT personne FROM dossier_personne WHERE dossier = ?", d.ID).Scan(&x.personne); err != nil {
			t.Fatal(err)
		}
		x.compte = ajouter(t, s, "cible-"+service, data.RoleAccueil)
		cibles[service] = x
	}
	for _, role := range data.Roles {
		ajouter(t, s, "r-"+string(role), role, "autre")
	}
	s.Close()
	for _, role := range data.Roles {
		s := comme(t, chemin, "r-"+string(role), autrePhrase)
		ici, ailleurs := cibles["autre"], cibles["esr"]
		for _, nom := range slices.Sorted(maps.Keys(droits)) {
			d := droits[nom]
			veut := map[data.Role]issueDroit{data.RoleResponsable: d.responsable, data.RoleIntervenant: d.intervenant, data.RoleAccueil: d.accueil, data.RoleTechnicien: d.technicien}[role]
			n, err := d.agir(s, ici)
			switch {
			case veut == non && data.CodeDe(err) != data.Refuse:
				t.Errorf("%s as %s: expected a refusal, got %v", nom, role, err)
			case veut != non && err != nil:
				t.Errorf("%s as %s: %v", nom, role, err)
			case veut == vide && n != 0:
				t.Errorf("%s as %s gives something", nom, role)
			case veut == cloison && n == 0 && nom != "Doublons":
				t.Errorf("%s as %s gives nothing of its own service", nom, role)
			}
			if veut != cloison {
				continue
			}
			n, err = d.agir(s, ailleurs)
			if err != nil && data.CodeDe(err) != data.Introuvable || err == nil && n != 0 {
				t.Errorf("%s as %s reaches another service: %d, %v", nom, role, n, err)
			}
		}
		s.Close()
	}
}
