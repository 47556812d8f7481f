// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessions.h"

#include "history/device.h"
#include "store/address.h"

using namespace Qt::StringLiterals;

static QJsonObject describe(const SessionRow &session, const Identity &identity)
{
    return {{u"email"_s, identity.email},
            {u"emailVerified"_s, identity.emailVerified},
            {u"twoFactorConfigured"_s, identity.twoFactorConfigured},
            {u"twoFactorPassed"_s, session.twoFactorPassed || !identity.twoFactorConfigured}};
}

Sessions::Sessions(const store::Database &database, const Tokens &tokens, const Geo &geo,
                   const Config::Auth &settings, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_tokens(tokens)
    , m_geo(geo)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
}

Result<StartedSession> Sessions::start(const Identity &identity, const SessionWish &wish, const Client &client) const
{
    const QDateTime now = m_clock();
    SessionRow session{.id = SessionId::create(),
                       .account = identity.account,
                       .createdAt = now,
                       .authenticatedAt = now,
                       .methods = wish.methods,
                       .twoFactorPassed = wish.twoFactorPassed,
                       .remembered = wish.remembered,
                       .isForm = wish.isForm,
                       .rotatedAt = now,
                       .endsAt = now.addSecs(m_settings.sessionMax.count())};
    session.expiresAt = expiryAfterUse(session);
    const Device device = Device::fromUserAgent(client.userAgent);
    const Place place = m_geo.placeOf(client.address);
    TRY(m_store.insert(session, {.address = store::toColumn(client.address),
                                 .userAgent = client.userAgent,
                                 .deviceName = device.name,
                                 .deviceType = device.type,
                                 .city = place.city,
                                 .country = place.country}));
    return StartedSession{session, TRY(issue(session, identity))};
}

Result<IssuedTokens> Sessions::issue(const SessionRow &session, const Identity &identity) const
{
    const auto until = [&](std::chrono::seconds life) { return qMin(m_clock().addSecs(life.count()), session.expiresAt); };
    IssuedTokens issued;
    issued.tokenExpiresAt = until(session.remembered ? m_settings.sessionTtl : m_settings.sessionTtlUnremembered);
    issued.accessExpiresAt = until(session.isForm ? m_settings.formAccessTtl : m_settings.accessTtl);
    issued.refreshExpiresAt = session.expiresAt;

    QJsonObject claims = claimsOf(session, identity);
    issued.token = TRY(m_tokens.issue(TokenUse::Auth, claims, issued.tokenExpiresAt));
    claims.insert("gen"_L1, session.generation);
    issued.accessToken = TRY(m_tokens.issue(TokenUse::Access, claims, issued.accessExpiresAt));
    const QJsonObject family{{u"sub"_s, session.account.toString()},
                             {u"sid"_s, session.id.toString()},
                             {u"gen"_s, session.generation}};
    issued.refreshToken = TRY(m_tokens.issue(TokenUse::Refresh, family, issued.refreshExpiresAt));
    return issued;
}

// The five words stand flat and once more inside `info`, where Browsary's clients look (api.md 2.6).
QJsonObject Sessions::claimsOf(const SessionRow &session, const Identity &identity) const
{
    QJsonObject info = describe(session, identity);
    QJsonObject claims = info;
    info.insert("id"_L1, session.account.toString());
    claims.insert("info"_L1, info);
    claims.insert("sub"_L1, session.account.toString());
    claims.insert("sid"_L1, session.id.toString());
    return claims;
}

Result<std::optional<SessionRow>> Sessions::live(const SessionId &id) const
{
    return m_store.liveById(id, m_clock());
}

Result<> Sessions::require(const SessionId &id) const
{
    if (!TRY(live(id)))
        return Error{Error::Kind::Unauthenticated, code::unauthorized};
    return {};
}

Result<Sessions::Rotation> Sessions::rotate(const SessionRow &session, qint64 generation, bool movesAccessFloor) const
{
    const bool isWinner = TRY(m_store.advance({.id = session.id,
                                               .generation = generation,
                                               .movesAccessFloor = movesAccessFloor,
                                               .now = m_clock(),
                                               .expiresAt = expiryAfterUse(session)}));
    if (!isWinner)
        return settleLostRace(session.id, generation);
    return Rotation{Rotation::Outcome::Advanced, TRY(live(session.id))};
}

Result<Sessions::Rotation> Sessions::settleLostRace(const SessionId &id, qint64 generation) const
{
    auto session = TRY(live(id));
    if (!session || generation > session->generation)
        return Rotation{};
    const qint64 sinceRotation = session->rotatedAt.msecsTo(m_clock());
    const bool isPredecessor = generation == session->generation - 1;
    if (isPredecessor && sinceRotation <= m_settings.refreshGrace.count() * 1000)
        return Rotation{Rotation::Outcome::Raced, std::move(session)};
    TRY(revoke(id));
    return Rotation{Rotation::Outcome::Stolen, std::nullopt};
}

Result<bool> Sessions::revoke(const SessionId &id) const
{
    return m_store.revoke(id, m_clock());
}

Result<int> Sessions::revokeAllOf(const AccountId &account, const std::optional<SessionId> &except) const
{
    return m_store.revokeAllOf(account, except, m_clock());
}

Result<> Sessions::passTwoFactor(const SessionRow &session, const QString &method) const
{
    QStringList methods = session.methods;
    if (!methods.contains(method))
        methods.append(method);
    return m_store.setTwoFactorPassed(session.id, methods);
}

Result<> Sessions::authenticate(const SessionId &id) const
{
    return m_store.setAuthenticated(id, m_clock());
}

Result<> Sessions::writeLastSeen(const QHash<SessionId, QDateTime> &seen) const
{
    if (seen.isEmpty())
        return {};
    auto transaction = TRY(store::Transaction::begin(m_database));
    for (auto session = seen.begin(); session != seen.end(); ++session)
        TRY(m_store.setLastSeen(session.key(), session.value()));
    return transaction.commit();
}

// A session ends some time after its last refresh, and at the latest a fixed time after the sign-in (api.md 0.4).
QDateTime Sessions::expiryAfterUse(const SessionRow &session) const
{
    const auto life = session.isForm        ? m_settings.formRefreshTtl
                      : session.remembered ? m_settings.refreshTtl
                                           : m_settings.sessionTtlUnremembered;
    return qMin(m_clock().addSecs(life.count()), session.endsAt);
}
