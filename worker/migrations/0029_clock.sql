-- When the clock last ran and what became of each of its jobs: one row, written once a minute.
CREATE TABLE clock (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  due_at      TEXT NOT NULL,                                -- when it should have begun
  started_at  TEXT NOT NULL,
  ended_at    TEXT NOT NULL,
  jobs        TEXT NOT NULL CHECK (json_valid(jobs))        -- name → when it last came to its end, how long that took, when it last failed
) STRICT;

-- What had to go another way than it should, counted by the hour; names nobody.
CREATE TABLE detour (
  kind   TEXT NOT NULL,
  hour   TEXT NOT NULL,
  times  INTEGER NOT NULL,
  PRIMARY KEY (kind, hour)
) STRICT, WITHOUT ROWID;
