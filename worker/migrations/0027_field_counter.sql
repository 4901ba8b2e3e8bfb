-- At which question those stopped who began a form and did not send it, and how often what was wrong there. Names nobody, holds no answer.
-- One row for a form and a day, apart from what is counted of views: few begin, and what is read often stays small.
CREATE TABLE field_counter (
  form_id TEXT NOT NULL,
  day     TEXT NOT NULL,                          -- '2026-11-22', in UTC
  cells   TEXT NOT NULL CHECK (json_valid(cells)), -- 'left|back|wrong field code source device variant' → how often
  PRIMARY KEY (form_id, day)
) STRICT, WITHOUT ROWID;
