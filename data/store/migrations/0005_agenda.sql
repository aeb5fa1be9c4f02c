-- Documents made for one row of a dossier (a summons to each participant).
ALTER TABLE document ADD COLUMN ligne TEXT NOT NULL DEFAULT '';

-- What follows from the answers of a dossier and is looked at across dossiers. projection
-- tells which version of this wrote it: 0 is none yet.
ALTER TABLE dossier ADD COLUMN projection INTEGER NOT NULL DEFAULT 0;
CREATE INDEX dossier_projection ON dossier (projection);

CREATE TABLE echeance (
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  cle      TEXT NOT NULL, -- « cle » or « cle.row »
  titre    TEXT NOT NULL,
  date     TEXT NOT NULL,
  alerte   TEXT NOT NULL, -- from when it is close; '' for never
  depasse  TEXT NOT NULL,
  chemin   TEXT NOT NULL,
  legale   INTEGER NOT NULL,
  meme_clos INTEGER NOT NULL, -- runs in a closed dossier too
  PRIMARY KEY (dossier, cle)
) STRICT, WITHOUT ROWID;
CREATE INDEX echeance_date ON echeance (date, dossier);

CREATE TABLE seance (
  dossier   INTEGER NOT NULL REFERENCES dossier (id),
  section   TEXT NOT NULL,
  ligne     TEXT NOT NULL,
  titre     TEXT NOT NULL,
  date      TEXT NOT NULL,
  debut     TEXT NOT NULL,
  fin       TEXT NOT NULL,
  lieu      TEXT NOT NULL,
  avec      TEXT NOT NULL,
  presence  TEXT NOT NULL, -- key of the option
  PRIMARY KEY (dossier, section, ligne)
) STRICT, WITHOUT ROWID;
CREATE INDEX seance_date ON seance (date, debut, dossier);

-- A deadline that somebody waived. It keeps who, when and why.
CREATE TABLE renonce (
  id       INTEGER PRIMARY KEY,
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  cle      TEXT NOT NULL,
  motif    TEXT NOT NULL,
  compte   INTEGER NOT NULL REFERENCES compte (id),
  le       TEXT NOT NULL,
  UNIQUE (dossier, cle)
) STRICT;

-- Texts of the association laid over the shipped ones.
CREATE TABLE adaptation (
  id      INTEGER PRIMARY KEY,
  chemin  TEXT NOT NULL UNIQUE,
  texte   TEXT NOT NULL,
  compte  INTEGER NOT NULL REFERENCES compte (id),
  le      TEXT NOT NULL
) STRICT;

-- A dossier opened in another service from this one.
CREATE TABLE orientation (
  id       INTEGER PRIMARY KEY,
  origine_id INTEGER NOT NULL REFERENCES dossier (id),
  cle      TEXT NOT NULL,
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  UNIQUE (origine_id, cle)
) STRICT;

-- How a person may be reached without danger, as a dossier says it.
ALTER TABLE dossier_personne ADD COLUMN sur TEXT NOT NULL DEFAULT '';

-- Two records of one person made one: what it takes to part them again.
CREATE TABLE fusion (
  id          INTEGER PRIMARY KEY,
  gardee      INTEGER NOT NULL,
  fondue      TEXT NOT NULL, -- JSON of the record that went
  avant       TEXT NOT NULL, -- JSON of the record that stayed, before
  liens       TEXT NOT NULL, -- JSON of the links that moved
  compte      INTEGER NOT NULL REFERENCES compte (id),
  le          TEXT NOT NULL,
  annulee_le  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX fusion_gardee ON fusion (gardee);
