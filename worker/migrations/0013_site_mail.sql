-- How mail from a site introduces itself: a name, and where answers go. The address it comes from is the installation's.
ALTER TABLE site ADD COLUMN mail TEXT CHECK (mail IS NULL OR json_valid(mail));
