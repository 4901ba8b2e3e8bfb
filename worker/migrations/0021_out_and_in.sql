-- Leads that leave by the clock, and leads that come in from a file.

CREATE TABLE export_schedule (
  id          TEXT PRIMARY KEY,
  settings    TEXT NOT NULL CHECK (json_valid(settings)), -- format, filter, rhythm, how many files are kept
  last_day    TEXT,                                       -- the day, where its owner lives, it was last begun on
  created_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One file of a schedule, or what has been written of it. It lies in R2 in pieces: export/<schedule>/<run>/….
CREATE TABLE export_run (
  id           TEXT PRIMARY KEY,
  schedule_id  TEXT NOT NULL,
  settings     TEXT NOT NULL CHECK (json_valid(settings)), -- as they were when it began, and which pieces count
  state        TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  place        INTEGER,                                   -- the seq of the last lead written; they go from the newest on
  pieces       INTEGER NOT NULL DEFAULT 0,
  leads        INTEGER NOT NULL DEFAULT 0,
  bytes        INTEGER NOT NULL DEFAULT 0,
  attempts     INTEGER NOT NULL DEFAULT 0,                -- in a row that came to nothing
  due_at       TEXT NOT NULL,                             -- the end of a lease while somebody writes it
  started_at   TEXT NOT NULL,
  ended_at     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX export_run_by_schedule ON export_run (schedule_id, id);
CREATE INDEX export_run_due ON export_run (due_at) WHERE state = 'running';

-- A file read in: what was declared of it stands in a version of its site's form for imports, and in that version's notice.
CREATE TABLE lead_import (
  id          TEXT PRIMARY KEY,
  site_id     TEXT NOT NULL,
  plan        TEXT NOT NULL CHECK (json_valid(plan)),
  form_id     TEXT NOT NULL,
  version     INTEGER NOT NULL,
  notice_id   TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
  chunks      INTEGER NOT NULL DEFAULT 0,
  made        INTEGER NOT NULL DEFAULT 0,
  filled      INTEGER NOT NULL DEFAULT 0,
  known       INTEGER NOT NULL DEFAULT 0,
  refused     INTEGER NOT NULL DEFAULT 0,
  by          TEXT NOT NULL,                              -- the name the team knew them by
  started_at  TEXT NOT NULL,
  ended_at    TEXT
) STRICT, WITHOUT ROWID;
