// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/passwordhash.h"

#include "api/codes.h"

#include <sodium.h>

namespace crypto {

namespace {

size_t memoryBytes(PasswordCost cost) { return static_cast<size_t>(cost.memoryKib) * 1024; }

} // namespace

Result<QByteArray> hashPassword(const Secret &normalised, PasswordCost cost)
{
    QByteArray phc(crypto_pwhash_STRBYTES, '\0');
    const QByteArray &password = normalised.bytes();
    const int failed = crypto_pwhash_str_alg(
        phc.data(), password.constData(), static_cast<quint64>(password.size()),
        static_cast<quint64>(cost.passes), memoryBytes(cost), crypto_pwhash_ALG_ARGON2ID13);
    if (failed)
        return Error{Error::Kind::Unavailable,
                     code::serverBusy,
                     QStringLiteral("no memory for hashing a password"),
                     {},
                     1};
    phc.truncate(qstrlen(phc.constData()));
    return phc;
}

bool verifyPassword(const Secret &normalised, const QByteArray &phc)
{
    const QByteArray &password = normalised.bytes();
    return phc.startsWith(crypto_pwhash_argon2id_STRPREFIX) && phc.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(phc.constData(), password.constData(),
                                    static_cast<quint64>(password.size())) == 0;
}

bool needsRehash(const QByteArray &phc, PasswordCost cost)
{
    return !phc.startsWith(crypto_pwhash_argon2id_STRPREFIX) || phc.size() >= crypto_pwhash_STRBYTES ||
           crypto_pwhash_str_needs_rehash(phc.constData(), static_cast<quint64>(cost.passes),
                                          memoryBytes(cost)) != 0;
}

} // namespace crypto
