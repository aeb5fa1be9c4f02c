-- The end of the audit, sealed with a key of the vault: rows cut off the end are found.
CREATE TABLE audit_ancre (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  dernier    INTEGER NOT NULL, -- id of the last row of the audit
  empreinte  BLOB NOT NULL,
  sceau      BLOB NOT NULL -- empty in a plain file
) STRICT;
INSERT INTO audit_ancre (id, dernier, empreinte, sceau)
SELECT 1, coalesce(max(id), 0), coalesce((SELECT empreinte FROM audit ORDER BY id DESC LIMIT 1), x''), x''
FROM audit;

-- An account is never deleted: dossiers and the audit name it. '' is an account that works.
ALTER TABLE compte ADD COLUMN retire_le TEXT NOT NULL DEFAULT '';

-- What the text of the audit does not give back exactly (an address, a list): the former
-- answer as the dossier kept it.
CREATE TABLE audit_valeur (
  audit  INTEGER PRIMARY KEY REFERENCES audit (id),
  avant  TEXT NOT NULL -- JSON
) STRICT;
