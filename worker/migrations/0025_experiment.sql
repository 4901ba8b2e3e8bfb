-- Versions of a form tried against each other: half of the visitors meet another title, and the numbers tell which brings more leads.
CREATE TABLE experiment (
  form_id     TEXT NOT NULL REFERENCES form (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,              -- the form's first, second…
  name        TEXT NOT NULL,
  lift        INTEGER NOT NULL,              -- the smallest difference worth having, in percent
  created_at  TEXT NOT NULL,
  started_at  TEXT,
  -- Settled when it starts, so that nobody stops it when its numbers happen to look good.
  views_each  INTEGER,
  days        INTEGER,
  ended_at    TEXT,
  winner      TEXT,                          -- the letter; NULL where another version was published meanwhile
  PRIMARY KEY (form_id, number)
) STRICT, WITHOUT ROWID;

-- One at a time, drafted or running.
CREATE UNIQUE INDEX experiment_open ON experiment (form_id) WHERE ended_at IS NULL;

-- `a` is the form as it is. What each says is frozen as a version of its own when it starts.
CREATE TABLE experiment_variant (
  form_id   TEXT NOT NULL REFERENCES form (id) ON DELETE CASCADE,
  number    INTEGER NOT NULL,
  letter    TEXT NOT NULL CHECK (letter IN ('a', 'b', 'c', 'd')),
  share     INTEGER NOT NULL CHECK (share BETWEEN 10 AND 90),
  parts     TEXT CHECK (json_valid(parts)),  -- what it says in place of the form; NULL for `a`
  parts_at  TEXT,
  version   INTEGER,
  PRIMARY KEY (form_id, number, letter)
) STRICT, WITHOUT ROWID;
