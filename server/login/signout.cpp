// SPDX-License-Identifier: GPL-3.0-only
#include "login/signout.h"

#include "login/pendingstore.h"

SignOut::SignOut(const store::Database &database, const Sessions &sessions, const Tokens &tokens, Clock clock)
    : m_database(database)
    , m_sessions(sessions)
    , m_tokens(tokens)
    , m_clock(std::move(clock))
{
}

Result<bool> SignOut::end(const QByteArray &token) const
{
    const auto claims = m_tokens.verifyExpired(token);
    if (!claims || !claims->session.isValid())
        return false;
    if (claims->use == TokenUse::Pending)
        return PendingStore(m_database).spend(claims->session, m_clock());
    return m_sessions.revoke(claims->session);
}

Result<bool> SignOut::endByCredential(const QByteArray &token) const
{
    const auto claims = m_tokens.verifyExpired(token);
    return claims && claims->use != TokenUse::Refresh ? end(token) : Result<bool>(false);
}

std::optional<SessionId> SignOut::sessionOf(const QByteArray &token) const
{
    const auto claims = m_tokens.verifyExpired(token);
    const bool namesSession = claims && claims->session.isValid() && claims->use != TokenUse::Pending;
    return namesSession ? std::optional(claims->session) : std::nullopt;
}
