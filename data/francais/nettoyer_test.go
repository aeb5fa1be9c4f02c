package francais

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNettoyer(t *testing.T) {
	for in, want := range map[string]string{
		"":                    "",
		"Élise ŒUVRARD, 12 €": "Élise ŒUVRARD, 12 €",
		"e\u0301le\u0300ve":   "élève",
		"e\u200d\u0301":       "é",
		"Merci 😀 beaucoup":    "Merci beaucoup",
		"Merci 👍🏽!":           "Merci !",
		"Merci 👍🏽\u00a0!":     "Merci~!",
		"a 👨\u200d👩\u200d👧 b 👩🏽\u200d⚖\ufe0f c": "a b c",
		"un ❤\ufe0f rouge":                   "un rouge",
		"1\ufe0f\u20e3 point":                "1 point",
		"😀 Bonjour 😀\nfin 😀":                 "Bonjour\nfin",
		"deux  espaces":                      "deux  espaces",
		"a\x00b\x1b\u009fc\nd":               "abc\nd",
		"col\tcol\r\nfin\rfin\u2028fin":      "col col\nfin\nfin\nfin",
		"inter\u00adne, zé\u200bro\ufeff":    "interne, zéro",
		"\ue000privé\uf8ff \U0010ffff\uffff": "privé",
		"a\xed\xa0\x80\xffb\ufffd":           "ab",
		"garde\u00a0les\u202ffines":          "garde~les^fines",
		"🇫🇷":                                 "",
	} {
		got := Nettoyer(in)
		check(t, in, got, want)
		if again := Nettoyer(got); again != got {
			t.Errorf("%q: not idempotent: %q then %q", in, got, again)
		}
	}
}

func FuzzNettoyer(f *testing.F) {
	for _, s := range []string{"a 😀 b", "❤\ufe0f\u200d🔥", "e\u200d\u0301\r\n\t", "\ufacf \u034f", " \u200b \u00a0😀\u202f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Nettoyer(s)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Fatalf("%q: invalid or not NFC: %q", s, got)
		}
		for _, r := range got {
			if !printable(r) && r != '\u034f' {
				t.Fatalf("%q: %q left in %q", s, r, got)
			}
		}
		if again := Nettoyer(got); again != got {
			t.Fatalf("%q: not idempotent:\n%q\n%q", s, got, again)
		}
	})
}
