// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// One completed sign-in (api.md 0.1), as admins see it.
struct Session
{
    SessionId id;
    AccountId userId;
    QDateTime createdAt;
    QDateTime lastSeenAt;
    QDateTime expiresAt;
    QString ipAddress;
    QString userAgent;
    QString deviceName;
    QString deviceType; // desktop, mobile, tablet, bot, unknown
    QString city;       // "" when not known
    QString country;
    QList<QString> methods; // password, totp, recovery_code, passkey, a provider's name
    bool remembered = false;
    QString email; // of the account, for people who look at many

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &Session::id),
                          json::field("userId"_L1, &Session::userId),
                          json::field("createdAt"_L1, &Session::createdAt),
                          json::field("lastSeenAt"_L1, &Session::lastSeenAt),
                          json::field("expiresAt"_L1, &Session::expiresAt),
                          json::field("ipAddress"_L1, &Session::ipAddress, json::mayBeEmpty),
                          json::field("userAgent"_L1, &Session::userAgent, json::mayBeEmpty),
                          json::field("deviceName"_L1, &Session::deviceName, json::mayBeEmpty),
                          json::field("deviceType"_L1, &Session::deviceType, json::mayBeEmpty),
                          json::field("city"_L1, &Session::city, json::mayBeEmpty),
                          json::field("country"_L1, &Session::country, json::mayBeEmpty),
                          json::field("methods"_L1, &Session::methods),
                          json::field("remembered"_L1, &Session::remembered),
                          json::field("email"_L1, &Session::email, json::mayBeEmpty)};
    }
};
