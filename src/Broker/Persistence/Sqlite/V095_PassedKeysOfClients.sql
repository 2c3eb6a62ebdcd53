-- V095 (SQLite). Of each client the keys that passed last: a client chooses them itself, and the table is bounded for each. Keys that an older node writes are of no client.
-- passed: milliseconds since 1970.
ALTER TABLE passed_keys ADD COLUMN client TEXT NOT NULL DEFAULT '';
ALTER TABLE passed_keys ADD COLUMN passed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_passed_keys_client ON passed_keys (client, passed);

-- A code from before V092 names no number, so no newer code could end it: it ends here, and the party that gave it gives a new one.
UPDATE coupling_codes SET expires_at = created_at WHERE number_lookup IS NULL AND redeemed_at IS NULL AND expires_at > created_at;
