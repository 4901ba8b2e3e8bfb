-- A filter the team gave a name.
CREATE TABLE segment (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL UNIQUE,          -- in lower case: two of one name would be taken for each other
  filter     TEXT NOT NULL CHECK (json_valid(filter)),
  sort       TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of the search index itself: what leads are tagged with is listed from it, and needs no table of its own.
CREATE VIRTUAL TABLE lead_search_term USING fts5vocab(lead_search, row);
