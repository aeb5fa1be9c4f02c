package saisie

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var today = time.Date(2026, time.June, 15, 23, 30, 0, 0, time.UTC)

// essai is one typed text and what it must become; an empty want means a
// refusal.
type essai struct{ in, want string }

func verifier(t *testing.T, read func(string) (string, error), essais []essai) {
	t.Helper()
	for _, e := range essais {
		got, err := read(e.in)
		if got != e.want || (err == nil) != (e.want != "") {
			t.Errorf("%q: got %q, %v; want %q", e.in, got, err, e.want)
		}
		if err != nil {
			var refusal *Erreur
			if !errors.As(err, &refusal) || !strings.HasSuffix(refusal.Message, ".") {
				t.Errorf("%q: refusal %v is not a French sentence of type *Erreur", e.in, err)
			}
		}
	}
}

func TestDate(t *testing.T) {
	verifier(t, func(s string) (string, error) { return Date(s, today) }, []essai{
		{"3/1/26", "2026-01-03"},
		{"03/01/2026", "2026-01-03"},
		{" 3-1-2026 ", "2026-01-03"},
		{"3.1.26", "2026-01-03"},
		{"3 1 2026", "2026-01-03"},
		{"3 / 1 / 2026", "2026-01-03"},
		{"3\u00a01\u202f2026", "2026-01-03"},
		{"030126", "2026-01-03"},
		{"03012026", "2026-01-03"},
		{"2026-01-03", "2026-01-03"},
		{"2026/1/3", "2026-01-03"},
		{"3 janvier 2026", "2026-01-03"},
		{"3 JANVIER 2026", "2026-01-03"},
		{"samedi 3 janvier 2026", "2026-01-03"},
		{"sam. 3 janvier 2026", "2026-01-03"},
		{"le 3 janvier 2026", "2026-01-03"},
		{"dimanche 3 janvier 2026", ""},
		{"gredin 3 janvier 2026", ""},
		{"1er mars 1990", "1990-03-01"},
		{"1ᵉʳ mars 1990", "1990-03-01"},
		{"3 janv. 26", "2026-01-03"},
		{"3janv26", "2026-01-03"},
		{"12 fevrier 2024", "2024-02-12"},
		{"12 février 2024", "2024-02-12"},
		{"12 fe\u0301vrier 2024", "2024-02-12"},
		{"15 aout 24", "2024-08-15"},
		{"15 AOÛT 24", "2024-08-15"},
		{"3 juil 2026", "2026-07-03"},
		{"3 jui 2026", ""},
		{"auj", "2026-06-15"},
		{"Auj.", "2026-06-15"},
		{"aujourd'hui", "2026-06-15"},
		{"aujourd’hui", "2026-06-15"},
		{"hier", "2026-06-14"},
		{"demain", "2026-06-16"},
		{"3/1", "2026-01-03"},
		{"3 janvier", "2026-01-03"},
		{"1/1/36", "2036-01-01"},
		{"1/1/37", "1937-01-01"},
		{"29/2/2024", "2024-02-29"},
		{"29/2/2023", ""},
		{"31/02/2026", ""},
		{"31/4/26", ""},
		{"0/1/2026", ""},
		{"3/13/2026", ""},
		{"3/1/1849", ""},
		{"3/1/2201", ""},
		{"31/12/2200", "2200-12-31"},
		{"1/1/1850", "1850-01-01"},
		{"3/1/6", ""},
		{"3/1/126", ""},
		{"3//1/26", ""},
		{"3/1/26 14h30", ""},
		{"٣/١/٢٠٢٦", ""},
		{"", ""},
		{"bonjour", ""},
		{strings.Repeat("3", 50000), ""},
	})
}

func TestDateMessage(t *testing.T) {
	for in, want := range map[string]string{
		"31/02/2026":              "31/02/2026 n’est pas une date\u00a0: écrivez par exemple 3/1/2026.",
		"":                        "Un champ vide n’est pas une date\u00a0: écrivez par exemple 3/1/2026.",
		"dimanche 3 janvier 2026": "dimanche 3 janvier 2026 ne va pas\u00a0: le 03/01/2026 est un samedi.",
		"3/1/1700":                "3/1/1700 n’est pas une date possible\u00a0: l’année doit être entre 1850 et 2200.",
		strings.Repeat("é", 500):  strings.Repeat("é", 40) + "… n’est pas une date\u00a0: écrivez par exemple 3/1/2026.",
	} {
		if _, err := Date(in, today); err == nil || err.Error() != want {
			t.Errorf("%q: got %v; want %q", in, err, want)
		}
	}
}

func TestDateNaissance(t *testing.T) {
	verifier(t, func(s string) (string, error) { return DateNaissance(s, today) }, []essai{
		{"3/1/26", "2026-01-03"},
		{"15/6/26", "2026-06-15"},
		{"16/6/26", "1926-06-16"},
		{"1/1/30", "1930-01-01"},
		{"12 mars 85", "1985-03-12"},
		{"12/3/1985", "1985-03-12"},
		{"29/2/00", "2000-02-29"},
		{"hier", "2026-06-14"},
		{"demain", ""},
		{"16/6/2026", ""},
		{"31/12", ""},
		{"30/2/85", ""},
		{"", ""},
	})
}

func TestHeure(t *testing.T) {
	verifier(t, Heure, []essai{
		{"14h30", "14:30"},
		{"14H30", "14:30"},
		{"14 h 30", "14:30"},
		{"14\u00a0h\u00a030", "14:30"},
		{"14:30", "14:30"},
		{"14:30:00", "14:30"},
		{"1430", "14:30"},
		{"930", "09:30"},
		{"9h", "09:00"},
		{"9", "09:00"},
		{"14", "14:00"},
		{"9h5", "09:05"},
		{"9 heures 15", "09:15"},
		{"9h15 min", "09:15"},
		{"midi", "12:00"},
		{"Minuit", "00:00"},
		{"0h00", "00:00"},
		{"23h59", "23:59"},
		{"24h00", ""},
		{"24h", ""},
		{"14h60", ""},
		{"2460", ""},
		{"14h305", ""},
		{"14305", ""},
		{"h30", ""},
		{"-9h", ""},
		{"", ""},
	})
}

func TestDateHeure(t *testing.T) {
	verifier(t, func(s string) (string, error) { return DateHeure(s, today) }, []essai{
		{"3/1/26 14h30", "2026-01-03T14:30"},
		{"3/1/26, 14h30", "2026-01-03T14:30"},
		{"3/1/2026 à 14 h 30", "2026-01-03T14:30"},
		{"3 janvier 2026 à 9", "2026-01-03T09:00"},
		{"3 janvier 9 h 05", "2026-01-03T09:05"},
		{"samedi 3 janvier 2026 à midi", "2026-01-03T12:00"},
		{"3 1 26 14 h 30", "2026-01-03T14:30"},
		{"030126 1430", "2026-01-03T14:30"},
		{"2026-01-03T14:30", "2026-01-03T14:30"},
		{"2026-01-03T14:30:59", "2026-01-03T14:30"},
		{"2026-01-03 14:30", "2026-01-03T14:30"},
		{"auj 9h", "2026-06-15T09:00"},
		{"demain à 14h", "2026-06-16T14:00"},
		{"9h", "2026-06-15T09:00"},
		{"14:30", "2026-06-15T14:30"},
		{"midi", "2026-06-15T12:00"},
		{"3/1/2026", ""},
		{"3 janvier 2026", ""},
		{"3 1 2026", ""},
		{"29 2 2023", ""},
		{"3 janvier 1430", ""},
		{"auj", ""},
		{"31/2/26 14h30", ""},
		{"3/1/26 24h00", ""},
		{"3/1/26 14h30 15h", ""},
		{"", ""},
	})
}

func TestTelephone(t *testing.T) {
	verifier(t, Telephone, []essai{
		{"0639980001", "0639980001"},
		{"06 39 98 00 01", "0639980001"},
		{"06\u00a039\u202f98\u00a000\u202f01", "0639980001"},
		{"06.39.98.00.01", "0639980001"},
		{"06-39-98-00-01", "0639980001"},
		{"06‑39–98—00-01", "0639980001"},
		{"06/39/98/00/01", "0639980001"},
		{"(06) 39 98 00 01", "0639980001"},
		{"\u202a06 39 98 00 01\u202c", "0639980001"},
		{"+33 6 39 98 00 01", "0639980001"},
		{"+33 (0)6 39 98 00 01", "0639980001"},
		{"+33 06 39 98 00 01", "0639980001"},
		{"(+33) 6 39 98 00 01", "0639980001"},
		{"0033 6 39 98 00 01", "0639980001"},
		{"0033(0)639980001", "0639980001"},
		{"04 71 02 00 01", "0471020001"},
		{"+262 639 98 00 01", "0639980001"},
		{"+41 79 123 45 67", "+41791234567"},
		{"0041791234567", "+41791234567"},
		{"+44 (0)20 7946 0001", "+442079460001"},
		{"15", "15"},
		{"115", "115"},
		{"39 19", "3919"},
		{"116006", "116006"},
		{"116 006", "116006"},
		{"1", ""},
		{"06", ""},
		{"06 39 98 00", ""},
		{"06 39 98 00 011", ""},
		{"1639980001", ""},
		{"+33 6 39 98 00", ""},
		{"+33 6 39 98 00 011", ""},
		{"+331", ""},
		{"+4179", ""},
		{"+1234567890123456", ""},
		{"06 39 98 00 01 / 04 71 02 00 01", ""},
		{"06 39 98 00 0A", ""},
		{"06+39980001", ""},
		{"", ""},
	})
}

func TestMontant(t *testing.T) {
	verifier(t, lisible(Montant), []essai{
		{"1 250,50 €", "1250.5"},
		{"1\u202f250,50\u00a0€", "1250.5"},
		{"1250.5", "1250.5"},
		{"1.250,50", "1250.5"},
		{"1,250.50", "1250.5"},
		{"1 250", "1250"},
		{"1.250.000", "1.25e+06"},
		{"12,5", "12.5"},
		{"12€50", "12.5"},
		{"-20", "-20"},
		{"−20 €", "-20"},
		{"+20", "20"},
		{"1250 euros", "1250"},
		{"1 EUR", "1"},
		{"0", "0"},
		{"-0", "0"},
		{",50", "0.5"},
		{"0,07", "0.07"},
		{"1000000000000", "1e+12"},
		{"1000000000001", ""},
		{"1,255", ""},
		{"1.250", ""},
		{"12 50", ""},
		{"1 25 000", ""},
		{"1,2,3", ""},
		{"12,", ""},
		{"12a", ""},
		{"douze", ""},
		{"NaN", ""},
		{"1e3", ""},
		{"Inf", ""},
		{"10²", ""},
		{"--5", ""},
		{"€", ""},
		{"", ""},
		{strings.Repeat("9", 50000), ""},
	})
}

func TestNombre(t *testing.T) {
	verifier(t, lisible(Nombre), []essai{
		{"12", "12"},
		{"12,5", "12.5"},
		{"12.5", "12.5"},
		{"-3,125", "-3.125"},
		{"0.125", "0.125"},
		{"1 250,125", "1250.125"},
		{"1.250", ""},
		{"1.250,5", "1250.5"},
		{"1250.500", "1250.5"},
		{"12 €", ""},
		{"1e3", ""},
		{"NaN", ""},
		{"9999999999999999", ""},
		{"", ""},
	})
}

func lisible(read func(string) (float64, error)) func(string) (string, error) {
	return func(s string) (string, error) {
		v, err := read(s)
		if err != nil {
			return "", err
		}
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	}
}

func TestOuiNon(t *testing.T) {
	verifier(t, OuiNon, []essai{
		{"oui", "oui"},
		{" OUI ", "oui"},
		{"o", "oui"},
		{"True", "oui"},
		{"vrai", "oui"},
		{"non", "non"},
		{"N", "non"},
		{"FALSE", "non"},
		{"Faux", "non"},
		{"peut-être", ""},
		{"1", ""},
		{"", ""},
	})
}

func TestTexte(t *testing.T) {
	for _, e := range []essai{
		{"", ""},
		{"  bonjour  ", "bonjour"},
		{"un\r\ndeux\rtrois\u2028quatre\u2029cinq\vsix\fsept", "un\ndeux\ntrois\nquatre\ncinq\nsix\nsept"},
		{"a  \nb\t\nc\u00a0\nd", "a\nb\nc\nd"},
		{"a\n\n\n\nb", "a\n\nb"},
		{"a\n \n\t\n \nb", "a\n\nb"},
		{"a\n  b", "a\n  b"},
		{"a\tb", "a b"},
		{"l’e\u0301te\u0301", "l’été"},
		{"\xe9t\xe9", "t"},
		{"a\ufffdb", "ab"},
		{"a\x00b\x07c\x1bd\x7fe\u0085f", "abcdef"},
		{"a\u200bb\u200fc\u2060d\ufeffe", "abcde"},
		{"a\u202eb\u202cc\u2066d\u2069e\u061cf", "abcdef"},
		{"mai\u00adson", "maison"},
		{"\uf0b7 point \U000f0000\U00100000", "point"},
		{"a\ufdd0b\ufffec\U0001ffffd", "abcd"},
		{"e\u200b\u0301", "é"},
		{"merci 😀👍🏽 🇫🇷 ❤️", "merci 😀👍🏽 🇫🇷 ❤️"},
		{"👨\u200d👩", "👨👩"},
		{"12\u00a0€ et 3\u202f000", "12\u00a0€ et 3\u202f000"},
		{"ŒUVRARD d’ORGEVAL O’NEILL", "ŒUVRARD d’ORGEVAL O’NEILL"},
	} {
		if got := Texte(e.in); got != e.want {
			t.Errorf("Texte(%q) = %q; want %q", e.in, got, e.want)
		}
	}
}

func TestLigne(t *testing.T) {
	for _, e := range []essai{
		{"", ""},
		{"a\r\n\r\nb", "a b"},
		{" a   b \n  c\t\td ", "a b c d"},
		{"12\u00a0€", "12\u00a0€"},
	} {
		if got := Ligne(e.in); got != e.want {
			t.Errorf("Ligne(%q) = %q; want %q", e.in, got, e.want)
		}
	}
}

func TestTexteLongLinear(t *testing.T) {
	for _, pattern := range []string{"é", "e\u0301", "\u0301", "a \n\n\n", "\r\n", "  ", "\u200b", "\xff", "😀 mot\t"} {
		for _, n := range []int{50_000, 1_000_000} {
			text := strings.Repeat(pattern, n/utf8.RuneCountInString(pattern))
			start := time.Now()
			Ligne(text)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("%q × %d took %v", pattern, n, d)
			}
		}
	}
	if got := Texte(strings.Repeat("é", 50_000)); utf8.RuneCountInString(got) != 50_000 {
		t.Errorf("50 000 letters became %d", utf8.RuneCountInString(got))
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"3/1/26", "1er mars 1990", "auj", "2026-01-03T14:30", "31/02/2026", "3 janv. 26 à 9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string, time.Time) (string, error){Date, DateNaissance} {
			got, err := read(s, today)
			if err != nil {
				continue
			}
			if _, err := time.Parse(time.DateOnly, got); err != nil {
				t.Errorf("%q gave %q", s, got)
			}
			if again, err := read(got, today); err != nil || again != got {
				t.Errorf("%q gave %q then %q, %v", s, got, again, err)
			}
		}
		if got, err := DateHeure(s, today); err == nil {
			if again, err := DateHeure(got, today); err != nil || again != got {
				t.Errorf("%q gave %q then %q, %v", s, got, again, err)
			}
		}
		if got, err := Heure(s); err == nil {
			if again, err := Heure(got); err != nil || again != got {
				t.Errorf("%q gave %q then %q, %v", s, got, again, err)
			}
		}
	})
}

func FuzzMontant(f *testing.F) {
	for _, s := range []string{"1 250,50 €", "-20", "1.250,50", "12€50", "1e9", "0,07"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := Nombre(s); err != nil && err.Error() == "" {
			t.Error("empty refusal")
		}
		v, err := Montant(s)
		if err != nil {
			return
		}
		again, err := Montant(strconv.FormatFloat(v, 'f', 2, 64))
		if err != nil || again != v {
			t.Errorf("%q gave %v then %v, %v", s, v, again, err)
		}
	})
}

func FuzzTelephone(f *testing.F) {
	for _, s := range []string{"06 39 98 00 01", "+33 (0)6 39 98 00 01", "0041791234567", "115"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Telephone(s)
		if err != nil {
			return
		}
		if strings.Trim(got, "0123456789") != "" && strings.Trim(got, "0123456789") != "+" {
			t.Errorf("%q gave %q", s, got)
		}
		if again, err := Telephone(got); err != nil || again != got {
			t.Errorf("%q gave %q then %q, %v", s, got, again, err)
		}
	})
}

func FuzzTexte(f *testing.F) {
	for _, s := range []string{"a\r\nb", "e\u0301\u200b\u0301", "\xff\n\n\n", " \u0301\n \u0301", "\uf0b7 x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, clean := range []func(string) string{Texte, Ligne} {
			got := clean(s)
			if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
				t.Errorf("%q gave %q: not valid composed text", s, got)
			}
			if again := clean(got); again != got {
				t.Errorf("%q gave %q then %q", s, got, again)
			}
		}
		if strings.Contains(Texte(s), "\n\n\n") || strings.Contains(Ligne(s), "\n") {
			t.Errorf("%q kept line breaks", s)
		}
	})
}
