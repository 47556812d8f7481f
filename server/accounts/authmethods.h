// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"
#include "store/database.h"

// The ways by which an account can sign in (api.md A21): nobody may take away his own last one.
class AuthMethods
{
public:
    explicit AuthMethods(const store::Database &database) : m_database(database) {}

    // Passwords, passkeys and connected accounts, each one counted. Joins the caller's transaction, which should hold
    // what is taken away afterwards too: of two that go at once the second has to be refused.
    Result<qint64> countOf(const AccountId &account) const;

    // Passkeys and connected accounts. Joins the caller's transaction.
    Result<> removeAllButPassword(const AccountId &account) const;

private:
    const store::Database &m_database;
};
