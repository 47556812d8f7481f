// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "webauthn/authenticatordata.h"

namespace webauthn {

inline constexpr qsizetype longestAttestation = 16 * 1024; // a chain of certificates takes about five

// What a new credential comes in (WebAuthn Level 3 section 6.5.4). No maker of authenticators is
// trusted here, so a statement with certificates is read, and says nothing.
struct Attestation
{
    QString format = {};
    QByteArray authenticatorData = {}; // as it came, which is what is signed
    AuthenticatorData data = {};       // with a credential
    QByteArray selfSignature = {};     // of a packed statement without certificates

    // Nothing for bytes that break a rule of their encoding, for a format that Level 3 does not
    // define, and for a statement that is not in its format's form.
    static std::optional<Attestation> fromCbor(QByteArrayView bytes);
};

} // namespace webauthn
