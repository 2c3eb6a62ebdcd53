-- Notices without content: who wants them at which address (encrypted under the child's key), and of what somebody was told already.
CREATE TABLE notice_choices (
    child_id text NOT NULL REFERENCES children (id),
    person_id text NOT NULL,
    address bytea NOT NULL,
    language text NOT NULL,
    code_of uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    confirmed_at timestamptz NULL,
    check_at timestamptz NULL,
    misses integer NOT NULL,
    PRIMARY KEY (child_id, person_id)
);
CREATE INDEX ix_notice_choices_check ON notice_choices (check_at);
CREATE TABLE notices (
    lookup bytea NOT NULL PRIMARY KEY,
    child_id text NOT NULL REFERENCES children (id),
    person_id text NOT NULL,
    kind text NOT NULL,
    made_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    outcome text NOT NULL,
    last_at timestamptz NULL,
    next_at timestamptz NULL
);
CREATE INDEX ix_notices_next ON notices (next_at);
CREATE INDEX ix_notices_person ON notices (child_id, person_id, made_at);
CREATE INDEX ix_notices_made ON notices (made_at);
