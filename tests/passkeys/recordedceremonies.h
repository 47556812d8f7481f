// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/base64url.h"
#include "support/vectors.h"
#include "webauthn/signature.h"

#include <QJsonArray>
#include <QJsonObject>

inline QByteArray bytesOf(const QJsonValue &text)
{
    return base64url::decode(text.toString().toLatin1()).value_or(QByteArray());
}

inline QByteArray hexOf(const QJsonValue &text)
{
    return QByteArray::fromHex(text.toString().toLatin1());
}

// One registration and one assertion, as somebody else recorded them.
struct Recorded
{
    QString rpId;
    QByteArray creationClientData;
    QByteArray attestationObject;
    webauthn::Assertion assertion;
};

inline QList<Recorded> recorded()
{
    using namespace Qt::StringLiterals;
    QList<Recorded> list;
    const QJsonObject chromium = readVectors(u"webauthn/chromium-virtual-authenticator.json"_s).object();
    for (const QJsonValue &one : chromium.value("cases"_L1).toArray()) {
        const auto response = [&](QLatin1StringView step) {
            return one[step].toObject().value("response"_L1).toObject().value("response"_L1).toObject();
        };
        const QJsonObject made = response("reg"_L1);
        const QJsonObject used = response("auth"_L1);
        list.append({chromium.value("rpId"_L1).toString(), bytesOf(made["clientDataJSON"_L1]),
                     bytesOf(made["attestationObject"_L1]),
                     {.authenticatorData = bytesOf(used["authenticatorData"_L1]),
                      .clientData = bytesOf(used["clientDataJSON"_L1]),
                      .signature = bytesOf(used["signature"_L1])}});
    }
    const QJsonObject w3c = readVectors(u"webauthn/w3c-l3-es256-none.json"_s).object();
    for (const QJsonValue &one : w3c.value("vectors"_L1).toArray()) {
        const QJsonObject made = one["registration"_L1].toObject();
        const QJsonObject used = one["authentication"_L1].toObject();
        list.append({w3c.value("rpId"_L1).toString(), hexOf(made["clientDataJSON"_L1]), hexOf(made["attestationObject"_L1]),
                     {.authenticatorData = hexOf(used["authenticatorData"_L1]),
                      .clientData = hexOf(used["clientDataJSON"_L1]),
                      .signature = hexOf(used["signature"_L1]),
                      .needsVerifiedUser = false}}); // its authenticator does not verify anybody
    }
    return list;
}
