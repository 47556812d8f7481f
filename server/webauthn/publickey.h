// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QCborMap>

#include <optional>

namespace webauthn {

// The algorithms that are offered, by their COSE numbers, the most wanted first.
enum class Algorithm { Es256 = -7, EdDsa = -8, Rs256 = -257 };
inline constexpr Algorithm algorithms[] = {Algorithm::Es256, Algorithm::EdDsa, Algorithm::Rs256};

// A credential's public key.
struct PublicKey
{
    Algorithm algorithm = Algorithm::Es256;
    QByteArray bytes = {}; // x ‖ y (64), x (32), or n ‖ e (256 + 3)

    // From COSE_Key (RFC 9052 section 7). Nothing unless it has exactly the members of its kind: a
    // point of P-256, an Ed25519 key, or an RSA key of 2048 bits.
    static std::optional<PublicKey> fromCose(const QCborMap &cose);
    static std::optional<PublicKey> fromCose(QByteArrayView bytes);
};

} // namespace webauthn
