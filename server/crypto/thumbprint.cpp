// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/thumbprint.h"

#include "base/base64url.h"
#include "crypto/random.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace crypto {

using namespace Qt::StringLiterals;

namespace {

// RFC 7638 section 3.2, RFC 8037 section 2.
QStringList requiredMembers(const QString &kind)
{
    if (kind == "EC"_L1)
        return {u"crv"_s, u"kty"_s, u"x"_s, u"y"_s};
    if (kind == "RSA"_L1)
        return {u"e"_s, u"kty"_s, u"n"_s};
    if (kind == "OKP"_L1)
        return {u"crv"_s, u"kty"_s, u"x"_s};
    return {};
}

} // namespace

QByteArray thumbprint(const QJsonObject &jwk)
{
    QJsonObject required;
    for (const QString &name : requiredMembers(jwk.value("kty"_L1).toString())) {
        if (!jwk.value(name).isString())
            return {};
        required.insert(name, jwk.value(name));
    }
    if (required.isEmpty())
        return {};
    // Qt writes members in lexicographic order and without white space, as section 3.3 asks.
    return base64url::encode(sha256(QJsonDocument(required).toJson(QJsonDocument::Compact)));
}

} // namespace crypto
