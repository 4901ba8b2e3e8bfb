-- What is owed may be owed to the team as well, and says who is sending it, what was answered and when.
-- A claimed row's due_at lies at the end of its lease: a sender that dies gives it back by doing nothing.

CREATE TABLE outbox_with_claims (
  id             TEXT PRIMARY KEY,           -- begins with its submission's id and a dot, where there is one
  kind           TEXT NOT NULL CHECK (kind IN ('mail', 'webhook')),
  lead_id        TEXT,                       -- null: owed to the team
  submission_id  TEXT,
  payload        TEXT NOT NULL CHECK (json_valid(payload)),
  state          TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dead')),
  attempts       INTEGER NOT NULL DEFAULT 0,
  replays        INTEGER NOT NULL DEFAULT 0,
  due_at         TEXT NOT NULL,
  claim          TEXT,                       -- whoever is sending it now
  last_error     TEXT,
  accepted       TEXT,                       -- what the other side answered
  sent_at        TEXT,
  created_at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO outbox_with_claims (
  id, kind, lead_id, submission_id, payload, state, attempts, due_at, last_error, created_at
)
SELECT id, kind, lead_id, submission_id, payload, state, attempts, due_at, last_error, created_at
FROM outbox;

DROP TABLE outbox;
ALTER TABLE outbox_with_claims RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'pending';
CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead';

-- Mails counted by the hour: 'all', 'team', one a form, one a lead. No address stands here.
CREATE TABLE mail_budget (
  hour   TEXT NOT NULL,
  scope  TEXT NOT NULL,
  count  INTEGER NOT NULL,
  PRIMARY KEY (hour, scope)
) STRICT, WITHOUT ROWID;

-- Where mail goes until a way to send it is configured: the last few hundred, to be looked at in the dashboard.
CREATE TABLE mailbox (
  seq         INTEGER PRIMARY KEY,
  outbox_id   TEXT NOT NULL UNIQUE,
  recipient   TEXT NOT NULL,
  subject     TEXT NOT NULL,
  message     TEXT NOT NULL CHECK (json_valid(message)),
  at          TEXT NOT NULL
) STRICT;
