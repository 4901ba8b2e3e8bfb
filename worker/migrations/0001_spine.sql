-- The lead's way: site → form → notice → magnet → lead → submission → consent → timeline → outbox.
-- Times are ISO 8601 UTC text, ids are UUIDv7 text, JSON is text checked by json_valid.

CREATE TABLE site (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  controller  TEXT CHECK (controller IS NULL OR json_valid(controller)),
  origins     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(origins)),
  created_at  TEXT NOT NULL,
  updated_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
  id          TEXT PRIMARY KEY,
  site_id     TEXT NOT NULL REFERENCES site (id),
  slug        TEXT NOT NULL UNIQUE,
  draft       TEXT NOT NULL CHECK (json_valid(draft)),
  draft_at    TEXT NOT NULL,
  version     INTEGER,                       -- the one visitors see; null until published
  created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE form_version (
  form_id       TEXT NOT NULL REFERENCES form (id),
  version       INTEGER NOT NULL,
  definition    TEXT NOT NULL CHECK (json_valid(definition)),
  published_at  TEXT NOT NULL,
  PRIMARY KEY (form_id, version)
) STRICT, WITHOUT ROWID;

-- What was on screen, word for word, named by the SHA-256 of its canonical JSON.
CREATE TABLE notice (
  id          TEXT PRIMARY KEY,
  form_id     TEXT NOT NULL REFERENCES form (id),
  version     INTEGER NOT NULL,
  language    TEXT NOT NULL,
  snapshot    TEXT NOT NULL CHECK (json_valid(snapshot)),
  created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE magnet (
  id          TEXT PRIMARY KEY,
  site_id     TEXT NOT NULL REFERENCES site (id),
  kind        TEXT NOT NULL CHECK (kind IN ('file', 'link')),
  name        TEXT NOT NULL,
  url         TEXT,                          -- link: where it leads
  object_key  TEXT,                          -- file: where it lies in R2
  file_name   TEXT,
  type        TEXT,
  bytes       INTEGER,
  sha256      TEXT,
  created_at  TEXT NOT NULL,
  updated_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `seq` is the moment of creation in milliseconds times 1,024: first free number at or after it.
-- So the primary key is the time order: lists, date filters, exports and search all go by it.
CREATE TABLE lead (
  seq              INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,     -- the id of the submission that made it
  site_id          TEXT NOT NULL,
  email            TEXT NOT NULL,            -- as typed, domain in lower case
  email_key        TEXT NOT NULL,            -- for comparison only: lower case, domain in ASCII
  full_name        TEXT,
  given_name       TEXT,
  family_name      TEXT,
  phone            TEXT,                     -- E.164 where it could be told
  company          TEXT,
  job_title        TEXT,
  country          TEXT,
  website          TEXT,
  language         TEXT NOT NULL,
  form_id          TEXT NOT NULL,            -- the first one filled
  forms            TEXT NOT NULL,            -- every one filled, as search marks: 'f0190… f0191…'
  answers          TEXT NOT NULL CHECK (json_valid(answers)),   -- what fills no column, first answer kept
  consents         TEXT NOT NULL CHECK (json_valid(consents)),  -- purpose → standing: the fold of consent_event
  source           TEXT NOT NULL CHECK (json_valid(source)),    -- of the first submission
  stage            TEXT NOT NULL DEFAULT 'lead' CHECK (stage IN ('lead', 'prospect', 'customer', 'disqualified', 'lost')),
  held             INTEGER NOT NULL CHECK (held IN (0, 1)),     -- 1 while every submission is held
  submissions      INTEGER NOT NULL DEFAULT 1,
  created_at       TEXT NOT NULL,
  last_contact_at  TEXT NOT NULL,            -- from the person, never an open
  UNIQUE (site_id, email_key)
) STRICT;

-- An erased submission keeps only its id: a replayed ticket must not bring the person back, and their links die.
CREATE TABLE submission (
  id          TEXT PRIMARY KEY,              -- the ticket's id
  lead_id     TEXT,
  form_id     TEXT NOT NULL,
  version     INTEGER NOT NULL,
  language    TEXT NOT NULL,
  answers     TEXT CHECK (answers IS NULL OR json_valid(answers)),
  source      TEXT CHECK (source IS NULL OR json_valid(source)),
  held        TEXT,                          -- why it is set aside
  salt        TEXT,                          -- opens the subject of its consent events; gone with the person
  at          TEXT NOT NULL,
  erased_at   TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_event (
  seq            INTEGER PRIMARY KEY,
  lead_id        TEXT NOT NULL,
  submission_id  TEXT NOT NULL,
  purpose        TEXT NOT NULL,
  basis          TEXT NOT NULL CHECK (basis IN ('consent', 'legitimate_interest')),
  state          TEXT NOT NULL CHECK (state IN ('shown_not_given', 'given', 'confirmed', 'withdrawn', 'objected', 'expired', 'imported')),
  method         TEXT NOT NULL,
  notice_id      TEXT NOT NULL REFERENCES notice (id),
  subject        TEXT NOT NULL,              -- SHA-256 of salt and address: commits to the person without naming them
  gpc            INTEGER NOT NULL CHECK (gpc IN (0, 1)),        -- Sec-GPC: 1 was seen
  at             TEXT NOT NULL
) STRICT;
CREATE INDEX consent_event_by_lead ON consent_event (lead_id);

CREATE TABLE timeline (
  lead_id  TEXT NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  ref      TEXT,                             -- what it speaks of: a submission, a download…
  detail   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
  at       TEXT NOT NULL,
  PRIMARY KEY (lead_id, id)
) STRICT, WITHOUT ROWID;

-- One row a submission and magnet, counting: a link opened a million times is still one row.
CREATE TABLE download (
  submission_id  TEXT NOT NULL,
  magnet_id      TEXT NOT NULL,
  count          INTEGER NOT NULL DEFAULT 1,
  first_at       TEXT NOT NULL,
  last_at        TEXT NOT NULL,
  PRIMARY KEY (submission_id, magnet_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id             TEXT PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('mail', 'webhook')),
  lead_id        TEXT NOT NULL,
  submission_id  TEXT,
  payload        TEXT NOT NULL CHECK (json_valid(payload)),
  state          TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dead')),
  attempts       INTEGER NOT NULL DEFAULT 0,
  due_at         TEXT NOT NULL,
  last_error     TEXT,
  created_at     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'pending';
