package disque

import (
	"errors"

	"golang.org/x/sys/windows"
)

// tenu tells whether an error may come from another program that holds the file.
func tenu(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_DELETE_PENDING)
}
