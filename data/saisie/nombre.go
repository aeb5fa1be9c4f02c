package saisie

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

const (
	montantMax = 1e12
	nombreMax  = 1e15

	attenduMontant = "n’est pas un montant" + nbsp + ": écrivez par exemple 1\u202f250,50."
	attenduNombre  = "n’est pas un nombre" + nbsp + ": écrivez par exemple 12,5."
)

var (
	reEntier   = regexp.MustCompile(`^(?:\d+|\d{1,3}(?: \d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)$`)
	reDecimale = regexp.MustCompile(`^\d+$`)
	reEuros    = regexp.MustCompile(`^([^€a-z]*) ?(?:€|euros?|eur)$`)
	reEuroMil  = regexp.MustCompile(`^([-+ \d]*\d) ?€ ?(\d\d)$`)
)

// Montant recognises an amount in euros (1 250,50 €, 1250.5, 1.250,50, 12€50,
// -20, 1250 euros) and returns it to the cent. More than two decimals (hence
// also the ambiguous 1.250), letters, and amounts beyond a thousand billion
// are refused with an *Erreur.
func Montant(s string) (float64, error) {
	t := simplifier(s)
	if m := reEuroMil.FindStringSubmatch(t); m != nil {
		t = m[1] + "," + m[2]
	} else if m := reEuros.FindStringSubmatch(t); m != nil {
		t = strings.TrimSpace(m[1])
	}
	neg, whole, dec, ok := decouper(t)
	if !ok {
		return 0, refus(s, attenduMontant)
	}
	if len(dec) > 2 {
		return 0, refus(s, "a trop de décimales"+nbsp+": un montant en a deux au plus, par exemple 1\u202f250,50.")
	}
	v, ok := valeur(neg, whole, dec, montantMax)
	if !ok {
		return 0, refus(s, "est trop grand"+nbsp+": vérifiez le montant.")
	}
	return math.Round(v*100) / 100, nil
}

// Nombre recognises a decimal number written the French way (1 250,5 or
// 1250.5) and returns it. Letters, infinities, numbers beyond 1e15 and the
// ambiguous 1.250 (which may mean 1250 or 1,25) are refused with an *Erreur.
func Nombre(s string) (float64, error) {
	t := simplifier(s)
	neg, whole, dec, ok := decouper(t)
	if !ok {
		return 0, refus(s, attenduNombre)
	}
	if len(dec) == 3 && len(whole) <= 3 && strings.Contains(t, ".") && !strings.HasPrefix(whole, "0") && whole != "" {
		return 0, refus(s, "peut se lire de deux façons"+nbsp+": écrivez "+whole+dec+" ou "+whole+","+dec+".")
	}
	v, ok := valeur(neg, whole, dec, nombreMax)
	if !ok {
		return 0, refus(s, "est trop grand"+nbsp+": vérifiez le nombre.")
	}
	return v, nil
}

// decouper splits a written number into sign, whole digits and decimal
// digits, thousands separators removed. The last of the comma and the dot is
// the decimal mark, unless it occurs several times: then it separates
// thousands.
func decouper(t string) (neg bool, whole, dec string, ok bool) {
	switch {
	case strings.HasPrefix(t, "-"):
		neg, t = true, t[1:]
	case strings.HasPrefix(t, "+"):
		t = t[1:]
	}
	t = strings.TrimSpace(t)
	whole = t
	if i := strings.LastIndexAny(t, ",."); i >= 0 && strings.Count(t, t[i:i+1]) == 1 {
		whole, dec = strings.TrimSpace(t[:i]), strings.TrimSpace(t[i+1:])
		if !reDecimale.MatchString(dec) {
			return false, "", "", false
		}
		if whole == "" {
			return neg, "", dec, true
		}
	}
	if !reEntier.MatchString(whole) {
		return false, "", "", false
	}
	return neg, strings.NewReplacer(" ", "", ".", "", ",", "").Replace(whole), dec, true
}

// valeur computes the number; ok is false beyond most.
func valeur(neg bool, whole, dec string, most float64) (v float64, ok bool) {
	v, err := strconv.ParseFloat(whole+"."+dec+"0", 64)
	if err != nil || v > most {
		return 0, false
	}
	if neg && v != 0 {
		v = -v
	}
	return v, true
}
