// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "sessions/tokens.h"
#include "store/database.h"

// One-time links (api.md 0.11): a signed token, and a row that keeps the SHA-256 of its id and is
// spent by one conditional UPDATE. Only tokens of the kinds Verify, EmailChange,
// StopAccount and Reset.
class Links
{
public:
    Links(const store::Database &database, const Tokens &tokens, Clock clock);

    struct Issued
    {
        QByteArray token;
        QDateTime expiresAt;
    };
    struct Wish
    {
        TokenUse use = TokenUse::Reset;
        AccountId account;
        QString email;        // what the account's address is now, or is to be, or was
        bool mailed = false;  // it goes there by mail: using it proves the address. Not without a mail
                              // server, where an admin hands it on
        std::chrono::seconds life{};
    };
    Result<Issued> issue(const Wish &wish) const;

    struct Purpose
    {
        AccountId account;
        QString email; // that the link was made for
        bool provesAddress = false;
    };
    // What a token is good for, without spending it. EXPIRED_OR_ALREADY_USED.
    Result<Purpose> check(TokenUse use, const Secret &token) const;

    // Spends it; of several at once exactly one. EXPIRED_OR_ALREADY_USED. Belongs into the
    // transaction of what it allows.
    Result<Purpose> spend(TokenUse use, const Secret &token) const;

    // Whether a token is that of a link which can still be used, for whatever it is.
    Result<bool> isGood(const Secret &token) const;

    // A password or address changed: the account's links of these kinds are dead.
    Result<> cancel(const AccountId &account, const QList<TokenUse> &uses) const;

    Result<int> forgetExpiredBefore(const QDateTime &time, int limit) const;

private:
    std::optional<Claims> claimsOf(TokenUse use, const Secret &token) const;

    const store::Database &m_database;
    const Tokens &m_tokens;
    Clock m_clock;
};
