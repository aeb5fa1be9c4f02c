//go:build !linux && !windows

package store

func surReseau(string) bool { return false }
