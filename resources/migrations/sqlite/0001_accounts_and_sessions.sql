CREATE TABLE accounts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_shown TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    username TEXT,
    username_key TEXT UNIQUE,
    search_text TEXT NOT NULL,
    is_admin INTEGER NOT NULL DEFAULT 0,
    email_verified_at INTEGER,
    email_proven_at INTEGER,
    two_factor_at INTEGER,
    deactivated_at INTEGER,
    locked_at INTEGER,
    created_at INTEGER NOT NULL,
    last_login_at INTEGER NOT NULL DEFAULT 0
) STRICT

CREATE UNIQUE INDEX accounts_by_email ON accounts (email)

CREATE INDEX accounts_by_name ON accounts (name_key, number)

CREATE INDEX accounts_by_created ON accounts (created_at, number)

CREATE INDEX accounts_by_last_login ON accounts (last_login_at, number)

CREATE INDEX accounts_admins ON accounts (number) WHERE is_admin = 1

CREATE INDEX accounts_unverified ON accounts (number) WHERE email_verified_at IS NULL

CREATE INDEX accounts_with_two_factor ON accounts (number) WHERE two_factor_at IS NOT NULL

CREATE INDEX accounts_without_two_factor ON accounts (number) WHERE two_factor_at IS NULL

CREATE INDEX accounts_deactivated ON accounts (number) WHERE deactivated_at IS NOT NULL

CREATE INDEX accounts_locked ON accounts (number) WHERE locked_at IS NOT NULL

CREATE VIRTUAL TABLE account_search USING fts5 (search_text, content = 'accounts', content_rowid = 'number', tokenize = 'trigram', detail = none)

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID

INSERT INTO counters (name, value) VALUES ('accounts', 0)

CREATE TRIGGER accounts_inserted AFTER INSERT ON accounts BEGIN
    INSERT INTO account_search (rowid, search_text) VALUES (new.number, new.search_text);
    UPDATE counters SET value = value + 1 WHERE name = 'accounts';
END

CREATE TRIGGER accounts_deleted AFTER DELETE ON accounts BEGIN
    INSERT INTO account_search (account_search, rowid, search_text) VALUES ('delete', old.number, old.search_text);
    UPDATE counters SET value = value - 1 WHERE name = 'accounts';
END

CREATE TRIGGER accounts_renamed AFTER UPDATE OF search_text ON accounts WHEN old.search_text <> new.search_text BEGIN
    INSERT INTO account_search (account_search, rowid, search_text) VALUES ('delete', old.number, old.search_text);
    INSERT INTO account_search (rowid, search_text) VALUES (new.number, new.search_text);
END

CREATE TABLE passwords (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE totp (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    secret BLOB,
    last_step INTEGER NOT NULL DEFAULT 0,
    pending_secret BLOB,
    pending_expires_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID

CREATE TABLE recovery_codes (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account_id, hash)
) STRICT, WITHOUT ROWID

CREATE TABLE sessions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    authenticated_at INTEGER NOT NULL,
    methods TEXT NOT NULL,
    two_factor_passed INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    is_form INTEGER NOT NULL,
    generation INTEGER NOT NULL DEFAULT 1,
    rotated_at INTEGER NOT NULL,
    access_floor INTEGER NOT NULL DEFAULT 0,
    last_seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address BLOB NOT NULL,
    user_agent TEXT NOT NULL,
    device_name TEXT NOT NULL,
    device_type TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    revoked_at INTEGER
) STRICT

CREATE INDEX sessions_by_account ON sessions (account_id, last_seen_at, number) WHERE revoked_at IS NULL

CREATE INDEX sessions_by_last_seen ON sessions (last_seen_at, number) WHERE revoked_at IS NULL

CREATE INDEX sessions_by_created ON sessions (created_at, number) WHERE revoked_at IS NULL

CREATE INDEX sessions_by_address ON sessions (address, number) WHERE revoked_at IS NULL

CREATE INDEX sessions_by_expiry ON sessions (expires_at, revoked_at)

CREATE INDEX sessions_revoked ON sessions (revoked_at) WHERE revoked_at IS NOT NULL

CREATE TABLE pending_signins (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    handle_hash BLOB UNIQUE,
    method TEXT NOT NULL,
    remembered INTEGER NOT NULL,
    is_form INTEGER NOT NULL,
    wrong_codes INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    spent_at INTEGER
) STRICT, WITHOUT ROWID

CREATE INDEX pending_signins_by_expiry ON pending_signins (expires_at)

CREATE INDEX pending_signins_by_account ON pending_signins (account_id)

CREATE TABLE one_time_tokens (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    mailed INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    spent_at INTEGER
) STRICT, WITHOUT ROWID

CREATE INDEX one_time_tokens_by_account ON one_time_tokens (account_id, purpose)

CREATE INDEX one_time_tokens_by_expiry ON one_time_tokens (expires_at)

CREATE TABLE signing_keys (
    id TEXT PRIMARY KEY,
    private_key BLOB NOT NULL,
    public_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT, WITHOUT ROWID

CREATE TABLE login_tries (
    subject TEXT NOT NULL,
    network TEXT NOT NULL,
    failures INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    last_failure_at INTEGER NOT NULL,
    PRIMARY KEY (subject, network)
) STRICT, WITHOUT ROWID

CREATE INDEX login_tries_by_age ON login_tries (last_failure_at)

CREATE INDEX login_tries_by_network ON login_tries (network, last_failure_at, failures)

CREATE TABLE known_networks (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    last_login_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, network)
) STRICT, WITHOUT ROWID

CREATE INDEX known_networks_by_age ON known_networks (last_login_at)

CREATE TABLE rate_limits (
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    count INTEGER NOT NULL,
    closed_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (name, subject)
) STRICT, WITHOUT ROWID

CREATE INDEX rate_limits_by_age ON rate_limits (window_start)

CREATE TABLE devices (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    user_agent TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL
) STRICT

CREATE INDEX devices_by_type ON devices (type, number)

CREATE TABLE login_events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    account INTEGER REFERENCES accounts (number) ON DELETE SET NULL,
    email TEXT NOT NULL COLLATE NOCASE,
    success INTEGER NOT NULL,
    failure_reason TEXT NOT NULL,
    provider TEXT NOT NULL,
    address BLOB NOT NULL,
    device INTEGER NOT NULL REFERENCES devices (number),
    city TEXT NOT NULL,
    country TEXT NOT NULL
) STRICT

CREATE INDEX login_events_by_account ON login_events (account, number)

CREATE INDEX login_events_by_email ON login_events (email, number)

CREATE INDEX login_events_by_address ON login_events (address, number)

CREATE INDEX login_events_by_provider ON login_events (provider, number) WHERE provider <> 'password'

CREATE INDEX login_events_by_created ON login_events (created_at)

CREATE INDEX login_events_failed ON login_events (failure_reason, number) WHERE success = 0

CREATE TABLE audit_events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    actor_id TEXT,
    action TEXT NOT NULL,
    target_id TEXT,
    address BLOB NOT NULL,
    details TEXT NOT NULL
) STRICT

CREATE INDEX audit_events_by_target ON audit_events (target_id, number)

CREATE INDEX audit_events_by_created ON audit_events (created_at)

CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    content BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    given_up_at INTEGER,
    failure TEXT NOT NULL DEFAULT ''
) STRICT

CREATE INDEX outbox_due ON outbox (next_try_at) WHERE sent_at IS NULL AND given_up_at IS NULL

CREATE INDEX outbox_waiting ON outbox (number) WHERE sent_at IS NULL AND given_up_at IS NULL

CREATE INDEX outbox_given_up ON outbox (number) WHERE given_up_at IS NOT NULL

CREATE INDEX outbox_by_account ON outbox (account_id, number)

CREATE INDEX outbox_by_recipient ON outbox (recipient, number)

CREATE INDEX outbox_by_created ON outbox (created_at)
