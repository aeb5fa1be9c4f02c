package systeme

import "golang.org/x/sys/windows"

func lancer(verbe, fichier string) error {
	v, err := windows.UTF16PtrFromString(verbe)
	if err != nil {
		return err
	}
	f, err := windows.UTF16PtrFromString(fichier)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, v, f, nil, nil, windows.SW_SHOWNORMAL)
}
