-- V084 (SQLite): by what an employee would be alike a child: keyed hashes that the organisation supplied, hashed again under the master key. Never a name, never an address.
CREATE TABLE professional_likenesses (
    organisation_id  TEXT  NOT NULL,
    professional_id  TEXT  NOT NULL,
    kind             TEXT  NOT NULL,
    mark             BLOB  NOT NULL,
    recorded_at      TEXT  NOT NULL,
    PRIMARY KEY (organisation_id, professional_id, kind, mark)
);
