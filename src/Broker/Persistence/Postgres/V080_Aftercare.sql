-- V080 (PostgreSQL): drafts of the policy, care after a delivery, DPIA; indexes of lists that had none. As in V040: UTC ticks, ISO days.

-- A drafted matrix run over the decisions of a month, a day at a time.
CREATE TABLE oversight_draft_runs (
    id             TEXT    NOT NULL PRIMARY KEY,
    organisation   TEXT    NOT NULL,
    asked_by       TEXT    NOT NULL,
    asked_at       BIGINT  NOT NULL,
    month          TEXT    NOT NULL,
    matrix         TEXT    NOT NULL,
    draft_version  TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    resume_at      TEXT    NOT NULL
);

CREATE INDEX ix_oversight_draft_runs_list ON oversight_draft_runs (organisation, asked_at);
CREATE INDEX ix_oversight_draft_runs_state ON oversight_draft_runs (state, asked_at);

CREATE TABLE oversight_draft_days (
    run   TEXT NOT NULL,
    day   TEXT NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (run, day)
);

-- Wrong deliveries: organisation recalls, recipient answers.
CREATE TABLE oversight_recalls (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    recipient     TEXT    NOT NULL,
    child         TEXT    NOT NULL,
    entry         BIGINT  NOT NULL UNIQUE,
    kind          TEXT    NOT NULL,
    note          TEXT    NOT NULL,
    asked_by      TEXT    NOT NULL,
    asked_at      BIGINT  NOT NULL,
    due           TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    answer        TEXT,
    answered_by   TEXT,
    answered_at   BIGINT 
);

CREATE INDEX ix_oversight_recalls_organisation ON oversight_recalls (organisation, asked_at);
CREATE INDEX ix_oversight_recalls_recipient ON oversight_recalls (recipient, asked_at);

-- Disclosures of which the people concerned were told (AVG art. 14).
CREATE TABLE oversight_informed (
    organisation  TEXT    NOT NULL,
    entry         BIGINT  NOT NULL,
    how           TEXT    NOT NULL,
    told_by       TEXT    NOT NULL,
    told_at       BIGINT  NOT NULL,
    PRIMARY KEY (organisation, entry)
);

CREATE TABLE oversight_holds (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    matrix_row    TEXT    NOT NULL,
    reason        TEXT    NOT NULL,
    placed_by     TEXT    NOT NULL,
    placed_at     BIGINT  NOT NULL,
    lifted_by     TEXT,
    lifted_at     BIGINT 
);

CREATE INDEX ix_oversight_holds_row ON oversight_holds (organisation, matrix_row);

CREATE TABLE oversight_deletions (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation    TEXT    NOT NULL,
    matrix_row      TEXT    NOT NULL,
    received_until  TEXT    NOT NULL,
    method          TEXT    NOT NULL,
    certified_by    TEXT    NOT NULL,
    certified_at    BIGINT  NOT NULL,
    entry           BIGINT  NOT NULL
);

CREATE INDEX ix_oversight_deletions_row ON oversight_deletions (organisation, matrix_row);

CREATE TABLE oversight_dpias (
    id            TEXT    NOT NULL PRIMARY KEY,
    organisation  TEXT    NOT NULL,
    number        BIGINT  NOT NULL,
    body          TEXT    NOT NULL,
    made_by       TEXT    NOT NULL,
    made_at       BIGINT  NOT NULL,
    verdict       TEXT,
    advice        TEXT,
    advised_by    TEXT,
    advised_at    BIGINT ,
    weighing      TEXT,
    signed_by     TEXT,
    signed_at     BIGINT ,
    UNIQUE (organisation, number)
);

CREATE INDEX ix_oversight_reviews_month ON oversight_reviews (organisation, month);
CREATE INDEX ix_oversight_tunings_organisation ON oversight_tunings (organisation, changed_at);
CREATE INDEX ix_oversight_exports_list ON oversight_exports (organisation, asked_at);
CREATE INDEX ix_oversight_exports_state ON oversight_exports (state, asked_at);
CREATE INDEX ix_oversight_incidents_list ON oversight_incidents (organisation, known_at);
CREATE INDEX ix_pushed_dossiers_sender ON pushed_dossiers (sender, sent_at);
CREATE INDEX ix_grants_source ON grants (source, valid_until);
CREATE INDEX ix_oversight_requests_list ON oversight_requests (organisation, state, due);
