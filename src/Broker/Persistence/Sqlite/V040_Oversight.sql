-- V040 (SQLite): the work of privacy officers. Instants are UTC ticks of 100 ns; days and months are ISO text.
-- What is counted here follows from the log and can be made again from it; what officers did stands in the log as well.

CREATE TABLE oversight_cursor (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    next_idx  INTEGER NOT NULL
);

INSERT INTO oversight_cursor (id, next_idx) VALUES (1, 0);

-- How often per hour an organisation was source or recipient of a decision.
CREATE TABLE oversight_hours (
    organisation  TEXT    NOT NULL,
    hour          INTEGER NOT NULL,
    permitted     INTEGER NOT NULL,
    refused       INTEGER NOT NULL,
    broken        INTEGER NOT NULL,
    PRIMARY KEY (organisation, hour)
);

-- The name of a child for the officers of one organisation: random to everyone else, different for each organisation.
CREATE TABLE oversight_children (
    organisation  TEXT NOT NULL,
    pseudonym     TEXT NOT NULL,
    child         TEXT NOT NULL,
    PRIMARY KEY (organisation, pseudonym)
);

-- Each check of the whole log.
CREATE TABLE oversight_checks (
    moment      INTEGER NOT NULL PRIMARY KEY,
    entries     INTEGER NOT NULL,
    code        TEXT,
    first_bad   INTEGER,
    what        TEXT,
    remedy      TEXT,
    checkpoint  TEXT    NOT NULL
);

CREATE TABLE oversight_reviews (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    entry         INTEGER NOT NULL,
    moment        INTEGER NOT NULL,
    actor         TEXT,
    month         TEXT    NOT NULL,
    reasons       TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    due           TEXT    NOT NULL,
    taken_by      TEXT,
    taken_at      INTEGER,
    judged_by     TEXT,
    judged_at     INTEGER,
    finding       TEXT,
    confirmed_by  TEXT,
    confirmed_at  INTEGER,
    escalated_at  INTEGER,
    UNIQUE (organisation, entry)
);

CREATE INDEX ix_oversight_reviews_queue ON oversight_reviews (organisation, state, due);
CREATE INDEX ix_oversight_reviews_actor ON oversight_reviews (organisation, actor, state);

CREATE TABLE oversight_signals (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    about         TEXT    NOT NULL,
    actor         TEXT,
    moment        INTEGER NOT NULL,
    expected      TEXT    NOT NULL,
    seen          TEXT    NOT NULL,
    entries       TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    judged_by     TEXT,
    judged_at     INTEGER,
    note          TEXT,
    UNIQUE (organisation, rule, about)
);

CREATE INDEX ix_oversight_signals_open ON oversight_signals (organisation, state, moment);

-- A judgement that moved a threshold. Rows are added only: the newest counts.
CREATE TABLE oversight_tunings (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    before        INTEGER NOT NULL,
    threshold     INTEGER NOT NULL,
    signal        TEXT    NOT NULL,
    changed_by    TEXT    NOT NULL,
    changed_at    INTEGER NOT NULL
);

CREATE TABLE oversight_requests (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    child         TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    scope         TEXT    NOT NULL,
    received_on   TEXT    NOT NULL,
    due           TEXT    NOT NULL,
    extended      TEXT,
    state         TEXT    NOT NULL,
    outcome       TEXT,
    handled_by    TEXT    NOT NULL,
    closed_at     INTEGER
);

CREATE TABLE oversight_exports (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    asked_by      TEXT    NOT NULL,
    asked_role    TEXT    NOT NULL,
    asked_at      INTEGER NOT NULL,
    reason        TEXT    NOT NULL,
    format        TEXT    NOT NULL,
    question      TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    written       INTEGER NOT NULL,
    resume_at     TEXT,
    parts         INTEGER NOT NULL,
    finished_at   INTEGER
);

-- Pieces of an export, sealed by the master key.
CREATE TABLE oversight_export_parts (
    export  TEXT    NOT NULL,
    part    INTEGER NOT NULL,
    body    BLOB    NOT NULL,
    PRIMARY KEY (export, part)
);

CREATE TABLE oversight_incidents (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    known_at      INTEGER NOT NULL,
    question      TEXT    NOT NULL,
    facts         TEXT    NOT NULL,
    decision      TEXT,
    because       TEXT,
    decided_by    TEXT,
    decided_at    INTEGER
);
