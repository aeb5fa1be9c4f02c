-- Several people at the same time. An answer to a write that may be sent again is kept some
-- days; of an answer that two people changed, the second one waits here until its author
-- picks.

CREATE TABLE requete (
  compte   INTEGER NOT NULL REFERENCES compte (id),
  id       TEXT NOT NULL,
  quoi     TEXT NOT NULL, -- the method
  reponse  TEXT NOT NULL, -- JSON
  le       TEXT NOT NULL,
  PRIMARY KEY (compte, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX requete_le ON requete (le);

CREATE TABLE desaccord (
  id       INTEGER PRIMARY KEY,
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  compte   INTEGER NOT NULL REFERENCES compte (id), -- whose answer this is
  chemin   TEXT NOT NULL,
  mien     TEXT NOT NULL, -- the answers that hold it alone, JSON; '{}' for taken back
  par      TEXT NOT NULL, -- login of who changed it too, '' when not known
  le       TEXT NOT NULL,
  UNIQUE (dossier, compte, chemin)
) STRICT;
