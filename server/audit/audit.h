// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "store/database.h"
#include "throttle/client.h"

// Something that an admin or the system did and that somebody may ask for later.
struct AuditEvent
{
    QByteArray action = {};               // session.refresh_token_stolen, account.disabled, …
    std::optional<AccountId> actor = {};  // none: the system, or the command line
    std::optional<AccountId> target = {};
    QJsonObject details = {};        // never a secret
};

// The log of security events and of what admins did. Written in the transaction of the deed.
class Audit
{
public:
    Audit(const store::Database &database, Clock clock) : m_database(database), m_clock(std::move(clock)) {}

    Result<> record(const AuditEvent &event, const Client &client = {}) const;

private:
    const store::Database &m_database;
    Clock m_clock;
};
