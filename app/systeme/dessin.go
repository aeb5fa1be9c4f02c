package systeme

import (
	"fmt"
	"strconv"
	"strings"
)

// The window is drawn by OpenGL. Old PCs, remote desktops and virtual machines may have
// none: the person is told in French what to do, before the graphics library says in
// English that it cannot.

// The oldest OpenGL that draws the window.
const (
	glMajeur = 2
	glMineur = 1
)

// DLL is the library that, beside the program, draws in software.
const DLL = "opengl32.dll"

// SansDessin says that this PC cannot draw the window.
type SansDessin struct {
	// Offert is what the PC has, in its own words; "" when it has nothing.
	Offert string
	// Dossier is the folder of the program; Remede tells that the library lies there.
	Dossier string
	Remede  bool
}

func (e *SansDessin) Error() string { return "no OpenGL 2.1: " + strconv.Quote(e.Offert) }

// Titre is that of the message.
func (e *SansDessin) Titre() string { return "Justice et Partage ne peut pas s’afficher" }

// Phrase says what happens and what to do.
func (e *SansDessin) Phrase() string {
	var sb strings.Builder
	sb.WriteString("Ce PC ne sait pas dessiner la fenêtre : il faut OpenGL 2.1")
	if e.Offert != "" {
		fmt.Fprintf(&sb, ", il offre « %s »", e.Offert)
	}
	sb.WriteString(". Cela arrive sur un PC ancien, une machine virtuelle ou un bureau à distance. Vos dossiers ne sont pas touchés.\n\n")
	if e.Remede {
		fmt.Fprintf(&sb, "Le fichier « %s » est bien à côté du programme, mais il ne suffit pas : reprenez celui de Mesa pour PC 64 bits, avec les "+
			"fichiers qui l’accompagnent.", DLL)
	} else {
		fmt.Fprintf(&sb, "Le remède : mettez le fichier « %s » de Mesa à côté du programme, puis ouvrez-le de nouveau. Il ne faut pas de droits "+
			"d’administrateur. Le guide, page « Installer », dit où le prendre.", DLL)
	}
	if e.Dossier != "" {
		fmt.Fprintf(&sb, "\n\nDossier du programme :\n%s", e.Dossier)
	}
	return sb.String()
}

// suffit tells whether a version of OpenGL, as drivers write it (« 4.6.0 NVIDIA 551.23 »),
// draws the window.
func suffit(version string) bool {
	nombres := strings.SplitN(version, ".", 3)
	if len(nombres) < 2 {
		return false
	}
	majeur, err := strconv.Atoi(strings.TrimSpace(nombres[0]))
	if err != nil {
		return false
	}
	n := strings.IndexFunc(nombres[1], func(r rune) bool { return r < '0' || r > '9' })
	if n < 0 {
		n = len(nombres[1])
	}
	mineur, err := strconv.Atoi(nombres[1][:n])
	return err == nil && (majeur > glMajeur || majeur == glMajeur && mineur >= glMineur)
}
