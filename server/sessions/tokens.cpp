// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/tokens.h"

#include "crypto/jws.h"
#include "crypto/random.h"

#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

constexpr int leewaySeconds = 30;

constexpr std::pair<TokenUse, QLatin1StringView> uses[] = {
    {TokenUse::Access, "access"_L1},   {TokenUse::Auth, "auth"_L1},
    {TokenUse::Pending, "pending"_L1}, {TokenUse::Refresh, "refresh"_L1},
    {TokenUse::Verify, "verify"_L1},   {TokenUse::EmailChange, "email_change"_L1},
    {TokenUse::Reset, "reset"_L1},     {TokenUse::StopAccount, "stop_account"_L1},
    {TokenUse::External, "external"_L1},
};

static QLatin1StringView wordFor(TokenUse use)
{
    for (const auto &[known, word] : uses) {
        if (known == use)
            return word;
    }
    Q_UNREACHABLE();
}

static std::optional<TokenUse> useFor(const QString &word)
{
    for (const auto &[use, known] : uses) {
        if (known == word)
            return use;
    }
    return std::nullopt;
}

static bool isPublished(TokenUse use)
{
    return use == TokenUse::Access || use == TokenUse::Auth;
}

Tokens::Tokens(const SigningKeys &keys, Secret hmacKey, Settings settings, Clock clock)
    : m_keys(keys)
    , m_hmacKey(std::move(hmacKey))
    , m_settings(std::move(settings))
    , m_clock(std::move(clock))
{
}

Result<QByteArray> Tokens::issue(TokenUse use, QJsonObject payload, const QDateTime &expiresAt) const
{
    payload.insert("iss"_L1, m_settings.issuer);
    payload.insert("iat"_L1, m_clock().toSecsSinceEpoch());
    payload.insert("exp"_L1, expiresAt.toSecsSinceEpoch());
    payload.insert("jti"_L1, QString::fromLatin1(crypto::randomText(22)));
    payload.insert("use"_L1, wordFor(use));
    const QJsonObject header{{u"typ"_s, use == TokenUse::Access ? u"at+jwt"_s : u"JWT"_s}};
    if (!isPublished(use))
        return crypto::jws::signHs256(header, payload, m_hmacKey);
    payload.insert("aud"_L1, m_settings.audience);
    const auto key = TRY(m_keys.current());
    return crypto::jws::signEs256(header, payload, key);
}

std::optional<Claims> Tokens::verify(QByteArrayView token) const
{
    auto claims = read(token);
    if (claims && claims->expiresAt.addSecs(leewaySeconds) <= m_clock())
        return std::nullopt;
    return claims;
}

std::optional<Claims> Tokens::verifyExpired(QByteArrayView token) const
{
    return read(token);
}

std::optional<Claims> Tokens::read(QByteArrayView token) const
{
    const QByteArray hash = crypto::sha256(token);
    {
        const QMutexLocker lock(&m_mutex);
        if (const Claims *known = m_verified.object(hash))
            return *known;
    }
    auto claims = readAnew(token);
    if (claims && isPublished(claims->use)) {
        const QMutexLocker lock(&m_mutex);
        m_verified.insert(hash, new Claims(*claims));
    }
    return claims;
}

std::optional<Claims> Tokens::readAnew(QByteArrayView token) const
{
    const auto parsed = crypto::jws::parse(token);
    if (!parsed)
        return std::nullopt;
    const QJsonObject &payload = parsed->payload;
    const auto use = useFor(payload.value("use"_L1).toString());
    if (!use || payload.value("iss"_L1).toString() != m_settings.issuer)
        return std::nullopt;
    if (isPublished(*use)) {
        const auto key = m_keys.byId(parsed->header.value("kid"_L1).toString().toLatin1());
        if (!key || !crypto::jws::verifyEs256(*parsed, *key))
            return std::nullopt;
    } else if (!crypto::jws::verifyHs256(*parsed, m_hmacKey)) {
        return std::nullopt;
    }
    return Claims{.use = *use,
                  .account = AccountId::fromString(payload.value("sub"_L1).toString()),
                  .session = SessionId::fromString(payload.value("sid"_L1).toString()),
                  .generation = payload.value("gen"_L1).toInteger(),
                  .id = payload.value("jti"_L1).toString(),
                  .expiresAt = QDateTime::fromSecsSinceEpoch(payload.value("exp"_L1).toInteger(), Qt::UTC),
                  .payload = QJsonDocument(payload).toJson(QJsonDocument::Compact)};
}
