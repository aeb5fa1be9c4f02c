package francais

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// visible replaces no-break spaces by marks: ~ is U+00A0 and ^ is U+202F.
var visible = strings.NewReplacer(Insecable, "~", Fine, "^")

// check compares a result with the expectation written with ~ and ^.
func check(t *testing.T, label, got, want string) {
	t.Helper()
	if got = visible.Replace(got); got != want {
		t.Errorf("%s\n got %q\nwant %q", label, got, want)
	}
}

func TestTypographie(t *testing.T) {
	for in, want := range map[string]string{
		"":                                     "",
		"l'enfant d'Yssingeaux":                "l’enfant d’Yssingeaux",
		"l'hôtel, d'11 ans, aujourd'hui":       "l’hôtel, d’11 ans, aujourd’hui",
		"O'NEILL, d'ORGEVAL, Œuvrard":          "O’NEILL, d’ORGEVAL, Œuvrard",
		"un 'mot' seul":                        "un 'mot' seul",
		`il dit "oui" puis "non"`:              "il dit «^oui^» puis «^non^»",
		`"Bonjour", l'"accord"`:                "«^Bonjour^», l’«^accord^»",
		`il dit " oui " !`:                     "il dit «^oui^»^!",
		`"il crie "non" et part"`:              "«^il crie “non” et part^»",
		`«il crie "non"»`:                      "«^il crie “non”^»",
		`écran de 15"`:                         `écran de 15"`,
		"\"deux\nlignes\"":                     "«^deux\nlignes^»",
		"\"seul\n\nautre \"mot\"":              "\"seul\n\nautre «^mot^»",
		`"il crie "non""`:                      "«^il crie “non”^»",
		`a """" b "" c`:                        `a """" b «^» c`,
		"«mot»":                                "«^mot^»",
		"« mot »":                              "«^mot^»",
		"«\u00a0mot\u00a0»":                    "«^mot^»",
		"Quoi?":                                "Quoi^?",
		"Quoi ?":                               "Quoi^?",
		"Quoi\u00a0!":                          "Quoi^!",
		"Quoi  ;":                              "Quoi^;",
		"Quoi?! Non!!!":                        "Quoi^?! Non^!!!",
		"(quoi)? 12; «a»! …?":                  "(quoi)^? 12^; «^a^»^! …^?",
		"(?) (!)":                              "(?) (!)",
		"Objet: visite":                        "Objet~: visite",
		"Objet : visite":                       "Objet~: visite",
		"à 14:30":                              "à 14:30",
		"échelle 1:25":                         "échelle 1:25",
		`C:\Temp\a.txt`:                        `C:\Temp\a.txt`,
		`voir C:\Temp\a;b.txt; fin`:            `voir C:\Temp\a;b.txt^; fin`,
		"https://exemple.fr/a?b=c;d'e--f":      "https://exemple.fr/a?b=c;d'e--f",
		"Voir (https://exemple.fr/a?b=c)!":     "Voir (https://exemple.fr/a?b=c)^!",
		"www.exemple.fr/?x!":                   "www.exemple.fr/?x^!",
		"o'neill--x@exemple.fr: oui":           "o'neill--x@exemple.fr~: oui",
		"mailto:alice@exemple.fr":              "mailto:alice@exemple.fr",
		"et puis...":                           "et puis…",
		"Nom .........":                        "Nom .........",
		"Vraiment...?":                         "Vraiment…^?",
		"20 % et 20%":                          "20~% et 20%",
		"10 € ; 3 km ; 2 kg ; 5 °C":            "10~€^; 3~km^; 2~kg^; 5~°C",
		"à 14 h 30":                            "à 14~h~30",
		"à 9 h, 20 min":                        "à 9~h, 20~min",
		"15 ans, 3 hommes":                     "15 ans, 3 hommes",
		"n° 12, N° 3":                          "n°~12, N°~3",
		"M. Martin, Mme Élise, Me Roy, Dr Bel": "M.~Martin, Mme~Élise, Me~Roy, Dr~Bel",
		"M. d'Orgeval":                         "M.~d’Orgeval",
		"Mme la présidente":                    "Mme la présidente",
		"1er, 2e":                              "1er, 2e",
		"12 345 personnes, 1 234 567,50 €":     "12^345 personnes, 1^234^567,50~€",
		"06 39 98 00 01":                       "06~39~98~00~01",
		"en 2026 06 39 98 00 01":               "en 2026 06~39~98~00~01",
		"+33 6 39 98 00 01":                    "+33~6~39~98~00~01",
		"2026 001, 12 34":                      "2026 001, 12 34",
		"1 janvier 2026":                       "1er janvier 2026",
		"le 1 août, le 11 août, le 21 mai":     "le 1er août, le 11 août, le 21 mai",
		"1 marsouin":                           "1 marsouin",
		"0,1 mai":                              "0,1 mai",
		"un mot - un autre":                    "un mot~– un autre",
		"- une puce\n- deux":                   "- une puce\n- deux",
		"demi-frère, 2024-2025":                "demi-frère, 2024-2025",
		"a--b":                                 "a—b",
		"-----":                                "-----",
		"soeur, coeur, oeuvre":                 "soeur, coeur, oeuvre",
		"e\u0301te\u0301":                      "été",
		"ligne un\n\nligne deux\r\n":           "ligne un\n\nligne deux\r\n",
		"Merci 😀!":                             "Merci 😀!",
		"a\xffb":                               "ab",
		"Il a répondu: \"Je n'sais pas...\" et c'est tout": "Il a répondu~: «^Je n’sais pas…^» et c’est tout",
	} {
		got := Typographie(in)
		check(t, in, got, want)
		if again := Typographie(got); again != got {
			t.Errorf("%q: not idempotent: %q then %q", in, got, again)
		}
	}
}

func TestLinearTime(t *testing.T) {
	const n = 50_000
	for _, unit := range []string{
		"l'enfant a dit: \"oui\" le 1 mars à 14 h 30... ", "\"", "«", "a@", "a://", "www.", "06 ", "1 ", " ", "\n \n", "(", "a(e)",
		"il/", "/", "-", " - ", "😀 ", "\u200d", "é", "e\u0301", "\u0301", "!?", ": ", "C:\\",
	} {
		s := strings.Repeat(unit, n/len(unit)+1)
		start := time.Now()
		Typographie(s)
		Nettoyer(s)
		Accorder(s, Inconnu)
		Phrase(s)
		Nom(s, s)
		De(s)
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%q repeated: %v", unit, d)
		} else if testing.Verbose() {
			t.Logf("%q %v", unit, d)
		}
	}
}

func lettersAndDigits(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

func FuzzTypographie(f *testing.F) {
	for _, s := range []string{
		`Il dit: "l'enfant" a 12 345 € - n° 12...`, "M. d'Orgeval 06 39 98 00 01 le 1 mars 2026 à 14 h 30 !",
		`"a "b" c" C:\x http://a.fr?b -- x@y.fr`, "« » «» »« :;!? -- ---", "1 1 janvier +33 6 39 98 00 01", "\" \" \"\n\n'\"'", "1:\"\"\"\"\"\")\"\"\"\"\"\"1!",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Typographie(s)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Fatalf("%q: invalid or not NFC: %q", s, got)
		}
		if again := Typographie(got); again != got {
			t.Fatalf("%q: not idempotent:\n%q\n%q", s, got, again)
		}
		in := norm.NFC.String(strings.ToValidUTF8(s, ""))
		if strings.Count(in, "\n") != strings.Count(got, "\n") {
			t.Fatalf("%q: line breaks lost: %q", s, got)
		}
		rest := lettersAndDigits(in)
		for _, r := range lettersAndDigits(got) {
			switch {
			case len(rest) > 0 && rest[0] == r:
				rest = rest[1:]
			case r == 'e' || r == 'r': // 1er
			default:
				t.Fatalf("%q: unexpected %q in %q", s, r, got)
			}
		}
		if len(rest) > 0 {
			t.Fatalf("%q: lost %q in %q", s, string(rest), got)
		}
	})
}
