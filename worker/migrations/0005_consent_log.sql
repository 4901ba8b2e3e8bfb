-- The consent events as a transparency log (RFC 6962): the hashes of complete subtrees, and signed statements of the root.

-- A node covers 2^level events, from position * 2^level on. Only blocks of 32 events (level 5) and what is above them
-- are kept, a row for every sixteen events; below, hashing the block again is cheaper than keeping it.
CREATE TABLE consent_node (
  level     INTEGER NOT NULL CHECK (level >= 5),
  position  INTEGER NOT NULL CHECK (position >= 0),
  hash      TEXT NOT NULL,                 -- base64
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

-- A key that takes over signs the current size again, so a size may be stated by more than one.
CREATE TABLE consent_checkpoint (
  size       INTEGER NOT NULL CHECK (size > 0),
  key_id     TEXT NOT NULL,                -- RFC 7638 thumbprint, as in /.well-known/jwks.json
  root       TEXT NOT NULL,                -- base64
  at         TEXT NOT NULL,
  signature  TEXT NOT NULL,                -- base64, as a C2SP signed note has it
  PRIMARY KEY (size, key_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER consent_node_no_update BEFORE UPDATE ON consent_node
BEGIN SELECT RAISE(ABORT, 'consent_node is append-only'); END;

CREATE TRIGGER consent_node_no_delete BEFORE DELETE ON consent_node
BEGIN SELECT RAISE(ABORT, 'consent_node is append-only'); END;

CREATE TRIGGER consent_checkpoint_no_update BEFORE UPDATE ON consent_checkpoint
BEGIN SELECT RAISE(ABORT, 'consent_checkpoint is append-only'); END;

CREATE TRIGGER consent_checkpoint_no_delete BEFORE DELETE ON consent_checkpoint
BEGIN SELECT RAISE(ABORT, 'consent_checkpoint is append-only'); END;

-- INSERT OR REPLACE removes the old row without asking the triggers against deletion.
CREATE TRIGGER consent_node_no_replace BEFORE INSERT ON consent_node
WHEN EXISTS (SELECT 1 FROM consent_node WHERE level = new.level AND position = new.position)
BEGIN SELECT RAISE(IGNORE); END;

CREATE TRIGGER consent_checkpoint_no_replace BEFORE INSERT ON consent_checkpoint
WHEN EXISTS (SELECT 1 FROM consent_checkpoint WHERE size = new.size AND key_id = new.key_id)
BEGIN SELECT RAISE(IGNORE); END;

CREATE TRIGGER consent_event_no_replace BEFORE INSERT ON consent_event
WHEN EXISTS (SELECT 1 FROM consent_event WHERE seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'consent_event is append-only'); END;

CREATE TRIGGER notice_no_replace BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice WHERE id = new.id)
BEGIN SELECT RAISE(IGNORE); END;
