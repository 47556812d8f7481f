// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "webauthn/publickey.h"

#include <QCborMap>

namespace webauthn {

inline constexpr qsizetype longestCredentialId = 1023; // bytes (WebAuthn Level 3 section 6.5.1)
inline constexpr qsizetype longestAuthenticatorData = 4096; // with the longest id, any public key and extensions

// A credential that has just been made.
struct AttestedCredential
{
    QByteArray aaguid = {}; // of the authenticator's model, 16 bytes
    QByteArray id = {};
    QByteArray cose = {};   // its public key, as it came
    PublicKey publicKey = {};
};

// What the authenticator says of a ceremony (WebAuthn Level 3 section 6.1).
struct AuthenticatorData
{
    QByteArray rpIdHash = {}; // SHA-256
    bool userPresent = false;
    bool userVerified = false;
    bool backupEligible = false;
    bool backupState = false;
    quint32 signCount = 0;
    std::optional<AttestedCredential> credential = {};
    QCborMap extensions = {};

    // Nothing for bytes that are cut short, too many, or against a rule of their encoding, and for a
    // public key that is none or of an algorithm that was not offered.
    static std::optional<AuthenticatorData> fromBytes(QByteArrayView bytes);
};

} // namespace webauthn
