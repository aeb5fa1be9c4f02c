package agenda

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"justicepartage/data"
)

// Calendrier writes appointments in the form of RFC 5545. They are civil hours of the
// office, and name nobody: such a file leaves the vault.
func Calendrier(l []data.Seance, maintenant time.Time) []byte {
	c := ics.NewCalendar()
	c.SetProductId("-//Justice et Partage//Agenda//FR")
	c.SetMethod(ics.MethodPublish)
	for _, s := range l {
		debut, err1 := time.ParseInLocation("2006-01-02 15:04", s.Date+" "+s.Debut, maintenant.Location())
		fin, err2 := time.ParseInLocation("2006-01-02 15:04", s.Date+" "+s.Fin, maintenant.Location())
		if err1 != nil || err2 != nil {
			continue
		}
		e := c.AddEvent(s.Numero + "-" + s.Section + "-" + s.Ligne + "@justice-partage.invalid")
		e.SetDtStampTime(maintenant)
		e.SetStartAt(debut)
		e.SetEndAt(fin)
		e.SetSummary(s.Titre + " – " + s.Numero)
		if s.Lieu != "" {
			e.SetLocation(s.Lieu)
		}
		e.SetClass(ics.ClassificationPrivate)
	}
	return []byte(c.Serialize(ics.WithNewLineWindows))
}
