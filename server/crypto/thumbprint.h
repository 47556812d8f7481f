// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

class QJsonObject;

namespace crypto {

// The SHA-256 thumbprint of a public JSON Web Key as base64url text (RFC 7638), which names a key.
// Empty for a key whose kind is none of EC, RSA and OKP, or that lacks a member.
QByteArray thumbprint(const QJsonObject &jwk);

} // namespace crypto
