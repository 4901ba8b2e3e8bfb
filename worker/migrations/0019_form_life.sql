-- A form its owner took off their pages: its tag says so, its leads stay.
ALTER TABLE form ADD COLUMN archived_at TEXT;

-- On which sites a tag was seen, and when last, to the hour. The origin only: never a page, never a visitor.
CREATE TABLE form_seen (
  form_id  TEXT NOT NULL REFERENCES form (id) ON DELETE CASCADE,
  origin   TEXT NOT NULL,
  at       TEXT NOT NULL,
  PRIMARY KEY (form_id, origin)
) STRICT, WITHOUT ROWID;
