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

-- An event's name, a UUIDv7, and its moment. The limit keeps it one row with one name, however many are told.
CREATE VIEW new_event AS
SELECT
  substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7' || substr(noise, 1, 3) || '-'
    || substr('89ab', 1 + unicode(substr(noise, 4, 1)) % 4, 1) || substr(noise, 5, 3) || '-' || substr(noise, 8, 12) AS id,
  at
FROM (
  SELECT
    printf('%012x', CAST(round(unixepoch('now', 'subsec') * 1000) AS INTEGER)) AS ms,
    lower(hex(randomblob(10))) AS noise,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS at
  LIMIT 1
)
LIMIT 1;

-- Whatever the cause, the message is owed in its transaction, and whoever changes a lead need not think of it. Nothing is owed where
-- nobody is connected. What is told is written when it leaves; here stands only what nobody could tell any more by then.

-- Of imported leads nobody is told that they were made.
CREATE TRIGGER tell_created AFTER INSERT ON lead
WHEN NOT new.held AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', new.id, connection.id, '{"event":"lead.created"}',
    new.created_at, new.created_at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN connection ON connection.site_id = new.site_id
  WHERE connection.state <> 'disabled'
    AND instr(connection.events, '"lead.created"')
    AND NOT (connection.is_partner AND new.gpc)
    AND NOT EXISTS (SELECT 1 FROM lead_import WHERE form_id = new.form_id);

  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', new.id, connection.id, '{"event":"lead.qualified"}',
    new.created_at, new.created_at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN connection ON connection.site_id = new.site_id
  WHERE new.qualified
    AND connection.state <> 'disabled'
    AND instr(connection.events, '"lead.qualified"')
    AND NOT (connection.is_partner AND new.gpc);
END;

-- One that was only doubtful is made, for others, when it is not any more.
CREATE TRIGGER tell_released AFTER UPDATE OF held ON lead
WHEN old.held AND NOT new.held AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', new.id, connection.id, '{"event":"lead.created"}', event.at, event.at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN connection ON connection.site_id = new.site_id
  WHERE connection.state <> 'disabled'
    AND instr(connection.events, '"lead.created"')
    AND NOT (connection.is_partner AND new.gpc);
END;

CREATE TRIGGER tell_qualified AFTER UPDATE OF qualified, held ON lead
WHEN new.qualified AND NOT new.held AND NOT (old.qualified AND NOT old.held)
  AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', new.id, connection.id, '{"event":"lead.qualified"}', event.at, event.at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN connection ON connection.site_id = new.site_id
  WHERE connection.state <> 'disabled'
    AND instr(connection.events, '"lead.qualified"')
    AND NOT (connection.is_partner AND new.gpc);
END;

-- Purposes that stand at no, and did not. `consents` is the fold of the events, from which doubtful submissions are left out.
CREATE TRIGGER tell_withdrawn AFTER UPDATE OF consents ON lead
WHEN old.consents <> new.consents AND NOT new.held AND NOT old.held
  AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', new.id, connection.id,
    json_object('event', 'lead.consent_withdrawn', 'purposes', json(event.purposes)), event.at, event.at
  FROM (
    SELECT
      new_event.*,
      (SELECT json_group_array(said.key)
       FROM json_each(new.consents) AS said
       LEFT JOIN json_each(old.consents) AS was ON was.key = said.key
       WHERE said.value ->> 'state' IN ('withdrawn', 'objected')
         AND coalesce(was.value ->> 'state', '') NOT IN ('withdrawn', 'objected')) AS purposes
    FROM new_event
  ) AS event
  CROSS JOIN connection ON connection.site_id = new.site_id
  WHERE event.purposes <> '[]'
    AND connection.state <> 'disabled'
    AND instr(connection.events, '"lead.consent_withdrawn"')
    AND NOT (connection.is_partner AND new.gpc);
END;

CREATE TRIGGER tell_confirmed AFTER INSERT ON timeline
WHEN new.kind = 'confirmed' AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', lead.id, connection.id,
    json_object('event', 'lead.confirmed', 'submission', new.ref, 'purposes', json(new.detail -> 'purposes')), new.at, new.at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN lead ON lead.id = new.lead_id
  CROSS JOIN connection ON connection.site_id = lead.site_id
  WHERE connection.state <> 'disabled'
    AND instr(connection.events, '"lead.confirmed"')
    AND NOT (connection.is_partner AND lead.gpc);
END;

-- By hand, in bulk, by a rule or by an exchange: each stands in the history. Why it was is the team's own.
CREATE TRIGGER tell_stage AFTER INSERT ON timeline
WHEN new.kind = 'stage' AND EXISTS (SELECT 1 FROM connection)
BEGIN
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', lead.id, connection.id,
    json_object(
      'event', 'lead.stage_changed', 'from', new.detail ->> 'from', 'to', new.detail ->> 'to', 'rule', new.detail ->> 'rule'
    ),
    new.at, new.at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN lead ON lead.id = new.lead_id
  CROSS JOIN connection ON connection.site_id = lead.site_id
  WHERE connection.state <> 'disabled'
    AND NOT lead.held
    AND instr(connection.events, '"lead.stage_changed"')
    AND NOT (connection.is_partner AND lead.gpc);
END;

-- What was owed or sent about a person goes with them; that they are gone is said with their bare id. Of whom nothing was ever
-- said, a doubtful one, nothing is said now.
CREATE TRIGGER tell_erased AFTER DELETE ON lead
BEGIN
  DELETE FROM outbox WHERE kind = 'webhook' AND lead_id = old.id;

  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || event.id, 'webhook', old.id, connection.id, '{"event":"lead.erased"}', event.at, event.at
  FROM (SELECT * FROM new_event) AS event
  CROSS JOIN connection ON connection.site_id = old.site_id
  WHERE NOT old.held
    AND connection.state <> 'disabled'
    AND instr(connection.events, '"lead.erased"')
    AND NOT (connection.is_partner AND old.gpc);
END;
