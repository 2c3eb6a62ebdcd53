-- Requests that families make themselves stand in the same table as those that an officer records. What they wrote is encrypted under the child's key.
ALTER TABLE oversight_requests ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE oversight_requests ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE oversight_requests ADD COLUMN words BYTEA NULL;
CREATE INDEX ix_oversight_requests_child ON oversight_requests (child, asked_by);
