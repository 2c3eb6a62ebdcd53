-- V001 (PostgreSQL): the audit log. One Merkle tree over log_entries; entries are added, never changed and never deleted.
-- Instants are UTC ticks of 100 ns since 0001-01-01.

-- One row: how long the log is and the right edge of its tree (hashes of the complete subtrees, largest first, 32 bytes each).
-- Whoever appends holds the write lock from reading this row to the commit. keys_generation grows when a key is destroyed.
CREATE TABLE log_head (
    id               SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size             BIGINT NOT NULL,
    edge             BYTEA    NOT NULL,
    keys_generation  BIGINT NOT NULL
);

INSERT INTO log_head (id, size, edge, keys_generation) VALUES (1, 0, '', 0);

-- A key of one child or one actor in one log epoch, or of operations, wrapped by the master key.
-- tag is a keyed hash of whom it is for. Destroying a key empties tag and wrapped; nothing brings them back.
CREATE TABLE log_keys (
    key_id        BIGINT NOT NULL PRIMARY KEY,
    scope         TEXT    NOT NULL,
    epoch         BIGINT NOT NULL,
    tag           BYTEA,
    wrapped       BYTEA,
    created_at    BIGINT NOT NULL,
    destroyed_at  BIGINT
);

CREATE UNIQUE INDEX ux_log_keys_tag ON log_keys (tag, epoch);

-- commitment is what an outsider may see instead of the entry; sealed is AES-256-GCM (here and in log_actors).
-- The readable columns are bound to the leaf through column_salt, so that changing one is found.
CREATE TABLE log_entries (
    idx           BIGINT NOT NULL PRIMARY KEY,
    leaf_hash     BYTEA    NOT NULL,
    commitment    BYTEA    NOT NULL,
    moment        BIGINT NOT NULL,
    kind          TEXT    NOT NULL,
    outcome       TEXT    NOT NULL,
    source        TEXT,
    recipient     TEXT,
    purpose       TEXT,
    matrix_row    TEXT,
    trace_id      TEXT    NOT NULL,
    key_id        BIGINT NOT NULL,
    actor_key_id  BIGINT,
    column_salt   BYTEA    NOT NULL,
    sealed        BYTEA    NOT NULL
);

-- Every question is answered newest first, so each index ends in (moment, idx).
CREATE INDEX ix_log_entries_moment ON log_entries (moment, idx);
CREATE INDEX ix_log_entries_key ON log_entries (key_id, moment, idx);
CREATE INDEX ix_log_entries_actor ON log_entries (actor_key_id, moment, idx) WHERE actor_key_id IS NOT NULL;
CREATE INDEX ix_log_entries_source ON log_entries (source, moment, idx) WHERE source IS NOT NULL;
CREATE INDEX ix_log_entries_recipient ON log_entries (recipient, moment, idx) WHERE recipient IS NOT NULL;
CREATE INDEX ix_log_entries_kind ON log_entries (kind, outcome, moment, idx);
CREATE INDEX ix_log_entries_trace ON log_entries (trace_id);

-- Who acted, apart from what happened, linked by trace_id and idx.
CREATE TABLE log_actors (
    idx       BIGINT NOT NULL PRIMARY KEY,
    trace_id  TEXT    NOT NULL,
    sealed    BYTEA    NOT NULL
);

-- Full tiles only: 256 hashes of 32 bytes and the root over them. The partial tile on the right follows from the rows above it.
CREATE TABLE log_tiles (
    level   SMALLINT NOT NULL,
    idx     BIGINT NOT NULL,
    hashes  BYTEA    NOT NULL,
    root    BYTEA    NOT NULL,
    PRIMARY KEY (level, idx)
);

-- The signed note over each batch, so that every acknowledged entry is under a signature and damage can be placed.
CREATE TABLE log_checkpoints (
    size    BIGINT NOT NULL PRIMARY KEY,
    moment  BIGINT NOT NULL,
    note    TEXT    NOT NULL
);

CREATE FUNCTION log_entries_keep() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'log_entries keeps every row and never changes one'; END $$;

CREATE TRIGGER log_entries_keep BEFORE UPDATE OR DELETE ON log_entries
FOR EACH STATEMENT EXECUTE FUNCTION log_entries_keep();

CREATE TRIGGER log_entries_keep_all BEFORE TRUNCATE ON log_entries
FOR EACH STATEMENT EXECUTE FUNCTION log_entries_keep();
