-- How many submissions an offer has taken, for forms that end after a number of them; the others have no row and cost none.
CREATE TABLE form_place (
  form_id  TEXT PRIMARY KEY,
  taken    INTEGER NOT NULL,
  most     INTEGER NOT NULL,
  CONSTRAINT offer_is_over CHECK (taken <= most)
) STRICT, WITHOUT ROWID;
