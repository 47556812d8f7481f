// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

class PasswordStore
{
public:
    explicit PasswordStore(const store::Database &database) : m_database(database) {}

    // The PHC string; nothing for an account without a password.
    Result<std::optional<QByteArray>> hashOf(const AccountId &account) const;
    // With a new stamp, by which others see that it is another one than they compared.
    Result<> set(const AccountId &account, const QByteArray &hash, const QDateTime &now) const;

    Result<> remove(const AccountId &account) const;

    // Replaces a hash by a costlier one of the same password, unless the password changed meanwhile.
    Result<> replace(const AccountId &account, const QByteArray &oldHash, const QByteArray &newHash) const;

private:
    const store::Database &m_database;
};
