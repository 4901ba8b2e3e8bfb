-- What the controller declares about the data: the law it is under, where it lies, who else gets it.
ALTER TABLE site ADD COLUMN handling TEXT CHECK (handling IS NULL OR json_valid(handling));
