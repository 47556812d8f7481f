// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

struct LinkRow
{
    QByteArray hash = {}; // SHA-256 of the token's id
    QString purpose = {};
    bool mailed = false; // to `email`: using it proves the address
    AccountId account = {};
    QString email = {};
    QDateTime createdAt = {};
    QDateTime expiresAt = {};
};

class LinkStore
{
public:
    explicit LinkStore(const store::Database &database) : m_database(database) {}

    Result<> insert(const LinkRow &row) const;
    Result<std::optional<LinkRow>> unspent(const QByteArray &hash, const QDateTime &now) const;
    Result<bool> spend(const QByteArray &hash, const QDateTime &now) const;
    Result<> cancel(const AccountId &account, const QString &purpose, const QDateTime &now) const;
    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
};
