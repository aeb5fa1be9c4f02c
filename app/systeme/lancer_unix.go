//go:build !windows

package systeme

import (
	"errors"
	"os/exec"
)

func lancer(verbe, fichier string) error {
	if verbe == Imprimer {
		// lp copies the file before it returns.
		return exec.Command("lp", "-s", fichier).Run()
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
