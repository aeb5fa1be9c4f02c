//go:build cgo

package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/crypto/chacha20poly1305"
)

// reponse opens a base whose file may have been altered, and reads all of it.
func reponse(t *testing.T, chemin string) (string, error) {
	t.Helper()
	c, _, err := Ouvrir(chemin, essai, loginMdp)
	if err != nil {
		return "", err
	}
	defer c.Fermer()
	db, err := ouvrirSQL(c)
	if err != nil {
		return "", errors.Join(err, c.Derniere())
	}
	defer db.Close()
	out := ""
	for _, q := range []string{"SELECT group_concat(n || ':' || v) FROM (SELECT n, v FROM t ORDER BY n)", "SELECT group_concat(v) FROM (SELECT v FROM u INDEXED BY iu WHERE v > '' ORDER BY v)", "SELECT group_concat(v) FROM u"} {
		var s string
		if err := db.QueryRow(q).Scan(&s); err != nil {
			return "", errors.Join(err, c.Derniere())
		}
		out += s + "\n"
	}
	return out, nil
}

// nommee tells whether an error says what happened.
func nommee(err error) bool {
	var d *Dommage
	return errors.As(err, &d) || errors.Is(err, ErrPasCoffre)
}

func poserEtat(t *testing.T, chemin string, n int) {
	t.Helper()
	c, _, err := Ouvrir(chemin, essai, loginMdp)
	fait(t, err)
	db := sqlDe(t, c)
	_, err = db.Exec("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, v); CREATE TABLE IF NOT EXISTS u (v); CREATE INDEX IF NOT EXISTS iu ON u (v)")
	fait(t, err)
	for i := range 40 {
		_, err := db.Exec("INSERT OR REPLACE INTO t VALUES (?, ?)", i, fmt.Sprintf("%d-%0600d", n, i))
		fait(t, err)
		_, err = db.Exec("INSERT INTO u VALUES (?)", fmt.Sprintf("%d-%d", n, i))
		fait(t, err)
	}
	fait(t, db.Close())
	fait(t, c.Fermer())
}

// morceau is a part of the file that stands by itself.
type morceau struct {
	nom      string
	off, fin int
}

func morceaux(b []byte) []morceau {
	out := []morceau{
		{"header 1", 0, tailleEntete},
		{"header 2", tailleEntete, 2 * tailleEntete},
		{"failures", posEchecs, posEchecs + tailleEchecs},
		{"root 1", posRacine1, posRacine2},
		{"root 2", posRacine2, posGroupes},
	}
	for i, off := 0, posGroupes; off+physiqueBase <= len(b); i, off = i+1, off+physiqueBase {
		out = append(out, morceau{fmt.Sprint("block ", i), off, off + physiqueBase})
	}
	return out
}

// TestAlteration alters each part of a base in each way. The answer is the right one, or
// an error that names the damage.
func TestAlteration(t *testing.T) {
	c, chemin := neuf(t, essai)
	fait(t, c.Fermer())
	poserEtat(t, chemin, 1)
	ancien, err := os.ReadFile(chemin)
	fait(t, err)
	c, _, err = Ouvrir(chemin, essai, loginMdp)
	fait(t, err)
	fait(t, c.PoserCompte(2, "paul", "une phrase de passe de Paul"))
	fait(t, c.Fermer())
	poserEtat(t, chemin, 2)
	b, err := os.ReadFile(chemin)
	fait(t, err)
	juste, err := reponse(t, chemin)
	fait(t, err)
	// Another base with the same secret, and a copy of this one: other keys.
	c2, chemin2 := neuf(t, essai)
	fait(t, c2.Fermer())
	poserEtat(t, chemin2, 2)
	autre, err := os.ReadFile(chemin2)
	fait(t, err)

	essais, erreurs := 0, 0
	essayer := func(nom string, alteree []byte) {
		t.Helper()
		essais++
		p := filepath.Join(t.TempDir(), "base")
		fait(t, os.WriteFile(p, alteree, 0o600))
		got, err := reponse(t, p)
		switch {
		case err != nil && !nommee(err):
			t.Errorf("%s: an error that names nothing: %v", nom, err)
		case err != nil:
			erreurs++
		case got != juste:
			t.Errorf("%s: a wrong value", nom)
		}
	}
	remplacer := func(m morceau, par []byte) []byte {
		x := append([]byte(nil), b...)
		copy(x[m.off:m.fin], par)
		return x
	}
	tous := morceaux(b)
	for k, m := range tous {
		for _, pos := range []int{0, 3, 9, (m.fin - m.off) / 2, m.fin - m.off - 1} {
			x := append([]byte(nil), b...)
			x[m.off+pos] ^= 0x40
			essayer(fmt.Sprintf("%s, byte %d flipped", m.nom, pos), x)
		}
		essayer(m.nom+" zeroed", remplacer(m, make([]byte, m.fin-m.off)))
		if m.fin <= len(ancien) {
			essayer(m.nom+" of an older state", remplacer(m, ancien[m.off:m.fin]))
		}
		if m.fin <= len(autre) {
			essayer(m.nom+" of another base", remplacer(m, autre[m.off:m.fin]))
		}
		if k > 4 {
			v := tous[5+(k-5+1)%(len(tous)-5)]
			x := remplacer(m, b[v.off:v.fin])
			essayer(m.nom+" over which its neighbour was copied", x)
			copy(x[v.off:v.fin], b[m.off:m.fin])
			essayer(m.nom+" swapped with its neighbour", x)
			essayer("cut before "+m.nom, b[:m.off])
			essayer("cut within "+m.nom, b[:m.off+100])
		}
	}
	essayer("both roots of an older state", func() []byte {
		x := append([]byte(nil), b...)
		copy(x[posRacine1:posGroupes], ancien[posRacine1:posGroupes])
		return x
	}())
	avant := erreurs
	essayer("both headers of an older state", append(bytes.Clone(ancien[:posEchecs]), b[posEchecs:]...))
	if erreurs == avant {
		t.Error("the key slots of an older state open")
	}
	essayer("bytes at the end", append(append([]byte(nil), b...), make([]byte, 10_000)...))
	t.Logf("%d alterations, %d named errors", essais, erreurs)
}

// TestJournalAltere alters each block of a journal that an unclean stop left. The last
// flush alone may be taken for torn: the save before it then answers.
func TestJournalAltere(t *testing.T) {
	c, chemin := neuf(t, essai)
	fait(t, c.Fermer())
	poserEtat(t, chemin, 1)
	c, _, err := Ouvrir(chemin, essai, loginMdp)
	fait(t, err)
	db := sqlDe(t, c)
	dossier := t.TempDir()
	copier := func(nom string) (b, wal []byte) {
		b, err := os.ReadFile(chemin)
		fait(t, err)
		wal, err = os.ReadFile(chemin + "-wal")
		fait(t, err)
		return b, wal
	}
	lire := func(nom string, b, wal []byte) (string, error) {
		p := filepath.Join(dossier, "base")
		fait(t, os.WriteFile(p, b, 0o600))
		fait(t, os.WriteFile(p+"-wal", wal, 0o600))
		return reponse(t, p)
	}
	var etats []string
	var b, wal, walAvant []byte
	for i := range 6 {
		_, err := db.Exec("UPDATE t SET v = ? WHERE n % 3 = ?", fmt.Sprintf("%d-%0500d", i, i), i%3)
		fait(t, err)
		walAvant = wal
		b, wal = copier("avant")
		s, err := lire("x", b, wal)
		fait(t, err)
		etats = append(etats, s)
	}
	fait(t, db.Close())
	fait(t, c.Fermer())
	juste, avant := etats[len(etats)-1], etats[len(etats)-2]
	acquisAvant := len(walAvant) / physiqueWAL
	erreurs, reculs := 0, 0
	essayer := func(nom string, bloc int, wal []byte) {
		t.Helper()
		got, err := lire(nom, b, wal)
		switch {
		case err != nil && !nommee(err):
			t.Errorf("%s: an error that names nothing: %v", nom, err)
		case err != nil:
			erreurs++
		case got == juste:
		case got == avant && bloc >= acquisAvant-1:
			reculs++
		default:
			t.Errorf("%s (of %d, %d before the last save): a wrong value", nom, len(wal)/physiqueWAL, acquisAvant)
		}
	}
	for i := 0; (i+1)*physiqueWAL <= len(wal); i++ {
		off := i * physiqueWAL
		for _, pos := range []int{0, 8, 16, 24, 40, 2000, physiqueWAL - 1} {
			x := bytes.Clone(wal)
			x[off+pos] ^= 1
			essayer(fmt.Sprintf("block %d, byte %d flipped", i, pos), i, x)
		}
		x := bytes.Clone(wal)
		copy(x[off:], make([]byte, physiqueWAL))
		essayer(fmt.Sprintf("block %d zeroed", i), i, x)
		if off+physiqueWAL <= len(walAvant) {
			x := bytes.Clone(wal)
			copy(x[off:], walAvant[off:off+physiqueWAL])
			essayer(fmt.Sprintf("block %d of the save before", i), i, x)
		}
		if i > 0 {
			x := bytes.Clone(wal)
			copy(x[off:], wal[off-physiqueWAL:off])
			essayer(fmt.Sprintf("block %d is its neighbour", i), i, x)
		}
	}
	t.Logf("%d named errors, %d times the save before", erreurs, reculs)
}

// The keys are wiped: the structure of the library that keeps a copy holds nothing else.
func TestClesEffacees(t *testing.T) {
	c, _ := neuf(t, essai)
	cle, ancre := c.cle, c.ancre
	aead := c.base.s.aead
	fait(t, c.Fermer())
	if !bytes.Equal(cle, make([]byte, len(cle))) || !bytes.Equal(ancre, make([]byte, len(ancre))) {
		t.Error("a key remains")
	}
	un := aead.Seal(nil, make([]byte, 24), []byte("x"), nil)
	nul, err := chacha20poly1305.NewX(make([]byte, chacha20poly1305.KeySize))
	fait(t, err)
	zero := nul.Seal(nil, make([]byte, 24), []byte("x"), nil)
	if !bytes.Equal(un, zero) {
		t.Error("the library still holds the key")
	}
}
