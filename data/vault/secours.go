package vault

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// The recovery code is read from paper and typed by hand: 28 characters without the
// ones that look alike, in groups of four, the last being a check. 27 × 5 bits = 135.

const (
	alphabetSecours = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ" // 32 signs: no 0, 1, I, O
	signesSecours   = 28
)

// nouveauSecours makes a code as it is printed: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX.
func nouveauSecours() string {
	var s [signesSecours]byte
	for i := range signesSecours - 1 {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(alphabetSecours))))
		if err != nil {
			panic(err)
		}
		s[i] = alphabetSecours[n.Int64()]
	}
	s[signesSecours-1] = controle(s[:signesSecours-1])
	var out []string
	for i := 0; i < signesSecours; i += 4 {
		out = append(out, string(s[i:i+4]))
	}
	return strings.Join(out, "-")
}

// controle is the check sign: weights are odd, hence one wrong sign always shows; they
// differ between neighbours, hence two exchanged ones nearly always do.
func controle(s []byte) byte {
	somme := 0
	for i, c := range s {
		somme += (2*i + 1) * strings.IndexByte(alphabetSecours, c)
	}
	return alphabetSecours[somme%len(alphabetSecours)]
}

// normaliserSecours takes what was typed: spaces, hyphens and case are free.
func normaliserSecours(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 128 && strings.IndexByte(alphabetSecours, byte(r)) >= 0 {
			return r
		}
		if r == ' ' || r == '-' || r == '\u00a0' || r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return '?' // 0, O, 1, I are never printed: the code was misread
	}, strings.ToUpper(s))
}

// SecoursBienEcrit tells whether a code has its length and its check sign: a slip of the
// hand is told before anything is tried.
func SecoursBienEcrit(code string) bool {
	s := normaliserSecours(code)
	return len(s) == signesSecours && !strings.Contains(s, "?") && controle([]byte(s[:signesSecours-1])) == s[signesSecours-1]
}
