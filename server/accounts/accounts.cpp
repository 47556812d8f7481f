// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accounts.h"

using namespace Qt::StringLiterals;

static AccountRow changed(AccountRow account, const AccountChanges &changes, const QDateTime &now)
{
    account.name = changes.name.value_or(account.name).trimmed();
    account.firstName = changes.firstName.value_or(account.firstName);
    account.lastName = changes.lastName.value_or(account.lastName);
    account.isAdmin = changes.isServerAdmin.value_or(account.isAdmin);
    if (changes.username)
        account.username = changes.username->isEmpty() ? std::nullopt : changes.username;
    if (changes.email && normalisedEmail(*changes.email) != normalisedEmail(account.email)) {
        account.emailVerifiedAt.reset();
        account.emailProvenAt.reset();
    }
    account.email = changes.email.value_or(account.email).trimmed();
    if (changes.emailVerified.value_or(account.emailVerifiedAt.has_value()) != account.emailVerifiedAt.has_value())
        account.emailVerifiedAt = *changes.emailVerified ? std::optional(now) : std::nullopt;
    return account;
}

Accounts::Accounts(const store::Database &database, const Sessions &sessions, const Links &links, const Audit &audit,
                   const AccountList &list, Clock clock)
    : m_database(database)
    , m_store(database)
    , m_sessions(sessions)
    , m_links(links)
    , m_audit(audit)
    , m_list(list)
    , m_clock(std::move(clock))
{
}

Result<AccountRow> Accounts::create(const Registration &wanted) const
{
    const QDateTime now = m_clock();
    const AccountRow account{.id = AccountId::create(),
                             .email = wanted.email.trimmed(),
                             .name = wanted.name.trimmed(),
                             .firstName = wanted.firstName.trimmed(),
                             .lastName = wanted.lastName.trimmed(),
                             .username = wanted.username,
                             .isAdmin = wanted.isAdmin,
                             .emailVerifiedAt = wanted.emailVerified ? std::optional(now) : std::nullopt,
                             .createdAt = now};
    TRY(m_store.insert(account));
    return account;
}

Result<AccountRow> Accounts::byId(const AccountId &id) const
{
    auto account = TRY(m_store.byId(id));
    if (!account)
        return Error{Error::Kind::NotFound, code::notFound};
    return *std::move(account);
}

Result<std::optional<AccountRow>> Accounts::byEmail(const QString &address) const
{
    return m_store.byEmail(normalisedEmail(address));
}

AccountProfile Accounts::profileOf(const AccountRow &account)
{
    AccountProfile profile{.id = account.id,
                           .email = account.email,
                           .name = account.name,
                           .firstName = account.firstName,
                           .lastName = account.lastName,
                           .emailVerified = account.emailVerifiedAt.has_value(),
                           .emailProven = account.emailProvenAt.has_value(),
                           .totpEnabled = account.twoFactorAt.has_value(),
                           .hasPassword = account.hasPassword,
                           .isServerAdmin = account.isAdmin,
                           .createdAt = account.createdAt};
    if (account.username)
        profile.username = *account.username;
    if (account.lastLoginAt)
        profile.lastLoginAt = *account.lastLoginAt;
    return profile;
}

Identity Accounts::identityOf(const AccountRow &account)
{
    return {.account = account.id,
            .email = account.email,
            .emailVerified = account.emailVerifiedAt.has_value(),
            .twoFactorConfigured = account.twoFactorAt.has_value()};
}

Result<> Accounts::change(const AccountId &id, const AccountChanges &changes, const AuditEvent &deed,
                          const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow before = TRY(byId(id));
    const AccountRow after = changed(before, changes, m_clock());
    if (before.isAdmin && !after.isAdmin) {
        TRY(refuseLastAdmin(before));
        TRY(m_sessions.revokeAllOf(id));
    }
    if (normalisedEmail(before.email) != normalisedEmail(after.email))
        TRY(m_links.cancel(id, {TokenUse::Verify, TokenUse::EmailChange, TokenUse::Reset}));
    TRY(m_store.update(after));
    TRY(m_audit.record(deed, client));
    return transaction.commit();
}

Result<> Accounts::remove(const AccountId &id, const AuditEvent &deed, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(byId(id));
    TRY(refuseLastAdmin(account));
    TRY(m_store.remove(id));
    TRY(m_audit.record(deed, client));
    return transaction.commit();
}

Result<> Accounts::setDeactivated(const AccountId &id, bool on, const AuditEvent &deed, const Client &client) const
{
    return shut(id, on, &AccountRow::deactivatedAt, &AccountStore::setDeactivated, deed, client);
}

Result<> Accounts::setLocked(const AccountId &id, bool on, const AuditEvent &deed, const Client &client) const
{
    return shut(id, on, &AccountRow::lockedAt, &AccountStore::setLocked, deed, client);
}

Result<> Accounts::shut(const AccountId &id, bool on, std::optional<QDateTime> AccountRow::*shutAt, Setter setter,
                        const AuditEvent &deed, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(byId(id));
    if (on == (account.*shutAt).has_value())
        return {};
    if (on) {
        TRY(refuseLastAdmin(account));
        TRY(m_sessions.revokeAllOf(id));
    }
    TRY((m_store.*setter)(id, on ? std::optional(m_clock()) : std::nullopt));
    TRY(m_audit.record(deed, client));
    return transaction.commit();
}

Result<> Accounts::setVerified(const AccountId &id, const AuditEvent &deed, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const AccountRow account = TRY(byId(id));
    if (account.emailVerifiedAt)
        return {};
    TRY(m_store.setEmailVerified(id, m_clock()));
    TRY(m_audit.record(deed, client));
    return transaction.commit();
}

Result<> Accounts::setEmailConfirmed(const AccountId &id, bool isProof) const
{
    return isProof ? m_store.setEmailProven(id, m_clock()) : m_store.setEmailVerified(id, m_clock());
}

Result<> Accounts::moveTo(const AccountRow &account, const QString &email, bool isProof) const
{
    AccountRow moved = account;
    moved.email = email;
    moved.emailVerifiedAt = m_clock();
    moved.emailProvenAt = isProof ? std::optional(m_clock()) : std::nullopt;
    return m_store.update(moved);
}

Result<> Accounts::setTwoFactor(const AccountId &id, bool on) const
{
    return m_store.setTwoFactor(id, on ? std::optional(m_clock()) : std::nullopt);
}

// An admin who is out already is not the last active one.
Result<> Accounts::refuseLastAdmin(const AccountRow &account) const
{
    const bool isActiveAdmin = account.isAdmin && !account.deactivatedAt && !account.lockedAt;
    if (isActiveAdmin && !TRY(m_store.hasOtherAdmin(account.id)))
        return Error{Error::Kind::Conflict, code::lastAdmin};
    return {};
}
