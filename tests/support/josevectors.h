// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/base64url.h"
#include "crypto/jws.h"
#include "support/vectors.h"

#include <QJsonArray>

// The signed examples of RFC 7515 (appendix A) and RFC 8037 (appendix A.4).
struct JoseExample
{
    QByteArray name = {};
    QString algorithm = {};
    crypto::jws::Parsed token = {};
    QJsonObject jwk = {}; // public
};

// Changes of a key or a signature that make it another.
inline QJsonObject with(QJsonObject object, const QString &name, const QJsonValue &value)
{
    object.insert(name, value);
    return object;
}

inline QByteArray turned(QByteArray bytes, qsizetype place)
{
    bytes[place] = char(bytes[place] ^ 1);
    return bytes;
}

// A token whose payload may be anything, as those of the examples are.
inline crypto::jws::Parsed taken(const QByteArray &compact)
{
    const QList<QByteArray> parts = compact.split('.');
    return {.header = QJsonDocument::fromJson(*base64url::decode(parts[0])).object(),
            .payload = {},
            .signingInput = parts[0] + '.' + parts[1],
            .signature = *base64url::decode(parts[2])};
}

inline QList<JoseExample> joseExamples()
{
    const auto example = [](const QJsonObject &from, const QByteArray &section, QJsonObject jwk) {
        jwk.remove(QStringLiteral("d"));
        const auto token = taken(from.value(QStringLiteral("jws_compact")).toString().toLatin1());
        const QString algorithm = token.header.value(QStringLiteral("alg")).toString();
        return JoseExample{section + ' ' + algorithm.toLatin1(), algorithm, token, jwk};
    };
    QList<JoseExample> all;
    const QJsonObject jws = readVectors(QStringLiteral("jose/rfc7515.json")).object();
    for (const QJsonValue value : jws.value(QStringLiteral("examples")).toArray()) {
        const QByteArray section = value[QStringLiteral("section")].toString().toLatin1();
        all.append(example(value.toObject(), "RFC 7515 " + section, value[QStringLiteral("jwk")].toObject()));
    }
    const QJsonObject edwards = readVectors(QStringLiteral("jose/rfc8037.json")).object();
    all.append(example(edwards, "RFC 8037 A.4", edwards.value(QStringLiteral("jwk_private")).toObject()));
    return all;
}

inline JoseExample joseExample(const QString &algorithm)
{
    for (const JoseExample &example : joseExamples()) {
        if (example.algorithm == algorithm)
            return example;
    }
    qFatal("there is no example of %s", qPrintable(algorithm));
    return {};
}
