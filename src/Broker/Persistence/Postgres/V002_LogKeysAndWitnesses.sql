-- An erasure names the keys it destroyed, so that a key destroyed behind the log's back is found without any secret ("3-5 17").
ALTER TABLE log_entries ADD COLUMN destroyed_keys TEXT;

-- Which key signs the next checkpoint; empty until the first rotation, when it is the key the log was made with.
ALTER TABLE log_head ADD COLUMN signing_key TEXT;

-- One row is one rotation of the signing key: a note that the old key and the new one both signed. from_size is the checkpoint that carries both signatures.
CREATE TABLE log_key_successions (
    from_size  BIGINT NOT NULL PRIMARY KEY,
    statement  TEXT NOT NULL
);

-- What witnesses put under our checkpoints: one signature line each (C2SP tlog-cosignature).
CREATE TABLE log_cosignatures (
    size     BIGINT NOT NULL,
    witness  TEXT NOT NULL,
    line     TEXT NOT NULL,
    moment   BIGINT NOT NULL,
    PRIMARY KEY (size, witness)
);

-- As a witness of other logs: the last checkpoint of each that we cosigned. It only moves forward.
CREATE TABLE log_witnessed (
    origin  TEXT NOT NULL PRIMARY KEY,
    size    BIGINT NOT NULL,
    note    TEXT NOT NULL,
    moment  BIGINT NOT NULL
);
