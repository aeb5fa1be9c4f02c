package data

import (
	"errors"
)

// Code tells programs what kind of error happened.
type Code string

// The codes.
const (
	Introuvable Code = "introuvable" // it does not exist, or not for this account
	Conflit     Code = "conflit"     // somebody else changed it first
	Refuse      Code = "refuse"      // not allowed: rights, password
	Fige        Code = "fige"        // finalised: it no longer changes
	Saisie      Code = "saisie"      // what was given does not fit
	Base        Code = "base"        // the file cannot be used: newer, damaged, not ours
	Interne     Code = "interne"     // anything else
)

// Erreur is an error with two audiences: Code for programs, Message for people. Message
// is a French sentence that says what happened and what to do; it never holds a name.
type Erreur struct {
	Code    Code
	Message string
	Err     error // the cause, for the log
}

func (e *Erreur) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Erreur) Unwrap() error { return e.Err }

// CodeDe returns the code of an error, Interne when it has none, "" for nil.
func CodeDe(err error) Code {
	var e *Erreur
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	}
	return Interne
}
