package francais

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var months = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
	"août", "septembre", "octobre", "novembre", "décembre",
}

var weekdays = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// monthNames holds the folded names of the months.
var monthNames = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range months {
		m[fold(name)] = true
	}
	return m
}()

func parseDate(iso string) (time.Time, bool) {
	if len(iso) != len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, iso)
	return t, err == nil
}

// parseTime reads "HH:MM", "H:MM" or "HH:MM:SS".
func parseTime(s string) (h, m int, ok bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 || len(parts[0]) > 2 {
		return 0, 0, false
	}
	for i, p := range parts {
		if !allDigits(p) || i > 0 && len(p) != 2 {
			return 0, 0, false
		}
	}
	h, _ = strconv.Atoi(parts[0])
	m, _ = strconv.Atoi(parts[1])
	if h > 23 || m > 59 || len(parts) == 3 && parts[2] > "60" {
		return 0, 0, false
	}
	return h, m, true
}

// splitDateTime cuts "YYYY-MM-DDTHH:MM"; the separator may be a space.
func splitDateTime(s string) (date, clock string, ok bool) {
	const n = len(time.DateOnly)
	if len(s) <= n || s[n] != 'T' && s[n] != ' ' {
		return "", "", false
	}
	date, clock = s[:n], s[n+1:]
	if _, ok := parseDate(date); !ok {
		return "", "", false
	}
	if _, _, ok := parseTime(clock); !ok {
		return "", "", false
	}
	return date, clock, true
}

// Date writes the date "2026-01-01" as "1er janvier 2026", with a no-break
// space between the day and the month. A malformed date comes back unchanged.
func Date(iso string) string {
	t, ok := parseDate(iso)
	if !ok {
		return iso
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return day + Insecable + Mois(int(t.Month())) + " " + strconv.Itoa(t.Year())
}

// DateCourte writes the date "2026-01-02" as "02/01/2026". A malformed date
// comes back unchanged.
func DateCourte(iso string) string {
	t, ok := parseDate(iso)
	if !ok {
		return iso
	}
	return t.Format("02/01/2006")
}

// Heure writes the time "14:05" as "14 h 05" and "09:00" as "9 h", with
// no-break spaces. Seconds are dropped. A malformed time comes back unchanged.
func Heure(hhmm string) string {
	h, m, ok := parseTime(hhmm)
	if !ok {
		return hhmm
	}
	return hours(h, m)
}

func hours(h, m int) string {
	s := Entier(h) + Insecable + "h"
	if m != 0 {
		s += Insecable + fmt.Sprintf("%02d", m)
	}
	return s
}

// HeureCourte writes the time "14:05" as "14h05" and "09:00" as "9h00", for
// tables. A malformed time comes back unchanged.
func HeureCourte(hhmm string) string {
	h, m, ok := parseTime(hhmm)
	if !ok {
		return hhmm
	}
	return fmt.Sprintf("%dh%02d", h, m)
}

// DateHeure writes "2026-01-02T14:30" as "2 janvier 2026 à 14 h 30". Malformed
// input comes back unchanged.
func DateHeure(iso string) string {
	d, t, ok := splitDateTime(iso)
	if !ok {
		return iso
	}
	return Date(d) + " à " + Heure(t)
}

// DateHeureCourte writes "2026-01-02T14:30" as "02/01/2026 14h30". Malformed
// input comes back unchanged.
func DateHeureCourte(iso string) string {
	d, t, ok := splitDateTime(iso)
	if !ok {
		return iso
	}
	return DateCourte(d) + " " + HeureCourte(t)
}

// JourSemaine names the day of the week of an ISO date: "mardi". A malformed
// date comes back unchanged.
func JourSemaine(iso string) string {
	t, ok := parseDate(iso)
	if !ok {
		return iso
	}
	return weekdays[t.Weekday()]
}

// Mois names a month, 1 being "janvier". Any other number gives "".
func Mois(n int) string {
	if n < 1 || n > len(months) {
		return ""
	}
	return months[n-1]
}

// Duree writes a number of minutes as "45 min", "1 h 30" or "2 h", with
// no-break spaces. A negative duration begins with the minus sign U+2212.
func Duree(minutes int) string {
	h, m := minutes/60, minutes%60
	sign := ""
	if minutes < 0 {
		sign, h, m = minus, -h, -m
	}
	if h == 0 {
		return sign + strconv.Itoa(m) + Insecable + "min"
	}
	return sign + hours(h, m)
}

// AgeMois counts the completed years, then the completed months that remain,
// between two ISO dates. A month is complete on the same day of a later month,
// or on the first of the next one when that day does not exist. It is not ok
// when a date is malformed or when the reference precedes the birth.
func AgeMois(naissance, reference string) (ans, mois int, ok bool) {
	b, ok1 := parseDate(naissance)
	r, ok2 := parseDate(reference)
	if !ok1 || !ok2 || r.Before(b) {
		return 0, 0, false
	}
	n := (r.Year()-b.Year())*12 + int(r.Month()) - int(b.Month())
	if r.Day() < b.Day() {
		n--
	}
	return n / 12, n % 12, true
}

// AgeEnLettres writes an age: "15 ans", or under two years "8 mois", "1 mois",
// "moins d’un mois", with a no-break space after the number. It is empty when
// [AgeMois] is not ok.
func AgeEnLettres(naissance, reference string) string {
	years, rest, ok := AgeMois(naissance, reference)
	switch n := years*12 + rest; {
	case !ok:
		return ""
	case n == 0:
		return "moins d’un mois"
	case n < 24:
		return Pluriel(n, "mois", "mois")
	}
	return Pluriel(years, "an", "ans")
}
