-- V084 (PostgreSQL): by what an employee would be alike a child: keyed hashes that the organisation supplied, hashed again under the master key. Never a name, never an address.
CREATE TABLE professional_likenesses (
    organisation_id  text  NOT NULL,
    professional_id  text  NOT NULL,
    kind             text  NOT NULL,
    mark             bytea  NOT NULL,
    recorded_at      timestamptz  NOT NULL,
    PRIMARY KEY (organisation_id, professional_id, kind, mark)
);
