package app

import (
	"context"

	"justicepartage/data"
)

// What others change in the base is listened to while a session is open.

func (f *fenetre) suivre() {
	f.cesserSuivi()
	f.ecouter(f.session, 0)
}

func (f *fenetre) cesserSuivi() {
	if f.suivi != nil {
		f.suivi()
		f.suivi = nil
	}
}

// ecouter waits for changes after a rank, tells them to the dossier that is open, and waits
// again.
func (f *fenetre) ecouter(s *session, rang uint64) {
	var l []data.Nouvelle
	var suite uint64
	var err error
	f.suivi = f.ex.Attendre(func(ctx context.Context) { l, suite, err = s.Nouvelles(ctx, rang) }, func() {
		if f.session != s || err != nil {
			return
		}
		if e := f.ouvert(); e != nil {
			for _, n := range l {
				if n.Par != s.ID() {
					e.Entendre(n)
				}
			}
		}
		f.ecouter(s, suite)
	})
}
