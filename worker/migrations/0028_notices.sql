-- What the team of a site is told by mail, whom it goes to, and where this Aimant lives, for a mail no request caused.
ALTER TABLE site ADD COLUMN notices TEXT CHECK (notices IS NULL OR json_valid(notices));
