// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crypto/jws.h"

#include <QStringList>

// Signatures that others made, with the asymmetric algorithms of RFC 7518 section 3.1 and RFC 8037.
// Neither `none` nor anything with a shared secret is among them.
namespace crypto::foreign {

// What is understood: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA.
const QStringList &algorithms();

// Whether a key is of the kind that the algorithm of a token's header needs, and signed the token.
// RSA keys have at least 2048 bits; the key's own `alg`, `use` and `key_ops`, if it has them, must
// allow it.
bool verify(const jws::Parsed &token, const QJsonObject &jwk);

// The left half of the hash that belongs to an algorithm, base64url: at_hash (OpenID Connect Core
// section 3.1.3.6). Empty for an algorithm that is not understood.
QByteArray halfHash(const QString &algorithm, const QByteArray &text);

} // namespace crypto::foreign
