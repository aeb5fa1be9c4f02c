package systeme

import (
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	// imprimeCopie: the program that prints reads the file later, nobody knows when.
	imprimeCopie = false
	// visionneuseImprime: many a PC shows a PDF in its browser, which prints, but not when
	// it is asked to by Windows.
	visionneuseImprime = true
)

// sur is the verb that prints on a printer by its name.
const sur = "printto"

func lancer(verbe, fichier, imprimante string) error {
	var args *uint16
	if verbe == Imprimer && imprimante != "" {
		verbe = sur
		var err error
		if args, err = windows.UTF16PtrFromString(`"` + imprimante + `"`); err != nil {
			return err
		}
	}
	v, err := windows.UTF16PtrFromString(verbe)
	if err != nil {
		return err
	}
	f, err := windows.UTF16PtrFromString(fichier)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, v, f, args, nil, windows.SW_SHOWNORMAL)
}

var enumPrinters = windows.NewLazySystemDLL("winspool.drv").NewProc("EnumPrintersW")

// imprimanteWindows is PRINTER_INFO_4W.
type imprimanteWindows struct {
	nom, serveur *uint16
	attributs    uint32
}

// Imprimantes are the printers that the system knows.
func Imprimantes() []string {
	const locales, connectees, niveau = 0x2, 0x4, 4
	if enumPrinters.Find() != nil {
		return nil
	}
	var taille, n uint32
	_, _, _ = enumPrinters.Call(locales|connectees, 0, niveau, 0, 0, uintptr(unsafe.Pointer(&taille)), uintptr(unsafe.Pointer(&n)))
	if taille == 0 {
		return nil
	}
	// Room for structures, aligned as they are.
	tampon := make([]imprimanteWindows, int(taille)/int(unsafe.Sizeof(imprimanteWindows{}))+1)
	r, _, _ := enumPrinters.Call(locales|connectees, 0, niveau, uintptr(unsafe.Pointer(&tampon[0])), uintptr(taille), uintptr(unsafe.Pointer(&taille)),
		uintptr(unsafe.Pointer(&n)))
	if r == 0 {
		return nil // one was added meanwhile: the next time
	}
	var noms []string
	for _, i := range tampon[:min(int(n), len(tampon))] {
		if i.nom != nil {
			noms = append(noms, windows.UTF16PtrToString(i.nom))
		}
	}
	slices.Sort(noms)
	return noms
}
