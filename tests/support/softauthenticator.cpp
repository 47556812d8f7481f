// SPDX-License-Identifier: GPL-3.0-only
#include "support/softauthenticator.h"

#include "base/base64url.h"
#include "crypto/random.h"

#include <QCborMap>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;

namespace {

using Key = std::shared_ptr<EVP_PKEY>;

EVP_PKEY *generated(int algorithm)
{
    if (algorithm == SoftAuthenticator::edDsa)
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    if (algorithm == SoftAuthenticator::rs256)
        return EVP_RSA_gen(2048);
    return EVP_EC_gen("P-256");
}

QByteArray number(const Key &key, const char *name, int size)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key.get(), name, &value);
    QByteArray bytes(size, '\0');
    BN_bn2binpad(value, reinterpret_cast<uchar *>(bytes.data()), size);
    BN_free(value);
    return bytes;
}

QByteArray rawPublicKey(const Key &key)
{
    QByteArray bytes(32, '\0');
    size_t size = 32;
    EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<uchar *>(bytes.data()), &size);
    return bytes;
}

QCborMap coseOf(const Key &key, int algorithm)
{
    if (algorithm == SoftAuthenticator::edDsa)
        return {{1, 1}, {3, algorithm}, {-1, 6}, {-2, rawPublicKey(key)}};
    if (algorithm == SoftAuthenticator::rs256)
        return {{1, 3}, {3, algorithm}, {-1, number(key, OSSL_PKEY_PARAM_RSA_N, 256)}, {-2, number(key, OSSL_PKEY_PARAM_RSA_E, 3)}};
    return {{1, 2},
            {3, algorithm},
            {-1, 1},
            {-2, number(key, OSSL_PKEY_PARAM_EC_PUB_X, 32)},
            {-3, number(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
}

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(base64url::encode(bytes));
}

void edit(const std::function<void(QByteArray &)> &change, QByteArray &bytes)
{
    if (change)
        change(bytes);
}

} // namespace

SoftAuthenticator::SoftAuthenticator(const QString &ownOrigin, int algorithm)
    : origin(ownOrigin)
    , id(crypto::randomBytes(32))
    , m_algorithm(algorithm)
    , m_key(generated(algorithm), EVP_PKEY_free)
{
}

QJsonObject SoftAuthenticator::create(const QJsonObject &publicKey)
{
    const QString handle = publicKey.value("user"_L1).toObject().value("id"_L1).toString();
    userHandle = base64url::decode(handle.toLatin1()).value_or(QByteArray());
    const QByteArray client = clientData("webauthn.create", publicKey);
    const QByteArray data = authenticatorData(true);
    QCborMap statement;
    if (format == "packed"_L1) {
        QByteArray signature = sign(data + crypto::sha256(client));
        edit(editSignature, signature);
        statement = {{u"alg"_s, m_algorithm}, {u"sig"_s, signature}};
    }
    QByteArray object = QCborMap{{u"fmt"_s, format}, {u"attStmt"_s, statement}, {u"authData"_s, data}}.toCborValue().toCbor();
    edit(editAttestation, object);
    return credential({{u"clientDataJSON"_s, text(client)},
                       {u"attestationObject"_s, text(object)},
                       {u"transports"_s, QJsonArray{u"internal"_s, u"hybrid"_s}}});
}

QJsonObject SoftAuthenticator::get(const QJsonObject &publicKey)
{
    const QByteArray client = clientData("webauthn.get", publicKey);
    const QByteArray data = authenticatorData(false);
    counter += counterStep;
    QByteArray signature = sign(data + crypto::sha256(client));
    edit(editSignature, signature);
    QJsonObject response{{u"clientDataJSON"_s, text(client)},
                         {u"authenticatorData"_s, text(data)},
                         {u"signature"_s, text(signature)}};
    if (!userHandle.isEmpty())
        response.insert("userHandle"_L1, text(userHandle));
    return credential(response);
}

QByteArray SoftAuthenticator::cose() const
{
    return coseOf(m_key, m_algorithm).toCborValue().toCbor();
}

QByteArray SoftAuthenticator::clientData(const QByteArray &type, const QJsonObject &publicKey) const
{
    QJsonObject object{{u"type"_s, QString::fromLatin1(type)},
                       {u"challenge"_s, publicKey.value("challenge"_L1)},
                       {u"origin"_s, origin},
                       {u"crossOrigin"_s, false}};
    if (editClientData)
        editClientData(object);
    QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    edit(editClientDataText, bytes);
    return bytes;
}

QByteArray SoftAuthenticator::authenticatorData(bool withCredential) const
{
    const int flags = (userPresent ? 0x01 : 0) | (userVerified ? 0x04 : 0) | (backupEligible ? 0x08 : 0) |
                      (backupState ? 0x10 : 0) | (withCredential ? 0x40 : 0) | (extensions.isEmpty() ? 0 : 0x80);
    QByteArray data = crypto::sha256(rpId.toUtf8()) + char(flags) + QByteArray(4, '\0');
    qToBigEndian(counter, data.data() + 33);
    if (withCredential) {
        QByteArray length(2, '\0');
        qToBigEndian(quint16(id.size()), length.data());
        data += QByteArray(16, '\x2a') + length + id + cose();
    }
    data += extensions;
    edit(editAuthenticatorData, data);
    return data;
}

QByteArray SoftAuthenticator::sign(const QByteArray &message) const
{
    const auto *bytes = reinterpret_cast<const uchar *>(message.constData());
    const EVP_MD *digest = m_algorithm == edDsa ? nullptr : EVP_sha256();
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    QByteArray signature(EVP_PKEY_get_size(m_key.get()), '\0');
    size_t size = size_t(signature.size());
    if (EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<uchar *>(signature.data()), &size, bytes, size_t(message.size())) != 1)
        qFatal("OpenSSL can't sign");
    return signature.first(qsizetype(size));
}

QJsonObject SoftAuthenticator::credential(const QJsonObject &response) const
{
    return {{u"id"_s, text(id)},
            {u"rawId"_s, text(id)},
            {u"type"_s, u"public-key"_s},
            {u"response"_s, response},
            {u"authenticatorAttachment"_s, u"platform"_s},
            {u"clientExtensionResults"_s, QJsonObject()}};
}
