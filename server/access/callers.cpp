// SPDX-License-Identifier: GPL-3.0-only
#include "access/callers.h"

#include "access/accessstore.h"

static bool opensDoors(TokenUse use)
{
    return use == TokenUse::Access || use == TokenUse::Auth || use == TokenUse::Pending;
}

static Error refused(const char *code)
{
    return {Error::Kind::Unauthenticated, code};
}

static Caller completed(Caller caller, const SessionState &state)
{
    caller.account = state.account;
    caller.isAdmin = state.isAdmin;
    caller.emailVerified = state.emailVerified;
    caller.twoFactorConfigured = state.twoFactorConfigured;
    caller.twoFactorPassed = state.twoFactorPassed || !state.twoFactorConfigured;
    caller.remembered = state.remembered;
    caller.authenticatedAt = state.authenticatedAt;
    return caller;
}

Callers::Callers(const store::Database &database, const Tokens &tokens, LastSeen &lastSeen, const Config &config,
                 Clock clock)
    : m_database(database)
    , m_tokens(tokens)
    , m_lastSeen(lastSeen)
    , m_config(config)
    , m_clock(std::move(clock))
{
}

Result<std::optional<Caller>> Callers::holderOf(QByteArrayView token) const
{
    const auto claims = m_tokens.verify(token);
    if (!claims || !opensDoors(claims->use))
        return std::optional<Caller>();
    const Caller named{.session = claims->session, .use = claims->use, .payload = claims->payload};
    const auto state = TRY(stateOf(named));
    const bool isOld = claims->use == TokenUse::Access && state && claims->generation < state->accessFloor;
    if (!state || state->isShut || isOld)
        return std::optional<Caller>();
    if (claims->use != TokenUse::Pending)
        m_lastSeen.note(claims->session, state->lastSeenAt);
    return std::optional(completed(named, *state));
}

Result<std::optional<Caller>> Callers::again(const Caller &caller) const
{
    const auto state = TRY(stateOf(caller));
    const bool isHere = state && !state->isShut && state->account == caller.account;
    return isHere ? std::optional(completed(caller, *state)) : std::nullopt;
}

Result<std::optional<SessionState>> Callers::stateOf(const Caller &caller) const
{
    const AccessStore store(m_database);
    return caller.use == TokenUse::Pending
               ? store.pendingSignIn(caller.session, m_config.throttle.pendingCodes, m_clock())
               : store.session(caller.session, m_clock());
}

Result<> Callers::requireFull(const Caller &caller) const
{
    if (caller.use == TokenUse::Pending || !caller.twoFactorPassed)
        return refused(code::twoFactorRequired);
    if (m_config.auth.requireVerifiedEmail && !caller.emailVerified)
        return Error{Error::Kind::Forbidden, code::emailNotVerified};
    return {};
}

Result<> Callers::requireAdmin(const Caller &caller, bool fresh) const
{
    if (!caller.isAdmin)
        return Error{Error::Kind::Forbidden, code::forbidden};
    if (fresh && caller.authenticatedAt.addSecs(m_config.auth.freshTtl.count()) < m_clock())
        return Error{Error::Kind::Forbidden, code::freshLoginRequired};
    return {};
}
