-- Agreement of a family with the guidance in an OPP, and what the pupil says of it. Apart from consent: nothing here opens an exchange.
CREATE TABLE opp_questions (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES children (id),
    school TEXT NOT NULL,
    plan_day TEXT NOT NULL,
    asked_at TEXT NOT NULL
);
CREATE INDEX ix_opp_questions_child ON opp_questions (child_id, asked_at);
CREATE TABLE opp_voices (
    id TEXT NOT NULL PRIMARY KEY,
    question_id TEXT NOT NULL REFERENCES opp_questions (id),
    person_id TEXT NOT NULL,
    said TEXT NOT NULL,
    words BLOB NULL,
    at TEXT NOT NULL
);
CREATE INDEX ix_opp_voices_question ON opp_voices (question_id, at);
