// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// One tried login (api.md 0.16), as its owner sees it: the eleven documented fields.
struct LoginEvent
{
    QString id;
    QDateTime createdAt;
    bool success = false;
    // "", invalid_password, invalid_totp, invalid_passkey, account_deactivated, account_locked, email_not_verified
    QString failureReason;
    QString provider;      // password, passkey, or a provider's name
    QString ipAddress;
    QString userAgent;
    QString deviceName;
    QString deviceType;    // desktop, mobile, tablet, bot, unknown
    QString city;          // "" when not known
    QString country;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &LoginEvent::id),
                          json::field("createdAt"_L1, &LoginEvent::createdAt),
                          json::field("success"_L1, &LoginEvent::success),
                          json::field("failureReason"_L1, &LoginEvent::failureReason, json::mayBeEmpty),
                          json::field("provider"_L1, &LoginEvent::provider, json::mayBeEmpty),
                          json::field("ipAddress"_L1, &LoginEvent::ipAddress, json::mayBeEmpty),
                          json::field("userAgent"_L1, &LoginEvent::userAgent, json::mayBeEmpty),
                          json::field("deviceName"_L1, &LoginEvent::deviceName, json::mayBeEmpty),
                          json::field("deviceType"_L1, &LoginEvent::deviceType, json::mayBeEmpty),
                          json::field("city"_L1, &LoginEvent::city, json::mayBeEmpty),
                          json::field("country"_L1, &LoginEvent::country, json::mayBeEmpty)};
    }
};

// The same with whom it was about, as admins see it.
struct AdminLoginEvent : LoginEvent
{
    json::Nullable<AccountId> userId; // null for an address that nobody has
    QString email;                    // as it was tried

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple_cat(LoginEvent::fields(),
                              std::tuple{json::field("userId"_L1, &AdminLoginEvent::userId),
                                         json::field("email"_L1, &AdminLoginEvent::email, json::mayBeEmpty)});
    }
};
