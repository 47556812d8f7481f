// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <functional>
#include <memory>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

// An authenticator and its browser in one, for tests: makes true ceremonies from the options that a
// server gives, and false ones where the test says so.
class SoftAuthenticator
{
public:
    static constexpr int es256 = -7;
    static constexpr int edDsa = -8;
    static constexpr int rs256 = -257;

    explicit SoftAuthenticator(const QString &origin, int algorithm = es256);

    // How the next ceremonies go. Tests change what they need.
    QString origin;
    QString rpId = QStringLiteral("localhost");
    QByteArray id;         // of the credential
    QByteArray userHandle; // from the options of the registration; none in an assertion when empty
    QString format = QStringLiteral("none"); // or packed, which signs itself
    bool userPresent = true;
    bool userVerified = true;
    bool backupEligible = true;
    bool backupState = true;
    quint32 counter = 0;  // of the next assertion
    quint32 counterStep = 0; // added after each
    QByteArray extensions = {}; // CBOR, at the end of the authenticator data

    // Changes of what is about to be signed.
    using ClientDataEdit = std::function<void(QJsonObject &)>;
    using BytesEdit = std::function<void(QByteArray &)>;
    ClientDataEdit editClientData = {};
    BytesEdit editClientDataText = {};
    BytesEdit editAuthenticatorData = {};
    BytesEdit editSignature = {};
    BytesEdit editAttestation = {}; // the whole attestation object

    // The credential for publicKey of register/begin and of login/begin.
    QJsonObject create(const QJsonObject &publicKey);
    QJsonObject get(const QJsonObject &publicKey);

    QByteArray cose() const; // the public key

private:
    QByteArray clientData(const QByteArray &type, const QJsonObject &publicKey) const;
    QByteArray authenticatorData(bool withCredential) const;
    QByteArray sign(const QByteArray &message) const;
    QJsonObject credential(const QJsonObject &response) const;

    int m_algorithm;
    std::shared_ptr<evp_pkey_st> m_key;
};
