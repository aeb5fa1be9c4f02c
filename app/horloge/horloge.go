// Package horloge says how far a moment is, the way one says it.
package horloge

import (
	"fmt"
	"time"

	"justicepartage/data/francais"
)

// Lire reads a civil date or date and hour, as the base keeps them, in the zone of the
// office.
func Lire(s string, lieu *time.Location) (time.Time, bool) {
	for _, f := range []string{"2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(f, s, lieu); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Delai says how far a moment is: « dans 48 min », « il y a 2 h 05 ».
func Delai(t, maintenant time.Time) string {
	if d := t.Sub(maintenant); d >= 0 {
		return "dans " + Duree(d)
	}
	return "il y a " + Duree(maintenant.Sub(t))
}

// Duree writes a duration the way one says it.
func Duree(d time.Duration) string {
	m := int(d.Minutes())
	switch {
	case m < 24*60:
		return francais.Duree(m)
	case m < 48*60:
		return "1\u00a0jour"
	}
	return fmt.Sprintf("%d\u00a0jours", m/(24*60))
}
