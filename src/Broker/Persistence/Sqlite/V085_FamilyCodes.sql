-- Codes on paper: a letter of the school for a young person without DigiD, and a code for somebody who reads along. Kept as a keyed hash.
CREATE TABLE family_codes (
    lookup BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    child_id TEXT NOT NULL REFERENCES children (id),
    person_id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT NULL,
    misses INTEGER NOT NULL
);
CREATE INDEX ix_family_codes_person ON family_codes (child_id, person_id, kind);
CREATE INDEX ix_family_codes_expires ON family_codes (expires_at);
