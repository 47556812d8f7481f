// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/loginevent.h"
#include "api/page.h"
#include "base/clock.h"
#include "history/device.h"
#include "history/geo.h"
#include "store/database.h"
#include "throttle/client.h"

// One tried login, before it is written down (api.md 0.16).
struct LoginTry
{
    std::optional<AccountId> account; // none for an address that nobody has
    QString email;                    // as it was tried
    QString failureReason;            // empty: it succeeded
    QString provider;                 // password, passkey, or a provider's name
};

// The login history: who tried, when, from where, and whether it worked.
class History
{
public:
    History(const store::Database &database, const Geo &geo, Clock clock);

    // One event. Cheap enough to stand in the transaction of the login itself.
    Result<> record(const LoginTry &login, const Client &client) const;

    // The last 20 events of one account, newest first (api.md 1.2).
    Result<QList<LoginEvent>> lastOf(const AccountId &account) const;

    // Pages over all events, newest first by default; sort keys: createdAt. Filter keys: see historystore.
    Result<Page<AdminLoginEvent>> list(const ListQuery &query) const;
    Result<Page<AdminLoginEvent>> listOf(const AccountId &account, const ListQuery &query) const;

    // The events after the one with this id, oldest first, at most 200: for live views.
    Result<QList<AdminLoginEvent>> after(const QString &eventId) const;

private:
    const store::Database &m_database;
    const Geo &m_geo;
    Clock m_clock;
};
