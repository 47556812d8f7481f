// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/signature.h"

#include "api/codes.h"
#include "base/base64url.h"
#include "crypto/owned.h"
#include "crypto/thumbprint.h"

#include <QJsonObject>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

namespace crypto {

using namespace Qt::StringLiterals;

namespace {

constexpr int coordinateSize = 32;
constexpr int signatureSize = 2 * coordinateSize;

using Digest = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Pkcs8 = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using Number = Owned<BIGNUM, BN_free>;
using Ecdsa = Owned<ECDSA_SIG, ECDSA_SIG_free>;

uchar *writable(QByteArray &bytes) { return reinterpret_cast<uchar *>(bytes.data()); }

const uchar *readable(QByteArrayView bytes) { return reinterpret_cast<const uchar *>(bytes.data()); }

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY *key) { return {key, EVP_PKEY_free}; }

bool isP256(const EVP_PKEY *key)
{
    char group[32] = {};
    return key && EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) &&
           qstrcmp(group, SN_X9_62_prime256v1) == 0;
}

QString coordinate(const EVP_PKEY *key, const char *name)
{
    BIGNUM *raw = nullptr;
    EVP_PKEY_get_bn_param(key, name, &raw);
    const Number number(raw);
    QByteArray bytes(coordinateSize, '\0');
    Q_ASSERT(number);
    BN_bn2binpad(number.get(), writable(bytes), coordinateSize);
    return QString::fromLatin1(base64url::encode(bytes));
}

// The DER that OpenSSL wants, made from r ‖ s.
QByteArray toDerSignature(QByteArrayView signature)
{
    const Ecdsa pair(ECDSA_SIG_new());
    BIGNUM *r = BN_bin2bn(readable(signature), coordinateSize, nullptr);
    BIGNUM *s = BN_bin2bn(readable(signature) + coordinateSize, coordinateSize, nullptr);
    ECDSA_SIG_set0(pair.get(), r, s);
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), Qt::Uninitialized);
    uchar *end = writable(der);
    i2d_ECDSA_SIG(pair.get(), &end);
    return der;
}

QByteArray fromDerSignature(const QByteArray &der)
{
    const uchar *begin = readable(der);
    const Ecdsa pair(d2i_ECDSA_SIG(nullptr, &begin, der.size()));
    QByteArray signature(signatureSize, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), writable(signature), coordinateSize);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), writable(signature) + coordinateSize, coordinateSize);
    return signature;
}

// An uncompressed point (SEC 1 section 2.3.3); null if it is not on the curve.
EVP_PKEY *keyFromPoint(QByteArray point)
{
    char group[] = SN_X9_62_prime256v1;
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                                     OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                                       static_cast<size_t>(point.size())),
                                     OSSL_PARAM_construct_end()};
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM *>(parameters)) !=
            1)
        return nullptr;
    return key;
}

Error failed(const QString &what) { return Error{Error::Kind::Internal, code::internalServerError, what}; }

} // namespace

std::optional<PublicKey> PublicKey::fromJwk(const QJsonObject &jwk)
{
    if (jwk.value("kty"_L1) != "EC"_L1 || jwk.value("crv"_L1) != "P-256"_L1)
        return std::nullopt;
    const auto x = base64url::decode(jwk.value("x"_L1).toString().toUtf8());
    const auto y = base64url::decode(jwk.value("y"_L1).toString().toUtf8());
    if (!x || !y || x->size() != coordinateSize || y->size() != coordinateSize)
        return std::nullopt;
    constexpr char uncompressed = 4;
    const auto key = shared(keyFromPoint(uncompressed + *x + *y));
    return key ? std::optional(PublicKey(key)) : std::nullopt;
}

QJsonObject PublicKey::jwk() const
{
    return {{u"kty"_s, u"EC"_s},
            {u"crv"_s, u"P-256"_s},
            {u"x"_s, coordinate(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X)},
            {u"y"_s, coordinate(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y)}};
}

bool PublicKey::verify(QByteArrayView message, QByteArrayView signature) const
{
    if (signature.size() != signatureSize)
        return false;
    const QByteArray der = toDerSignature(signature);
    const Digest digest(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), readable(der), static_cast<size_t>(der.size()), readable(message),
                            static_cast<size_t>(message.size())) == 1;
}

KeyPair::KeyPair(std::shared_ptr<evp_pkey_st> key)
    : m_key(std::move(key))
    , m_kid(thumbprint(publicKey().jwk()))
{}

Result<KeyPair> KeyPair::generate()
{
    const auto key = shared(EVP_EC_gen("P-256"));
    if (!key)
        return failed(u"OpenSSL can't make a P-256 key"_s);
    return KeyPair(key);
}

Result<KeyPair> KeyPair::fromDer(const Secret &der)
{
    const uchar *begin = readable(der.bytes());
    const Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &begin, der.bytes().size()));
    const auto key = shared(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
    if (!isP256(key.get()))
        return failed(u"a signing key is not a P-256 key in PKCS #8"_s);
    return KeyPair(key);
}

Secret KeyPair::toDer() const
{
    const Pkcs8 info(EVP_PKEY2PKCS8(m_key.get()));
    QByteArray der(i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr), Qt::Uninitialized);
    uchar *end = writable(der);
    i2d_PKCS8_PRIV_KEY_INFO(info.get(), &end);
    return Secret(std::move(der));
}

QByteArray KeyPair::sign(QByteArrayView message) const
{
    const Digest digest(EVP_MD_CTX_new());
    QByteArray der(EVP_PKEY_get_size(m_key.get()), '\0');
    size_t size = static_cast<size_t>(der.size());
    const bool done = EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1 &&
                      EVP_DigestSign(digest.get(), writable(der), &size, readable(message),
                                     static_cast<size_t>(message.size())) == 1;
    if (!done)
        qFatal("OpenSSL can't sign with a P-256 key");
    der.truncate(static_cast<qsizetype>(size));
    return fromDerSignature(der);
}

} // namespace crypto
