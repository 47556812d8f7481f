// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "login/loginstep.h"
#include "throttle/throttle.h"

// Refreshing: a refresh token is spent for new tokens of the same session (api.md 0.3).
class Renewal
{
public:
    Renewal(const Accounts &accounts, const Sessions &sessions, const Tokens &tokens, const Throttle &throttle,
            const Audit &audit, const Config &config);

    // `inBody`: the token came in the body, so older access tokens die. INVALID_REFRESH_TOKEN;
    // TWO_FACTOR_REQUIRED and EMAIL_NOT_VERIFIED, which spend nothing; TOO_MANY_REQUESTS.
    Result<SignedIn> refresh(const Secret &token, bool inBody, const Client &client) const;

private:
    Result<SessionRow> sessionOf(const Claims &claims) const;
    Result<AccountRow> holderOf(const SessionRow &session) const;
    Result<SessionRow> rotate(const SessionRow &session, qint64 generation, bool inBody, const Client &client) const;

    const Accounts &m_accounts;
    const Sessions &m_sessions;
    const Tokens &m_tokens;
    const Throttle &m_throttle;
    const Audit &m_audit;
    const Config &m_config;
};
