-- Passkeys, sessions one can tell apart and end, and when somebody was last here.

ALTER TABLE member ADD COLUMN seen_on TEXT;  -- a day

CREATE TABLE session_with_device (
  hash        TEXT PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  member_id   TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  method      TEXT NOT NULL CHECK (method IN ('link', 'passkey')),
  device      TEXT NOT NULL,                -- "Firefox · Linux", no closer; empty when it says nothing we know
  created_at  TEXT NOT NULL,
  used_on     TEXT NOT NULL,                -- a day, so that a request is not a row written
  expires_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO session_with_device (hash, id, member_id, method, device, created_at, used_on, expires_at)
SELECT hash, lower(hex(randomblob(16))), member_id, 'link', '', created_at, substr(created_at, 1, 10), expires_at
FROM session;

DROP TABLE session;
ALTER TABLE session_with_device RENAME TO session;
CREATE INDEX session_of_member ON session (member_id);

CREATE TABLE passkey (
  id          TEXT PRIMARY KEY,             -- the credential's own
  member_id   TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  host        TEXT NOT NULL,                -- it opens this one only
  public_key  TEXT NOT NULL,                -- COSE, in base64url
  counter     INTEGER NOT NULL,
  transports  TEXT NOT NULL CHECK (json_valid(transports)),
  created_at  TEXT NOT NULL,
  used_on     TEXT                          -- a day
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_of_member ON passkey (member_id);

-- Challenges that were answered: each once. Asking for one writes nothing.
CREATE TABLE spent_challenge (
  hash        TEXT PRIMARY KEY,
  expires_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What ends with its member is found by them.
CREATE INDEX sign_in_link_of_member ON sign_in_link (member_id);

-- Whoever installed this can always get back in by the terminal, but a team without an owner could change nothing.
CREATE TRIGGER last_owner_stays BEFORE DELETE ON member
WHEN old.role = 'owner' AND (SELECT count(*) FROM member WHERE role = 'owner') = 1
BEGIN
  SELECT RAISE(ABORT, 'the last owner stays');
END;
CREATE TRIGGER last_owner_stays_owner BEFORE UPDATE OF role ON member
WHEN old.role = 'owner' AND new.role <> 'owner' AND (SELECT count(*) FROM member WHERE role = 'owner') = 1
BEGIN
  SELECT RAISE(ABORT, 'the last owner stays');
END;

ALTER TABLE api_token ADD COLUMN used_on TEXT;  -- a day
