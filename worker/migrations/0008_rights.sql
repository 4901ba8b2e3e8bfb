-- People's say over their data: whom never to write to, who was asked whether to stay, and what R2 has still to be told.

-- Outlives the person: a keyed hash, so that an address can be recognised here and never read.
CREATE TABLE suppression (
  subject  TEXT NOT NULL,                    -- of site and address
  purpose  TEXT NOT NULL,                    -- '*': every one
  state    TEXT NOT NULL CHECK (state IN ('withdrawn', 'objected')),
  at       TEXT NOT NULL,
  PRIMARY KEY (subject, purpose)
) STRICT, WITHOUT ROWID;

ALTER TABLE site ADD COLUMN retention_days INTEGER NOT NULL DEFAULT 1095 CHECK (retention_days >= 30);

CREATE TABLE retention_ask (
  lead_id   TEXT PRIMARY KEY,
  asked_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX retention_ask_by_time ON retention_ask (asked_at);

-- Up to which lead.seq this pass over the oldest has come.
CREATE TABLE retention_place (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  seq  INTEGER NOT NULL
) STRICT;

CREATE TABLE retention_log (
  id     TEXT PRIMARY KEY,                   -- begins with its time
  what   TEXT NOT NULL CHECK (what IN ('asked', 'erased', 'kept')),
  count  INTEGER NOT NULL,
  at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Erasures and withdrawals on their way to R2, where a restored database finds them again.
CREATE TABLE ledger (
  id     TEXT PRIMARY KEY,
  entry  TEXT NOT NULL CHECK (json_valid(entry))
) STRICT, WITHOUT ROWID;
