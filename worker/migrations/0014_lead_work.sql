-- What the team makes of a lead. Nothing of it is asked for when a lead comes in, so nothing of it costs a row then.
ALTER TABLE lead ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags));
ALTER TABLE lead ADD COLUMN assigned_to TEXT;             -- a member
ALTER TABLE lead ADD COLUMN quality INTEGER CHECK (quality BETWEEN 0 AND 100);
ALTER TABLE lead ADD COLUMN qualification TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(qualification)); -- criterion → verdict and its evidence
ALTER TABLE lead ADD COLUMN qualified INTEGER NOT NULL DEFAULT 0 CHECK (qualified IN (0, 1));
ALTER TABLE lead ADD COLUMN persona TEXT;
ALTER TABLE lead ADD COLUMN interest_at TEXT;             -- when the person last showed interest themselves
ALTER TABLE lead ADD COLUMN exchanged_at TEXT;            -- the last exchange both ways

-- Filters are marks in the search index, so that any of them together are read in the order of the list.
-- What nearly every lead has in common has no mark: a filter for it asks for the absence of the others.
-- A mark of free text is its bytes in hexadecimal: one word to the tokenizer, whatever is in it.
DROP VIEW lead_search_row;
CREATE VIEW lead_search_row AS
SELECT
  seq,
  concat_ws(' ', email, full_name, given_name, family_name, company, job_title, phone) AS words,
  -- No word anybody types begins with 0 and one of these letters, so every lead having a mark slows no search down.
  forms
    || iif(held, ' 0held', ' 0kept')
    || iif(stage = 'lead', '', ' 0s' || stage)
    || iif(assigned_to IS NULL, '', ' 0a' || replace(assigned_to, '-', ''))
    || iif(tags = '[]', '', (SELECT group_concat(' 0t' || hex(value), '') FROM json_each(tags)))
    || iif(quality IS NULL, '', ' 0q' || (quality / 10))
    || iif(qualified, ' 0y', '')
    || iif(persona IS NULL, '', ' 0p' || hex(persona))
    || iif(interest_at IS NULL, '', ' 0i' || replace(substr(interest_at, 1, 10), '-', '')) AS marks
FROM lead;

DROP TRIGGER lead_search_update;
CREATE TRIGGER lead_search_update AFTER UPDATE ON lead
WHEN (
  old.email, old.full_name, old.given_name, old.family_name, old.company, old.job_title, old.phone, old.forms, old.held,
  old.stage, old.assigned_to, old.tags, old.quality / 10, old.qualified, old.persona, substr(old.interest_at, 1, 10)
) IS NOT (
  new.email, new.full_name, new.given_name, new.family_name, new.company, new.job_title, new.phone, new.forms, new.held,
  new.stage, new.assigned_to, new.tags, new.quality / 10, new.qualified, new.persona, substr(new.interest_at, 1, 10)
)
BEGIN
  DELETE FROM lead_search WHERE rowid = old.seq;
  INSERT INTO lead_search (rowid, words, marks)
  SELECT seq, words, marks FROM lead_search_row WHERE seq = new.seq;
END;

-- What was said, by which way, and what the person asked or worries about.
CREATE TABLE note (
  lead_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  channel    TEXT NOT NULL CHECK (channel IN ('call', 'mail', 'meeting', 'other')),
  is_exchange INTEGER NOT NULL CHECK (is_exchange IN (0, 1)), -- both sides spoke
  text       TEXT NOT NULL,
  questions  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(questions)),
  concerns   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(concerns)),
  by         TEXT NOT NULL,                 -- the name the team knew them by
  at         TEXT NOT NULL,
  PRIMARY KEY (lead_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_up (
  lead_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  due_on     TEXT NOT NULL,                 -- a day
  what       TEXT NOT NULL,
  member_id  TEXT,                          -- whose it is; null: anybody's
  done_at    TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (lead_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_due ON follow_up (due_on, id) WHERE done_at IS NULL;

-- Who of the team took out, deleted or changed what, and when. Only ever added to.
CREATE TABLE audit (
  id         TEXT PRIMARY KEY,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('member', 'token')),
  actor_id   TEXT NOT NULL,
  actor      TEXT NOT NULL,                 -- their name then
  action     TEXT NOT NULL,
  detail     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
  at         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
