-- V081 (PostgreSQL): what officers search by stands in the index they search along, so that a rare answer costs no look at each entry; a list of broken glasses.
-- As in V040: what is counted and listed follows from the log and can be made again from it.
DROP INDEX ix_log_entries_source;
DROP INDEX ix_log_entries_recipient;
CREATE INDEX ix_log_entries_source ON log_entries (source, moment, idx) INCLUDE (kind, outcome, recipient, purpose, matrix_row) WHERE source IS NOT NULL;
CREATE INDEX ix_log_entries_recipient ON log_entries (recipient, moment, idx) INCLUDE (kind, outcome, source, purpose, matrix_row) WHERE recipient IS NOT NULL;

-- Which entries went through a broken glass, for each organisation that was source or recipient.
CREATE TABLE oversight_glasses (
    organisation  text    NOT NULL,
    moment        bigint  NOT NULL,
    idx           bigint  NOT NULL,
    PRIMARY KEY (organisation, moment, idx)
);

-- How far that list is. Apart from the counts of V040, which a program of before goes on with alone.
ALTER TABLE oversight_cursor ADD COLUMN listed_idx bigint NOT NULL DEFAULT 0;

-- What the background asks each few seconds.
CREATE INDEX ix_oversight_reviews_waiting ON oversight_reviews (due) WHERE judged_at IS NULL AND escalated_at IS NULL;
CREATE INDEX ix_oversight_exports_finished ON oversight_exports (finished_at) WHERE finished_at IS NOT NULL;
