-- Notices without content: who wants them at which address (encrypted under the child's key), and of what somebody was told already.
CREATE TABLE notice_choices (
    child_id TEXT NOT NULL REFERENCES children (id),
    person_id TEXT NOT NULL,
    address BLOB NOT NULL,
    language TEXT NOT NULL,
    code_of TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    confirmed_at TEXT NULL,
    check_at TEXT NULL,
    misses INTEGER NOT NULL,
    PRIMARY KEY (child_id, person_id)
);
CREATE INDEX ix_notice_choices_check ON notice_choices (check_at);
CREATE TABLE notices (
    lookup BLOB NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES children (id),
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    made_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    last_at TEXT NULL,
    next_at TEXT NULL
);
CREATE INDEX ix_notices_next ON notices (next_at);
CREATE INDEX ix_notices_person ON notices (child_id, person_id, made_at);
CREATE INDEX ix_notices_made ON notices (made_at);
