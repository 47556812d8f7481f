// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/options.h"

#include "base/base64url.h"

namespace options {

using namespace Qt::StringLiterals;

namespace {

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(base64url::encode(bytes));
}

QJsonArray written(const QList<Descriptor> &descriptors)
{
    QJsonArray list;
    for (const Descriptor &one : descriptors) {
        QJsonObject descriptor{{u"type"_s, u"public-key"_s}, {u"id"_s, text(one.id)}};
        if (!one.transports.isEmpty())
            descriptor.insert("transports"_L1, QJsonArray::fromStringList(one.transports));
        list.append(descriptor);
    }
    return list;
}

QJsonArray parameters()
{
    QJsonArray list;
    for (const webauthn::Algorithm algorithm : webauthn::algorithms)
        list.append(QJsonObject{{u"type"_s, u"public-key"_s}, {u"alg"_s, int(algorithm)}});
    return list;
}

qint64 timeoutOf(const Ceremony &ceremony)
{
    return std::chrono::milliseconds(ceremony.life).count();
}

} // namespace

QList<Descriptor> descriptorsOf(const QList<PasskeyRow> &passkeys)
{
    QList<Descriptor> descriptors;
    for (const PasskeyRow &passkey : passkeys)
        descriptors.append({passkey.credentialId, passkey.transports});
    return descriptors;
}

QJsonObject forRegistration(const Ceremony &ceremony, const RelyingParty &party, const AccountRow &account,
                            const QByteArray &handle, const QList<PasskeyRow> &existing)
{
    const QString shownName = account.name.isEmpty() ? account.email : account.name;
    return {{u"rp"_s, QJsonObject{{u"id"_s, party.id}, {u"name"_s, party.name}}},
            {u"user"_s, QJsonObject{{u"id"_s, text(handle)}, {u"name"_s, account.email}, {u"displayName"_s, shownName}}},
            {u"challenge"_s, text(ceremony.challenge)},
            {u"pubKeyCredParams"_s, parameters()},
            {u"timeout"_s, timeoutOf(ceremony)},
            {u"excludeCredentials"_s, written(descriptorsOf(existing))},
            {u"authenticatorSelection"_s, QJsonObject{{u"residentKey"_s, u"preferred"_s},
                                                      {u"requireResidentKey"_s, false},
                                                      {u"userVerification"_s, u"required"_s}}},
            {u"attestation"_s, u"none"_s}};
}

QJsonObject forLogin(const Ceremony &ceremony, const RelyingParty &party, const QList<Descriptor> &allowed)
{
    return {{u"challenge"_s, text(ceremony.challenge)},
            {u"timeout"_s, timeoutOf(ceremony)},
            {u"rpId"_s, party.id},
            {u"allowCredentials"_s, written(allowed)},
            {u"userVerification"_s, u"required"_s}};
}

} // namespace options
