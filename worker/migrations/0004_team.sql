-- Who may see the leads. Secrets are kept as SHA-256 only.

CREATE TABLE member (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  email       TEXT UNIQUE,
  role        TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_link (
  hash        TEXT PRIMARY KEY,
  member_id   TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  expires_at  TEXT NOT NULL,
  used_at     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  hash        TEXT PRIMARY KEY,
  member_id   TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  created_at  TEXT NOT NULL,
  expires_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
  hash        TEXT PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  scopes      TEXT NOT NULL CHECK (json_valid(scopes)),
  created_at  TEXT NOT NULL,
  revoked_at  TEXT
) STRICT, WITHOUT ROWID;
