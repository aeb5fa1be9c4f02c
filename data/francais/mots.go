package francais

import (
	"strings"
	"unicode"
)

// Liste joins items as "a, b et c". Blank items are skipped.
func Liste(items []string) string { return join(items, " et ") }

// ListeOu joins items as "a, b ou c". Blank items are skipped.
func ListeOu(items []string) string { return join(items, " ou ") }

func join(items []string, last string) string {
	kept := make([]string, 0, len(items))
	for _, it := range items {
		if it = strings.TrimSpace(it); it != "" {
			kept = append(kept, it)
		}
	}
	n := len(kept)
	if n < 2 {
		return strings.Join(kept, "")
	}
	return strings.Join(kept[:n-1], ", ") + last + kept[n-1]
}

// De puts "de" before a name, with its elision and its contractions:
// "d’Yssingeaux", "de Paul", "du Puy-en-Velay" for "Le Puy-en-Velay", "des
// Villettes" for "Les Villettes", "de l’Isle" for "L’Isle", "de La
// Chaise-Dieu". An article in capitals, as in a family name ("LE GUEN"), is
// part of the name and is not contracted. An empty name gives "".
func De(nom string) string {
	return contract(nom, "du ", "des ", "de ", func(n string) string { return Elider("de", n) })
}

// A puts "à" before a name, with its contractions: "au Puy-en-Velay", "aux
// Villettes", "à l’Isle", "à La Chaise-Dieu", "à Brioude". Articles in
// capitals are left alone, as in [De]. An empty name gives "".
func A(nom string) string {
	return contract(nom, "au ", "aux ", "à ", func(n string) string { return "à " + n })
}

func contract(name, masculine, plural, plain string, other func(string) string) string {
	name = strings.TrimSpace(name)
	if name == "" {
		return ""
	}
	if article, rest, ok := cutSpace(name); ok {
		switch article {
		case "Le", "le":
			return masculine + rest
		case "Les", "les":
			return plural + rest
		}
	}
	if r := []rune(name); len(r) > 2 && (r[0] == 'L' || r[0] == 'l') && isApostrophe(r[1]) {
		return plain + "l’" + string(r[2:])
	}
	return other(name)
}

// cutSpace cuts s around its first run of spaces.
func cutSpace(s string) (before, after string, ok bool) {
	i := strings.IndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimLeftFunc(s[i:], unicode.IsSpace), true
}

// elidable are the words that lose their last vowel.
var elidable = map[string]bool{
	"de": true, "que": true, "le": true, "la": true, "je": true, "me": true, "te": true,
	"se": true, "ne": true, "jusque": true, "lorsque": true, "puisque": true, "quoique": true,
}

// Elider joins a word to the one that follows it, with an elision where French
// asks for one: "l’enfant", "qu’Alice", "s’il", "jusqu’à", or else "le huit".
// The word may be the last of a phrase such as "afin que". It knows de, que,
// le, la, je, me, te, se, ne, jusque, lorsque, puisque, quoique, and si before
// il and ils only; any other word is followed by a space. When either side is
// empty the other comes back alone.
func Elider(mot, suivant string) string {
	mot, suivant = strings.TrimSpace(mot), strings.TrimSpace(suivant)
	if mot == "" || suivant == "" {
		return mot + suivant
	}
	last := strings.ToLower(mot[strings.LastIndexFunc(mot, unicode.IsSpace)+1:])
	if i := strings.LastIndexAny(last, "'’-"); i >= 0 {
		last = strings.TrimLeft(last[i:], "'’-")
	}
	next := fold(firstWord(suivant))
	elided := elidable[last] && startsWithVowel(suivant)
	if last == "si" {
		elided = next == "il" || next == "ils"
	}
	if !elided {
		return mot + " " + suivant
	}
	return mot[:len(mot)-1] + "’" + suivant
}

// firstWord returns the first run of letters of s, after opening quotes.
func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, isOpening)
	for i, r := range s {
		if !isWordRune(r) {
			return s[:i]
		}
	}
	return s
}

// isOpening reports a space or a mark that may precede the first word.
func isOpening(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("«“\"([", r)
}

// startsWithVowel reports that the first word of s asks for an elision.
func startsWithVowel(s string) bool {
	w := fold(firstWord(s))
	if w == "" {
		return false
	}
	switch w[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return !noElision[w]
	case 'y':
		return len(w) == 1 || !strings.ContainsRune("aeiouy", rune(w[1])) || vowelY[w]
	case 'h':
		return !aspirated(w)
	}
	return false
}

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	// noElision are words in a vowel that keep the preceding one.
	noElision = set("onze onzieme onziemes oui ouistiti ouistitis uhlan uhlans ouagadougou ouarzazate oued")

	// vowelY are words in y and a vowel that take an elision all the same.
	vowelY = set("yeu yeux yeuse yonne yerres yeres yenne yevre")

	// muteH are words that the stems below would wrongly aspirate.
	muteH = set("huitre huitres haltere halteres halterophile halterophilie")

	// aspiratedStems begin only words with an aspirated h, muteH excepted.
	aspiratedStems = strings.Fields("hach hai handi handb hamb hamster hangar hant harass harcel hardi haren harg haricot " +
		"harn harp hasard hasch hat hauss haut havr heaum heriss hernie hetre heurt hibou hiera hiss hoch hockey holland " +
		"homard hongr hont hooligan hoqu houbl houil houl houss hurl husky hussard hutt huguenot huit")

	// aspiratedH are whole words with an aspirated h.
	aspiratedH = set("hague haguenau hall halls halle halles halte haltes ham hameau hameaux hamac hamel hampe hanche hanches hand " +
		"hanneton hanoi hanovre hans haras harem harfleur harlem harry hassan havane haye hayon hem hesse heros hippie hippies " +
		"hobby hobbies hold home honduras honfleur hong hors hotte houston howard hublot huche hudson huee huees hun huns " +
		"huningue hussein")
)

// aspirated reports a folded word whose h forbids the elision. The h is mute
// unless it is known to be aspirated.
func aspirated(w string) bool {
	if muteH[w] {
		return false
	}
	if aspiratedH[w] {
		return true
	}
	for _, stem := range aspiratedStems {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}
