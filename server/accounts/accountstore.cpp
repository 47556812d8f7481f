// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountstore.h"

#include "store/searchtext.h"

using namespace Qt::StringLiterals;
using store::toColumn;

static const auto selectAccount = u"SELECT id, email_shown, name, first_name, last_name, username, is_admin,"
                                  " email_verified_at, email_proven_at, two_factor_at, deactivated_at, locked_at,"
                                  " created_at, last_login_at,"
                                  " (SELECT stamp FROM passwords WHERE account_id = accounts.id) FROM accounts"_s;

static AccountRow readAccount(const store::Row &row)
{
    return {.id = AccountId::fromString(row.text(0)),
            .email = row.text(1),
            .name = row.text(2),
            .firstName = row.text(3),
            .lastName = row.text(4),
            .username = row.textOrNone(5),
            .isAdmin = row.flag(6),
            .emailVerifiedAt = row.timeOrNone(7),
            .emailProvenAt = row.timeOrNone(8),
            .twoFactorAt = row.timeOrNone(9),
            .deactivatedAt = row.timeOrNone(10),
            .lockedAt = row.timeOrNone(11),
            .createdAt = row.time(12),
            .lastLoginAt = row.timeOrNone(13),
            .hasPassword = !row.isNull(14),
            .passwordStamp = row.number(14)};
}

static std::optional<QString> folded(const std::optional<QString> &text)
{
    return text ? std::optional(text->toCaseFolded()) : std::nullopt;
}

// What free words of a search are looked for in.
static QString searchTextOf(const AccountRow &account)
{
    return store::searchText({account.name, account.firstName, account.lastName, account.email,
                              account.username.value_or(QString())});
}

// The database only says which column was taken; the codes are ours.
static Error conflictOf(const Error &error)
{
    if (error.kind != Error::Kind::Conflict)
        return error;
    const bool isUsername = error.detail.contains("username_key"_L1);
    return {Error::Kind::Conflict, isUsername ? code::usernameAlreadyExists : code::emailAlreadyExists};
}

Result<> AccountStore::insert(const AccountRow &account) const
{
    const auto inserted = m_database.run(
        u"INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name, username, username_key,"
        " search_text, is_admin, email_verified_at, email_proven_at, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {account.id.toString(), normalisedEmail(account.email), account.email, account.name,
         store::folded(account.name), account.firstName, account.lastName, toColumn(account.username),
         toColumn(folded(account.username)), searchTextOf(account), account.isAdmin,
         toColumn(account.emailVerifiedAt), toColumn(account.emailProvenAt), toColumn(account.createdAt)});
    if (!inserted)
        return conflictOf(inserted.error());
    return {};
}

Result<> AccountStore::update(const AccountRow &account) const
{
    const auto updated = m_database.run(
        u"UPDATE accounts SET email = ?, email_shown = ?, name = ?, name_key = ?, first_name = ?, last_name = ?,"
        " username = ?, username_key = ?, search_text = ?, is_admin = ?, email_verified_at = ?, email_proven_at = ?"
        " WHERE id = ?"_s,
        {normalisedEmail(account.email), account.email, account.name, store::folded(account.name), account.firstName,
         account.lastName, toColumn(account.username), toColumn(folded(account.username)), searchTextOf(account),
         account.isAdmin, toColumn(account.emailVerifiedAt), toColumn(account.emailProvenAt), account.id.toString()});
    if (!updated)
        return conflictOf(updated.error());
    return {};
}

Result<> AccountStore::remove(const AccountId &id) const
{
    TRY(m_database.run(u"DELETE FROM accounts WHERE id = ?"_s, {id.toString()}));
    return {};
}

Result<std::optional<AccountRow>> AccountStore::byId(const AccountId &id) const
{
    static const QString sql = selectAccount + u" WHERE id = ?"_s;
    return m_database.first(sql, {id.toString()}, readAccount);
}

Result<std::optional<AccountRow>> AccountStore::byEmail(const QString &normalisedEmail) const
{
    static const QString sql = selectAccount + u" WHERE email = ?"_s;
    return m_database.first(sql, {normalisedEmail}, readAccount);
}

Result<> AccountStore::setEmailVerified(const AccountId &id, const std::optional<QDateTime> &at) const
{
    TRY(m_database.run(u"UPDATE accounts SET email_verified_at = ? WHERE id = ?"_s, {toColumn(at), id.toString()}));
    return {};
}

Result<> AccountStore::setEmailProven(const AccountId &id, const QDateTime &at) const
{
    TRY(m_database.run(u"UPDATE accounts SET email_proven_at = ?, email_verified_at = COALESCE(email_verified_at, ?)"
                       " WHERE id = ?"_s,
                       {toColumn(at), toColumn(at), id.toString()}));
    return {};
}

Result<> AccountStore::setTwoFactor(const AccountId &id, const std::optional<QDateTime> &at) const
{
    TRY(m_database.run(u"UPDATE accounts SET two_factor_at = ? WHERE id = ?"_s, {toColumn(at), id.toString()}));
    return {};
}

Result<> AccountStore::setDeactivated(const AccountId &id, const std::optional<QDateTime> &at) const
{
    TRY(m_database.run(u"UPDATE accounts SET deactivated_at = ? WHERE id = ?"_s, {toColumn(at), id.toString()}));
    return {};
}

Result<> AccountStore::setLocked(const AccountId &id, const std::optional<QDateTime> &at) const
{
    TRY(m_database.run(u"UPDATE accounts SET locked_at = ? WHERE id = ?"_s, {toColumn(at), id.toString()}));
    return {};
}

Result<> AccountStore::setLastLogin(const AccountId &id, const QDateTime &at) const
{
    TRY(m_database.run(u"UPDATE accounts SET last_login_at = ? WHERE id = ?"_s, {toColumn(at), id.toString()}));
    return {};
}

Result<bool> AccountStore::hasOtherAdmin(const AccountId &id) const
{
    const auto found = TRY(m_database.first(
        u"SELECT 1 FROM accounts WHERE is_admin = 1 AND deactivated_at IS NULL AND locked_at IS NULL AND id <> ? LIMIT 1"_s,
        {id.toString()}, [](const store::Row &row) { return row.number(0); }));
    return found.has_value();
}

Result<bool> AccountStore::hasAnyAdmin() const
{
    const auto found = TRY(m_database.first(u"SELECT 1 FROM accounts WHERE is_admin = 1 LIMIT 1"_s, {},
                                            [](const store::Row &row) { return row.number(0); }));
    return found.has_value();
}
