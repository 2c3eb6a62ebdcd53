-- A stop for some recipients of a grant; empty speaks of all of them, as every row of before does.
ALTER TABLE grant_events ADD COLUMN recipients text NOT NULL DEFAULT '';
