// Package app is the room of the window: unlocking, navigation, screens, the command
// line (app/commande). It is the only room that may speak to Fyne.
package app
