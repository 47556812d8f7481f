// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/publickey.h"

#include "webauthn/cbor.h"
#include "webauthn/signature.h"

namespace webauthn {

namespace {

// Labels and values of RFC 9053 section 7 and RFC 8230 section 4.
constexpr qint64 keyType = 1, algorithmOf = 3, firstOwn = -1, secondOwn = -2, thirdOwn = -3;
constexpr qint64 octetKeyPair = 1, ellipticCurve = 2, rsa = 3;
constexpr qint64 p256 = 1, ed25519 = 6;

QByteArray bytesOf(const QCborMap &cose, qint64 label, qsizetype size)
{
    const QByteArray bytes = cose.value(label).toByteArray();
    return bytes.size() == size ? bytes : QByteArray();
}

bool is(const QCborMap &cose, qint64 label, qint64 wanted)
{
    return cose.value(label).isInteger() && cose.value(label).toInteger() == wanted;
}

// Both parts, or nothing.
QByteArray joined(const QByteArray &first, const QByteArray &second)
{
    return first.isEmpty() || second.isEmpty() ? QByteArray() : first + second;
}

std::optional<PublicKey> keyOf(const QCborMap &cose)
{
    const auto isKind = [&](qint64 type, Algorithm algorithm, qsizetype members) {
        return is(cose, keyType, type) && is(cose, algorithmOf, qint64(algorithm)) && cose.size() == members;
    };
    if (isKind(ellipticCurve, Algorithm::Es256, 5) && is(cose, firstOwn, p256))
        return PublicKey{Algorithm::Es256, joined(bytesOf(cose, secondOwn, 32), bytesOf(cose, thirdOwn, 32))};
    if (isKind(octetKeyPair, Algorithm::EdDsa, 4) && is(cose, firstOwn, ed25519))
        return PublicKey{Algorithm::EdDsa, bytesOf(cose, secondOwn, 32)};
    if (isKind(rsa, Algorithm::Rs256, 4))
        return PublicKey{Algorithm::Rs256, joined(bytesOf(cose, firstOwn, 256), bytesOf(cose, secondOwn, 3))};
    return std::nullopt;
}

} // namespace

std::optional<PublicKey> PublicKey::fromCose(const QCborMap &cose)
{
    const auto key = keyOf(cose);
    return key && isUsable(*key) ? key : std::nullopt;
}

std::optional<PublicKey> PublicKey::fromCose(QByteArrayView bytes)
{
    const auto map = cbor::onlyMap(bytes);
    return map ? fromCose(*map) : std::nullopt;
}

} // namespace webauthn
