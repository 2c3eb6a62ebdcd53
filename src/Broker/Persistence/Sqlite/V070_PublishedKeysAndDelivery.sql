-- Where a client publishes keys (jwks_uri); raises the directory's version like every column of organisations.
ALTER TABLE organisations ADD COLUMN jwks_uri TEXT NULL;

-- Where an organisation wants messages brought; without a row it fetches them itself.
CREATE TABLE delivery_addresses (
    organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    address TEXT NOT NULL,
    wrapped_secret BLOB NOT NULL,
    registered_at TEXT NOT NULL
);

-- rests_on: the consents a message was sent under, separated by spaces; one of them withdrawn, and it is not handed over any more.
ALTER TABLE pushed_dossiers ADD COLUMN rests_on TEXT NOT NULL DEFAULT '';
ALTER TABLE pushed_dossiers ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pushed_dossiers ADD COLUMN next_at TEXT NULL;
CREATE INDEX ix_pushed_dossiers_next_at ON pushed_dossiers (next_at);
CREATE INDEX ix_pushed_dossiers_keep_until ON pushed_dossiers (keep_until);
