// Package taches is how the window works away from its own goroutine and how it waits.
//
// Rules of the room:
//   - nothing that reads a disk or draws a page runs on the goroutine of the window;
//   - what comes back is published there, through apres or f;
//   - a screen never starts a goroutine or a timer by itself, so that tests can run it
//     inline, on a clock of their own.
package taches

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
)

// Executeur runs work for a window.
type Executeur interface {
	// Lancer runs travail away from the window, then apres on it.
	Lancer(travail func(), apres func())
	// Dans runs f on the window after d. annuler keeps it from running, if it has not yet.
	Dans(d time.Duration, f func()) (annuler func())
	// Attendre is Lancer for work that waits for somebody else, as long as it takes. cesser
	// ends its context; apres is then not run.
	Attendre(travail func(ctx context.Context), apres func()) (cesser func())
	// Maintenant is the civil time of the office.
	Maintenant() time.Time
}

// Reel is the Executeur of the running program.
type Reel struct {
	Horloge func() time.Time
}

// Lancer implements Executeur.
func (r Reel) Lancer(travail func(), apres func()) {
	go func() {
		travail()
		fyne.Do(apres)
	}()
}

// Attendre implements Executeur.
func (r Reel) Attendre(travail func(ctx context.Context), apres func()) func() {
	ctx, cesser := context.WithCancel(context.Background())
	vivant := true // read and written on the goroutine of the window only
	go func() {
		travail(ctx)
		fyne.Do(func() {
			if vivant {
				apres()
			}
		})
	}()
	return func() {
		vivant = false
		cesser()
	}
}

// Dans implements Executeur.
func (r Reel) Dans(d time.Duration, f func()) func() {
	vivant := true // read and written on the goroutine of the window only
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if vivant {
				f()
			}
		})
	})
	return func() {
		vivant = false
		t.Stop()
	}
}

// Maintenant implements Executeur.
func (r Reel) Maintenant() time.Time { return r.Horloge() }

// Rebond runs a function once things have been quiet for a while, at the latest after a
// limit: a text is saved when its writer pauses, and at least every so often while they
// do not.
type Rebond struct {
	Ex     Executeur
	Calme  time.Duration
	Limite time.Duration // 0: none
	Faire  func()

	annuler func()
	depuis  time.Time
}

// Relancer asks for Faire after the quiet time. Past the limit it is done at once, not
// planned: while keys come faster than the window draws, what is planned is planned anew
// by each of them.
func (r *Rebond) Relancer() {
	maintenant := r.Ex.Maintenant()
	attente := r.Calme
	if r.annuler == nil {
		r.depuis = maintenant
	} else {
		r.annuler()
		if r.Limite > 0 {
			attente = min(attente, r.Limite-maintenant.Sub(r.depuis))
		}
	}
	if attente <= 0 {
		r.annuler = nil
		r.Faire()
		return
	}
	r.annuler = r.Ex.Dans(attente, func() {
		r.annuler = nil
		r.Faire()
	})
}

// Annuler forgets what was asked; it tells whether something was.
func (r *Rebond) Annuler() bool {
	if r.annuler == nil {
		return false
	}
	r.annuler()
	r.annuler = nil
	return true
}
