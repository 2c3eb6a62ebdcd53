-- The register: who takes part, which child is meant, what is known to decide, who said yes.
CREATE TABLE organisations (
    id text NOT NULL PRIMARY KEY,
    party text NOT NULL,
    name text NOT NULL,
    fg_contact text NOT NULL,
    is_care_provider boolean NOT NULL,
    registered_at timestamptz NOT NULL,
    ended_at timestamptz NULL
);

CREATE TABLE organisation_identifiers (
    system text NOT NULL,
    value text NOT NULL,
    organisation_id text NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (system, value)
);
CREATE INDEX ix_organisation_identifiers_organisation ON organisation_identifiers (organisation_id);

CREATE TABLE professionals (
    organisation_id text NOT NULL REFERENCES organisations (id),
    id text NOT NULL,
    role text NOT NULL,
    registered_at timestamptz NOT NULL,
    ended_at timestamptz NULL,
    PRIMARY KEY (organisation_id, id, role)
);

CREATE TABLE client_keys (
    organisation_id text NOT NULL REFERENCES organisations (id),
    kid text NOT NULL,
    jwk text NOT NULL,
    added_at timestamptz NOT NULL,
    retired_at timestamptz NULL,
    PRIMARY KEY (organisation_id, kid)
);

CREATE TABLE source_endpoints (
    organisation_id text NOT NULL REFERENCES organisations (id),
    kind text NOT NULL,
    address text NOT NULL,
    wrapped_secret bytea NOT NULL,
    PRIMARY KEY (organisation_id, kind)
);

CREATE TABLE accessions (
    id uuid NOT NULL PRIMARY KEY,
    organisation_id text NOT NULL REFERENCES organisations (id),
    convenant_version text NOT NULL,
    "rows" text NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    statement text NOT NULL,
    recorded_at timestamptz NOT NULL,
    withdrawn_at timestamptz NULL
);
CREATE INDEX ix_accessions_organisation ON accessions (organisation_id);

-- A child is an opaque id, a key, and the version that puts disclosures and consent acts in one order.
CREATE TABLE children (
    id text NOT NULL PRIMARY KEY,
    consent_version bigint NOT NULL,
    wrapped_key bytea NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE couplings (
    organisation_id text NOT NULL,
    system text NOT NULL,
    lookup bytea NOT NULL,
    child_id text NOT NULL REFERENCES children (id),
    value bytea NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz NULL,
    PRIMARY KEY (lookup)
);
CREATE INDEX ix_couplings_child ON couplings (child_id);

-- Facts are added, never changed: a correction is a new row, and the youngest row of a kind and subject holds.
CREATE TABLE facts (
    id uuid NOT NULL PRIMARY KEY,
    child_id text NOT NULL REFERENCES children (id),
    kind text NOT NULL,
    subject text NOT NULL,
    body bytea NOT NULL,
    recorded_by text NOT NULL,
    source text NOT NULL,
    observed_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ix_facts_child ON facts (child_id, kind, subject, recorded_at);

-- One row is one yes. Withdrawals and refusals are rows of grant_events; nothing is changed or deleted.
CREATE TABLE grants (
    id uuid NOT NULL PRIMARY KEY,
    child_id text NOT NULL REFERENCES children (id),
    purpose text NOT NULL,
    source text NOT NULL,
    granted_by text NOT NULL,
    given_at timestamptz NOT NULL,
    valid_from date NULL,
    valid_until date NOT NULL,
    body text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ix_grants_child ON grants (child_id, purpose);

CREATE TABLE grant_events (
    id uuid NOT NULL PRIMARY KEY,
    grant_id uuid NOT NULL REFERENCES grants (id),
    child_id text NOT NULL REFERENCES children (id),
    type text NOT NULL,
    at timestamptz NOT NULL,
    by text NOT NULL,
    categories text NOT NULL
);
CREATE INDEX ix_grant_events_child ON grant_events (child_id);

CREATE TABLE gates (
    reference text NOT NULL PRIMARY KEY,
    kind text NOT NULL,
    child_id text NOT NULL REFERENCES children (id),
    made_by text NOT NULL,
    made_for text NOT NULL,
    purpose text NOT NULL,
    made_at timestamptz NOT NULL,
    ended_at timestamptz NULL
);
CREATE INDEX ix_gates_child ON gates (child_id);

CREATE TABLE persons (
    id text NOT NULL,
    child_id text NOT NULL REFERENCES children (id),
    body bytea NOT NULL,
    sign_in_lookup bytea NULL,
    PRIMARY KEY (id, child_id)
);
CREATE INDEX ix_persons_child ON persons (child_id);
CREATE INDEX ix_persons_sign_in ON persons (sign_in_lookup);

CREATE TABLE issuer_keys (
    kid text NOT NULL PRIMARY KEY,
    wrapped_private_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz NULL
);

-- Identifiers that may be used once (jti), as hashes, until they can no longer be valid.
CREATE TABLE used_identifiers (
    hash bytea NOT NULL PRIMARY KEY,
    keep_until timestamptz NOT NULL
);
CREATE INDEX ix_used_identifiers_keep_until ON used_identifiers (keep_until);

-- An answer that a repeated request with the same Idempotency-Key gets again.
CREATE TABLE idempotent_answers (
    organisation_id text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    location text NULL,
    keep_until timestamptz NOT NULL,
    PRIMARY KEY (organisation_id, key)
);

-- Keys that protect cookies and form tokens, shared by all nodes.
CREATE TABLE data_protection_keys (
    name text NOT NULL PRIMARY KEY,
    xml text NOT NULL
);

-- The database itself refuses to change evidence.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER facts_append_only BEFORE UPDATE OR DELETE ON facts FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER grants_append_only BEFORE UPDATE OR DELETE ON grants FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER grant_events_append_only BEFORE UPDATE OR DELETE ON grant_events FOR EACH ROW EXECUTE FUNCTION append_only();
