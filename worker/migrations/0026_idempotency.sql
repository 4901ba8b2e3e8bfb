-- What a program asked under a key of its own, and what it was answered: asked again, it is answered the same, and nothing is done twice.
CREATE TABLE idempotency (
  name        TEXT PRIMARY KEY,   -- a keyed hash of who asked and of their key
  request     TEXT NOT NULL,      -- a keyed hash of what was asked
  answer      TEXT,               -- sealed with the key they asked under; NULL while nobody knows what came of it
  expires_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
