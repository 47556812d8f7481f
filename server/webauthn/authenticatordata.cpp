// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/authenticatordata.h"

#include "webauthn/cbor.h"

#include <QtEndian>

namespace webauthn {

namespace {

constexpr qsizetype hashSize = 32;
constexpr qsizetype headSize = hashSize + 1 + 4;
constexpr qsizetype aaguidSize = 16;
constexpr qsizetype credentialHeadSize = aaguidSize + 2;

enum Flag { UserPresent = 0x01, UserVerified = 0x04, BackupEligible = 0x08, BackupState = 0x10, HasCredential = 0x40, HasExtensions = 0x80 };

// Takes the credential away from the front of `bytes`.
std::optional<AttestedCredential> takeCredential(QByteArrayView &bytes)
{
    if (bytes.size() < credentialHeadSize)
        return std::nullopt;
    const qsizetype length = qFromBigEndian<quint16>(bytes.sliced(aaguidSize).data());
    if (length == 0 || length > longestCredentialId || bytes.size() < credentialHeadSize + length)
        return std::nullopt;
    const QByteArrayView rest = bytes.sliced(credentialHeadSize + length);
    const auto item = cbor::first(rest);
    const auto key = item && item->value.isMap() ? PublicKey::fromCose(item->value.toMap()) : std::nullopt;
    if (!key)
        return std::nullopt;
    AttestedCredential credential{.aaguid = bytes.first(aaguidSize).toByteArray(),
                                  .id = bytes.sliced(credentialHeadSize, length).toByteArray(),
                                  .cose = rest.first(item->size).toByteArray(),
                                  .publicKey = *key};
    bytes = rest.sliced(item->size);
    return credential;
}

} // namespace

std::optional<AuthenticatorData> AuthenticatorData::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() < headSize || bytes.size() > longestAuthenticatorData)
        return std::nullopt;
    const int flags = uchar(bytes[hashSize]);
    AuthenticatorData data{.rpIdHash = bytes.first(hashSize).toByteArray(),
                           .userPresent = bool(flags & UserPresent),
                           .userVerified = bool(flags & UserVerified),
                           .backupEligible = bool(flags & BackupEligible),
                           .backupState = bool(flags & BackupState),
                           .signCount = qFromBigEndian<quint32>(bytes.sliced(hashSize + 1).data())};
    QByteArrayView rest = bytes.sliced(headSize);
    if (flags & HasCredential) {
        data.credential = takeCredential(rest);
        if (!data.credential)
            return std::nullopt;
    }
    if (!(flags & HasExtensions))
        return rest.isEmpty() ? std::optional(data) : std::nullopt;
    const auto extensions = cbor::onlyMap(rest);
    if (!extensions)
        return std::nullopt;
    data.extensions = *extensions;
    return data;
}

} // namespace webauthn
