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
    const AccessStore store(m_database);
    const bool isPending = claims->use == TokenUse::Pending;
    const auto state = TRY(isPending ? store.pendingSignIn(claims->session, m_config.throttle.pendingCodes, m_clock())
                                     : store.session(claims->session, m_clock()));
    const bool isOld = claims->use == TokenUse::Access && state && claims->generation < state->accessFloor;
    if (!state || state->isShut || isOld)
        return std::optional<Caller>();
    if (!isPending)
        m_lastSeen.note(claims->session, state->lastSeenAt);
    return std::optional(Caller{.account = state->account,
                                .session = claims->session,
                                .use = claims->use,
                                .isAdmin = state->isAdmin,
                                .emailVerified = state->emailVerified,
                                .twoFactorConfigured = state->twoFactorConfigured,
                                .twoFactorPassed = state->twoFactorPassed || !state->twoFactorConfigured,
                                .remembered = state->remembered,
                                .authenticatedAt = state->authenticatedAt,
                                .payload = claims->payload});
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
