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
    std::optional<AccountId> account = {}; // none for an address that nobody has
    QString email = {};                    // as it was tried
    QString failureReason = {};            // empty: it succeeded
    QString provider = {};                 // password, passkey, or a provider's name
};

// The login history: who tried, when, from where, and whether it worked.
class History
{
public:
    // `cursorKey` makes the cursors of pages unforgeable.
    History(const store::Database &database, const Geo &geo, Secret cursorKey, Clock clock);

    // One event. Cheap enough to stand in the transaction of the login itself.
    Result<> record(const LoginTry &login, const Client &client) const;

    // Remembers the device of a completed sign-in; whether the account had signed in before, but never
    // with this device. A device is what the user agent says without its versions, and the country it
    // is in, where that is known: networks change too often to tell anything, and in a local network
    // everybody shares one. Stands in the transaction of the sign-in.
    Result<bool> meetDevice(const AccountId &account, const Client &client) const;

    // Where somebody is, for people to read: "203.0.113.7 (Berlin, Germany)".
    QString whereabouts(const Client &client) const;

    // The last 20 events of one account, newest first (api.md 1.2).
    Result<QList<LoginEvent>> lastOf(const AccountId &account) const;

    // Pages over all events, or over those of one account, by default the newest first. Search words are
    // the beginnings of the addresses tried, or IP addresses and networks; filter keys are
    // filter::eventKeys(); the sort key is createdAt. Errors: see store::Listing.
    Result<Page<AdminLoginEvent>> list(const ListQuery &query) const;
    Result<Page<AdminLoginEvent>> listOf(const AccountId &account, const ListQuery &query) const;

    // The events after the one with this id, oldest first, at most 200: for live views.
    // INVALID_CURSOR for an event that is none of the newest 10,000: load the first page again.
    Result<QList<AdminLoginEvent>> after(const QString &eventId) const;

    // Deletes at most `limit` of the events before `time`, the oldest first; gives how many.
    Result<int> forgetBefore(const QDateTime &time, int limit) const;

private:
    const store::Database &m_database;
    const Geo &m_geo;
    Secret m_cursorKey;
    Clock m_clock;
};
