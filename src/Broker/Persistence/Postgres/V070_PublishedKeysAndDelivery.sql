-- Where a client publishes keys (jwks_uri); raises the directory's version like every column of organisations.
ALTER TABLE organisations ADD COLUMN jwks_uri text NULL;

-- Where an organisation wants messages brought; without a row it fetches them itself.
CREATE TABLE delivery_addresses (
    organisation_id text NOT NULL PRIMARY KEY REFERENCES organisations (id),
    address text NOT NULL,
    wrapped_secret bytea NOT NULL,
    registered_at timestamptz NOT NULL
);

-- rests_on: the consents a message was sent under, separated by spaces; one of them withdrawn, and it is not handed over any more.
ALTER TABLE pushed_dossiers ADD COLUMN rests_on text NOT NULL DEFAULT '';
ALTER TABLE pushed_dossiers ADD COLUMN attempts integer NOT NULL DEFAULT 0;
ALTER TABLE pushed_dossiers ADD COLUMN next_at timestamptz NULL;
CREATE INDEX ix_pushed_dossiers_next_at ON pushed_dossiers (next_at);
CREATE INDEX ix_pushed_dossiers_keep_until ON pushed_dossiers (keep_until);
