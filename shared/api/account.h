// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/rules.h"
#include "base/json.h"

// A person who can sign in, as admins see them (api.md 1.7).
struct Account
{
    AccountId id = {};
    QString name = {};
    QString email = {}; // as it was typed; compared in lower case
    bool emailVerified = false;
    bool isServerAdmin = false;
    bool totpEnabled = false;
    QDateTime createdAt = {};
    json::Nullable<QDateTime> lastLoginAt = {};
    json::Nullable<QDateTime> deactivatedAt = {};
    json::Nullable<QString> username = {};
    QString firstName = {};
    QString lastName = {};
    bool hasPassword = false;
    qint64 passkeyCount = 0;
    qint64 sessionCount = 0;
    json::Nullable<QDateTime> lockedAt = {};
    json::Nullable<QDateTime> throttledUntil = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &Account::id),
                          json::field("name"_L1, &Account::name, json::mayBeEmpty),
                          json::field("email"_L1, &Account::email),
                          json::field("emailVerified"_L1, &Account::emailVerified),
                          json::field("isServerAdmin"_L1, &Account::isServerAdmin),
                          json::field("totpEnabled"_L1, &Account::totpEnabled),
                          json::field("createdAt"_L1, &Account::createdAt),
                          json::field("lastLoginAt"_L1, &Account::lastLoginAt),
                          json::field("deactivatedAt"_L1, &Account::deactivatedAt),
                          json::field("username"_L1, &Account::username),
                          json::field("firstName"_L1, &Account::firstName, json::mayBeEmpty),
                          json::field("lastName"_L1, &Account::lastName, json::mayBeEmpty),
                          json::field("hasPassword"_L1, &Account::hasPassword),
                          json::field("passkeyCount"_L1, &Account::passkeyCount),
                          json::field("sessionCount"_L1, &Account::sessionCount),
                          json::field("lockedAt"_L1, &Account::lockedAt),
                          json::field("throttledUntil"_L1, &Account::throttledUntil)};
    }
};

// The same person as applications and the person see them (api.md A13).
struct AccountProfile
{
    AccountId id = {};
    QString email = {};
    QString name = {};
    QString firstName = {};
    QString lastName = {};
    json::Nullable<QString> username = {};
    bool emailVerified = false;
    bool emailProven = false; // by a mailed link or a trusted provider, not by an admin's word alone (api.md 0.10)
    bool totpEnabled = false;
    bool hasPassword = false;
    bool isServerAdmin = false;
    json::Nullable<QString> avatarUrl = {};
    QDateTime createdAt = {};
    json::Nullable<QDateTime> lastLoginAt = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("id"_L1, &AccountProfile::id),
                          json::field("email"_L1, &AccountProfile::email),
                          json::field("name"_L1, &AccountProfile::name, json::mayBeEmpty),
                          json::field("firstName"_L1, &AccountProfile::firstName, json::mayBeEmpty),
                          json::field("lastName"_L1, &AccountProfile::lastName, json::mayBeEmpty),
                          json::field("username"_L1, &AccountProfile::username),
                          json::field("emailVerified"_L1, &AccountProfile::emailVerified),
                          json::field("emailProven"_L1, &AccountProfile::emailProven),
                          json::field("totpEnabled"_L1, &AccountProfile::totpEnabled),
                          json::field("hasPassword"_L1, &AccountProfile::hasPassword),
                          json::field("isServerAdmin"_L1, &AccountProfile::isServerAdmin),
                          json::field("avatarUrl"_L1, &AccountProfile::avatarUrl),
                          json::field("createdAt"_L1, &AccountProfile::createdAt),
                          json::field("lastLoginAt"_L1, &AccountProfile::lastLoginAt)};
    }
};

// What an admin says of a new account; its owner chooses the password through a link.
struct NewAccount
{
    QString name = {};
    QString email = {};
    std::optional<QString> username;
    std::optional<QString> firstName;
    std::optional<QString> lastName;
    std::optional<bool> emailVerified;
    std::optional<bool> isServerAdmin;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("name"_L1, &NewAccount::name, rule::PersonName{}),
                          json::field("email"_L1, &NewAccount::email, rule::EmailAddress{}),
                          json::field("username"_L1, &NewAccount::username, rule::Username{}),
                          json::field("firstName"_L1, &NewAccount::firstName, rule::PersonName{}),
                          json::field("lastName"_L1, &NewAccount::lastName, rule::PersonName{}),
                          json::field("emailVerified"_L1, &NewAccount::emailVerified),
                          json::field("isServerAdmin"_L1, &NewAccount::isServerAdmin)};
    }
};

// What an admin changes of an account; what is absent stays.
struct AccountChanges
{
    std::optional<QString> name;
    std::optional<QString> email;
    std::optional<QString> username;
    std::optional<QString> firstName;
    std::optional<QString> lastName;
    std::optional<bool> emailVerified;
    std::optional<bool> isServerAdmin;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("name"_L1, &AccountChanges::name, rule::PersonName{}),
                          json::field("email"_L1, &AccountChanges::email, rule::EmailAddress{}),
                          json::field("username"_L1, &AccountChanges::username, rule::UsernameOrNone{}),
                          json::field("firstName"_L1, &AccountChanges::firstName, rule::PersonName{}),
                          json::field("lastName"_L1, &AccountChanges::lastName, rule::PersonName{}),
                          json::field("emailVerified"_L1, &AccountChanges::emailVerified),
                          json::field("isServerAdmin"_L1, &AccountChanges::isServerAdmin)};
    }
};

// {user}, the answer to most admin calls about one account.
struct AccountAnswer
{
    Account user;

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("user"_L1, &AccountAnswer::user)};
    }
};

// A one-time link, shown once.
struct OneTimeLink
{
    QString link = {};
    QDateTime expiresAt = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("link"_L1, &OneTimeLink::link),
                          json::field("expiresAt"_L1, &OneTimeLink::expiresAt)};
    }
};

struct LinkWish
{
    QString purpose = {}; // "set_password"

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("purpose"_L1, &LinkWish::purpose)};
    }
};

// {user, link, expiresAt}, the answer to creating an account.
struct CreatedAccount
{
    Account user;
    QString link = {};
    QDateTime expiresAt = {};

    static constexpr auto fields()
    {
        using namespace Qt::StringLiterals;
        return std::tuple{json::field("user"_L1, &CreatedAccount::user),
                          json::field("link"_L1, &CreatedAccount::link),
                          json::field("expiresAt"_L1, &CreatedAccount::expiresAt)};
    }
};
