-- Where each account was in a dossier, to come back to it.

CREATE TABLE reprise (
  compte   INTEGER NOT NULL REFERENCES compte (id),
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  section  TEXT NOT NULL,
  PRIMARY KEY (compte, dossier)
) STRICT, WITHOUT ROWID;
