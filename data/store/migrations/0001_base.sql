-- Instants are UTC RFC 3339 of one width, so that text order is time order.

CREATE TABLE compte (
  id           INTEGER PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE,
  nom          TEXT NOT NULL,
  fonction     TEXT NOT NULL,
  role         TEXT NOT NULL,
  services     TEXT NOT NULL, -- JSON list; [] is all of them
  habilite_du  TEXT NOT NULL,
  habilite_au  TEXT NOT NULL,
  sel          BLOB NOT NULL,
  empreinte    BLOB NOT NULL,
  derivation   TEXT NOT NULL
) STRICT;

CREATE TABLE trame (
  service  TEXT NOT NULL,
  version  TEXT NOT NULL,
  paquet   BLOB NOT NULL,
  PRIMARY KEY (service, version)
) STRICT;

CREATE TABLE personne (
  id          INTEGER PRIMARY KEY,
  nom         TEXT NOT NULL,
  nom_usage   TEXT NOT NULL,
  prenoms     TEXT NOT NULL,
  naissance   TEXT NOT NULL,
  genre       TEXT NOT NULL,
  telephones  TEXT NOT NULL -- JSON list
) STRICT;

CREATE TABLE personne_cle (
  cle       TEXT NOT NULL,
  personne  INTEGER NOT NULL REFERENCES personne (id),
  PRIMARY KEY (cle, personne)
) STRICT, WITHOUT ROWID;
CREATE INDEX personne_cle_personne ON personne_cle (personne);

CREATE TABLE compteur (
  prefixe  TEXT NOT NULL,
  annee    INTEGER NOT NULL,
  dernier  INTEGER NOT NULL,
  PRIMARY KEY (prefixe, annee)
) STRICT;

CREATE TABLE dossier (
  id              INTEGER PRIMARY KEY AUTOINCREMENT, -- never re-used: the audit names it
  numero          TEXT NOT NULL UNIQUE,
  service         TEXT NOT NULL,
  version         TEXT NOT NULL,
  etat            TEXT NOT NULL,
  etape           TEXT NOT NULL,
  referent        INTEGER NOT NULL REFERENCES compte (id),
  numero_parquet  TEXT NOT NULL,
  juridiction     TEXT NOT NULL,
  saisine         TEXT NOT NULL,
  audience        TEXT NOT NULL,
  echeance        TEXT NOT NULL,
  titre           TEXT NOT NULL,
  titre_tri       TEXT NOT NULL,
  revision        INTEGER NOT NULL,
  cree_le         TEXT NOT NULL,
  modifie_le      TEXT NOT NULL,
  clos_le         TEXT NOT NULL,
  FOREIGN KEY (service, version) REFERENCES trame (service, version)
) STRICT;
CREATE INDEX dossier_titre    ON dossier (titre_tri, id);
CREATE INDEX dossier_saisine  ON dossier (saisine, id);
CREATE INDEX dossier_audience ON dossier (audience, id);
CREATE INDEX dossier_echeance ON dossier (echeance, id);
CREATE INDEX dossier_modifie  ON dossier (modifie_le, id);
CREATE INDEX dossier_etape    ON dossier (etape, id);
CREATE INDEX dossier_etat_numero   ON dossier (etat, numero, id);
CREATE INDEX dossier_etat_titre    ON dossier (etat, titre_tri, id);
CREATE INDEX dossier_etat_saisine  ON dossier (etat, saisine, id);
CREATE INDEX dossier_etat_audience ON dossier (etat, audience, id);
CREATE INDEX dossier_etat_echeance ON dossier (etat, echeance, id);
CREATE INDEX dossier_etat_modifie  ON dossier (etat, modifie_le, id);
CREATE INDEX dossier_etat_etape    ON dossier (etat, etape, id);
CREATE INDEX dossier_service       ON dossier (service, saisine, id);

-- The answers stand apart: lists, counts and searches read small rows.
CREATE TABLE reponses (
  dossier  INTEGER PRIMARY KEY REFERENCES dossier (id),
  doc      TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE dossier_personne (
  dossier   INTEGER NOT NULL REFERENCES dossier (id),
  role      TEXT NOT NULL,
  ligne     TEXT NOT NULL,
  personne  INTEGER NOT NULL REFERENCES personne (id),
  PRIMARY KEY (dossier, role, ligne)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_personne_personne ON dossier_personne (personne);

CREATE TABLE evenement (
  id       INTEGER PRIMARY KEY,
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  le       TEXT NOT NULL,
  auteur   INTEGER NOT NULL REFERENCES compte (id),
  nature   TEXT NOT NULL,
  texte    TEXT NOT NULL,
  minutes  INTEGER NOT NULL
) STRICT;
CREATE INDEX evenement_dossier ON evenement (dossier, le);

CREATE TABLE piece (
  id        INTEGER PRIMARY KEY,
  dossier   INTEGER NOT NULL REFERENCES dossier (id),
  nom       TEXT NOT NULL,
  type      TEXT NOT NULL,
  octets    BLOB NOT NULL,
  sha256    TEXT NOT NULL,
  ajout_le  TEXT NOT NULL
) STRICT;
CREATE INDEX piece_dossier ON piece (dossier);

CREATE TABLE document (
  id              INTEGER PRIMARY KEY,
  dossier         INTEGER NOT NULL REFERENCES dossier (id),
  cle             TEXT NOT NULL,
  titre           TEXT NOT NULL,
  numero          INTEGER NOT NULL,
  octets          BLOB NOT NULL,
  sha256          TEXT NOT NULL,
  finalise_par    INTEGER NOT NULL REFERENCES compte (id),
  finalise_le     TEXT NOT NULL,
  transmis_a      TEXT NOT NULL,
  transmis_moyen  TEXT NOT NULL,
  transmis_le     TEXT NOT NULL,
  UNIQUE (dossier, cle, numero)
) STRICT;
CREATE INDEX document_sha256 ON document (sha256);

CREATE TRIGGER document_immuable
BEFORE UPDATE OF dossier, cle, titre, numero, octets, sha256, finalise_par, finalise_le ON document
BEGIN SELECT RAISE(ABORT, 'a finalised document does not change'); END;
CREATE TRIGGER document_ineffacable
BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a finalised document is not deleted'); END;

CREATE TABLE indicateur (
  dossier  INTEGER NOT NULL REFERENCES dossier (id),
  rang     INTEGER NOT NULL,
  cle      TEXT NOT NULL,
  valeur   TEXT NOT NULL,
  PRIMARY KEY (dossier, rang)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicateur_cle ON indicateur (cle, valeur, dossier);

CREATE TABLE audit (
  id         INTEGER PRIMARY KEY,
  le         TEXT NOT NULL,
  compte     TEXT NOT NULL, -- login, also of an account that does not exist
  action     TEXT NOT NULL,
  dossier    INTEGER NOT NULL, -- 0: none
  objet      TEXT NOT NULL,
  avant      TEXT NOT NULL,
  apres      TEXT NOT NULL,
  empreinte  BLOB NOT NULL -- SHA-256 of the previous one and of this row
) STRICT;
CREATE INDEX audit_dossier ON audit (dossier, id);

CREATE TRIGGER audit_immuable
BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit does not change'); END;
CREATE TRIGGER audit_ineffacable
BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is not deleted'); END;

CREATE TABLE parametre (
  cle     TEXT PRIMARY KEY,
  valeur  TEXT NOT NULL
) STRICT;

-- Two indexes: identity answers at each key, texts after a pause. rowid is the dossier.
CREATE VIRTUAL TABLE recherche_identite USING fts5 (
  mots, content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
CREATE VIRTUAL TABLE recherche_texte USING fts5 (
  mots, content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2", prefix = '3'
);
