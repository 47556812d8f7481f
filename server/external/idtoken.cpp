// SPDX-License-Identifier: GPL-3.0-only
#include "external/idtoken.h"

#include "api/codes.h"
#include "crypto/foreignsignature.h"
#include "crypto/random.h"

using namespace Qt::StringLiterals;

namespace idtoken {

namespace {

using crypto::jws::Parsed;

constexpr qint64 leeway = 60;            // seconds that clocks may differ
constexpr qint64 oldest = 10 * 60;       // a token is fetched the moment it is made
constexpr qsizetype longestSubject = 255;

Error wrong(const QString &why)
{
    return {Error::Kind::Unavailable, code::providerUnavailable, u"id_token: "_s + why};
}

bool isTime(const QJsonValue &value)
{
    return value.isDouble();
}

Result<> checkAudience(const QJsonObject &claims, const QString &clientId)
{
    const QJsonValue audience = claims.value("aud"_L1);
    const bool isAmong = audience.isArray() ? audience.toArray().contains(clientId) : audience == clientId;
    if (!isAmong)
        return wrong(u"made for another audience"_s);
    const bool isForSeveral = audience.toArray().size() > 1;
    const QJsonValue party = claims.value("azp"_L1);
    if ((isForSeveral || !party.isUndefined()) && party != clientId)
        return wrong(u"another party (azp)"_s);
    return {};
}

Result<> checkTimes(const QJsonObject &claims, const QDateTime &time)
{
    const qint64 now = time.toSecsSinceEpoch();
    const QJsonValue expires = claims.value("exp"_L1);
    const QJsonValue issued = claims.value("iat"_L1);
    const QJsonValue begins = claims.value("nbf"_L1);
    if (!isTime(expires) || expires.toDouble() <= double(now - leeway))
        return wrong(u"expired"_s);
    if (!isTime(issued) || issued.toDouble() > double(now + leeway) || issued.toDouble() < double(now - oldest))
        return wrong(u"not made just now: is this server's clock right?"_s);
    if (!begins.isUndefined() && (!isTime(begins) || begins.toDouble() > double(now + leeway)))
        return wrong(u"not good yet"_s);
    return {};
}

bool isSame(const QJsonValue &value, const QString &expected)
{
    return !expected.isEmpty() && value.isString() && crypto::equal(value.toString().toUtf8(), expected.toUtf8());
}

Result<> checkClaims(const Parsed &token, const IdTokenRules &rules)
{
    const QJsonObject &claims = token.payload;
    if (!isSame(claims.value("iss"_L1), rules.issuer))
        return wrong(u"another issuer"_s);
    TRY(checkAudience(claims, rules.clientId));
    TRY(checkTimes(claims, rules.now));
    if (!isSame(claims.value("nonce"_L1), rules.nonce))
        return wrong(u"another nonce"_s);
    const QString subject = claims.value("sub"_L1).toString();
    if (subject.isEmpty() || subject.size() > longestSubject)
        return wrong(u"no subject"_s);
    const QByteArray hash = crypto::foreign::halfHash(token.header.value("alg"_L1).toString(), rules.accessToken.toUtf8());
    if (claims.contains("at_hash"_L1) && claims.value("at_hash"_L1) != QString::fromLatin1(hash))
        return wrong(u"it belongs to another access token"_s);
    return {};
}

bool isSigned(const Parsed &token, const QJsonArray &keys)
{
    const QJsonValue kid = token.header.value("kid"_L1);
    for (const QJsonValue value : keys) {
        const QJsonObject key = value.toObject();
        const bool isMeant = kid.isUndefined() || key.value("kid"_L1) == kid;
        if (isMeant && crypto::foreign::verify(token, key))
            return true;
    }
    return false;
}

} // namespace

Result<QJsonObject> verify(const QString &text, const QJsonArray &keys, const IdTokenRules &rules)
{
    const auto token = crypto::jws::parse(text.toUtf8());
    if (!token)
        return wrong(u"malformed"_s);
    const QString algorithm = token->header.value("alg"_L1).toString();
    if (!rules.algorithms.contains(algorithm) || !crypto::foreign::algorithms().contains(algorithm))
        return wrong(u"the algorithm %1 is not allowed"_s.arg(algorithm.left(20)));
    if (!isSigned(*token, keys))
        return wrong(u"none of the provider's keys signed it"_s);
    TRY(checkClaims(*token, rules));
    return token->payload;
}

QString keyIdOf(const QString &text)
{
    const auto token = crypto::jws::parse(text.toUtf8());
    return token ? token->header.value("kid"_L1).toString() : QString();
}

} // namespace idtoken
