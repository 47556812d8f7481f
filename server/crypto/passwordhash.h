// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "base/secret.h"

// Argon2id (RFC 9106) with one lane and a 16-byte salt, as a PHC string. Slow by design: call it
// on a HashingPool.
namespace crypto {

// What one hash costs. The defaults are OWASP's floor for Argon2id.
struct PasswordCost
{
    int memoryKib = 19456; // 8 … 4194304
    int passes = 2;        // at least 1
};

// "$argon2id$v=19$m=…,t=…,p=1$salt$hash". The password must be normalised (NFKC) already.
// SERVER_BUSY if the memory can't be had.
Result<QByteArray> hashPassword(const Secret &normalised, PasswordCost cost);

// False for a wrong password and for a string that is no Argon2id hash.
bool verifyPassword(const Secret &normalised, const QByteArray &phc);

// Whether the hash was made at another cost, or by something else than hashPassword().
bool needsRehash(const QByteArray &phc, PasswordCost cost);

} // namespace crypto
