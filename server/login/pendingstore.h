// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

// A sign-in whose first step was right and whose second factor is awaited (api.md 0.5).
struct PendingSignIn
{
    SessionId id = {};
    AccountId account = {};
    QByteArray handleHash = {}; // of the 64-character handle of form answers; empty without one
    QString method = {};        // of the first step
    bool remembered = true;
    bool isForm = false;
    QDateTime createdAt = {};
    QDateTime expiresAt = {};
};

class PendingStore
{
public:
    explicit PendingStore(const store::Database &database) : m_database(database) {}

    Result<> insert(const PendingSignIn &pending) const;

    // Only those that live: not spent, not expired, fewer than `maximumTries` codes tried.
    Result<std::optional<PendingSignIn>> byId(const SessionId &id, int maximumTries, const QDateTime &now) const;
    Result<std::optional<PendingSignIn>> byHandle(const QByteArray &hash, int maximumTries, const QDateTime &now) const;

    // Counts a try before its code is compared; false if there are none left.
    Result<bool> countTry(const SessionId &id, int maximumTries) const;
    Result<bool> spend(const SessionId &id, const QDateTime &now) const; // of several at once, one
    Result<> spendAllOf(const AccountId &account, const QDateTime &now) const;
    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
};
