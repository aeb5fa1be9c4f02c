package app

// basculerDiscret hides the names on the screen, or shows them again: somebody sits beside.
func (f *fenetre) basculerDiscret() {
	if f.session == nil || f.courant == nil {
		return
	}
	f.regard.Autrui = !f.regard.Autrui
	f.courant.Rafraichir()
	f.dial.Rafraichir()
	if !f.regard.Autrui {
		f.dial.Mot("Les noms se lisent à nouveau.")
		return
	}
	mot := "Écran visible : les noms sont réduits à leurs initiales. F9 les rend."
	if f.dial.Ouvert() {
		mot += " Les champs montrent ce qui y est tapé."
	} else if l := f.courant.Lisible(); l != "" {
		mot += " " + l
	}
	f.dial.Mot(mot)
}
