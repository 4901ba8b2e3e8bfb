-- Words to search and marks to filter by, one row a lead, in the order of lead.seq.
-- Contentless: the lead itself is the content. `detail=column` is enough, as nothing asks for phrases.
-- A prefix with an index of its own is read newest first and left when the page is full; any other is first gathered
-- whole. Seven letters reach the words half of all leads have in common: gmail, orange, outlook, hotmail.
CREATE VIRTUAL TABLE lead_search USING fts5 (
  words, marks,
  content = '', contentless_delete = 1, detail = column,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4 5 6 7'
);

CREATE VIEW lead_search_row AS
SELECT
  seq,
  concat_ws(' ', email, full_name, given_name, family_name, company, job_title, phone) AS words,
  -- No word anybody types begins with 0h or 0k, so every lead having a mark slows no search down.
  forms || iif(held, ' 0held', ' 0kept') AS marks
FROM lead;

CREATE TRIGGER lead_search_insert AFTER INSERT ON lead
BEGIN
  INSERT INTO lead_search (rowid, words, marks)
  SELECT seq, words, marks FROM lead_search_row WHERE seq = new.seq;
END;

CREATE TRIGGER lead_search_update AFTER UPDATE ON lead
WHEN (old.email, old.full_name, old.given_name, old.family_name, old.company, old.job_title, old.phone, old.forms, old.held)
  IS NOT (new.email, new.full_name, new.given_name, new.family_name, new.company, new.job_title, new.phone, new.forms, new.held)
BEGIN
  DELETE FROM lead_search WHERE rowid = old.seq;
  INSERT INTO lead_search (rowid, words, marks)
  SELECT seq, words, marks FROM lead_search_row WHERE seq = new.seq;
END;

CREATE TRIGGER lead_search_delete AFTER DELETE ON lead
BEGIN
  DELETE FROM lead_search WHERE rowid = old.seq;
END;
