-- What partner systems do beside asking: consent requests, couplings, the feed, webhooks, what is sent to them.
CREATE TABLE consent_requests (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES children (id),
    source TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    purpose TEXT NOT NULL,
    recipients TEXT NOT NULL,
    categories TEXT NOT NULL,
    text_version TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    answer_by TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX ix_consent_requests_child ON consent_requests (child_id);
CREATE INDEX ix_consent_requests_source ON consent_requests (source, created_at);

-- A code by which a family links its child to a party's own number. The code is kept as a hash, the number encrypted.
CREATE TABLE coupling_codes (
    lookup BLOB NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    wrapped_number BLOB NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    redeemed_at TEXT NULL
);
CREATE INDEX ix_coupling_codes_organisation ON coupling_codes (organisation_id, id);

-- The feed: numbered in the commits of the log, which follow one another, so that no number appears late.
CREATE TABLE partner_events (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    acknowledged_at TEXT NULL
);
CREATE INDEX ix_partner_events_organisation ON partner_events (organisation_id, seq);
CREATE INDEX ix_partner_events_subject ON partner_events (subject);

CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL,
    address TEXT NOT NULL,
    types TEXT NOT NULL,
    wrapped_secret BLOB NOT NULL,
    next_seq INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT NULL,
    end_reason TEXT NULL
);
CREATE INDEX ix_subscriptions_organisation ON subscriptions (organisation_id);

CREATE TABLE webhook_deliveries (
    subscription_id TEXT NOT NULL REFERENCES subscriptions (id),
    seq INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    status INTEGER NULL,
    outcome TEXT NOT NULL,
    last_at TEXT NULL,
    next_at TEXT NULL,
    PRIMARY KEY (subscription_id, seq)
);
CREATE INDEX ix_webhook_deliveries_due ON webhook_deliveries (next_at);

-- What a source sent and its recipient has not taken yet. Encrypted; emptied when it is taken or too old.
CREATE TABLE pushed_dossiers (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES children (id),
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    sealed BLOB NOT NULL,
    sent_at TEXT NOT NULL,
    keep_until TEXT NOT NULL,
    taken_at TEXT NULL
);
CREATE INDEX ix_pushed_dossiers_recipient ON pushed_dossiers (recipient, sent_at);
