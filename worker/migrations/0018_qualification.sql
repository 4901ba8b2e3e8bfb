-- What a site has settled about its leads, and when; NULL: what is usual.
ALTER TABLE site ADD COLUMN qualification TEXT CHECK (json_valid(qualification));
ALTER TABLE site ADD COLUMN qualification_at TEXT;
ALTER TABLE site ADD COLUMN hot_days INTEGER NOT NULL DEFAULT 14; -- of it, by itself: every row of a list asks for it

-- How often what a lead is judged by has changed since it was judged; 0: it is as judged. A lead whose writer says nothing is to be judged.
ALTER TABLE lead ADD COLUMN judge_due INTEGER NOT NULL DEFAULT 1;
CREATE INDEX lead_judge_due ON lead (seq) WHERE judge_due > 0;

-- Whoever changes a lead need not think of it.
CREATE TRIGGER lead_judge_update
AFTER UPDATE OF email, full_name, given_name, family_name, phone, company, job_title, country, website, language, forms, answers, consents,
  source, held, submissions, confirmed_at ON lead
WHEN (
  old.email, old.full_name, old.given_name, old.family_name, old.phone, old.company, old.job_title, old.country, old.website,
  old.language, old.forms, old.answers, old.consents, old.source, old.held, old.submissions, old.confirmed_at
) IS NOT (
  new.email, new.full_name, new.given_name, new.family_name, new.phone, new.company, new.job_title, new.country, new.website,
  new.language, new.forms, new.answers, new.consents, new.source, new.held, new.submissions, new.confirmed_at
)
BEGIN
  UPDATE lead SET judge_due = judge_due + 1 WHERE seq = new.seq;
END;

-- How far a site's leads have been judged by rules that changed: from the newest down to `seq`.
CREATE TABLE judging (
  site_id    TEXT PRIMARY KEY,
  seq        INTEGER NOT NULL,
  judged     INTEGER NOT NULL DEFAULT 0,
  moved      INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
