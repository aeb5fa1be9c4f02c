-- A text that is being written: one row of the audit when its writer is done with it, not
-- one at each save. avant is the text before the first of them.

CREATE TABLE modification_ouverte (
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  objet    TEXT NOT NULL,
  compte   TEXT NOT NULL, -- login
  avant    TEXT NOT NULL,
  apres    TEXT NOT NULL,
  le       TEXT NOT NULL, -- of the last save
  PRIMARY KEY (dossier, objet)
) STRICT, WITHOUT ROWID;
