-- V083 (SQLite). A message that waits is decided about once more before it is handed over: to which role it goes and what is in it.
-- Without a role (sent before this script) it is not handed over.
ALTER TABLE pushed_dossiers DROP COLUMN rests_on;
ALTER TABLE pushed_dossiers ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE pushed_dossiers ADD COLUMN categories TEXT NOT NULL DEFAULT '';

-- What the nodes together took of a budget. window_number: minutes since 1970 by the clock of the database.
CREATE TABLE request_budgets (
    organisation_id TEXT    NOT NULL,
    budget          TEXT    NOT NULL,
    window_number   INTEGER NOT NULL,
    used            INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, budget)
);
