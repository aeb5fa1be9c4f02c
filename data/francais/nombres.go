package francais

import (
	"math"
	"strconv"
	"strings"
)

// Nombre writes a number with a decimal comma and narrow no-break spaces
// between thousands: "1 250,5". It keeps at most six decimals, rounded half
// away from zero, and no useless zero. A negative number begins with the minus
// sign U+2212. It is empty for NaN and the infinities.
func Nombre(f float64) string {
	sign, whole, decimals, ok := decimal(f, 6)
	if !ok {
		return ""
	}
	if decimals = strings.TrimRight(decimals, "0"); decimals != "" {
		decimals = "," + decimals
	}
	return sign + thousands(whole) + decimals
}

// Montant writes an amount in euros, rounded to the cent: "1 250,50 €", and
// "1 250 €" when there are no cents. Thousands are separated by U+202F, the
// sign € follows U+00A0, and a negative amount begins with U+2212: "−20 €". It
// is empty for NaN and the infinities.
func Montant(f float64) string {
	sign, whole, decimals, ok := decimal(f, 2)
	if !ok {
		return ""
	}
	if decimals == "00" || decimals == "" {
		decimals = ""
	} else {
		decimals = "," + decimals
	}
	return sign + thousands(whole) + decimals + Insecable + "€"
}

// Entier writes a whole number with U+202F between thousands, and U+2212 in
// front when it is negative: "12 345".
func Entier(n int) string {
	s, negative := strings.CutPrefix(strconv.Itoa(n), "-")
	if negative {
		return minus + thousands(s)
	}
	return thousands(s)
}

// decimal cuts f into its sign, its whole digits and exactly n decimals. The
// rounding works on the shortest decimal writing of f, so that 2.675 gives
// 2,68 as a reader expects.
func decimal(f float64, n int) (sign, whole, decimals string, ok bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", "", "", false
	}
	whole, decimals, _ = strings.Cut(strconv.FormatFloat(math.Abs(f), 'f', -1, 64), ".")
	up := len(decimals) > n && decimals[n] >= '5'
	if len(decimals) > n {
		decimals = decimals[:n]
	}
	decimals += strings.Repeat("0", n-len(decimals))
	if up {
		digits := []byte(whole + decimals)
		i := len(digits) - 1
		for ; i >= 0 && digits[i] == '9'; i-- {
			digits[i] = '0'
		}
		if i >= 0 {
			digits[i]++
		} else {
			digits = append([]byte{'1'}, digits...)
		}
		whole, decimals = string(digits[:len(digits)-n]), string(digits[len(digits)-n:])
	}
	if f < 0 && strings.Trim(whole+decimals, "0") != "" {
		sign = minus
	}
	return sign, whole, decimals, true
}

// thousands groups a run of digits by three from the right.
func thousands(digits string) string {
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(Fine)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Pluriel writes a number and what it counts: "0 enfant", "1 enfant",
// "2 enfants". French keeps the singular below two. A no-break space follows
// the number.
func Pluriel(n int, singulier, pluriel string) string {
	noun := pluriel
	if n > -2 && n < 2 {
		noun = singulier
	}
	return Entier(n) + Insecable + noun
}

// twoDigitCodes are the country calling codes of two digits; 1 and 7 stand
// alone and the others have three.
const twoDigitCodes = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "

// Telephone groups a telephone number with no-break spaces: a French number
// in pairs, "06 39 98 00 01"; an international one, typed with + or 00, after
// its country code, "+41 22 123 45 67"; a number of six digits as "116 006".
// Shorter numbers are kept. Separators already typed are replaced. Anything
// that is not a number of a known length comes back unchanged, trimmed.
func Telephone(digits string) string {
	typed := strings.TrimSpace(digits)
	s := strings.ReplaceAll(typed, "(0)", "")
	var b strings.Builder
	for i, r := range s {
		switch {
		case isDigit(r), r == '+' && i == 0:
			b.WriteRune(r)
		case isSpace(r), strings.ContainsRune(".-/()\u2011", r):
		default:
			return typed
		}
	}
	s = b.String()
	if rest, ok := strings.CutPrefix(s, "00"); ok && len(s) > 10 {
		s = "+" + rest
	}
	if number, ok := strings.CutPrefix(s, "+"); ok {
		if len(number) < 8 || len(number) > 15 {
			return typed
		}
		return international(number)
	}
	switch {
	case len(s) == 10 && s[0] == '0':
		return inGroups(s, 2, 2, 2, 2, 2)
	case len(s) == 6:
		return inGroups(s, 3, 3)
	case s != "" && len(s) < 6:
		return s
	}
	return typed
}

func international(number string) string {
	code := number[:3]
	switch {
	case number[0] == '1' || number[0] == '7':
		code = number[:1]
	case strings.Contains(twoDigitCodes, " "+number[:2]+" "):
		code = number[:2]
	}
	rest := number[len(code):]
	if code == "33" && len(rest) == 10 && rest[0] == '0' {
		rest = rest[1:]
	}
	head := "+" + code + Insecable
	switch {
	case code == "33" && len(rest) == 9:
		return head + inGroups(rest, 1, 2, 2, 2, 2)
	case code == "41" && len(rest) == 9:
		return head + inGroups(rest, 2, 3, 2, 2)
	case code == "1" && len(rest) == 10:
		return head + inGroups(rest, 3, 3, 4)
	}
	var sizes []int
	left := len(rest)
	if left%2 == 1 {
		sizes, left = append(sizes, 3), left-3
	}
	for ; left > 0; left -= 2 {
		sizes = append(sizes, 2)
	}
	return head + inGroups(rest, sizes...)
}

// inGroups cuts s into groups of the given sizes, which add up to its length.
func inGroups(s string, sizes ...int) string {
	var b strings.Builder
	for i, n := range sizes {
		if i > 0 {
			b.WriteString(Insecable)
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}
