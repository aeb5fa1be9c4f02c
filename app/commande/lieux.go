package commande

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"

	"justicepartage/app/profil"
	"justicepartage/data"
	"justicepartage/data/store"
)

// lieux tells where things are on this PC. It opens no base and asks for no password. The
// uninstaller reads its file.
func (p *Programme) lieux(_ context.Context, args []string) error {
	fl := flag.NewFlagSet("lieux", flag.ContinueOnError)
	fl.SetOutput(io.Discard)
	dossier, sortie := fl.String("profil", "", ""), fl.String("sortie", "", "")
	if err := fl.Parse(args); err != nil || fl.NArg() > 0 {
		return &erreurUsage{"Option inconnue ou mal écrite."}
	}
	pr := profil.Profil{Dossier: *dossier}
	if *dossier == "" {
		var err error
		if pr, err = profil.Defaut(); err != nil {
			return &data.Erreur{Code: data.Introuvable, Message: "Le dossier des réglages de ce poste est introuvable : donnez-en un par --profil.", Err: err}
		}
	}
	texte := strings.Join(lieuxDe(pr), "\n") + "\n"
	if *sortie == "" {
		fmt.Fprint(p.Sortie, texte)
		return nil
	}
	if err := os.WriteFile(*sortie, enUTF16(texte), 0o600); err != nil {
		return &data.Erreur{Code: data.Base, Message: "Le fichier n’a pas pu être écrit : vérifiez le dossier.", Err: err}
	}
	return nil
}

// lieuxDe says where things are, a line each.
func lieuxDe(pr profil.Profil) []string {
	base := pr.Lire().Base
	if base == "" {
		if i, err := os.Stat(pr.Base()); err != nil || i.IsDir() {
			return []string{"Aucune base n’a été ouverte sur ce poste.", "Dossier du programme : " + pr.Dossier}
		}
		base = pr.Base()
	}
	return []string{"Base : " + base, "Sauvegardes : " + store.DossierSauvegardes(base), "Dossier du programme : " + pr.Dossier}
}

// enUTF16 writes a text as Windows programs read it without being told.
func enUTF16(s string) []byte {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(strings.ReplaceAll(s, "\n", "\r\n"))) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
