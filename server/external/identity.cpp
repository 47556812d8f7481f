// SPDX-License-Identifier: GPL-3.0-only
#include "external/identity.h"

using namespace Qt::StringLiterals;

QJsonObject ExternalIdentity::toJson() const
{
    return {{u"provider"_s, provider},       {u"issuer"_s, issuer},       {u"subject"_s, subject},
            {u"email"_s, email},             {u"emailVerified"_s, emailVerified},
            {u"displayName"_s, displayName}, {u"firstName"_s, firstName}, {u"lastName"_s, lastName},
            {u"avatarUrl"_s, avatarUrl}};
}

ExternalIdentity ExternalIdentity::fromJson(const QJsonObject &json)
{
    return {.provider = json.value("provider"_L1).toString(),
            .issuer = json.value("issuer"_L1).toString(),
            .subject = json.value("subject"_L1).toString(),
            .email = json.value("email"_L1).toString(),
            .emailVerified = json.value("emailVerified"_L1).toBool(),
            .displayName = json.value("displayName"_L1).toString(),
            .firstName = json.value("firstName"_L1).toString(),
            .lastName = json.value("lastName"_L1).toString(),
            .avatarUrl = json.value("avatarUrl"_L1).toString()};
}
