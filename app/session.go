package app

import (
	"context"

	"justicepartage/app/edition"
	"justicepartage/data"
	"justicepartage/data/trame"
)

// session is an open base.
type session struct {
	data.Session
	services  []*trame.Service
	editeur   edition.Editeur
	assoc     data.Association
	parquet   data.Parquet
	sections  map[string]string // dossier → section of the last visit
	dernier   string            // service of the last dossier that the account opened
	misDeCote bool              // something could not be written, and waits
	secours   string            // the recovery code that was just made, until it is shown
	constats
}

// relireServices takes the services as the association adapted them; the base has read them
// already. On the goroutine of the window once it is open.
func (s *session) relireServices(ctx context.Context) error {
	var l []*trame.Service
	for _, id := range s.Services() {
		svc, err := s.Service(ctx, id, "")
		if err != nil {
			return err
		}
		l = append(l, svc)
	}
	if err := trame.VerifierOrientations(l); err != nil && len(l) == len(s.Livrees()) {
		return err
	}
	s.services = l
	return nil
}

// dernierService is the service in which the account opened its last dossier, that of the
// first service otherwise.
func dernierService(ctx context.Context, st data.Session) (string, error) {
	if st.Compte().Role == data.RoleTechnicien {
		return "", nil
	}
	l, err := st.Dossiers(ctx, data.Filtre{Referent: st.Compte().ID, Inverse: true, Limite: 1})
	if err != nil || len(l) == 0 {
		if s := st.Services(); err == nil && len(s) > 0 {
			return s[0], nil
		}
		return "", err
	}
	return l[0].Service, nil
}

func (s *session) service(id string) *trame.Service {
	for _, svc := range s.services {
		if svc.ID == id {
			return svc
		}
	}
	return nil
}

func (s *session) nomNouveau() string {
	switch {
	case len(s.services) == 0 || s.Compte().Role == data.RoleAccueil:
		return ""
	case len(s.services) == 1 && s.services[0].Nouveau != "":
		return s.services[0].Nouveau
	}
	if svc := s.service(s.dernier); svc != nil && svc.Nouveau != "" {
		return svc.Nouveau
	}
	return "Nouveau dossier"
}

// presence says what was answered to « did they come ».
func (s *session) presence(x data.Seance) string {
	if svc := s.service(x.Service); svc != nil && x.Presence != "" {
		if r := svc.Rencontre(x.Section); r != nil && r.Presence != "" {
			return svc.Champ(x.Section, r.Presence).Texte(x.Presence)
		}
	}
	return ""
}
