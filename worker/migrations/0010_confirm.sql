-- Addresses that are proved: whose they are is known once somebody has confirmed from their mailbox.

ALTER TABLE submission ADD COLUMN confirm_asked INTEGER NOT NULL DEFAULT 0 CHECK (confirm_asked IN (0, 1));
ALTER TABLE submission ADD COLUMN confirmed_at TEXT;

ALTER TABLE lead ADD COLUMN confirmed_at TEXT;           -- the first time
-- Since when it waits: only for leads of whom all that came asked to be confirmed, and was not. Nobody else costs a row of the index.
ALTER TABLE lead ADD COLUMN unconfirmed_since TEXT;
CREATE INDEX lead_unconfirmed ON lead (unconfirmed_since) WHERE unconfirmed_since IS NOT NULL;

CREATE TABLE retention_log_of_four (
  id     TEXT PRIMARY KEY,                   -- begins with its time
  what   TEXT NOT NULL CHECK (what IN ('asked', 'erased', 'kept', 'unconfirmed')),
  count  INTEGER NOT NULL,
  at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO retention_log_of_four SELECT id, what, count, at FROM retention_log;
DROP TABLE retention_log;
ALTER TABLE retention_log_of_four RENAME TO retention_log;
