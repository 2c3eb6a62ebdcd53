-- V092 (SQLite). A new code for a number ends the one before.
ALTER TABLE coupling_codes ADD COLUMN number_lookup BLOB NULL;
CREATE INDEX ix_coupling_codes_number ON coupling_codes (number_lookup) WHERE redeemed_at IS NULL;

-- Thumbprints of keys by which partner systems signed in. Whoever shares an address with somebody who fails again and again goes on, at any node. day: days since 1970.
CREATE TABLE passed_keys (
    thumbprint TEXT    NOT NULL PRIMARY KEY,
    day        INTEGER NOT NULL
);
CREATE INDEX ix_passed_keys_day ON passed_keys (day);
