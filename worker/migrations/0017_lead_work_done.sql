-- Two leads that are one person: one row points at the other, which is the one that is shown. Nothing of either is rewritten, so
-- each address keeps what was said with it, and a merge can be undone.
ALTER TABLE lead ADD COLUMN merged_into TEXT;
CREATE INDEX lead_merged ON lead (merged_into) WHERE merged_into IS NOT NULL;

-- Who is merged into another is found by no search of their own.
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
FROM lead
WHERE merged_into IS NULL;

DROP TRIGGER lead_search_update;
CREATE TRIGGER lead_search_update AFTER UPDATE ON lead
WHEN (
  old.email, old.full_name, old.given_name, old.family_name, old.company, old.job_title, old.phone, old.forms, old.held,
  old.stage, old.assigned_to, old.tags, old.quality / 10, old.qualified, old.persona, substr(old.interest_at, 1, 10),
  old.merged_into
) IS NOT (
  new.email, new.full_name, new.given_name, new.family_name, new.company, new.job_title, new.phone, new.forms, new.held,
  new.stage, new.assigned_to, new.tags, new.quality / 10, new.qualified, new.persona, substr(new.interest_at, 1, 10),
  new.merged_into
)
BEGIN
  DELETE FROM lead_search WHERE rowid = old.seq;
  INSERT INTO lead_search (rowid, words, marks)
  SELECT seq, words, marks FROM lead_search_row WHERE seq = new.seq;
END;

-- What comes from the other address counts for the one that is shown.
CREATE TRIGGER lead_merged_lives AFTER UPDATE OF submissions, last_contact_at, interest_at, forms ON lead
WHEN new.merged_into IS NOT NULL AND new.merged_into IS old.merged_into
BEGIN
  UPDATE lead
  SET submissions = submissions + new.submissions - old.submissions,
    last_contact_at = max(last_contact_at, new.last_contact_at),
    interest_at = nullif(max(coalesce(interest_at, ''), coalesce(new.interest_at, '')), ''),
    forms = iif(
      instr(forms, substr(new.forms, length(old.forms) + 2)),
      forms,
      forms || substr(new.forms, length(old.forms) + 1)
    )
  WHERE id = new.merged_into;
END;

CREATE TRIGGER lead_merged_gone AFTER DELETE ON lead
WHEN old.merged_into IS NOT NULL
BEGIN
  UPDATE lead
  SET submissions = max(1, submissions - old.submissions)
  WHERE id = old.merged_into;
END;

-- Whoever was merged into a lead that goes alone stands for themselves again.
CREATE TRIGGER lead_merged_left AFTER DELETE ON lead
BEGIN
  UPDATE lead SET merged_into = NULL WHERE merged_into = old.id;
END;

-- A note is its author's to correct.
ALTER TABLE note ADD COLUMN author TEXT;                 -- a member, or a token
ALTER TABLE note ADD COLUMN edited_at TEXT;

ALTER TABLE follow_up ADD COLUMN done_by TEXT;           -- the name the team knew them by
CREATE INDEX follow_up_of_member ON follow_up (member_id, due_on, id) WHERE done_at IS NULL;

-- How a tag is written: as it was the first time, whoever writes it in capitals later.
CREATE TABLE tag (
  key   TEXT PRIMARY KEY,
  text  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
