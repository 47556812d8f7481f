// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/session.h"
#include "store/database.h"
#include "throttle/client.h"

// What a session's row says beyond what admins see.
struct SessionRow
{
    SessionId id = {};
    AccountId account = {};
    QDateTime createdAt = {};
    QDateTime authenticatedAt = {};
    QStringList methods = {};
    bool twoFactorPassed = false;
    bool remembered = false;
    bool isForm = false;        // the lifetime class of a form login
    qint64 generation = 1;      // of the refresh token that is good now
    QDateTime rotatedAt = {};
    qint64 accessFloor = 0;     // access tokens of older generations are dead
    QDateTime endsAt = {};           // whatever is refreshed
    QDateTime expiresAt = {};
};

struct SessionOrigin
{
    QByteArray address = {}; // 16 bytes
    QString userAgent = {};
    QString deviceName = {};
    QString deviceType = {};
    QString city = {};
    QString country = {};
};

class SessionStore
{
public:
    explicit SessionStore(const store::Database &database) : m_database(database) {}

    Result<> insert(const SessionRow &session, const SessionOrigin &origin) const;

    // A session that is neither revoked nor expired.
    Result<std::optional<SessionRow>> liveById(const SessionId &id, const QDateTime &now) const;

    // The one statement of api.md 0.3; true for whoever won.
    struct Advance
    {
        SessionId id;
        qint64 generation = 0;          // that is spent
        bool movesAccessFloor = false;  // older access tokens die
        QDateTime now = {};
        QDateTime expiresAt = {};
    };
    Result<bool> advance(const Advance &advance) const;

    Result<bool> revoke(const SessionId &id, const QDateTime &now) const; // false: it was not alive
    Result<int> revokeAllOf(const AccountId &account, const std::optional<SessionId> &except, const QDateTime &now) const;
    Result<> setTwoFactorPassed(const SessionId &id, const QStringList &methods) const;
    Result<> setAuthenticated(const SessionId &id, const QDateTime &now) const;
    Result<> setLastSeen(const SessionId &id, const QDateTime &time) const;

    // Forgets up to `limit` sessions that ended before `time`; how many they were.
    Result<int> forgetEndedBefore(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
};
