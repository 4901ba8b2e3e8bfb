-- How often what happened, by form and time. No row is about anybody: nothing here can be told apart from anything else of its kind.
-- One row an hour and one a day, whatever is counted in it: the numbers of a hundred views cost two rows written, not a hundred.
CREATE TABLE counter (
  grain   TEXT NOT NULL CHECK (grain IN ('hour', 'day')),
  form_id TEXT NOT NULL,
  span    TEXT NOT NULL,                     -- '2026-11-22T04' or '2026-11-22', in UTC
  cells   TEXT NOT NULL CHECK (json_valid(cells)), -- 'event source country device variant' → how often
  PRIMARY KEY (grain, form_id, span)
) STRICT, WITHOUT ROWID;
