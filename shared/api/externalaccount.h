// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"

using ExternalAccountId = Id<struct ExternalAccountTag>; // ours, not the provider's

// An account of another provider that signs somebody in (api.md 1.2); admins see the same.
struct ExternalAccount
{
    ExternalAccountId id = {};
    QString provider = {}; // its name in the configuration
    QString providerUserId = {};
    QString email = {};
    QString displayName = {};
    QString avatarUrl = {};
    QDateTime createdAt = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &ExternalAccount::id),
                          json::field("provider"_L1, &ExternalAccount::provider),
                          json::field("providerUserId"_L1, &ExternalAccount::providerUserId),
                          json::field("email"_L1, &ExternalAccount::email, json::mayBeEmpty),
                          json::field("displayName"_L1, &ExternalAccount::displayName, json::mayBeEmpty),
                          json::field("avatarUrl"_L1, &ExternalAccount::avatarUrl, json::mayBeEmpty),
                          json::field("createdAt"_L1, &ExternalAccount::createdAt)};
    }
};

struct ExternalAccountList
{
    QList<ExternalAccount> accounts = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("accounts"_L1, &ExternalAccountList::accounts)};
    }
};

// A configured provider, as admins see it.
struct ProviderSummary
{
    QString name = {};
    QString type = {}; // oidc, google, github, oauth2
    QString displayName = {};
    QString issuer = {};
    QString clientId = {};
    bool trustEmail = false;
    QList<QString> callbackUrls = {}; // to be written down at the provider
    qint64 linkedAccounts = 0;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("name"_L1, &ProviderSummary::name),
                          json::field("type"_L1, &ProviderSummary::type),
                          json::field("displayName"_L1, &ProviderSummary::displayName),
                          json::field("issuer"_L1, &ProviderSummary::issuer, json::mayBeEmpty),
                          json::field("clientId"_L1, &ProviderSummary::clientId, json::mayBeEmpty),
                          json::field("trustEmail"_L1, &ProviderSummary::trustEmail),
                          json::field("callbackUrls"_L1, &ProviderSummary::callbackUrls),
                          json::field("linkedAccounts"_L1, &ProviderSummary::linkedAccounts)};
    }
};

struct ProviderSummaryList
{
    QList<ProviderSummary> providers = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("providers"_L1, &ProviderSummaryList::providers)};
    }
};

// Something that has to be right before a provider can be used, and whether it is.
struct ProviderCheck
{
    // address, resolve, connect, tls, document; of an OpenID provider also issuer, endpoints, algorithms,
    // pkce, jwks
    QString check = {};
    bool passed = false;
    QString code = {};  // what is wrong: UPPER_SNAKE; empty if nothing is
    QString value = {}; // what was looked at, or the provider's own words

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("check"_L1, &ProviderCheck::check),
                          json::field("passed"_L1, &ProviderCheck::passed),
                          json::field("code"_L1, &ProviderCheck::code, json::mayBeEmpty),
                          json::field("value"_L1, &ProviderCheck::value, json::mayBeEmpty)};
    }
};

struct ProviderReport
{
    QList<ProviderCheck> checks = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("checks"_L1, &ProviderReport::checks)};
    }
};
