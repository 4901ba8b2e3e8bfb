-- Addresses that are told what happens to leads, and the messages owed to them.

CREATE TABLE connection (
  id                TEXT PRIMARY KEY,
  site_id           TEXT NOT NULL,
  name              TEXT NOT NULL,
  url               TEXT NOT NULL,
  events            TEXT NOT NULL CHECK (json_valid(events)),
  format            TEXT NOT NULL CHECK (format IN ('standard', 'flat', 'slack', 'teams', 'discord')),
  language          TEXT NOT NULL,
  is_partner        INTEGER NOT NULL CHECK (is_partner IN (0, 1)),  -- told nothing of those whose browser said not to share
  token_id          TEXT,                       -- the program that subscribed; goes with it
  origin            TEXT NOT NULL,              -- where this Aimant lives, as the request that made it saw it
  secret            TEXT NOT NULL,              -- sealed
  secret_before     TEXT,                       -- still signs until then
  before_until      TEXT,
  state             TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
  disabled_at       TEXT,
  disabled_because  TEXT CHECK (disabled_because IN ('gone', 'failing')),
  failing_since     TEXT,                       -- since when nothing has gone through
  failures          INTEGER NOT NULL DEFAULT 0, -- in a row
  last_success_at   TEXT,
  last_problem      TEXT,
  last_status       INTEGER,
  rests_until       TEXT,                       -- nothing is tried before
  lease             TEXT,                       -- whoever is sending to it now
  leased_until      TEXT NOT NULL DEFAULT '',   -- or when somebody last was: who was not served for longest is next
  created_at        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX connection_of_site ON connection (site_id);
CREATE INDEX connection_of_token ON connection (token_id) WHERE token_id IS NOT NULL;

-- Whose access was taken back is told nothing more.
CREATE TRIGGER connection_without_token AFTER UPDATE OF revoked_at ON api_token
WHEN new.revoked_at IS NOT NULL
BEGIN
  DELETE FROM connection WHERE token_id = new.id;
END;

CREATE TRIGGER connection_without_site AFTER DELETE ON site
BEGIN
  DELETE FROM connection WHERE site_id = old.id;
END;

-- Whether the browser said that data is not to be shared (Sec-GPC), with any submission that counted.
ALTER TABLE lead ADD COLUMN gpc INTEGER NOT NULL DEFAULT 0 CHECK (gpc IN (0, 1));

-- A message is named 'w.<connection>.<event>'. No mail's name begins so, and a connection's messages lie together, in the order of time.
ALTER TABLE outbox ADD COLUMN connection_id TEXT;
ALTER TABLE outbox ADD COLUMN status INTEGER;            -- of the last answer
ALTER TABLE outbox ADD COLUMN took_ms INTEGER;
ALTER TABLE outbox ADD COLUMN tried_at TEXT;
CREATE INDEX outbox_hook_due ON outbox (connection_id, due_at) WHERE kind = 'webhook' AND state = 'pending';
CREATE INDEX outbox_hook_dead ON outbox (connection_id, id) WHERE kind = 'webhook' AND state = 'dead';
CREATE INDEX outbox_hook_lead ON outbox (lead_id) WHERE kind = 'webhook';

-- However many messages wait for an address that does not answer, mail is found without looking past them.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (due_at) WHERE kind = 'mail' AND state = 'pending';

CREATE TRIGGER connection_gone AFTER DELETE ON connection
BEGIN
  DELETE FROM outbox WHERE id > 'w.' || old.id || '.' AND id < 'w.' || old.id || '/';
END;

-- Whatever the cause, what happened is written in its transaction, and whoever changes a lead need not think of it; nothing where nobody
-- is connected. Every statement that touches a lead compiles these triggers with it, those of visitors' submissions too, so they do only
-- what cannot be done later: who is told, and under which name, is worked out when messages leave (worker/connection/owe.ts).
CREATE TABLE happening (
  seq          INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('made', 'changed', 'entered', 'erased')),
  lead_id      TEXT NOT NULL,
  site_id      TEXT,                            -- erased: whose they were
  gpc          INTEGER NOT NULL DEFAULT 0,      -- erased: whether their data was not to be shared
  entry        TEXT,                            -- entered: the entry of the history
  released     INTEGER NOT NULL DEFAULT 0,      -- changed: was doubtful, and is not
  qualified    INTEGER NOT NULL DEFAULT 0,      -- made, changed: is qualified, and was not
  said_before  TEXT,                            -- changed: what the person's consents were, and are
  said         TEXT,
  at           TEXT NOT NULL
) STRICT;

CREATE TRIGGER happen_made AFTER INSERT ON lead
WHEN NOT new.held AND EXISTS (
  SELECT 1 FROM connection WHERE site_id = new.site_id AND (new.qualified OR instr(events, '"lead.created"'))
)
BEGIN
  INSERT INTO happening (kind, lead_id, qualified, at) VALUES ('made', new.id, new.qualified, new.created_at);
END;

CREATE TRIGGER happen_changed AFTER UPDATE OF held, qualified, consents ON lead
WHEN NOT new.held
  AND (old.held OR new.qualified > old.qualified OR new.consents <> old.consents)
  AND EXISTS (SELECT 1 FROM connection WHERE site_id = new.site_id)
BEGIN
  INSERT INTO happening (kind, lead_id, released, qualified, said_before, said, at)
  VALUES (
    'changed', new.id, old.held, new.qualified AND (old.held OR NOT old.qualified),
    iif(old.held, new.consents, old.consents), new.consents, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  );
END;

-- By hand, in bulk, by a rule or by an exchange: each move stands in the history.
CREATE TRIGGER happen_entered AFTER INSERT ON timeline
WHEN new.kind IN ('confirmed', 'stage') AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO happening (kind, lead_id, entry, at) VALUES ('entered', new.lead_id, new.id, new.at);
END;

-- What was owed or sent about a person goes with them; that they are gone is said with their bare id. Of whom nothing was ever
-- said, a doubtful one, nothing is said now.
CREATE TRIGGER happen_erased AFTER DELETE ON lead
BEGIN
  DELETE FROM happening WHERE lead_id = old.id;
  DELETE FROM outbox WHERE kind = 'webhook' AND lead_id = old.id;
  INSERT INTO happening (kind, lead_id, site_id, gpc, at)
  SELECT 'erased', old.id, old.site_id, old.gpc, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE NOT old.held AND EXISTS (SELECT 1 FROM connection WHERE site_id = old.site_id);
END;
