// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/foreignsignature.h"

#include "base/base64url.h"
#include "crypto/owned.h"

#include <QJsonArray>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

namespace crypto::foreign {

using namespace Qt::StringLiterals;

namespace {

struct Algorithm
{
    QLatin1StringView name;
    QLatin1StringView keyType;
    const EVP_MD *(*digest)(); // nothing for EdDSA over Ed25519
    QLatin1StringView curve;   // of EC and OKP keys
    const char *group;         // OpenSSL's name of the curve
    int coordinate;            // bytes of one EC coordinate
    bool isPss;
};

constexpr Algorithm known[] = {
    {"RS256"_L1, "RSA"_L1, EVP_sha256, {}, nullptr, 0, false},
    {"RS384"_L1, "RSA"_L1, EVP_sha384, {}, nullptr, 0, false},
    {"RS512"_L1, "RSA"_L1, EVP_sha512, {}, nullptr, 0, false},
    {"PS256"_L1, "RSA"_L1, EVP_sha256, {}, nullptr, 0, true},
    {"PS384"_L1, "RSA"_L1, EVP_sha384, {}, nullptr, 0, true},
    {"PS512"_L1, "RSA"_L1, EVP_sha512, {}, nullptr, 0, true},
    {"ES256"_L1, "EC"_L1, EVP_sha256, "P-256"_L1, "P-256", 32, false},
    {"ES384"_L1, "EC"_L1, EVP_sha384, "P-384"_L1, "P-384", 48, false},
    {"ES512"_L1, "EC"_L1, EVP_sha512, "P-521"_L1, "P-521", 66, false},
    {"EdDSA"_L1, "OKP"_L1, nullptr, "Ed25519"_L1, nullptr, 32, false},
};

constexpr int fewestRsaBits = 2048;
constexpr int mostRsaBytes = 1024; // 8192 bits: more only costs time

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Digest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Number = Owned<BIGNUM, BN_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using Ecdsa = Owned<ECDSA_SIG, ECDSA_SIG_free>;

const uchar *readable(const QByteArray &bytes)
{
    return reinterpret_cast<const uchar *>(bytes.constData());
}

const Algorithm *find(const QString &name)
{
    for (const Algorithm &algorithm : known) {
        if (algorithm.name == name)
            return &algorithm;
    }
    return nullptr;
}

QByteArray member(const QJsonObject &jwk, QLatin1StringView name)
{
    return base64url::decode(jwk.value(name).toString().toLatin1()).value_or(QByteArray());
}

Key keyFrom(const char *type, const OSSL_PARAM *parameters)
{
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM *>(parameters));
    return Key(key);
}

Key rsaKey(const QJsonObject &jwk)
{
    const QByteArray modulus = member(jwk, "n"_L1);
    const QByteArray exponent = member(jwk, "e"_L1);
    if (modulus.isEmpty() || modulus.size() > mostRsaBytes || exponent.isEmpty() || exponent.size() > 8)
        return nullptr;
    const Number n(BN_bin2bn(readable(modulus), int(modulus.size()), nullptr));
    const Number e(BN_bin2bn(readable(exponent), int(exponent.size()), nullptr));
    if (BN_num_bits(n.get()) < fewestRsaBits || !BN_is_odd(e.get()) || BN_is_one(e.get()))
        return nullptr;
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    return keyFrom("RSA", parameters.get());
}

Key ecKey(const Algorithm &algorithm, const QJsonObject &jwk)
{
    const QByteArray x = member(jwk, "x"_L1);
    const QByteArray y = member(jwk, "y"_L1);
    if (jwk.value("crv"_L1) != algorithm.curve || x.size() != algorithm.coordinate || y.size() != algorithm.coordinate)
        return nullptr;
    const QByteArray point = '\x04' + x + y; // uncompressed (SEC 1 section 2.3.3)
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, algorithm.group, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), size_t(point.size()));
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    return keyFrom("EC", parameters.get());
}

Key edwardsKey(const Algorithm &algorithm, const QJsonObject &jwk)
{
    const QByteArray x = member(jwk, "x"_L1);
    if (jwk.value("crv"_L1) != algorithm.curve || x.size() != algorithm.coordinate)
        return nullptr;
    return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, readable(x), size_t(x.size())));
}

Key keyFor(const Algorithm &algorithm, const QJsonObject &jwk)
{
    if (algorithm.keyType == "RSA"_L1)
        return rsaKey(jwk);
    return algorithm.keyType == "EC"_L1 ? ecKey(algorithm, jwk) : edwardsKey(algorithm, jwk);
}

// What the key says of itself (RFC 7517 section 4).
bool allows(const QJsonObject &jwk, const Algorithm &algorithm)
{
    if (jwk.value("kty"_L1) != algorithm.keyType)
        return false;
    if (jwk.contains("alg"_L1) && jwk.value("alg"_L1) != algorithm.name)
        return false;
    if (jwk.contains("use"_L1) && jwk.value("use"_L1) != "sig"_L1)
        return false;
    return !jwk.contains("key_ops"_L1) || jwk.value("key_ops"_L1).toArray().contains("verify"_L1);
}

// OpenSSL wants DER where a JWS has r ‖ s (RFC 7518 section 3.4).
QByteArray derSignature(const QByteArray &signature, int coordinate)
{
    if (signature.size() != 2 * coordinate)
        return {};
    const Ecdsa pair(ECDSA_SIG_new());
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(readable(signature), coordinate, nullptr),
                   BN_bin2bn(readable(signature) + coordinate, coordinate, nullptr));
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), Qt::Uninitialized);
    auto *end = reinterpret_cast<uchar *>(der.data());
    i2d_ECDSA_SIG(pair.get(), &end);
    return der;
}

bool usePss(EVP_PKEY_CTX *context)
{
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
           && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

bool isSignedBy(EVP_PKEY *key, const Algorithm &algorithm, const QByteArray &input, const QByteArray &signature)
{
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY_CTX *context = nullptr; // the digest's
    const EVP_MD *hash = algorithm.digest ? algorithm.digest() : nullptr;
    if (EVP_DigestVerifyInit(digest.get(), &context, hash, nullptr, key) != 1)
        return false;
    if (algorithm.isPss && !usePss(context))
        return false;
    return EVP_DigestVerify(digest.get(), readable(signature), size_t(signature.size()), readable(input),
                            size_t(input.size()))
           == 1;
}

} // namespace

const QStringList &algorithms()
{
    static const QStringList names = [] {
        QStringList all;
        for (const Algorithm &algorithm : known)
            all.append(algorithm.name);
        return all;
    }();
    return names;
}

bool verify(const jws::Parsed &token, const QJsonObject &jwk)
{
    const Algorithm *algorithm = find(token.header.value("alg"_L1).toString());
    if (!algorithm || !allows(jwk, *algorithm))
        return false;
    const Key key = keyFor(*algorithm, jwk);
    const bool isEc = algorithm->keyType == "EC"_L1;
    const QByteArray signature = isEc ? derSignature(token.signature, algorithm->coordinate) : token.signature;
    return key && !signature.isEmpty() && isSignedBy(key.get(), *algorithm, token.signingInput, signature);
}

QByteArray halfHash(const QString &name, const QByteArray &text)
{
    const Algorithm *algorithm = find(name);
    if (!algorithm)
        return {};
    const EVP_MD *hash = algorithm->digest ? algorithm->digest() : EVP_sha512(); // Ed25519 hashes with SHA-512
    QByteArray whole(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned int length = 0;
    EVP_Digest(text.constData(), size_t(text.size()), reinterpret_cast<uchar *>(whole.data()), &length, hash, nullptr);
    return base64url::encode(whole.left(length / 2));
}

} // namespace crypto::foreign
