//go:build !windows

package systeme

import (
	"errors"
	"os/exec"
	"strings"
)

const (
	// imprimeCopie: lp copies the file before it returns.
	imprimeCopie = true
	// visionneuseImprime: without lp, no viewer prints either.
	visionneuseImprime = false
)

func lancer(verbe, fichier, imprimante string) error {
	if verbe == Imprimer {
		args := []string{"-s", "-t", "Document"} // the title that a print queue shows
		if imprimante != "" {
			args = append(args, "-d", imprimante)
		}
		return exec.Command("lp", append(args, "--", fichier)...).Run()
	}
	for _, p := range []string{"xdg-open", "gio"} {
		chemin, err := exec.LookPath(p)
		if err != nil {
			continue
		}
		args := []string{fichier}
		if p == "gio" {
			args = []string{"open", fichier}
		}
		c := exec.Command(chemin, args...)
		if err := c.Start(); err != nil {
			return err
		}
		go c.Wait() //nolint:errcheck // the viewer lives its own life
		return nil
	}
	return errors.New("no viewer")
}

// Imprimantes are the printers that the system knows.
func Imprimantes() []string {
	out, err := exec.Command("lpstat", "-e").Output()
	if err != nil {
		return nil
	}
	return strings.Fields(string(out))
}
