-- Magnets that are one person's own: codes of a pool and trials. Who got what is a claim; a code is given out once, for ever.

CREATE TABLE magnet_with_terms (
  id          TEXT PRIMARY KEY,
  site_id     TEXT NOT NULL REFERENCES site (id),
  kind        TEXT NOT NULL CHECK (kind IN ('file', 'link', 'code', 'trial')),
  name        TEXT NOT NULL,
  url         TEXT,                          -- link: where it leads
  object_key  TEXT,                          -- file: where it lies in R2
  file_name   TEXT,
  type        TEXT,
  bytes       INTEGER,
  sha256      TEXT,
  terms       TEXT CHECK (terms IS NULL OR json_valid(terms)),   -- code, trial: how it is given
  created_at  TEXT NOT NULL,
  updated_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO magnet_with_terms (
  id, site_id, kind, name, url, object_key, file_name, type, bytes, sha256, created_at, updated_at
)
SELECT id, site_id, kind, name, url, object_key, file_name, type, bytes, sha256, created_at, updated_at
FROM magnet;

DROP TABLE magnet;
ALTER TABLE magnet_with_terms RENAME TO magnet;

-- Numbered from 1 without gaps and given out in that order, so what is left is the difference of two numbers.
CREATE TABLE code (
  magnet_id  TEXT NOT NULL REFERENCES magnet (id),
  n          INTEGER NOT NULL CHECK (n > 0),
  code       TEXT NOT NULL,
  PRIMARY KEY (magnet_id, n),
  UNIQUE (magnet_id, code)
) STRICT, WITHOUT ROWID;

-- One a person and magnet. Erasing the person leaves it without them, so that nobody else is given their code.
CREATE TABLE claim (
  submission_id  TEXT PRIMARY KEY,           -- the first one that asked
  magnet_id      TEXT NOT NULL REFERENCES magnet (id),
  lead_id        TEXT,                       -- null once erased
  n              INTEGER,                    -- which code; null: none yet, or none needed
  given_at       TEXT,                       -- null: promised, still to be given
  ends_at        TEXT,                       -- trial
  href           TEXT,                       -- trial: the activation link the owner's address answered with
  outcome        TEXT CHECK (outcome IN ('running', 'converted', 'cancelled')),   -- trial
  UNIQUE (lead_id, magnet_id),
  UNIQUE (magnet_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_waiting ON claim (magnet_id, submission_id) WHERE given_at IS NULL;
