-- Codes on paper: a letter of the school for a young person without DigiD, and a code for somebody who reads along. Kept as a keyed hash.
CREATE TABLE family_codes (
    lookup bytea NOT NULL PRIMARY KEY,
    kind text NOT NULL,
    child_id text NOT NULL REFERENCES children (id),
    person_id text NOT NULL,
    made_by text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz NULL,
    misses integer NOT NULL
);
CREATE INDEX ix_family_codes_person ON family_codes (child_id, person_id, kind);
CREATE INDEX ix_family_codes_expires ON family_codes (expires_at);
