package app

import (
	"fyne.io/fyne/v2"

	"justicepartage/app/contrat"
)

// menu is the menu of the window, made from the table of actions.
type menu struct {
	f        *fenetre
	articles map[string]*fyne.MenuItem // by title
}

// nouveauMenu makes the menu from the table.
func nouveauMenu(f *fenetre) *menu {
	m := &menu{f: f, articles: map[string]*fyne.MenuItem{}}
	var menus []*fyne.Menu
	for _, c := range commandes {
		if len(menus) == 0 || menus[len(menus)-1].Label != c.menu {
			menus = append(menus, fyne.NewMenu(c.menu))
		}
		dernier := menus[len(menus)-1]
		if c.titre == "" {
			dernier.Items = append(dernier.Items, fyne.NewMenuItemSeparator())
			continue
		}
		i := fyne.NewMenuItem(c.titre, func() { m.executer(c) })
		i.Shortcut = c.raccourci()
		i.IsQuit = c.titre == "Quitter"
		dernier.Items = append(dernier.Items, i)
		m.articles[c.titre] = i
	}
	f.fen.SetMainMenu(fyne.NewMainMenu(menus...))
	return m
}

// possible tells whether an action has a meaning now.
func (m *menu) possible(c commande) bool {
	if m.f.courant != nil && c.ici != partout {
		switch m.f.courant.Retenue() {
		case contrat.Rien:
			return false
		case contrat.Verrouillage:
			return c.titre == verrouiller
		}
	}
	switch c.ici {
	case enSession:
		return m.f.session != nil
	case enDossier:
		return m.f.ouvert() != nil
	}
	return true
}

// executer does an action, unless a dialog waits for an answer.
func (m *menu) executer(c commande) {
	if !m.possible(c) {
		return
	}
	if m.f.dial.Ouvert() && !surDialogue[c.titre] {
		return
	}
	c.faire(m.f)
}

// accorder greys what has no meaning now.
func (m *menu) accorder() {
	for _, c := range commandes {
		if i := m.articles[c.titre]; i != nil {
			i.Disabled = !m.possible(c)
		}
	}
	m.f.fen.MainMenu().Refresh()
}

// surDialogue are the actions that stay possible while a dialog waits for an answer.
var surDialogue = map[string]bool{"Valider, ou champ suivant": true, verrouiller: true, "Quitter": true}
