// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/outboxmail.h"
#include "api/page.h"
#include "base/clock.h"
#include "mail/outboxstore.h"

// A mail as its row says it: what its words are needs the master key.
struct ListedMail
{
    OutboxMail mail = {};
    OutboxRow row = {};
};

// The outbox as admins see it.
class OutboxList
{
public:
    OutboxList(const store::Database &database, Secret cursorKey);

    // Search words are the beginnings of recipients' addresses; filter keys are filter::outboxKeys();
    // the sort key is createdAt, by default the latest first. Errors: see store::Listing.
    Result<Page<ListedMail>> page(const ListQuery &query) const;

private:
    const store::Database &m_database;
    Secret m_cursorKey;
};
