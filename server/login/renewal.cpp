// SPDX-License-Identifier: GPL-3.0-only
#include "login/renewal.h"

static Error isDead()
{
    return {Error::Kind::Unauthenticated, code::invalidRefreshToken};
}

Renewal::Renewal(const Accounts &accounts, const Sessions &sessions, const Tokens &tokens, const Throttle &throttle,
                 const Audit &audit, const Config &config)
    : m_accounts(accounts)
    , m_sessions(sessions)
    , m_tokens(tokens)
    , m_throttle(throttle)
    , m_audit(audit)
    , m_config(config)
{
}

Result<SignedIn> Renewal::refresh(const Secret &token, bool inBody, const Client &client) const
{
    TRY(m_throttle.limitRefresh(client));
    const auto claims = m_tokens.verify(token.bytes());
    if (!claims || claims->use != TokenUse::Refresh)
        return isDead();
    const SessionRow session = TRY(sessionOf(*claims));
    const AccountRow account = TRY(holderOf(session));
    auto renewed = TRY(rotate(session, claims->generation, inBody, client));
    auto tokens = TRY(m_sessions.issue(renewed, Accounts::identityOf(account)));
    return SignedIn{account, std::move(renewed), std::move(tokens)};
}

Result<SessionRow> Renewal::sessionOf(const Claims &claims) const
{
    auto session = TRY(m_sessions.live(claims.session));
    if (!session)
        return isDead();
    return *std::move(session);
}

// Checked before anything is spent.
Result<AccountRow> Renewal::holderOf(const SessionRow &session) const
{
    auto account = TRY(m_accounts.find(session.account));
    if (!account || account->deactivatedAt || account->lockedAt)
        return isDead();
    if (account->twoFactorAt && !session.twoFactorPassed)
        return Error{Error::Kind::Unauthenticated, code::twoFactorRequired};
    if (m_config.auth.requireVerifiedEmail && !account->emailVerifiedAt)
        return Error{Error::Kind::Forbidden, code::emailNotVerified};
    return *std::move(account);
}

Result<SessionRow> Renewal::rotate(const SessionRow &session, qint64 generation, bool inBody, const Client &client) const
{
    auto rotation = TRY(m_sessions.rotate(session, generation, inBody));
    if (rotation.outcome == Sessions::Rotation::Outcome::Stolen) {
        TRY(m_audit.record({.action = "session.refresh_token_reused", .actor = {}, .target = session.account}, client));
        return isDead();
    }
    if (!rotation.session)
        return isDead();
    return *std::move(rotation.session);
}
