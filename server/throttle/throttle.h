// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "config.h"
#include "store/database.h"
#include "throttle/client.h"

// The ladder that slows down guessing, and the limits per client (api.md 0.9). All its state is in
// the database, shared by every node; each admission is one conditional UPDATE.
class Throttle
{
public:
    // `addressKey` keys the hash under which addresses without an account are counted.
    Throttle(const store::Database &database, const Config::Throttle &figures, Secret addressKey,
             Clock clock);

    // Whose password is tried: an account, or an address that nobody has.
    struct Subject
    {
        std::optional<AccountId> account;
        QString email; // normalised; counts only without an account
    };

    // Counts a try before its password is hashed or its code compared. TOO_MANY_REQUESTS with
    // retryAfter, and then nothing is counted. Opens a transaction of its own.
    Result<> admit(const Subject &subject, const Client &client) const;

    // A 503 or a hang-up before the comparison takes back its own count.
    Result<> takeBack(const Subject &subject, const Client &client) const;

    // A completed sign-in: forgets the failures of this account and network, and knows the network.
    Result<> succeeded(const AccountId &account, const Client &client) const;

    // An admin's unlock or a used reset link: forgets the account's failures everywhere.
    Result<> forgive(const AccountId &account) const;

    // Until when an account's worst network has to wait; nothing if nobody waits.
    Result<std::optional<QDateTime>> throttledUntil(const AccountId &account) const;

    // The rule of 20 wrong second-factor codes in 24 h: admit counts one before it is compared, or
    // refuses with TOO_MANY_REQUESTS for an hour. A right one is taken back. A wrong one gives true
    // when the door has been closed and nobody was told yet (the owner gets a mail).
    Result<> admitSecondFactor(const AccountId &account) const;
    Result<> rightSecondFactor(const AccountId &account) const;
    Result<bool> wrongSecondFactor(const AccountId &account) const;

    // Limits per client: TOO_MANY_REQUESTS with retryAfter when the window is full. Exempt clients pass.
    Result<> limitRegistration(const Client &client) const; // 10 an hour
    Result<> limitRefresh(const Client &client) const;      // 60 a minute
    Result<> limitMailRequests(const Client &client) const; // 20 an hour
    Result<> limitPasskeys(const Client &client) const;       // begun ceremonies: as many as refreshes
    Result<> limitPasskeyAnswers(const Client &client) const; // their ends: as many, counted apart
    Result<> limitExternalBegins(const Client &client) const; // ways over providers: as many
    // Whether one more mail may go to this address in this hour (3); counts it if so.
    Result<bool> mayMail(const QString &normalisedEmail) const;

    // Forgets at most `limit` rows of each kind that no longer say anything; gives how many.
    Result<int> forgetOld(int limit) const;

private:
    QString subjectOf(const Subject &subject) const;
    QString hashed(const QString &email) const;
    Result<> limit(const QString &name, const Client &client, int most, std::chrono::seconds window) const;
    qint64 now() const { return m_clock().toMSecsSinceEpoch(); }

    const store::Database &m_database;
    const Config::Throttle &m_figures;
    Secret m_addressKey;
    Clock m_clock;
};
