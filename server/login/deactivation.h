// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "login/passwordguard.h"

// Somebody leaves by himself; only an admin brings him back (api.md A22, A23).
class Deactivation
{
public:
    Deactivation(const Accounts &accounts, const PasswordGuard &guard) : m_accounts(accounts), m_guard(guard) {}

    // INVALID_CONFIRMATION unless the text is one of those that api.md A22 takes; INVALID_PASSWORD
    // for an account that has one; LAST_ADMIN.
    Result<> leave(const Caller &caller, const QString &confirmation, const Secret &password, const Client &client) const;

private:
    const Accounts &m_accounts;
    const PasswordGuard &m_guard;
};
