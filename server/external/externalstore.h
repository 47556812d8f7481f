// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/externalaccount.h"
#include "store/database.h"

// A connected account as the database has it.
struct ExternalLink
{
    ExternalAccountId id = {};
    AccountId account = {};
    QString provider = {};
    QString issuer = {};
    QString subject = {};
    QString email = {};
    QString displayName = {};
    QString avatarUrl = {};
    QDateTime createdAt = {};
};

// A way over a provider's page that has begun; found by the hash of its state.
struct ExternalFlow
{
    QByteArray hash = {};
    QString face = {};                       // which of the two families of routes it began on
    QString provider = {};
    std::optional<AccountId> account = {};   // of who links, fixed at the start; nothing: a sign-in
    std::optional<SessionId> session = {};
    QDateTime expiresAt = {};
};

// What is in both families' tables: links, ways that have begun, registrations that wait.
class ExternalStore
{
public:
    explicit ExternalStore(const store::Database &database) : m_database(database) {}

    Result<> insert(const ExternalLink &link) const; // CONFLICT for an identity that is linked already
    Result<> update(const ExternalLink &link) const; // what the provider says of it now
    Result<std::optional<ExternalLink>> byIdentity(const QString &issuer, const QString &subject) const;
    Result<QList<ExternalLink>> of(const AccountId &account) const; // oldest first
    Result<bool> remove(const AccountId &account, const ExternalAccountId &id) const;
    Result<qint64> countOf(const QString &provider) const;

    Result<> insert(const ExternalFlow &flow) const;
    // Of several that come back with one state exactly one gets it.
    Result<std::optional<ExternalFlow>> spend(const QByteArray &hash, const QDateTime &now) const;

    Result<> insertRegistration(const QByteArray &hash, const QByteArray &identity, const QDateTime &expiresAt) const;
    Result<std::optional<QByteArray>> registration(const QByteArray &hash, const QDateTime &now) const; // unspent
    Result<bool> spendRegistration(const QByteArray &hash, const QDateTime &now) const;

    // What expired before then, at most `limit`; gives how many that were.
    Result<int> forgetFlows(const QDateTime &time, int limit) const;
    Result<int> forgetRegistrations(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
};
