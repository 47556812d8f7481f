CREATE TABLE known_devices (
    number INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    country TEXT NOT NULL,
    last_login_at INTEGER NOT NULL
) STRICT

CREATE UNIQUE INDEX known_devices_by_account ON known_devices (account_id, device, country)
