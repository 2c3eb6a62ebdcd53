-- V094 (PostgreSQL): which keys of the log were made for an entry, each with a hash of its row, bound to the leaf:
-- a key that is changed, swapped or renamed afterwards is found. Empty for entries that made none, and for those written before.
ALTER TABLE log_entries ADD COLUMN made_keys TEXT;
