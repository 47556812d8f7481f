// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"
#include "api/session.h"
#include "base/clock.h"
#include "base/secret.h"
#include "store/database.h"

// Live sessions as admins see them: neither revoked nor expired.
class SessionList
{
public:
    SessionList(const store::Database &database, Secret cursorKey, Clock clock);

    // Search words are looked for in the names and addresses of the sessions' accounts; filter keys
    // are filter::sessionKeys(); sort keys lastSeenAt (by default the latest first) and createdAt.
    // Errors: see store::Listing.
    Result<Page<Session>> page(const ListQuery &query) const;
    Result<Page<Session>> pageOf(const AccountId &account, const ListQuery &query) const;

private:
    const store::Database &m_database;
    Secret m_cursorKey;
    Clock m_clock;
};
