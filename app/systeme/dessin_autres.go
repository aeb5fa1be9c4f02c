//go:build !windows

package systeme

// Dessin has nothing to look at: elsewhere the library draws in software by itself.
func Dessin() error { return nil }

// Alerter has no other place to speak than where errors go.
func Alerter(titre, texte string) {}
