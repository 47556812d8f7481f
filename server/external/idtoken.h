// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonArray>

// What an id_token has to say (OpenID Connect Core section 3.1.3.7).
struct IdTokenRules
{
    QString issuer = {};
    QString clientId = {};
    QString nonce = {};
    QStringList algorithms = {};  // that the provider says it signs with
    QString accessToken = {};     // that came along with it: at_hash, if there is one, is its
    QDateTime now = {};
};

namespace idtoken {

// The claims of a token that one of the keys signed and that obeys all rules. Nothing in it is
// believed before its signature was right. The detail of an error says what is wrong.
Result<QJsonObject> verify(const QString &token, const QJsonArray &keys, const IdTokenRules &rules);

// Which key its header names; null if it names none, for a token that is none too.
QString keyIdOf(const QString &token);

} // namespace idtoken
