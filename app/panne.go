package app

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"

	"justicepartage/app/profil"
)

// The log and the crash file say where the program was, never about whom: the log takes
// kinds of errors, and a crash writes addresses of code, not what it worked on.

// journalMax is the size at which the log starts anew.
const journalMax = 1 << 20

// ouvrirJournal sends the log to the profile; the one before is kept once.
func ouvrirJournal(p profil.Profil) (fermer func()) {
	if i, err := os.Stat(p.Journal()); err == nil && i.Size() > journalMax {
		_ = os.Rename(p.Journal(), p.Journal()+".1")
	}
	f, err := os.OpenFile(p.Journal(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
		return func() {}
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(f, nil)))
	return func() { f.Close() }
}

// surveillerPanne makes a crash write where it happened. It tells whether the last run
// crashed; its trace is kept beside, for the support.
func surveillerPanne(p profil.Profil) (crash bool) {
	nom := p.Panne()
	if i, err := os.Stat(nom); err == nil && i.Size() > 0 {
		crash = os.Rename(nom, nom+".avant") == nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	f, err := os.OpenFile(nom, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return crash
	}
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		slog.Warn("no crash file")
	}
	f.Close() // the runtime keeps its own copy
	return crash
}
