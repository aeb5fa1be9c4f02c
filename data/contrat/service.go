// Package contrat is what every implementation of data.Session must do: one suite of tests,
// run against the session of this PC, against the one that forgets (data/faux), and against
// any that comes. Only tests import it.
package contrat

import (
	"io/fs"
	"testing/fstest"
)

// Assets are the services that the suite works with: one that everybody sees, one reserved.
func Assets() fs.FS {
	return fstest.MapFS{
		"services/essai/service.toml": {Data: []byte(essai)},
		"services/essai/lettre.md":    {Data: []byte("{{ dit .qui.nom }}\n")},
		"services/prive/service.toml": {Data: []byte(reserve)},
		"tables/articles.toml":        {Data: []byte("")},
	}
}

const essai = `id = "essai"
titre = "Essai"
prefixe = "ESS"
conservation = "2 ans"
[[personne]]
role = "personne"
titre = "Personne"
section = "qui"
nom = "nom"
prenoms = "prenoms"
naissance = "naissance"
telephones = ["telephone"]
sur = "sur"
principal = true
[[orientation]]
cle = "vers"
titre = "Vers le service réservé"
vers = "prive"
si = 'renseigne(qui.nom)'
message = "Proposez-le."
accord = "qui.accord"
transmet = { "lui.nom" = "qui.nom" }
[[indicateur]]
cle = "genre"
titre = "Genre"
valeur = 'qui.genre'
[[releve]]
cle = "mois"
titre = "Passages du mois"
note = "Tous les passages."
section = "passages"
date = "date"
colonnes = ["numero|Dossier", "date|Date", "salle|Salle"]
[[echeance]]
cle = "limite"
titre = "Limite fixée par le juge"
le = 'qui.limite'
legale = true
depasse = "Le délai est passé."
[[seance]]
section = "passages"
titre = "Visite"
date = "date"
debut = "debut"
fin = "fin"
lieu = "salle"
avec = "avec"
presence = "venue"
[[document]]
cle = "lettre"
titre = "Lettre"
modele = "lettre.md"
finalisable = true
[[section]]
cle = "qui"
titre = "Qui"
[[section.champ]]
cle = "nom"
libelle = "Nom"
type = "texte"
requis = "finalisation"
[[section.champ]]
cle = "prenoms"
libelle = "Prénoms"
type = "texte"
[[section.champ]]
cle = "naissance"
libelle = "Naissance"
type = "date"
[[section.champ]]
cle = "telephone"
libelle = "Téléphone"
type = "telephone"
[[section.champ]]
cle = "sur"
libelle = "Contact sûr"
type = "texte"
[[section.champ]]
cle = "limite"
libelle = "Limite"
type = "date"
[[section.champ]]
cle = "accord"
libelle = "Accord"
type = "oui-non"
[[section.champ]]
cle = "genre"
libelle = "Genre"
type = "choix"
options = [{cle = "f", libelle = "Femme"}, {cle = "m", libelle = "Homme"}]
[[section.champ]]
cle = "recit"
libelle = "Récit"
type = "paragraphe"
[[section]]
cle = "passages"
titre = "Visites"
repetee = true
ligne = "visite"
aucun = "Aucune."
[[section.champ]]
cle = "date"
libelle = "Date"
type = "date"
[[section.champ]]
cle = "debut"
libelle = "Début"
type = "heure"
[[section.champ]]
cle = "fin"
libelle = "Fin"
type = "heure"
[[section.champ]]
cle = "salle"
libelle = "Lieu"
type = "texte"
[[section.champ]]
cle = "avec"
libelle = "Avec"
type = "texte"
[[section.champ]]
cle = "venue"
libelle = "Venue"
type = "choix"
options = [{cle = "present", libelle = "Présent"}, {cle = "absent", libelle = "Absent"}]
`

const reserve = `id = "prive"
titre = "Réservé"
prefixe = "RES"
reserve = true
[[personne]]
role = "lui"
titre = "Lui"
section = "lui"
nom = "nom"
principal = true
[[section]]
cle = "lui"
titre = "Lui"
[[section.champ]]
cle = "nom"
libelle = "Nom"
type = "texte"
`
