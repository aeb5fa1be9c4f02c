package francais

import "testing"

func TestDates(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(string) string
		in   string
		want string
	}{
		{"Date", Date, "2026-01-01", "1er~janvier 2026"},
		{"Date", Date, "2026-01-02", "2~janvier 2026"},
		{"Date", Date, "2026-08-31", "31~août 2026"},
		{"Date", Date, "2026-02-30", "2026-02-30"},
		{"Date", Date, "2026-1-2", "2026-1-2"},
		{"Date", Date, "", ""},
		{"DateCourte", DateCourte, "2026-01-02", "02/01/2026"},
		{"DateCourte", DateCourte, "hier", "hier"},
		{"Heure", Heure, "14:05", "14~h~05"},
		{"Heure", Heure, "09:00", "9~h"},
		{"Heure", Heure, "9:30", "9~h~30"},
		{"Heure", Heure, "00:10:59", "0~h~10"},
		{"Heure", Heure, "24:00", "24:00"},
		{"Heure", Heure, "1e:00", "1e:00"},
		{"Heure", Heure, "12:5", "12:5"},
		{"HeureCourte", HeureCourte, "14:05", "14h05"},
		{"HeureCourte", HeureCourte, "09:00", "9h00"},
		{"HeureCourte", HeureCourte, "x", "x"},
		{"DateHeure", DateHeure, "2026-01-02T14:30", "2~janvier 2026 à 14~h~30"},
		{"DateHeure", DateHeure, "2026-01-02 14:30:10", "2~janvier 2026 à 14~h~30"},
		{"DateHeure", DateHeure, "2026-01-02", "2026-01-02"},
		{"DateHeureCourte", DateHeureCourte, "2026-01-02T14:30", "02/01/2026 14h30"},
		{"DateHeureCourte", DateHeureCourte, "2026-13-02T14:30", "2026-13-02T14:30"},
		{"DateHeureCourte", DateHeureCourte, "2026-01-02T14:61", "2026-01-02T14:61"},
		{"JourSemaine", JourSemaine, "2026-11-24", "mardi"},
		{"JourSemaine", JourSemaine, "2026-11-22", "dimanche"},
		{"JourSemaine", JourSemaine, "non", "non"},
	} {
		check(t, c.name+" "+c.in, c.f(c.in), c.want)
	}
	if Mois(1) != "janvier" || Mois(12) != "décembre" || Mois(0) != "" || Mois(13) != "" {
		t.Error("Mois")
	}
	for in, want := range map[int]string{
		0: "0~min", 45: "45~min", 60: "1~h", 65: "1~h~05", 90: "1~h~30", 120: "2~h", -90: "−1~h~30", -5: "−5~min",
	} {
		check(t, "Duree", Duree(in), want)
	}
}

func TestAges(t *testing.T) {
	for _, c := range []struct {
		birth, ref  string
		years, rest int
		ok          bool
		words       string
	}{
		{"2010-08-15", "2026-08-14", 15, 11, true, "15~ans"},
		{"2010-08-15", "2026-08-15", 16, 0, true, "16~ans"},
		{"2010-08-15", "2026-11-24", 16, 3, true, "16~ans"},
		{"2008-02-29", "2026-02-28", 17, 11, true, "17~ans"},
		{"2008-02-29", "2026-03-01", 18, 0, true, "18~ans"},
		{"2008-02-29", "2028-02-29", 20, 0, true, "20~ans"},
		{"2026-01-31", "2026-02-28", 0, 0, true, "moins d’un mois"},
		{"2026-01-31", "2026-03-01", 0, 1, true, "1~mois"},
		{"2026-01-01", "2026-01-01", 0, 0, true, "moins d’un mois"},
		{"2026-01-01", "2026-09-03", 0, 8, true, "8~mois"},
		{"2024-01-02", "2026-01-01", 1, 11, true, "23~mois"},
		{"2024-01-02", "2026-01-02", 2, 0, true, "2~ans"},
		{"2026-01-02", "2026-01-01", 0, 0, false, ""},
		{"", "2026-01-01", 0, 0, false, ""},
		{"2026-01-01", "demain", 0, 0, false, ""},
	} {
		label := c.birth + " " + c.ref
		years, rest, ok := AgeMois(c.birth, c.ref)
		if years != c.years || rest != c.rest || ok != c.ok {
			t.Errorf("%s: AgeMois = %d, %d, %v", label, years, rest, ok)
		}
		check(t, label, AgeEnLettres(c.birth, c.ref), c.words)
	}
}
