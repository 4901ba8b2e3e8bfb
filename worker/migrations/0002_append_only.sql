-- Consent is proved by rows nobody can change: the database refuses, whatever the code asks.

CREATE TRIGGER consent_event_no_update BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent_event is append-only'); END;

CREATE TRIGGER consent_event_no_delete BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent_event is append-only'); END;

CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice
BEGIN SELECT RAISE(ABORT, 'notice is append-only'); END;

CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'notice is append-only'); END;

CREATE TRIGGER form_version_no_update BEFORE UPDATE ON form_version
BEGIN SELECT RAISE(ABORT, 'form_version is append-only'); END;

CREATE TRIGGER form_version_no_delete BEFORE DELETE ON form_version
BEGIN SELECT RAISE(ABORT, 'form_version is append-only'); END;
