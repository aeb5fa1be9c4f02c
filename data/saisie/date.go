package saisie

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	anneeMin = 1850
	anneeMax = 2200

	attenduDate      = "n’est pas une date" + nbsp + ": écrivez par exemple 3/1/2026."
	attenduHeure     = "n’est pas une heure" + nbsp + ": écrivez par exemple 14h30."
	attenduDateHeure = "n’est pas une date suivie d’une heure" + nbsp + ": écrivez par exemple 3/1/2026 14h30."
)

var (
	reISO      = regexp.MustCompile(`^(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})$`)
	reCompact  = regexp.MustCompile(`^(\d\d)(\d\d)(\d\d|\d{4})$`)
	reChiffres = regexp.MustCompile(`^(\d{1,2}) ?[-/. ] ?(\d{1,2})(?: ?[-/. ] ?(\d{4}|\d\d))?$`)
	reLettres  = regexp.MustCompile(`^(?:([a-z]+)\.?,? )??(?:le )?(\d{1,2})(?: ?er)?[-/. ]*([a-z]{3,})\.?(?:[-/. ]*(\d{4}|\d\d))?$`)

	reHeure      = regexp.MustCompile(`^(\d{1,2}) ?(?:h|heures?) ?(\d{1,2})?(?: ?mi?n)?$`)
	reHeureDeux  = regexp.MustCompile(`^(\d{1,2}) ?: ?(\d{1,2})(?::([0-5]\d))?$`)
	reHeureNue   = regexp.MustCompile(`^(\d{1,2}?)(\d\d)?$`)
	reDatePuisH  = regexp.MustCompile(`^(.+?)(?:,? a |, ?| )(\d{1,2} ?(?:h|heures?)(?: ?\d{1,2})?(?: ?mi?n)?|\d{1,2} ?: ?\d{1,2}(?::\d\d)?|\d{3,4}|midi|minuit)$`)
	reDateAHeure = regexp.MustCompile(`^(.+?),? a (\d{1,2})$`)
	reISOHeure   = regexp.MustCompile(`^(\d{4}-\d\d-\d\d) ?t ?(\d\d:\d\d(?::\d\d(?:\.0+)?)?)$`)

	mois = [...]string{
		"janvier", "fevrier", "mars", "avril", "mai", "juin",
		"juillet", "aout", "septembre", "octobre", "novembre", "decembre",
	}
	// jours follows the order of time.Weekday.
	jours = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
)

// Date recognises a day as people write it and returns it as "YYYY-MM-DD".
// It accepts digits with any usual separator (3/1/26, 03-01-2026, 3.1.26,
// 3 1 2026), without one (030126, 03012026), ISO (2026-01-03), month names
// and their abbreviations with or without accents (3 janv. 26, 1er mars
// 1990), with or without the day of the week, and auj, aujourd'hui, hier,
// demain relative to aujourdhui. Without a year the current one is meant. A
// two-digit year more than ten years ahead belongs to the 1900s, else to the
// 2000s. Days the calendar does not have, a day of the week that is not that
// date's, and years outside 1850–2200 are refused with an *Erreur.
func Date(s string, aujourdhui time.Time) (string, error) {
	limit := aujourdhui.Year()%100 + 10
	d, shaped, err := lireDate(s, aujourdhui, func(yy int, _ time.Month, _ int) int {
		if yy > limit {
			return 1900 + yy
		}
		return 2000 + yy
	})
	if err != nil {
		return "", err
	}
	if !shaped {
		return "", refus(s, attenduDate)
	}
	return d.Format(time.DateOnly), nil
}

// DateNaissance is Date for a birth: a two-digit year is put in the 1900s
// whenever the 2000s would give a day after aujourdhui, and a day after
// aujourdhui is refused.
func DateNaissance(s string, aujourdhui time.Time) (string, error) {
	today := jour(aujourdhui)
	d, shaped, err := lireDate(s, aujourdhui, func(yy int, m time.Month, day int) int {
		if time.Date(2000+yy, m, day, 0, 0, 0, 0, time.UTC).After(today) {
			return 1900 + yy
		}
		return 2000 + yy
	})
	if err != nil {
		return "", err
	}
	if !shaped {
		return "", refus(s, attenduDate)
	}
	if d.After(today) {
		return "", refus(s, "est dans l’avenir"+nbsp+": une date de naissance est au plus tard aujourd’hui.")
	}
	return d.Format(time.DateOnly), nil
}

// jour is the calendar day of t, in UTC at midnight.
func jour(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// lireDate recognises a date. shaped is false when s does not look like a
// date at all; err is set when it does but is not a possible one.
func lireDate(s string, aujourdhui time.Time, century func(yy int, m time.Month, d int) int) (d time.Time, shaped bool, err error) {
	t := simplifier(s)
	switch strings.ReplaceAll(strings.TrimSuffix(t, "."), "'", "") {
	case "auj", "aujourdhui", "aujourd hui":
		return jour(aujourdhui), true, nil
	case "hier":
		return jour(aujourdhui).AddDate(0, 0, -1), true, nil
	case "demain":
		return jour(aujourdhui).AddDate(0, 0, 1), true, nil
	}
	var weekday, dd, mm, yy string
	month := 0
	if m := reISO.FindStringSubmatch(t); m != nil {
		yy, mm, dd = m[1], m[2], m[3]
	} else if m := reCompact.FindStringSubmatch(t); m != nil {
		dd, mm, yy = m[1], m[2], m[3]
	} else if m := reChiffres.FindStringSubmatch(t); m != nil {
		dd, mm, yy = m[1], m[2], m[3]
	} else if m := reLettres.FindStringSubmatch(t); m != nil {
		weekday, dd, yy = m[1], m[2], m[4]
		month = moisDe(m[3])
		if month == 0 {
			return d, false, nil
		}
	} else {
		return d, false, nil
	}
	day, _ := strconv.Atoi(dd)
	if month == 0 {
		month, _ = strconv.Atoi(mm)
	}
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return d, true, refus(s, attenduDate)
	}
	year, _ := strconv.Atoi(yy)
	switch len(yy) {
	case 0:
		year = aujourdhui.Year()
	case 2:
		year = century(year, time.Month(month), day)
	}
	if year < anneeMin || year > anneeMax {
		return d, true, refus(s, fmt.Sprintf("n’est pas une date possible%s: l’année doit être entre %d et %d.", nbsp, anneeMin, anneeMax))
	}
	d = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if d.Day() != day {
		return d, true, refus(s, attenduDate)
	}
	if weekday != "" && weekday != "le" {
		i := jourDe(weekday)
		if i < 0 {
			return d, false, nil
		}
		if i != int(d.Weekday()) {
			return d, true, refus(s, fmt.Sprintf("ne va pas%s: le %s est un %s.", nbsp, d.Format("02/01/2006"), jours[d.Weekday()]))
		}
	}
	return d, true, nil
}

// moisDe finds a month by its name or a beginning of it (three letters at
// least, ambiguous beginnings excluded), 0 when there is none.
func moisDe(w string) int {
	found := 0
	for i, m := range mois {
		if strings.HasPrefix(m, w) {
			if found != 0 {
				return 0
			}
			found = i + 1
		}
	}
	return found
}

// jourDe finds a day of the week by its name or its first three letters at
// least, -1 when there is none.
func jourDe(w string) int {
	for i, j := range jours {
		if len(w) >= 3 && strings.HasPrefix(j, w) {
			return i
		}
	}
	return -1
}

// Heure recognises a time of day (14h30, 14 h 30, 14:30, 1430, 9h, 9, 9h5,
// midi, minuit) and returns it as "HH:MM". From 00:00 to 23:59; 24h00 and
// everything else is an *Erreur.
func Heure(s string) (string, error) {
	h, m, ok := lireHeure(simplifier(s))
	if !ok {
		return "", refus(s, attenduHeure)
	}
	if h > 23 || m > 59 {
		return "", refus(s, "n’est pas une heure possible"+nbsp+": la journée va de 0h00 à 23h59.")
	}
	return fmt.Sprintf("%02d:%02d", h, m), nil
}

// lireHeure recognises the shape of a time in a simplified text; the values
// still have to be checked.
func lireHeure(t string) (h, m int, ok bool) {
	switch t {
	case "midi":
		return 12, 0, true
	case "minuit":
		return 0, 0, true
	}
	for _, re := range []*regexp.Regexp{reHeure, reHeureDeux, reHeureNue} {
		if g := re.FindStringSubmatch(t); g != nil {
			h, _ = strconv.Atoi(g[1])
			m, _ = strconv.Atoi(g[2])
			return h, m, true
		}
	}
	return 0, 0, false
}

// DateHeure recognises a day followed by a time, in the spellings of Date and
// Heure with or without « à » or the ISO "T" in between, and returns
// "YYYY-MM-DDTHH:MM". A time alone means today. A date alone is an *Erreur,
// as is everything Date or Heure refuses; so that a year is never read as a
// time, four bare digits after a day and a month always are the year.
func DateHeure(s string, aujourdhui time.Time) (string, error) {
	t := simplifier(s)
	if m := reISOHeure.FindStringSubmatch(t); m != nil {
		return joindre(s, m[1], strings.SplitN(m[2], ".", 2)[0], aujourdhui)
	}
	if _, _, ok := lireHeure(t); ok {
		return joindre(s, "auj", t, aujourdhui)
	}
	if _, err := Date(s, aujourdhui); err == nil {
		return "", refus(s, "n’indique pas l’heure"+nbsp+": écrivez par exemple 3/1/2026 14h30.")
	} else if enFormeDeDate(t) {
		return "", err
	}
	for _, re := range []*regexp.Regexp{reDateAHeure, reDatePuisH} {
		if m := re.FindStringSubmatch(t); m != nil {
			return joindre(s, m[1], m[2], aujourdhui)
		}
	}
	return "", refus(s, attenduDateHeure)
}

// enFormeDeDate tells whether the simplified text is written like a date,
// possible or not.
func enFormeDeDate(t string) bool {
	if reISO.MatchString(t) || reCompact.MatchString(t) || reChiffres.MatchString(t) {
		return true
	}
	m := reLettres.FindStringSubmatch(t)
	return m != nil && moisDe(m[3]) != 0
}

// joindre reads both halves of a date and time.
func joindre(s, date, heure string, aujourdhui time.Time) (string, error) {
	d, err := Date(strings.TrimRight(date, " ,"), aujourdhui)
	if err != nil {
		return "", err
	}
	h, err := Heure(heure)
	if err != nil {
		return "", err
	}
	return d + "T" + h, nil
}
