// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/secret.h"

#include <QByteArray>

// Randomness, digests and comparisons that everything else here stands on.
namespace crypto {

// Chooses the fastest implementations for this processor and opens the system's random source;
// ends the program if there is none. Call it once, before anything else here.
void initialise();

// From the system's random source.
QByteArray randomBytes(int count);

// Characters of [0-9A-Za-z], each equally likely: 5.95 bits a character.
QByteArray randomText(int length);

// Whether both are the same; takes as long for a difference in the first byte as in the last.
bool equal(QByteArrayView a, QByteArrayView b);

// 32 bytes (FIPS 180-4).
QByteArray sha256(QByteArrayView data);

// 32 bytes (RFC 2104); the key may have any length.
QByteArray hmacSha256(const Secret &key, QByteArrayView data);

} // namespace crypto
