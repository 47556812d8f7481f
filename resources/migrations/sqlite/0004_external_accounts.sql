CREATE TABLE external_accounts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    avatar_url TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (issuer, subject)
) STRICT

CREATE INDEX external_accounts_by_account ON external_accounts (account_id, number)

CREATE INDEX external_accounts_by_provider ON external_accounts (provider)

CREATE TABLE external_flows (
    hash BLOB PRIMARY KEY,
    face TEXT NOT NULL,
    provider TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    session_id TEXT,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE INDEX external_flows_by_expiry ON external_flows (expires_at)

CREATE TABLE external_registrations (
    hash BLOB PRIMARY KEY,
    identity BLOB NOT NULL,
    spent_at INTEGER,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE INDEX external_registrations_by_expiry ON external_registrations (expires_at)
