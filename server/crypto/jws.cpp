// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/jws.h"

#include "base/base64url.h"
#include "base/json.h"
#include "crypto/random.h"

#include <QJsonDocument>

namespace crypto::jws {

using namespace Qt::StringLiterals;

namespace {

constexpr auto es256 = "ES256"_L1;
constexpr auto hs256 = "HS256"_L1;

QByteArray encodeObject(const QJsonObject &object)
{
    return base64url::encode(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<QJsonObject> decodeObject(QByteArrayView part)
{
    const auto text = base64url::decode(part);
    if (!text || text->isEmpty())
        return std::nullopt;
    const auto object = json::parse(*text);
    return object ? std::optional(*object) : std::nullopt;
}

QByteArray makeSigningInput(QJsonObject header, QLatin1StringView algorithm, const QJsonObject &payload)
{
    header.insert("alg"_L1, algorithm);
    return encodeObject(header) + '.' + encodeObject(payload);
}

bool isFor(const Parsed &token, QLatin1StringView algorithm)
{
    return token.header.value("alg"_L1) == algorithm;
}

} // namespace

QByteArray signEs256(QJsonObject header, const QJsonObject &payload, const KeyPair &key)
{
    header.insert("kid"_L1, QString::fromLatin1(key.kid()));
    const QByteArray input = makeSigningInput(std::move(header), es256, payload);
    return input + '.' + base64url::encode(key.sign(input));
}

QByteArray signHs256(QJsonObject header, const QJsonObject &payload, const Secret &key)
{
    const QByteArray input = makeSigningInput(std::move(header), hs256, payload);
    return input + '.' + base64url::encode(hmacSha256(key, input));
}

std::optional<Parsed> parse(QByteArrayView token)
{
    if (token.size() > maximumSize)
        return std::nullopt;
    const qsizetype first = token.indexOf('.');
    const qsizetype last = token.lastIndexOf('.');
    if (first < 0 || token.indexOf('.', first + 1) != last || first == last)
        return std::nullopt;

    const auto header = decodeObject(token.first(first));
    const auto payload = decodeObject(token.sliced(first + 1, last - first - 1));
    const auto signature = base64url::decode(token.sliced(last + 1));
    if (!header || !payload || !signature || signature->isEmpty() || header->contains("crit"_L1))
        return std::nullopt;
    return Parsed{*header, *payload, token.first(last).toByteArray(), *signature};
}

bool verifyEs256(const Parsed &token, const PublicKey &key)
{
    return isFor(token, es256) && key.verify(token.signingInput, token.signature);
}

bool verifyHs256(const Parsed &token, const Secret &key)
{
    return isFor(token, hs256) && equal(hmacSha256(key, token.signingInput), token.signature);
}

} // namespace crypto::jws
