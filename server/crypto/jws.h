// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"
#include "crypto/signature.h"

#include <QJsonObject>

#include <optional>

// Compact JSON Web Signatures (RFC 7515) with the two algorithms that we use. The caller chooses
// the algorithm; a header only may contradict, and is then refused (RFC 8725 section 3.1).
namespace crypto::jws {

// Longer tokens are not even looked at.
constexpr qsizetype maximumSize = 8 * 1024;

// `alg` and, for ES256, `kid` are put into the header here.
QByteArray signEs256(QJsonObject header, const QJsonObject &payload, const KeyPair &key);
QByteArray signHs256(QJsonObject header, const QJsonObject &payload, const Secret &key);

// A token taken apart, not yet verified: believe nothing in it before verify…() said true.
struct Parsed
{
    QJsonObject header;
    QJsonObject payload;
    QByteArray signingInput;
    QByteArray signature;
};

// Nothing unless it has exactly three parts of canonical base64url, the first two JSON objects
// without a doubled key and the third not empty, and no `crit` header.
std::optional<Parsed> parse(QByteArrayView token);

bool verifyEs256(const Parsed &token, const PublicKey &key);
bool verifyHs256(const Parsed &token, const Secret &key);

} // namespace crypto::jws
