package composants

// Curseur is a text that says where its cursor stands and takes it back there, when its
// control had to be made anew under the hands of somebody.
type Curseur interface {
	// Curseur is a place in the text; only Placer knows what it counts.
	Curseur() int
	Placer(n int)
}

var (
	_ Curseur = (*Saisie)(nil)
	_ Curseur = (*zone)(nil)
)

// Curseur implements Curseur.
func (s *Saisie) Curseur() int { return s.CursorTextOffset() }

// Placer implements Curseur.
func (s *Saisie) Placer(n int) {
	s.CursorColumn = min(n, len([]rune(s.Text)))
	s.Refresh()
}

// Curseur implements Curseur.
func (z *zone) Curseur() int { return z.p.ici() }

// Placer implements Curseur.
func (z *zone) Placer(n int) { z.p.poser(z.p.Texte(), min(n, len(z.p.Texte()))) }
