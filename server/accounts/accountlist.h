// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "api/page.h"
#include "base/clock.h"
#include "base/secret.h"
#include "store/database.h"

// Accounts as admins see them: one, or pages of all.
class AccountList
{
public:
    AccountList(const store::Database &database, Secret cursorKey, Clock clock);

    Result<Account> one(const AccountId &id) const; // NOT_FOUND

    // Search words are looked for in names, addresses and user names; filter keys are
    // filter::accountKeys(); sort keys name (the default), email, createdAt, lastLoginAt. Errors: see
    // store::Listing.
    Result<Page<Account>> page(const ListQuery &query) const;

private:
    const store::Database &m_database;
    Secret m_cursorKey;
    Clock m_clock;
};
