-- Agreement of a family with the guidance in an OPP, and what the pupil says of it. Apart from consent: nothing here opens an exchange.
CREATE TABLE opp_questions (
    id uuid NOT NULL PRIMARY KEY,
    child_id text NOT NULL REFERENCES children (id),
    school text NOT NULL,
    plan_day text NOT NULL,
    asked_at timestamptz NOT NULL
);
CREATE INDEX ix_opp_questions_child ON opp_questions (child_id, asked_at);
CREATE TABLE opp_voices (
    id uuid NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES opp_questions (id),
    person_id text NOT NULL,
    said text NOT NULL,
    words bytea NULL,
    at timestamptz NOT NULL
);
CREATE INDEX ix_opp_voices_question ON opp_voices (question_id, at);
