// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

// A provider that people sign in through, as the server is configured.
struct Provider
{
    QString name = {};
    QString type = {}; // oidc, google, github, oauth2
    QString displayName = {};
    QString issuer = {};
    QString clientId = {};
    bool trustEmail = false;
    QList<QString> callbackUrls = {};
    qint64 linkedAccounts = 0;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("name"_L1, &Provider::name),
                          json::field("type"_L1, &Provider::type),
                          json::field("displayName"_L1, &Provider::displayName, json::mayBeEmpty),
                          json::field("issuer"_L1, &Provider::issuer, json::mayBeEmpty),
                          json::field("clientId"_L1, &Provider::clientId, json::mayBeEmpty),
                          json::field("trustEmail"_L1, &Provider::trustEmail),
                          json::field("callbackUrls"_L1, &Provider::callbackUrls),
                          json::field("linkedAccounts"_L1, &Provider::linkedAccounts)};
    }
};

// One step of trying a provider out. `code` says more of what is wrong.
struct ProviderCheck
{
    QString check = {};
    bool passed = false;
    QString code = {};
    QString value = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("check"_L1, &ProviderCheck::check),
                          json::field("passed"_L1, &ProviderCheck::passed),
                          json::field("code"_L1, &ProviderCheck::code, json::mayBeEmpty),
                          json::field("value"_L1, &ProviderCheck::value, json::mayBeEmpty)};
    }
};

struct ProviderTest
{
    QList<ProviderCheck> checks = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("checks"_L1, &ProviderTest::checks)};
    }
};

// Somebody's account with a provider, linked to theirs here.
struct LinkedAccount
{
    QString id = {};
    QString provider = {};
    QString providerUserId = {};
    QString email = {};
    QString displayName = {};
    QString avatarUrl = {};
    QDateTime createdAt = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &LinkedAccount::id),
                          json::field("provider"_L1, &LinkedAccount::provider),
                          json::field("providerUserId"_L1, &LinkedAccount::providerUserId, json::mayBeEmpty),
                          json::field("email"_L1, &LinkedAccount::email, json::mayBeEmpty),
                          json::field("displayName"_L1, &LinkedAccount::displayName, json::mayBeEmpty),
                          json::field("avatarUrl"_L1, &LinkedAccount::avatarUrl, json::mayBeEmpty),
                          json::field("createdAt"_L1, &LinkedAccount::createdAt)};
    }
};
