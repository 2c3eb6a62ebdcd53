-- V089 (PostgreSQL). Counts what waits of a sender and for a recipient, without what was taken.
CREATE INDEX ix_pushed_dossiers_waiting_sender ON pushed_dossiers (sender, keep_until) WHERE taken_at IS NULL;
CREATE INDEX ix_pushed_dossiers_waiting_recipient ON pushed_dossiers (recipient, keep_until) WHERE taken_at IS NULL;
