// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

// A ceremony that has begun. What the browser was given to sign is kept only as its hash.
struct ChallengeRow
{
    QByteArray hash = {};
    std::optional<AccountId> account = {}; // of a registration, with the session that began it
    std::optional<SessionId> session = {};
    QByteArray addressHash = {};           // of a login for one address, whoever has it
    QString deviceName = {};               // that the begin of a registration said
    QDateTime expiresAt = {};
};

class ChallengeStore
{
public:
    explicit ChallengeStore(const store::Database &database) : m_database(database) {}

    Result<> insert(const ChallengeRow &challenge) const;

    // Spends a login's challenge, or that of a registration of this account in this session: of
    // several callers one gets it. Nothing for a spent, expired or unknown one.
    Result<std::optional<ChallengeRow>> spendLogin(const QByteArray &hash, const QDateTime &now) const;
    Result<std::optional<ChallengeRow>> spendRegistration(const QByteArray &hash, const AccountId &account,
                                                          const SessionId &session, const QDateTime &now) const;
    // The same without spending it.
    Result<std::optional<ChallengeRow>> login(const QByteArray &hash, const QDateTime &now) const;

    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const;

private:
    Result<std::optional<ChallengeRow>> spend(const QString &condition, const QVariantList &values) const;

    const store::Database &m_database;
};
