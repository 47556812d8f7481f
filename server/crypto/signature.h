// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <memory>
#include <optional>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

// ES256: ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4). Keys are immutable; copies are cheap
// and may be used from any thread.
namespace crypto {

class PublicKey
{
public:
    // Nothing unless it is an EC key on P-256 whose point lies on the curve, with canonical
    // coordinates of 32 bytes.
    static std::optional<PublicKey> fromJwk(const QJsonObject &jwk);

    // kty, crv, x, y (RFC 7518 section 6.2.1); kid, use and alg are the caller's to add.
    QJsonObject jwk() const;

    // Whether the 64 bytes r ‖ s (IEEE P1363) sign this message. Any other length, and r or s
    // outside 1 … n−1, is refused.
    bool verify(QByteArrayView message, QByteArrayView signature) const;

private:
    friend class KeyPair;
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key)
        : m_key(std::move(key))
    {}
    std::shared_ptr<evp_pkey_st> m_key;
};

class KeyPair
{
public:
    static Result<KeyPair> generate();

    // PKCS #8. INTERNAL_SERVER_ERROR for anything but a P-256 key.
    static Result<KeyPair> fromDer(const Secret &der);
    Secret toDer() const;

    // r ‖ s, 64 bytes.
    QByteArray sign(QByteArrayView message) const;

    PublicKey publicKey() const { return PublicKey(m_key); }
    const QByteArray &kid() const { return m_kid; } // the public key's thumbprint

private:
    explicit KeyPair(std::shared_ptr<evp_pkey_st> key);
    std::shared_ptr<evp_pkey_st> m_key;
    QByteArray m_kid;
};

} // namespace crypto
