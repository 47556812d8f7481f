// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/attestation.h"

#include "webauthn/cbor.h"

#include <QCborArray>
#include <QStringList>

namespace webauthn {

using namespace Qt::StringLiterals;

namespace {

bool isCertificates(const QCborValue &value)
{
    const QCborArray list = value.toArray();
    const auto isOne = [](const QCborValue &item) { return item.isByteArray() && !item.toByteArray().isEmpty(); };
    return !list.isEmpty() && std::ranges::all_of(list, isOne);
}

bool isBytes(const QCborMap &statement, QLatin1StringView name)
{
    return !statement.value(name).toByteArray().isEmpty();
}

// A certificate's algorithm is its own affair; without one it has to be the key's.
bool isPacked(const QCborMap &statement, const PublicKey &key)
{
    const QCborValue algorithm = statement.value("alg"_L1);
    if (!algorithm.isInteger() || !isBytes(statement, "sig"_L1))
        return false;
    if (statement.contains("x5c"_L1))
        return statement.size() == 3 && isCertificates(statement.value("x5c"_L1));
    return statement.size() == 2 && algorithm.toInteger() == qint64(key.algorithm);
}

bool isStatement(const QString &format, const QCborValue &value, const PublicKey &key)
{
    if (format == "compound"_L1)
        return value.isArray();
    const QCborMap statement = value.toMap();
    const bool isCertified = isCertificates(statement.value("x5c"_L1));
    if (!value.isMap())
        return false;
    if (format == "none"_L1)
        return statement.isEmpty();
    if (format == "packed"_L1)
        return isPacked(statement, key);
    if (format == "fido-u2f"_L1 || format == "android-key"_L1)
        return isCertified && isBytes(statement, "sig"_L1);
    if (format == "tpm"_L1)
        return isCertified && isBytes(statement, "sig"_L1) && isBytes(statement, "certInfo"_L1) &&
               isBytes(statement, "pubArea"_L1);
    if (format == "android-safetynet"_L1)
        return statement.value("ver"_L1).isString() && isBytes(statement, "response"_L1);
    return format == "apple"_L1 && isCertified;
}

} // namespace

std::optional<Attestation> Attestation::fromCbor(QByteArrayView bytes)
{
    const auto object = bytes.size() <= longestAttestation ? cbor::onlyMap(bytes) : std::nullopt;
    if (!object || !object->value("fmt"_L1).isString() || !object->value("authData"_L1).isByteArray())
        return std::nullopt;
    Attestation attestation{.format = object->value("fmt"_L1).toString(),
                            .authenticatorData = object->value("authData"_L1).toByteArray()};
    const auto data = AuthenticatorData::fromBytes(attestation.authenticatorData);
    const QCborValue statement = object->value("attStmt"_L1);
    if (!data || !data->credential || !isStatement(attestation.format, statement, data->credential->publicKey))
        return std::nullopt;
    attestation.data = *data;
    if (attestation.format == "packed"_L1 && !statement.toMap().contains("x5c"_L1))
        attestation.selfSignature = statement.toMap().value("sig"_L1).toByteArray();
    return attestation;
}

} // namespace webauthn
