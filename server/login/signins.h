// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "history/history.h"
#include "login/loginstep.h"
#include "login/pendingstore.h"
#include "mail/outbox.h"
#include "throttle/throttle.h"

// What a proven first step becomes: a session at once, or a pending sign-in that waits for the
// second factor. Whatever proves somebody (a password, a passkey, a mailed link, a provider) ends here.
class SignIns
{
public:
    SignIns(const store::Database &database, const Accounts &accounts, const Sessions &sessions, const Tokens &tokens,
            const History &history, const Throttle &throttle, const Outbox &outbox, const Config &config, Clock clock);

    struct Wish
    {
        QString method;          // of the first step
        bool remembered = true;
        bool isForm = false;
        bool countsAsTwo = false;    // by itself: no second factor is asked for
        bool isLogin = true;         // writes a login event; a registration's first session does not
        bool mayBeUnverified = true; // whether auth.require_verified_email refuses it here (api.md 0.13)
    };
    // `account` as it was before it was proven: whoever changed the password or the second factor
    // meanwhile has shut out what began before. INVALID_CREDENTIALS, and what admit() refuses.
    Result<LoginStep> proceed(const AccountRow &account, const Wish &wish, const Client &client) const;

    // The second factor was right: spends the pending sign-in. INVALID_PARTIAL_TOKEN if another
    // request did so first.
    Result<SignedIn> complete(const PendingSignIn &pending, const QString &secondMethod, const Client &client) const;

    // ACCOUNT_DEACTIVATED, ACCOUNT_LOCKED, EMAIL_NOT_VERIFIED: told only to who has proven himself.
    // The failure is written into the history.
    Result<> admit(const AccountRow &account, const Wish &wish, const Client &client) const;

    Result<> recordFailure(const std::optional<AccountId> &account, const QString &email, const QString &reason,
                           const QString &method, const Client &client) const;

    // A password changed: what its old one began must not be finished.
    Result<> endWaiting(const AccountId &account) const;

    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const;

private:
    Result<> refuseChanged(const AccountRow &account) const;
    Result<LoginStep> defer(const AccountRow &account, const Wish &wish) const;
    Result<SignedIn> start(const AccountRow &account, const QStringList &methods, const Wish &wish, const Client &client) const;
    Result<> tellOfNewDevice(const AccountRow &account, const Wish &wish, const Client &client) const;
    QJsonObject pendingClaims(const AccountRow &account, const SessionId &id) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const Sessions &m_sessions;
    const Tokens &m_tokens;
    const History &m_history;
    const Throttle &m_throttle;
    const Outbox &m_outbox;
    const Config &m_config;
    Clock m_clock;
};
