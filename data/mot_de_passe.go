package data

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"justicepartage/data/identite"
)

// The strength of a password is what counts, not its composition: length pays, and what
// everybody uses does not (CNIL, délibération 2022-100: 80 bits when a password stands
// alone, as it does in front of somebody who took the file away).

const (
	motDePasseMin = 12
	bitsMin       = 80
	bitsConnu     = 10 // of a word that everybody tries first
)

// Force is what a password is worth, in the time it takes to type it.
type Force struct {
	Bits   float64
	Phrase string // to show while it is typed
	OK     bool
}

// ForceMotDePasse measures a password. perso are words that others know of the person:
// their login and names, which count for nothing.
func ForceMotDePasse(motDePasse string, perso ...string) Force {
	n := utf8.RuneCountInString(motDePasse)
	reste, connus := sansConnus(motDePasse, perso)
	bits := float64(connus)*bitsConnu + float64(utiles(reste))*math.Log2(float64(alphabet(reste)))
	f := Force{Bits: math.Round(bits*10) / 10}
	switch {
	case n == 0:
		f.Phrase = "Une phrase de quelques mots est le plus simple à retenir."
	case n < motDePasseMin:
		f.Phrase = fmt.Sprintf("Trop court : encore %d.", motDePasseMin-n)
	case bits < bitsMin/2:
		f.Phrase = "Facile à deviner : ajoutez des mots qui n’ont rien à voir entre eux."
	case bits < bitsMin:
		f.Phrase = "Encore un peu court : ajoutez un ou deux mots."
	case bits < bitsMin*1.3:
		f.Phrase, f.OK = "Solide.", true
	default:
		f.Phrase, f.OK = "Très solide.", true
	}
	return f
}

// VerifierMotDePasse refuses a password that is too weak for an account.
func VerifierMotDePasse(m string, c Compte) error {
	f := ForceMotDePasse(m, c.Login, c.Nom)
	switch {
	case f.OK:
		return nil
	case utf8.RuneCountInString(m) < motDePasseMin:
		return &Erreur{Code: Saisie, Message: fmt.Sprintf("Ce mot de passe est trop court : il faut au moins %d caractères. "+
			"Une phrase de quelques mots est le plus simple.", motDePasseMin)}
	}
	return &Erreur{Code: Saisie, Message: "Ce mot de passe serait trop facile à deviner : mots très courants, suites de touches ou nom de la personne. " +
		"Ajoutez-lui un ou deux mots sans rapport."}
}

// ressemble undoes the replacements that everybody makes.
var ressemble = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i", "€", "e")

// sansConnus takes out of a password the words that everybody tries first, and the words
// of the person, which are worth nothing.
func sansConnus(m string, perso []string) (reste string, connus int) {
	plie := minuscules(m)
	for _, p := range perso {
		for _, mot := range identite.Mots(p) {
			switch n := utf8.RuneCountInString(mot); {
			case n >= 5:
				plie = strings.ReplaceAll(plie, mot, "\x00")
			case n >= 3: // a short one is found by chance within other words
				plie = sansMot(plie, mot)
			}
		}
	}
	for _, mot := range motsConnus {
		for _, forme := range []string{plie, ressemble.Replace(plie)} {
			for i := strings.Index(forme, mot); i >= 0 && len(forme) == len(plie); i = strings.Index(forme, mot) {
				forme = forme[:i] + "\x01" + forme[i+len(mot):]
				plie = plie[:i] + "\x01" + plie[i+len(mot):]
				connus++
			}
		}
	}
	if plie == minuscules(m) {
		return m, 0 // as it was typed, with its capitals
	}
	return strings.NewReplacer("\x00", "", "\x01", "").Replace(plie), connus
}

// sansMot takes out a word that stands alone.
func sansMot(s, mot string) string {
	lettre := func(i int) bool { return i >= 0 && i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 0x80) }
	for i := strings.Index(s, mot); i >= 0; {
		if !lettre(i-1) && !lettre(i+len(mot)) {
			s = s[:i] + "\x00" + s[i+len(mot):]
		}
		suite := strings.Index(s[i+1:], mot)
		if suite < 0 {
			break
		}
		i += 1 + suite
	}
	return s
}

// minuscules folds letter by letter, so that places stay the same.
func minuscules(m string) string {
	var sb strings.Builder
	for _, r := range strings.ToLower(m) {
		if p := identite.Plier(string(r)); utf8.RuneCountInString(p) == 1 {
			sb.WriteString(p)
		} else {
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

// utiles counts the signs that are not the continuation of a run: aaaa, 1234, azerty.
func utiles(s string) int {
	n, avant, avant2 := 0, rune(-1), rune(-1)
	for _, r := range s {
		pas := r - avant
		voisin := pas == 0 || (pas == 1 || pas == -1) && avant-avant2 == pas || voisinClavier(avant, r) && voisinClavier(avant2, avant)
		if !voisin {
			n++
		}
		avant2, avant = avant, r
	}
	return n
}

var rangees = []string{"azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"}

func voisinClavier(a, b rune) bool {
	a, b = unicode.ToLower(a), unicode.ToLower(b)
	for _, l := range rangees {
		if i := strings.IndexRune(l, a); i >= 0 && i+1 < len(l) && rune(l[i+1]) == b {
			return true
		}
	}
	return false
}

// alphabet is how many signs somebody who tries them all must try.
func alphabet(s string) int {
	var bas, haut, chiffre, espace, autre int
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			bas = 26
		case unicode.IsUpper(r):
			haut = 26
		case unicode.IsDigit(r):
			chiffre = 10
		case r == ' ':
			espace = 1
		default:
			autre = 32
		}
	}
	return max(bas+haut+chiffre+espace+autre, 1)
}

// motsConnus are tried by everybody who tries passwords, in France.
var motsConnus = strings.Fields(`
motdepasse password azertyuiop azerty qwertyuiop qwerty 123456789 12345678 1234567 123456 12345 1234
soleil doudou loulou chouchou marseille bonjour jetaime nicolas camille princesse football chocolat caramel
coucou vanille papillon tintin toulouse lyonnais maison amour bisous coquine mamour cherie loveyou iloveyou
welcome letmein admin administrateur administrator secret monsecret master dragon monkey sunshine superman batman
pokemon naruto starwars liverpool chelsea arsenal barcelona juventus olympique psgpsg france francais paris
juillet janvier fevrier octobre novembre decembre septembre printemps automne hiver vacances dimanche samedi lundi
justiceetpartage justice partage victimes association enquete tribunal accueil bureau ordinateur test essai
puyenvelay hauteloire auvergne clermont saintetienne
martine isabelle valerie sandrine stephane sebastien julien thomas alexandre alexandra caroline charlotte
marine pauline manon laurent laura sarah celine aurelie emilie elodie jerome olivier patrick philippe pierre
abc123 abcdef 000000 111111 121212 654321 666666 696969 987654321 987654 112233 2024 2025 2026 2027
`)
