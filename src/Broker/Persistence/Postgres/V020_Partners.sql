-- What partner systems do beside asking: consent requests, couplings, the feed, webhooks, what is sent to them.
CREATE TABLE consent_requests (
    id uuid NOT NULL PRIMARY KEY,
    child_id text NOT NULL REFERENCES children (id),
    source text NOT NULL,
    asked_by text NOT NULL,
    purpose text NOT NULL,
    recipients text NOT NULL,
    categories text NOT NULL,
    text_version text NOT NULL,
    valid_until date NOT NULL,
    answer_by date NOT NULL,
    state text NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX ix_consent_requests_child ON consent_requests (child_id);
CREATE INDEX ix_consent_requests_source ON consent_requests (source, created_at);

-- A code by which a family links its child to a party's own number. The code is kept as a hash, the number encrypted.
CREATE TABLE coupling_codes (
    lookup bytea NOT NULL PRIMARY KEY,
    id uuid NOT NULL,
    organisation_id text NOT NULL,
    wrapped_number bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    redeemed_at timestamptz NULL
);
CREATE INDEX ix_coupling_codes_organisation ON coupling_codes (organisation_id, id);

-- The feed: numbered in the commits of the log, which follow one another, so that no number appears late.
CREATE TABLE partner_events (
    seq bigint NOT NULL PRIMARY KEY,
    id uuid NOT NULL,
    organisation_id text NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    at timestamptz NOT NULL,
    acknowledged_at timestamptz NULL
);
CREATE INDEX ix_partner_events_organisation ON partner_events (organisation_id, seq);
CREATE INDEX ix_partner_events_subject ON partner_events (subject);

CREATE TABLE subscriptions (
    id uuid NOT NULL PRIMARY KEY,
    organisation_id text NOT NULL,
    address text NOT NULL,
    types text NOT NULL,
    wrapped_secret bytea NOT NULL,
    next_seq bigint NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz NULL,
    end_reason text NULL
);
CREATE INDEX ix_subscriptions_organisation ON subscriptions (organisation_id);

CREATE TABLE webhook_deliveries (
    subscription_id uuid NOT NULL REFERENCES subscriptions (id),
    seq bigint NOT NULL,
    attempts integer NOT NULL,
    status integer NULL,
    outcome text NOT NULL,
    last_at timestamptz NULL,
    next_at timestamptz NULL,
    PRIMARY KEY (subscription_id, seq)
);
CREATE INDEX ix_webhook_deliveries_due ON webhook_deliveries (next_at);

-- What a source sent and its recipient has not taken yet. Encrypted; emptied when it is taken or too old.
CREATE TABLE pushed_dossiers (
    id uuid NOT NULL PRIMARY KEY,
    child_id text NOT NULL REFERENCES children (id),
    sender text NOT NULL,
    recipient text NOT NULL,
    purpose text NOT NULL,
    sealed bytea NOT NULL,
    sent_at timestamptz NOT NULL,
    keep_until timestamptz NOT NULL,
    taken_at timestamptz NULL
);
CREATE INDEX ix_pushed_dossiers_recipient ON pushed_dossiers (recipient, sent_at);
