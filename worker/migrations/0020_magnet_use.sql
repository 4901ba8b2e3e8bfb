-- What the owner is told of magnets and consents without counting everything again, and how forms of a site look by default.

-- How often a magnet was opened, and by how many; kept by triggers, so that erasing people does not change what happened.
CREATE TABLE magnet_use (
  magnet_id  TEXT PRIMARY KEY REFERENCES magnet (id) ON DELETE CASCADE,
  people     INTEGER NOT NULL,             -- submissions whose link was opened
  downloads  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO magnet_use (magnet_id, people, downloads)
SELECT magnet_id, count(*), sum(count)
FROM download
WHERE magnet_id IN (SELECT id FROM magnet)
GROUP BY magnet_id;

CREATE TRIGGER download_first AFTER INSERT ON download
WHEN EXISTS (SELECT 1 FROM magnet WHERE id = new.magnet_id)
BEGIN
  INSERT INTO magnet_use (magnet_id, people, downloads)
  VALUES (new.magnet_id, 1, new.count)
  ON CONFLICT (magnet_id) DO UPDATE SET people = people + 1, downloads = downloads + excluded.downloads;
END;

CREATE TRIGGER download_again AFTER UPDATE OF count ON download
BEGIN
  UPDATE magnet_use SET downloads = downloads + new.count - old.count WHERE magnet_id = new.magnet_id;
END;

-- Trials that run, by their end; of other claims no row.
CREATE INDEX claim_running ON claim (magnet_id, ends_at) WHERE outcome = 'running';

-- What people said after they had sent a form is rare, and looked for among all that was said with one.
CREATE INDEX consent_event_later ON consent_event (state) WHERE state NOT IN ('given', 'shown_not_given');

-- Where a day begins in the log: events up to a checkpoint's size were there when it was signed.
CREATE INDEX consent_checkpoint_by_time ON consent_checkpoint (at);

-- How forms look where they do not say otherwise.
ALTER TABLE site ADD COLUMN look TEXT CHECK (look IS NULL OR json_valid(look));
