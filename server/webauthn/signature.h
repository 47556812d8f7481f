// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "webauthn/attestation.h"

// What libfido2 decides. Nobody else here sees its headers.
namespace webauthn {

// Whether these bytes are a key of their algorithm: a point on the curve, a modulus that is one.
bool isUsable(const PublicKey &key);

// A signed assertion, as it came.
struct Assertion
{
    QByteArray authenticatorData = {};
    QByteArray clientData = {};
    QByteArray signature = {};
    bool needsVerifiedUser = true;
};

// Whether this key signed this assertion for this relying party, with somebody there, who has proved
// to be the authenticator's user if that is needed.
bool verify(const Assertion &assertion, const PublicKey &key, const QString &rpId);

// Whether the key of a new credential signed its own attestation.
bool verifySelfSigned(const Attestation &attestation, const QByteArray &clientData, const QString &rpId);

} // namespace webauthn
