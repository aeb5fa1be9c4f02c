//go:build linux

package boutenbout

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"justicepartage/app/profil"
)

// TestWindowsInstallation installs a version, then a newer one over it, goes back, goes
// forth again, and uninstalls. A program that runs is not replaced; the base is there to
// the end.
func TestWindowsInstallation(t *testing.T) {
	b, _ := bureauWindows(t)
	installeur := func(v string) string {
		l, err := filepath.Glob(filepath.Join(os.Getenv(v), "justice-et-partage-*-installation.exe"))
		if err != nil || len(l) != 1 {
			t.Fatalf("%s holds %v, %v", v, l, err)
		}
		return l[0]
	}
	avant, apres := installeur("INSTALLATION_AVANT"), installeur("INSTALLATION_WINDOWS")
	version := strings.Split(filepath.Base(apres), "-")[3]
	session := filepath.Dir(b.documents) // C:\users\somebody
	dossier := filepath.Join(session, "AppData", "Local", "Programs", "Justice et Partage")
	exe := filepath.Join(dossier, "Justice et Partage.exe")
	menu := filepath.Join(session, "AppData", "Roaming", "Microsoft", "Windows", "Start Menu", "Programs", "Justice et Partage")
	la := func(noms ...string) (n int) {
		for _, nom := range noms {
			if _, err := os.Stat(nom); err == nil {
				n++
			}
		}
		return n
	}
	p := profil.Profil{Dossier: filepath.Join(session, "AppData", "Local", "Justice et Partage")}
	if err := p.Preparer(); err != nil {
		t.Fatal(err)
	}
	creerBase(t, p.Base())
	if err := p.Ecrire(profil.Reglages{Base: p.Base(), Login: compte}); err != nil {
		t.Fatal(err)
	}
	enPlace := func() string {
		dit, _ := b.commander(exe, "--version")
		return strings.TrimSpace(dit)
	}
	installer := func(f string) int {
		_, code := b.commander(f, "/S")
		return code
	}

	if code := installer(avant); code != 0 || enPlace() != "Justice et Partage 0.0.9" {
		t.Fatalf("installed: code %d, %q", code, enPlace())
	}
	retour := filepath.Join(menu, "Revenir à la version précédente.lnk")
	desinstaller := filepath.Join(dossier, "Désinstaller.exe")
	if n := la(filepath.Join(menu, "Justice et Partage.lnk"), filepath.Join(menu, "Désinstaller.lnk"), desinstaller); n != 3 || la(retour) != 0 {
		t.Errorf("the menu has %d entries of 3, and %d way back", n, la(retour))
	}
	// The program runs: it is not replaced.
	f := b.ouvrir(exe, "Ouvrir la base")
	if code := installer(apres); code != 1 || la(filepath.Join(dossier, "precedente")) != 0 {
		t.Errorf("installed over a program that runs: code %d", code)
	}
	b.touches("ctrl+q")
	f.finie()
	if dit := enPlace(); dit != "Justice et Partage 0.0.9" {
		t.Errorf("in place: %q", dit)
	}
	// Newer over older, twice: the former version stays the former one.
	for range 2 {
		if code := installer(apres); code != 0 || enPlace() != "Justice et Partage "+version || la(retour) != 1 {
			t.Fatalf("updated: code %d, %q, way back %d", code, enPlace(), la(retour))
		}
	}
	if dit, _ := b.commander(filepath.Join(dossier, "precedente", "Justice et Partage.exe"),
		"--version"); strings.TrimSpace(dit) != "Justice et Partage 0.0.9" {
		t.Errorf("put aside: %q", dit)
	}
	// An older one is not put over a newer one without somebody's word.
	if code := installer(avant); code != 1 || enPlace() != "Justice et Partage "+version {
		t.Errorf("older over newer: code %d, %q", code, enPlace())
	}
	// Back, and forth. The uninstaller goes on after it has answered.
	for _, veut := range []string{"0.0.9", version} {
		b.commander(desinstaller, "/S", "/RETOUR")
		b.attendre("version "+veut, func() bool { return la(exe) == 1 && enPlace() == "Justice et Partage "+veut })
	}
	b.commander(desinstaller, "/S")
	b.attendre("the end of the uninstaller", func() bool { return la(exe, dossier, menu) == 0 })
	if la(p.Base()) != 1 {
		t.Error("the base went with the program")
	}
}

// TestWindowsPortable extracts the zip on a key, starts the program there, and finds its
// profile beside it.
func TestWindowsPortable(t *testing.T) {
	b, _ := bureauWindows(t)
	l, err := filepath.Glob(filepath.Join(os.Getenv("INSTALLATION_WINDOWS"), "justice-et-partage-*-portable.zip"))
	if err != nil || len(l) != 1 {
		t.Fatalf("%v %v", l, err)
	}
	cle := lecteurC("clé USB")
	if err := os.RemoveAll(cle); err != nil {
		t.Fatal(err)
	}
	extraire(t, l[0], cle)
	dossier := filepath.Join(cle, "Justice et Partage")
	f := b.ouvrir(filepath.Join(dossier, "Justice et Partage.exe"), "Première installation")
	b.touches("ctrl+q")
	f.finie()
	if i, err := os.Stat(filepath.Join(dossier, "profil")); err != nil || !i.IsDir() {
		t.Errorf("the profile is not beside the program: %v", err)
	}
}

func extraire(t *testing.T, archive, dossier string) {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		nom := filepath.Join(dossier, f.Name)
		if f.FileInfo().IsDir() {
			if err := os.MkdirAll(nom, 0o700); err != nil {
				t.Fatal(err)
			}
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		w, err := os.OpenFile(nom, os.O_CREATE|os.O_WRONLY, 0o700)
		if err == nil {
			_, err = io.Copy(w, r)
		}
		if err != nil {
			t.Fatal(err)
		}
		w.Close()
		r.Close()
	}
}
