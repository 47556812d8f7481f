// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"
#include "history/geo.h"
#include "sessions/sessionstore.h"
#include "sessions/tokens.h"

// What tokens say of an account; passed in, since sessions know accounts by their id only.
struct Identity
{
    AccountId account = {};
    QString email = {};
    bool emailVerified = false;
    bool twoFactorConfigured = false;
};

// What a completed sign-in asks of its session.
struct SessionWish
{
    QStringList methods = {};          // password, totp, recovery_code, passkey, a provider's name
    bool twoFactorPassed = false;
    bool remembered = true;       // cookies outlive the browser
    bool isForm = false;
};

// The three views of a session (api.md 0.1).
struct IssuedTokens
{
    QByteArray token = {};
    QByteArray accessToken = {};
    QByteArray refreshToken = {};
    QDateTime tokenExpiresAt = {};
    QDateTime accessExpiresAt = {};
    QDateTime refreshExpiresAt = {};
};

struct StartedSession
{
    SessionRow session;
    IssuedTokens tokens;
};

// Sessions: one row per completed sign-in, also the family of its refresh tokens (api.md 0.1–0.4).
class Sessions
{
public:
    Sessions(const store::Database &database, const Tokens &tokens, const Geo &geo, const Config::Auth &settings,
             Clock clock);

    Result<StartedSession> start(const Identity &identity, const SessionWish &wish, const Client &client) const;

    // New tokens of a session as it is now.
    Result<IssuedTokens> issue(const SessionRow &session, const Identity &identity) const;

    // A live session; nothing for a revoked, expired or unknown one.
    Result<std::optional<SessionRow>> live(const SessionId &id) const;

    // UNAUTHORIZED for a session that is not live. Stands inside the transaction of a change that a
    // session which ended meanwhile must not make.
    Result<> require(const SessionId &id) const;

    // Spends a refresh token's generation (api.md 0.3).
    struct Rotation
    {
        enum class Outcome {
            Advanced, // this caller won
            Raced,    // somebody else advanced it a moment ago; nothing changed
            Stolen,   // an old generation came back: the session is revoked
            Dead      // it was not alive
        };
        Outcome outcome = Outcome::Dead;
        std::optional<SessionRow> session; // as it is afterwards, if it lives
    };
    Result<Rotation> rotate(const SessionRow &session, qint64 generation, bool movesAccessFloor) const;

    Result<bool> revoke(const SessionId &id) const;
    Result<int> revokeAllOf(const AccountId &account, const std::optional<SessionId> &except = {}) const;

    // A second factor given later on lifts the session (api.md 0.5).
    Result<> passTwoFactor(const SessionRow &session, const QString &method) const;

    // A confirmed password makes it fresh (api.md 0.12).
    Result<> authenticate(const SessionId &id) const;

    Result<> writeLastSeen(const QHash<SessionId, QDateTime> &seen) const;
    Result<int> forgetEndedBefore(const QDateTime &time, int limit) const { return m_store.forgetEndedBefore(time, limit); }

private:
    QDateTime expiryAfterUse(const SessionRow &session) const;
    QJsonObject claimsOf(const SessionRow &session, const Identity &identity) const;
    Result<Rotation> settleLostRace(const SessionId &id, qint64 generation) const;

    const store::Database &m_database;
    SessionStore m_store;
    const Tokens &m_tokens;
    const Geo &m_geo;
    const Config::Auth &m_settings;
    Clock m_clock;
};
