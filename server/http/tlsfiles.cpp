// SPDX-License-Identifier: GPL-3.0-only
#include "http/tlsfiles.h"

#include "api/codes.h"
#include "crypto/certificatekey.h"

#include <QDateTime>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace {

Error unusable(const QString &why)
{
    return {Error::Kind::Internal, code::internalServerError, why};
}

Result<QByteArray> contentOf(const QString &key, const QString &file)
{
    if (file.isEmpty())
        return unusable(u"%1 is not set: name a PEM file"_s.arg(key));
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return unusable(u"%1: %2 can't be read: %3"_s.arg(key, file, source.errorString()));
    return source.readAll();
}

QSslKey keyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<QSslConfiguration> http::tlsFromFiles(const QString &certificateFile, const QString &keyFile)
{
    const auto certificatePem = TRY(contentOf(u"tls.certificate"_s, certificateFile));
    const auto keyPem = TRY(contentOf(u"tls.key"_s, keyFile));
    const auto chain = QSslCertificate::fromData(certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return unusable(u"tls.certificate: %1 holds no PEM certificate"_s.arg(certificateFile));
    const QSslKey key = keyFrom(keyPem);
    if (key.isNull())
        return unusable(u"tls.key: %1 holds no RSA or EC private key in PEM form without a passphrase"_s.arg(keyFile));
    if (!crypto::isKeyOf(chain.first().toDer(), key.toDer()))
        return unusable(u"tls.key: %1 is not the key of the first certificate in %2: name two files that were made "
                        "for each other, with the server's own certificate before those of its CAs"_s
                            .arg(keyFile, certificateFile));
    if (chain.first().expiryDate() < QDateTime::currentDateTimeUtc())
        return unusable(u"tls.certificate: %1 expired on %2: renew it"_s.arg(
            certificateFile, chain.first().expiryDate().toString(Qt::ISODate)));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setAllowedNextProtocols({"http/1.1"});
    return configuration;
}
