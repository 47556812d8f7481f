// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

// What decides about a caller, read from the database at each request: the session and its account
// in one indexed statement.
struct SessionState
{
    AccountId account = {};
    bool isPending = false;
    bool twoFactorPassed = false;
    bool remembered = false;
    qint64 accessFloor = 0;
    QDateTime authenticatedAt = {};
    QDateTime lastSeenAt = {};
    bool isAdmin = false;
    bool emailVerified = false;
    bool twoFactorConfigured = false;
    bool isShut = false; // deactivated or locked
};

class AccessStore
{
public:
    explicit AccessStore(const store::Database &database) : m_database(database) {}

    // Only what is alive: neither revoked, spent nor expired, nor ended by `maximumTries` codes.
    Result<std::optional<SessionState>> session(const SessionId &id, const QDateTime &now) const;
    Result<std::optional<SessionState>> pendingSignIn(const SessionId &id, int maximumTries, const QDateTime &now) const;

private:
    const store::Database &m_database;
};
