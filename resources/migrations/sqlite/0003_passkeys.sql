CREATE TABLE passkey_owners (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    handle BLOB NOT NULL UNIQUE
) STRICT, WITHOUT ROWID

CREATE TABLE passkeys (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential_id BLOB NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    device_name TEXT NOT NULL,
    transports TEXT NOT NULL,
    aaguid BLOB NOT NULL,
    attestation TEXT NOT NULL,
    backup_eligible INTEGER NOT NULL,
    backup_state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    clone_suspected_at INTEGER
) STRICT

CREATE INDEX passkeys_by_account ON passkeys (account_id, number)

CREATE TABLE passkey_challenges (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    session_id TEXT,
    address_hash BLOB NOT NULL,
    device_name TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE INDEX passkey_challenges_by_expiry ON passkey_challenges (expires_at)
