//go:build !windows

package systeme

// RejoindreConsole has nothing to do where programs are always given their console.
func RejoindreConsole() {}
