-- V087 (SQLite): what an incident touched is found in the background, a day at a time. Those of before were found at once, and are done.
ALTER TABLE oversight_incidents ADD COLUMN state     TEXT NOT NULL DEFAULT 'DONE';
ALTER TABLE oversight_incidents ADD COLUMN search    TEXT;
ALTER TABLE oversight_incidents ADD COLUMN resume_at TEXT;

-- What was found so far, sealed by the master key; empty once it is done.
ALTER TABLE oversight_incidents ADD COLUMN found     BLOB;
CREATE INDEX ix_oversight_incidents_waiting ON oversight_incidents (known_at) WHERE resume_at IS NOT NULL;
