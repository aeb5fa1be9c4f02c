package identite

// ClesDeRapprochement returns the blocking keys of an identity: short
// strings, without duplicates, to be stored in an index so that only the
// identities sharing a key with i need be given to Comparer. Two identities
// that Comparer scores SeuilPossible or more always share at least one. The
// kinds of keys are:
//
//	d:  birth year, then day and month, the smaller first
//	t:  last nine digits of a telephone
//	p:  phonetic key of each name, with and without its particles, and of
//	    each of its words
//	a:, z:, m:  beginning, end, and both, of each name
//	s:  phonetic keys of name and first name, in alphabetical order
//
// An identity with one name, two first names, a birth date and a telephone
// has about eight. One without anything known has none.
//
// Why they suffice: SeuilPossible is out of reach without the same birth date
// (or its day and month exchanged, d:), the same telephone (t:), names put in
// each other's place (s:), or names that are equal or read alike (p:), share
// a word (p:) or are one error apart (a:, z:, m:; one error never alters both
// ends of a name, except in its middle when it is short, which m: covers).
func ClesDeRapprochement(i Identite) []string {
	f := nouvelleFiche(i)
	var keys []string
	seen := map[string]bool{}
	add := func(kind, value string) {
		if key := kind + value; value != "" && !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	if f.jour != "" {
		m, d := f.jour[5:7], f.jour[8:]
		add("d:", f.jour[:4]+min(m, d)+max(m, d))
	}
	for _, t := range f.telephones {
		add("t:", t)
	}
	for _, n := range []nom{f.naissance, f.usage} {
		if n.colle == "" {
			continue
		}
		add("p:", n.phon)
		add("p:", n.phonCle)
		for _, w := range n.mots {
			add("p:", phonetiqueMot(w))
		}
		bouts(n.colle, add)
		if n.cle != n.colle {
			bouts(n.cle, add)
		}
		for _, p := range f.prenom.formes {
			x, y := n.phonCle, phonetiqueMot(p)
			add("s:", min(x, y)+" "+max(x, y))
			if n.cle != n.colle {
				add("s:", min(n.phon, y)+" "+max(n.phon, y))
			}
		}
	}
	return keys
}

// bouts adds the keys two names one error apart share. Both ends of three
// letters, of two for short names: an error touches one of them only, unless
// it lies in the middle of a name of four letters or exchanges the two middle
// letters of one of six.
func bouts(name string, add func(kind, value string)) {
	r := []rune(name)
	n := len(r)
	end := func(k int) {
		add("a:", string(r[:k]))
		add("z:", string(r[n-k:]))
	}
	if n >= 5 {
		end(3)
	}
	switch n {
	case 4:
		end(2)
		add("m:", string(r[:1])+"-"+string(r[3:]))
	case 5:
		end(2)
	case 6:
		add("m:", string(r[:2])+"-"+string(r[4:]))
	}
}
