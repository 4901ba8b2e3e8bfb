-- What else spoke against a held submission, beside the weightiest reason, which is `held`; NULL: nothing.
ALTER TABLE submission ADD COLUMN held_also TEXT CHECK (held_also IS NULL OR json_valid(held_also));

-- The held ones, all of them or those of one reason, by when they came: ids are by time. A sound submission writes neither.
CREATE INDEX submission_held ON submission (id) WHERE held IS NOT NULL;
CREATE INDEX submission_held_for ON submission (held, id) WHERE held IS NOT NULL;
