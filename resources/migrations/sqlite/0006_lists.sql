ALTER TABLE sessions ADD COLUMN account INTEGER

UPDATE sessions SET account = (SELECT number FROM accounts WHERE id = sessions.account_id)

DROP INDEX sessions_by_last_seen

CREATE INDEX sessions_by_last_seen ON sessions (last_seen_at, number, created_at, account, expires_at, remembered, address, device_type, methods) WHERE revoked_at IS NULL

DROP INDEX sessions_by_created

CREATE INDEX sessions_by_created ON sessions (created_at, number, last_seen_at, account, expires_at, remembered, address, device_type, methods) WHERE revoked_at IS NULL

CREATE INDEX sessions_by_device ON sessions (device_type, number) WHERE revoked_at IS NULL

CREATE INDEX sessions_by_methods ON sessions (methods, number) WHERE revoked_at IS NULL

CREATE INDEX login_events_by_device ON login_events (device, number)
