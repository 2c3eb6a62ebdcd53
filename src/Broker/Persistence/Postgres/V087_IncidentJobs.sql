-- V087 (PostgreSQL): what an incident touched is found in the background, a day at a time. Those of before were found at once, and are done.
ALTER TABLE oversight_incidents ADD COLUMN state     text NOT NULL DEFAULT 'DONE';
ALTER TABLE oversight_incidents ADD COLUMN search    text;
ALTER TABLE oversight_incidents ADD COLUMN resume_at text;

-- What was found so far, sealed by the master key; empty once it is done.
ALTER TABLE oversight_incidents ADD COLUMN found     bytea;
CREATE INDEX ix_oversight_incidents_waiting ON oversight_incidents (known_at) WHERE resume_at IS NOT NULL;
