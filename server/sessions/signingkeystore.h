// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "store/database.h"

// What a row of signing_keys holds; the private key is sealed.
struct SigningKeyRow
{
    QString id = {};
    QByteArray privateKey = {};
    QByteArray publicKey = {}; // JWK, as JSON
    QDateTime createdAt = {};
    std::optional<QDateTime> retiredAt = {};
};

class SigningKeyStore
{
public:
    explicit SigningKeyStore(const store::Database &database) : m_database(database) {}

    Result<QList<SigningKeyRow>> all() const; // newest first
    Result<> insert(const SigningKeyRow &row) const;
    Result<> retireAllBut(const QString &id, const QDateTime &now) const;
    Result<int> forgetRetiredBefore(const QDateTime &time) const;

private:
    const store::Database &m_database;
};
