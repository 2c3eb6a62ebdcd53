-- V088 (SQLite). V083 took this column away, and a node of before V083 could then take no message any more while the others were being upgraded.
-- It is back, and filled, so that such a node also sees which consents a message of a newer node was sent under. Newer nodes decide anew and do not read it.
ALTER TABLE pushed_dossiers ADD COLUMN rests_on TEXT NOT NULL DEFAULT '';
