package horloge

import (
	"strings"
	"testing"
	"time"
)

func TestDelai(t *testing.T) {
	m := time.Date(2026, 11, 24, 14, 32, 0, 0, time.UTC)
	for d, veut := range map[time.Duration]string{
		0:                           "dans 0 min",
		48 * time.Minute:            "dans 48 min",
		59*time.Minute + 59e9:       "dans 59 min",
		2*time.Hour + 5*time.Minute: "dans 2 h 05",
		24*time.Hour - time.Minute:  "dans 23 h 59",
		24 * time.Hour:              "dans 1 jour",
		47 * time.Hour:              "dans 1 jour",
		48 * time.Hour:              "dans 2 jours",
		240 * time.Hour:             "dans 10 jours",
		-3 * time.Minute:            "il y a 3 min",
		-26 * time.Hour:             "il y a 1 jour",
	} {
		got := Delai(m.Add(d), m)
		if strings.ReplaceAll(got, "\u00a0", " ") != veut {
			t.Errorf("%v: %q, expected %q", d, got, veut)
		}
		if strings.Count(got, "\u00a0") == 0 {
			t.Errorf("%q may be cut between its number and its unit", got)
		}
	}
}

func TestLire(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Skip(err)
	}
	for s, veut := range map[string]string{
		"2026-11-24T14:30": "2026-11-24T14:30:00+01:00",
		"2026-07-24T14:30": "2026-07-24T14:30:00+02:00",
		"2026-11-24":       "2026-11-24T00:00:00+01:00",
	} {
		if got, ok := Lire(s, paris); !ok || got.Format(time.RFC3339) != veut {
			t.Errorf("%s: %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "demain", "2026-13-01", "2026-11-24T25:00", "2026-11-24T14:30:00Z"} {
		if _, ok := Lire(s, paris); ok {
			t.Errorf("%q was read", s)
		}
	}
}
