-- V097 (SQLite): what this broker cosigned last of another log, with its moment, signed by the key of its own log: a row that is changed afterwards is found.
-- Empty for rows written before. An older node leaves it as it is: then the row is newer than what was signed, and proves nothing until the next cosignature.
-- Also from here on: log_checkpoints.moment is written for older nodes only and proves nothing; the entry under a checkpoint has its moment bound to the leaf.
ALTER TABLE log_witnessed ADD COLUMN statement TEXT;
