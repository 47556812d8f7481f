// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accountlist.h"
#include "accounts/accountstore.h"
#include "audit/audit.h"
#include "base/clock.h"
#include "links/links.h"
#include "sessions/sessions.h"

// What somebody who registers says; the admin's own form is NewAccount.
struct Registration
{
    QString email = {};
    QString name = {};
    QString firstName = {};
    QString lastName = {};
    std::optional<QString> username = {};
    bool emailVerified = false;
    bool isAdmin = false;
};

// Who is who: accounts, found, made and changed. What locks somebody out revokes the sessions in
// the same transaction (api.md 0.13).
class Accounts
{
public:
    Accounts(const store::Database &database, const Sessions &sessions, const Links &links, const Audit &audit,
             const AccountList &list, Clock clock);

    // EMAIL_ALREADY_EXISTS, USERNAME_ALREADY_EXISTS. Joins the caller's transaction if there is one.
    Result<AccountRow> create(const Registration &wanted) const;

    Result<std::optional<AccountRow>> find(const AccountId &id) const { return m_store.byId(id); }
    Result<AccountRow> byId(const AccountId &id) const; // NOT_FOUND
    Result<std::optional<AccountRow>> byEmail(const QString &address) const;

    Result<Page<Account>> list(const ListQuery &query) const { return m_list.page(query); }
    Result<Account> shown(const AccountId &id) const { return m_list.one(id); } // as admins see it; NOT_FOUND
    static AccountProfile profileOf(const AccountRow &account);
    static Identity identityOf(const AccountRow &account);

    // An admin's changes. LAST_ADMIN, and the conflicts of create(). A new address is no longer
    // proven, is verified only if the same changes say so, and kills the links that were mailed to
    // the old one (api.md 0.11). Who loses the admin right loses his sessions.
    Result<> change(const AccountId &id, const AccountChanges &changes, const AuditEvent &deed, const Client &client) const;
    Result<> remove(const AccountId &id, const AuditEvent &deed, const Client &client) const; // LAST_ADMIN

    // LAST_ADMIN on switching off the last one who can still sign in.
    Result<> setDeactivated(const AccountId &id, bool on, const AuditEvent &deed, const Client &client) const;
    Result<> setLocked(const AccountId &id, bool on, const AuditEvent &deed, const Client &client) const;
    Result<> setVerified(const AccountId &id, const AuditEvent &deed, const Client &client) const;

    Result<> setEmailProven(const AccountId &id) const { return m_store.setEmailProven(id, m_clock()); }
    // By a link: verified, and proven if the link was mailed (api.md 0.10).
    Result<> setEmailConfirmed(const AccountId &id, bool isProof) const;
    // To an address that was confirmed just now. EMAIL_ALREADY_EXISTS. Joins the caller's transaction.
    Result<> moveTo(const AccountRow &account, const QString &email, bool isProof) const;
    Result<> setTwoFactor(const AccountId &id, bool on) const;
    Result<> setLastLogin(const AccountId &id) const { return m_store.setLastLogin(id, m_clock()); }
    Result<bool> hasAnyAdmin() const { return m_store.hasAnyAdmin(); }

private:
    using Setter = Result<> (AccountStore::*)(const AccountId &, const std::optional<QDateTime> &) const;
    Result<> shut(const AccountId &id, bool on, std::optional<QDateTime> AccountRow::*shutAt, Setter setter,
                  const AuditEvent &deed, const Client &client) const;
    Result<> refuseLastAdmin(const AccountRow &account) const;

    const store::Database &m_database;
    AccountStore m_store;
    const Sessions &m_sessions;
    const Links &m_links;
    const Audit &m_audit;
    const AccountList &m_list;
    Clock m_clock;
};
