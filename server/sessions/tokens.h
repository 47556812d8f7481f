// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "sessions/signingkeys.h"

#include <QCache>

// What a verified token says.
struct Claims
{
    TokenUse use = TokenUse::Access;
    AccountId account;
    SessionId session;      // of a pending token: the pending sign-in's id; null in one-time links
    qint64 generation = 0;  // of access and refresh tokens
    QString id;             // jti
    QDateTime expiresAt;
    QByteArray payload;     // everything, as JSON, for those who ask for an echo
};

// Makes and verifies every kind of token (api.md 0.2). Access and auth tokens are signed with the
// published ES256 keys, all others with HS256 under a secret that is never published; which one
// follows from the kind, never from the header. Whether a token's session is still alive is not
// asked here.
class Tokens
{
public:
    struct Settings
    {
        QString issuer;
        QString audience;
    };

    Tokens(const SigningKeys &keys, Secret hmacKey, Settings settings, Clock clock);

    // Adds iss, iat, exp, jti and use (and aud to published kinds) to the payload and signs it.
    Result<QByteArray> issue(TokenUse use, QJsonObject payload, const QDateTime &expiresAt) const;

    // Nothing for a token that is not ours, not of its own kind's key, or expired (30 s leeway).
    std::optional<Claims> verify(QByteArrayView token) const;

    // The same, but an expired token is good too: for logging out.
    std::optional<Claims> verifyExpired(QByteArrayView token) const;

private:
    std::optional<Claims> read(QByteArrayView token) const;
    std::optional<Claims> readAnew(QByteArrayView token) const;

    const SigningKeys &m_keys;
    Secret m_hmacKey;
    Settings m_settings;
    Clock m_clock;
    // Verifying ES256 costs 0.1 ms: what was verified once is remembered under the token's hash.
    mutable QMutex m_mutex;
    mutable QCache<QByteArray, Claims> m_verified{10'000};
};
