package store

import (
	"os"
	"path/filepath"
	"strings"
)

// A base does not belong in a folder that another program copies while it is open
// (OneDrive, Dropbox…) nor on a network: it may be damaged there, and it leaves the
// office.

var synchronises = []struct{ dit, nom string }{
	{"onedrive", "OneDrive"},
	{"dropbox", "Dropbox"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"drivefs", "Google Drive"},
	{"mon drive", "Google Drive"},
	{"my drive", "Google Drive"},
	{"icloud", "iCloud"},
	{"mobile documents", "iCloud"},
	{"nextcloud", "Nextcloud"},
	{"owncloud", "ownCloud"},
	{"kdrive", "kDrive"},
	{"pcloud", "pCloud"},
	{"megasync", "MEGA"},
	{"synologydrive", "Synology Drive"},
	{"box sync", "Box"},
	{"hubic", "hubiC"},
}

// Lieu tells where a file lies.
type Lieu struct {
	Synchronise string // the program that copies its folder elsewhere, ""
	Reseau      bool
}

// Phrase warns about a place, "" when it is right.
func (l Lieu) Phrase() string {
	switch {
	case l.Synchronise != "":
		return "Cette base est dans un dossier que " + l.Synchronise + " recopie ailleurs pendant que vous travaillez : elle pourrait être abîmée, " +
			"et elle quitte l’association. Déplacez-la dans un dossier de ce poste."
	case l.Reseau:
		return "Cette base est sur le réseau : une coupure pendant l’enregistrement pourrait l’abîmer. " +
			"Placez-la sur ce poste, et mettez sur le réseau ses sauvegardes."
	}
	return ""
}

// LieuDe looks at the place of a file: its path, then the kind of disk it lies on.
func LieuDe(chemin string) Lieu {
	if p, err := filepath.Abs(chemin); err == nil {
		chemin = p
	}
	if p, err := filepath.EvalSymlinks(filepath.Dir(chemin)); err == nil {
		chemin = filepath.Join(p, filepath.Base(chemin))
	}
	l := lieuDuNom(chemin)
	for _, v := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if d := os.Getenv(v); l.Synchronise == "" && d != "" && dans(chemin, d) {
			l.Synchronise = "OneDrive"
		}
	}
	l.Reseau = l.Reseau || surReseau(filepath.Dir(chemin))
	return l
}

// lieuDuNom looks at the path alone, of whatever system.
func lieuDuNom(chemin string) Lieu {
	var l Lieu
	p := strings.ReplaceAll(chemin, "\\", "/")
	l.Reseau = strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "//?/") && !strings.HasPrefix(p, "//./") || strings.HasPrefix(strings.ToUpper(p), "//?/UNC/")
	morceaux := strings.Split(p, "/")
	for _, m := range morceaux[:len(morceaux)-1] {
		m = strings.ToLower(m)
		for _, s := range synchronises {
			// « OneDrive - Association », « Dropbox (Personnel) », never « mondropboxer ».
			if reste, ok := strings.CutPrefix(m, s.dit); ok && l.Synchronise == "" && (reste == "" || !lettreOuChiffre(reste[0])) || m == "."+s.dit {
				l.Synchronise = s.nom
			}
		}
		if strings.HasPrefix(m, "icloud") || strings.HasPrefix(m, "com~apple~clouddocs") {
			l.Synchronise = "iCloud"
		}
		if m == "gvfs" || strings.HasPrefix(m, "smb-share:") {
			l.Reseau = true
		}
	}
	return l
}

func lettreOuChiffre(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 }

func dans(chemin, dossier string) bool {
	r, err := filepath.Rel(dossier, chemin)
	return err == nil && r != ".." && !strings.HasPrefix(r, ".."+string(filepath.Separator))
}
