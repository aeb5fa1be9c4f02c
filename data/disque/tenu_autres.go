//go:build !windows

package disque

// tenu is never so where files that are open have their names changed.
func tenu(error) bool { return false }
