-- The register: who takes part, which child is meant, what is known to decide, who said yes.
CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    fg_contact TEXT NOT NULL,
    is_care_provider INTEGER NOT NULL,
    registered_at TEXT NOT NULL,
    ended_at TEXT NULL
);

CREATE TABLE organisation_identifiers (
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (system, value)
);
CREATE INDEX ix_organisation_identifiers_organisation ON organisation_identifiers (organisation_id);

CREATE TABLE professionals (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    id TEXT NOT NULL,
    role TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    ended_at TEXT NULL,
    PRIMARY KEY (organisation_id, id, role)
);

CREATE TABLE client_keys (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kid TEXT NOT NULL,
    jwk TEXT NOT NULL,
    added_at TEXT NOT NULL,
    retired_at TEXT NULL,
    PRIMARY KEY (organisation_id, kid)
);

CREATE TABLE source_endpoints (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    wrapped_secret BLOB NOT NULL,
    PRIMARY KEY (organisation_id, kind)
);

CREATE TABLE accessions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    convenant_version TEXT NOT NULL,
    rows TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    statement TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT NULL
);
CREATE INDEX ix_accessions_organisation ON accessions (organisation_id);

-- A child is an opaque id, a key, and the version that puts disclosures and consent acts in one order.
CREATE TABLE children (
    id TEXT NOT NULL PRIMARY KEY,
    consent_version INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE couplings (
    organisation_id TEXT NOT NULL,
    system TEXT NOT NULL,
    lookup BLOB NOT NULL,
    child_id TEXT NOT NULL REFERENCES children (id),
    value BLOB NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT NULL,
    PRIMARY KEY (lookup)
);
CREATE INDEX ix_couplings_child ON couplings (child_id);

-- Facts are added, never changed: a correction is a new row, and the youngest row of a kind and subject holds.
CREATE TABLE facts (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES children (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body BLOB NOT NULL,
    recorded_by TEXT NOT NULL,
    source TEXT NOT NULL,
    observed_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
CREATE INDEX ix_facts_child ON facts (child_id, kind, subject, recorded_at);

-- One row is one yes. Withdrawals and refusals are rows of grant_events; nothing is changed or deleted.
CREATE TABLE grants (
    id TEXT NOT NULL PRIMARY KEY,
    child_id TEXT NOT NULL REFERENCES children (id),
    purpose TEXT NOT NULL,
    source TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    given_at TEXT NOT NULL,
    valid_from TEXT NULL,
    valid_until TEXT NOT NULL,
    body TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
CREATE INDEX ix_grants_child ON grants (child_id, purpose);

CREATE TABLE grant_events (
    id TEXT NOT NULL PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES grants (id),
    child_id TEXT NOT NULL REFERENCES children (id),
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    categories TEXT NOT NULL
);
CREATE INDEX ix_grant_events_child ON grant_events (child_id);

CREATE TABLE gates (
    reference TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    child_id TEXT NOT NULL REFERENCES children (id),
    made_by TEXT NOT NULL,
    made_for TEXT NOT NULL,
    purpose TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT NULL
);
CREATE INDEX ix_gates_child ON gates (child_id);

CREATE TABLE persons (
    id TEXT NOT NULL,
    child_id TEXT NOT NULL REFERENCES children (id),
    body BLOB NOT NULL,
    sign_in_lookup BLOB NULL,
    PRIMARY KEY (id, child_id)
);
CREATE INDEX ix_persons_child ON persons (child_id);
CREATE INDEX ix_persons_sign_in ON persons (sign_in_lookup);

CREATE TABLE issuer_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    wrapped_private_key BLOB NOT NULL,
    created_at TEXT NOT NULL,
    retired_at TEXT NULL
);

-- Identifiers that may be used once (jti), as hashes, until they can no longer be valid.
CREATE TABLE used_identifiers (
    hash BLOB NOT NULL PRIMARY KEY,
    keep_until TEXT NOT NULL
);
CREATE INDEX ix_used_identifiers_keep_until ON used_identifiers (keep_until);

-- An answer that a repeated request with the same Idempotency-Key gets again.
CREATE TABLE idempotent_answers (
    organisation_id TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    location TEXT NULL,
    keep_until TEXT NOT NULL,
    PRIMARY KEY (organisation_id, key)
);

-- Keys that protect cookies and form tokens, shared by all nodes.
CREATE TABLE data_protection_keys (
    name TEXT NOT NULL PRIMARY KEY,
    xml TEXT NOT NULL
);

-- The database itself refuses to change evidence.
CREATE TRIGGER facts_keep_update BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'facts is append-only'); END;

CREATE TRIGGER facts_keep_delete BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'facts is append-only'); END;

CREATE TRIGGER grants_keep_update BEFORE UPDATE ON grants BEGIN SELECT RAISE(ABORT, 'grants is append-only'); END;

CREATE TRIGGER grants_keep_delete BEFORE DELETE ON grants BEGIN SELECT RAISE(ABORT, 'grants is append-only'); END;

CREATE TRIGGER grant_events_keep_update BEFORE UPDATE ON grant_events BEGIN SELECT RAISE(ABORT, 'grant_events is append-only'); END;

CREATE TRIGGER grant_events_keep_delete BEFORE DELETE ON grant_events BEGIN SELECT RAISE(ABORT, 'grant_events is append-only'); END;
