-- V001 (SQLite): the audit log. One Merkle tree over log_entries; entries are added, never changed and never deleted.
-- Instants are UTC ticks of 100 ns since 0001-01-01.

-- One row: how long the log is and the right edge of its tree (hashes of the complete subtrees, largest first, 32 bytes each).
-- Whoever appends holds the write lock from reading this row to the commit. keys_generation grows when a key is destroyed.
CREATE TABLE log_head (
    id               INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    size             INTEGER NOT NULL,
    edge             BLOB    NOT NULL,
    keys_generation  INTEGER NOT NULL
);

INSERT INTO log_head (id, size, edge, keys_generation) VALUES (1, 0, x'', 0);

-- A key of one child or one actor in one log epoch, or of operations, wrapped by the master key.
-- tag is a keyed hash of whom it is for. Destroying a key empties tag and wrapped; nothing brings them back.
CREATE TABLE log_keys (
    key_id        INTEGER NOT NULL PRIMARY KEY,
    scope         TEXT    NOT NULL,
    epoch         INTEGER NOT NULL,
    tag           BLOB,
    wrapped       BLOB,
    created_at    INTEGER NOT NULL,
    destroyed_at  INTEGER
);

CREATE UNIQUE INDEX ux_log_keys_tag ON log_keys (tag, epoch);

-- commitment is what an outsider may see instead of the entry; sealed is AES-256-GCM (here and in log_actors).
-- The readable columns are bound to the leaf through column_salt, so that changing one is found.
CREATE TABLE log_entries (
    idx           INTEGER NOT NULL PRIMARY KEY,
    leaf_hash     BLOB    NOT NULL,
    commitment    BLOB    NOT NULL,
    moment        INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    outcome       TEXT    NOT NULL,
    source        TEXT,
    recipient     TEXT,
    purpose       TEXT,
    matrix_row    TEXT,
    trace_id      TEXT    NOT NULL,
    key_id        INTEGER NOT NULL,
    actor_key_id  INTEGER,
    column_salt   BLOB    NOT NULL,
    sealed        BLOB    NOT NULL
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
    idx       INTEGER NOT NULL PRIMARY KEY,
    trace_id  TEXT    NOT NULL,
    sealed    BLOB    NOT NULL
);

-- Full tiles only: 256 hashes of 32 bytes and the root over them. The partial tile on the right follows from the rows above it.
CREATE TABLE log_tiles (
    level   INTEGER NOT NULL,
    idx     INTEGER NOT NULL,
    hashes  BLOB    NOT NULL,
    root    BLOB    NOT NULL,
    PRIMARY KEY (level, idx)
);

-- The signed note over each batch, so that every acknowledged entry is under a signature and damage can be placed.
CREATE TABLE log_checkpoints (
    size    INTEGER NOT NULL PRIMARY KEY,
    moment  INTEGER NOT NULL,
    note    TEXT    NOT NULL
);

CREATE TRIGGER log_entries_keep BEFORE DELETE ON log_entries
BEGIN SELECT RAISE(ABORT, 'log_entries keeps every row'); END;

CREATE TRIGGER log_entries_fixed BEFORE UPDATE ON log_entries
BEGIN SELECT RAISE(ABORT, 'log_entries never changes a row'); END;
