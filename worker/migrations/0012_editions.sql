-- The files a magnet had before, to go back to: the object of each lies in R2 at magnet/<magnet_id>/<id>.
CREATE TABLE edition (
  magnet_id  TEXT NOT NULL REFERENCES magnet (id),
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  at         TEXT NOT NULL,
  PRIMARY KEY (magnet_id, id)
) STRICT, WITHOUT ROWID;

INSERT INTO edition (magnet_id, id, name, type, bytes, sha256, at)
SELECT id, substr(object_key, length('magnet/' || id || '/') + 1), file_name, type, bytes, sha256, updated_at
FROM magnet
WHERE object_key IS NOT NULL;
