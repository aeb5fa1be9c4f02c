// Package disque does with files what must succeed although another program looks at them
// for a moment.
//
// On Windows nobody renames, replaces or removes a file that another program holds, and an
// antivirus holds every new file while it reads it. What is refused for that reason is
// tried again for a few seconds, then told.
package disque

import (
	"os"
	"time"
)

// patience is how long a file that somebody holds is waited for.
const patience = 5 * time.Second

// pause waits between two attempts; tests put their own.
var pause = time.Sleep

// Renommer gives a file another name, in the place of the one that bears it.
func Renommer(de, vers string) error {
	return insister(func() error { return os.Rename(de, vers) })
}

// Retirer removes a file.
func Retirer(nom string) error {
	return insister(func() error { return os.Remove(nom) })
}

func insister(faire func() error) error {
	attendu := time.Duration(0)
	for pas := 10 * time.Millisecond; ; pas = min(2*pas, 250*time.Millisecond) {
		err := faire()
		if err == nil || !tenu(err) || attendu >= patience {
			return err
		}
		pause(pas)
		attendu += pas
	}
}
