// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "login/signins.h"
#include "mail/outbox.h"
#include "totp/totp.h"

// The second step of a login, and every other place that asks for a code (api.md 0.9): the try is
// counted before the code is compared, and a right code is spent.
class SecondFactors
{
public:
    SecondFactors(const store::Database &database, const Accounts &accounts, const Sessions &sessions,
                  const SignIns &signIns, const Totp &totp, const Throttle &throttle, const Tokens &tokens,
                  const Outbox &outbox, const Config &config, Clock clock);

    // Spends a pending sign-in, named by its token or its handle. INVALID_PARTIAL_TOKEN for one
    // that has ended, INVALID_TWO_FACTOR_CODE, TOO_MANY_REQUESTS.
    Result<SignedIn> complete(const Secret &token, const QString &code, const Client &client) const;

    // For whoever holds a pending or full session: completes the one, lifts or renews the other.
    Result<SignedIn> verify(const Caller &caller, const QString &code, const Client &client) const;

    // A code of somebody who is signed in. Gives how it was right. INVALID_TWO_FACTOR_CODE.
    Result<Totp::Factor> confirm(const AccountRow &account, const QString &code, const Client &client) const;
    Result<> confirmTotp(const AccountRow &account, const QString &code, const Client &client) const; // no recovery code

private:
    Result<PendingSignIn> find(const Secret &token) const;
    Result<SignedIn> completePending(const PendingSignIn &pending, const QString &code, const Client &client) const;
    Result<SignedIn> lift(const Caller &caller, const QString &code, const Client &client) const;
    Result<> admitTry(const AccountRow &account, const Client &client) const;
    Result<std::optional<Totp::Factor>> spend(const AccountRow &account, const QString &code) const;
    Result<> tell(const QByteArray &kind, const AccountRow &account) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const Sessions &m_sessions;
    const SignIns &m_signIns;
    const Totp &m_totp;
    const Throttle &m_throttle;
    const Tokens &m_tokens;
    const Outbox &m_outbox;
    const Config &m_config;
    Clock m_clock;
};
