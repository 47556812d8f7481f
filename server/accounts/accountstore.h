// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "store/database.h"

// What a row of accounts holds. `email` is as it was typed; it is found by its normalised form.
struct AccountRow
{
    AccountId id = {};
    QString email = {};
    QString name = {};
    QString firstName = {};
    QString lastName = {};
    std::optional<QString> username = {};
    bool isAdmin = false;
    std::optional<QDateTime> emailVerifiedAt = {};
    std::optional<QDateTime> emailProvenAt = {}; // by a used mail link or a trusted provider (api.md 0.10)
    std::optional<QDateTime> twoFactorAt = {};
    std::optional<QDateTime> deactivatedAt = {};
    std::optional<QDateTime> lockedAt = {};
    QDateTime createdAt = {};
    std::optional<QDateTime> lastLoginAt = {};
    bool hasPassword = false;
    qint64 passwordStamp = 0; // another number with each password
};

class AccountStore
{
public:
    explicit AccountStore(const store::Database &database) : m_database(database) {}

    // EMAIL_ALREADY_EXISTS, USERNAME_ALREADY_EXISTS.
    Result<> insert(const AccountRow &account) const;
    Result<> update(const AccountRow &account) const; // names, address, user name, admin right
    Result<> remove(const AccountId &id) const;

    Result<std::optional<AccountRow>> byId(const AccountId &id) const;
    Result<std::optional<AccountRow>> byEmail(const QString &normalisedEmail) const;

    Result<> setEmailVerified(const AccountId &id, const std::optional<QDateTime> &at) const;
    Result<> setEmailProven(const AccountId &id, const QDateTime &at) const; // verifies it too
    Result<> setTwoFactor(const AccountId &id, const std::optional<QDateTime> &at) const;
    Result<> setDeactivated(const AccountId &id, const std::optional<QDateTime> &at) const;
    Result<> setLocked(const AccountId &id, const std::optional<QDateTime> &at) const;
    Result<> setLastLogin(const AccountId &id, const QDateTime &at) const;

    // Whether an admin other than this one can still sign in.
    Result<bool> hasOtherAdmin(const AccountId &id) const;
    Result<bool> hasAnyAdmin() const;

private:
    const store::Database &m_database;
};
