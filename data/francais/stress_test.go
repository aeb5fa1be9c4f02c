package francais

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestIdempotentMixtures joins fragments that the rules care about in random
// orders: the pairs of rules that could undo each other meet here.
func TestIdempotentMixtures(t *testing.T) {
	fragments := strings.Split("a|h|é|M.|Me|X|d|'|’|\"|«|»|“|”| | | |\u00a0|\u202f|;|!|?|:|.|...|…|-|--|–|—|/|://|\\|C:\\|@|x@y.fr|www.|"+
		"http://a|n°|°|%|€|km|h|1|1 mars|12|345|06|98|0|+33|(|)|[|]|,|\n|\r\n|\t|😀|\u0301|\u200d|\ufe0f|❤|\u00ad|e|mai|er", "|")
	rng := rand.New(rand.NewPCG(1, 2))
	n := 10_000
	if testing.Short() {
		n = 2_000
	}
	for range n {
		var b strings.Builder
		for range 1 + rng.IntN(14) {
			b.WriteString(fragments[rng.IntN(len(fragments))])
		}
		s := b.String()
		got := Typographie(s)
		if again := Typographie(got); again != got {
			t.Fatalf("Typographie %q:\n%q\n%q", s, got, again)
		}
		got = Nettoyer(s)
		if again := Nettoyer(got); again != got {
			t.Fatalf("Nettoyer %q:\n%q\n%q", s, got, again)
		}
	}
}
