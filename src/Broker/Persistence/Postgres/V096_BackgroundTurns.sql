-- V096 (PostgreSQL). Which work in the background is due, over all nodes. An older node does not look here and works by itself, which harms nothing.
-- due_at: seconds since 1970 by the clock of the database.
CREATE TABLE background_turns (
    job    text    NOT NULL PRIMARY KEY,
    due_at bigint  NOT NULL
);
