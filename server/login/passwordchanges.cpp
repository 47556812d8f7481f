// SPDX-License-Identifier: GPL-3.0-only
#include "login/passwordchanges.h"

using namespace Qt::StringLiterals;

PasswordChanges::PasswordChanges(const store::Database &database, const Accounts &accounts, const Passwords &passwords,
                                 const PasswordGuard &guard, const AuthMethods &methods, const Sessions &sessions,
                                 const SignIns &signIns, const Links &links, const Throttle &throttle, const Outbox &outbox, const Audit &audit)
    : m_database(database)
    , m_accounts(accounts)
    , m_passwords(passwords)
    , m_guard(guard)
    , m_methods(methods)
    , m_sessions(sessions)
    , m_signIns(signIns)
    , m_links(links)
    , m_throttle(throttle)
    , m_outbox(outbox)
    , m_audit(audit)
{
}

Result<AccountRow> PasswordChanges::change(const Caller &caller, const PasswordChange &wanted, const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    TRY(m_guard.confirm(account, wanted.currentPassword, client));
    TRY(m_passwords.check(wanted.newPassword, {account.name, account.email}, u"newPassword"_s));
    const QByteArray hash = TRY(m_passwords.hash(wanted.newPassword));

    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(m_sessions.require(caller.session));
    if (TRY(m_accounts.byId(account.id)).passwordStamp != account.passwordStamp) // what was compared is no longer it
        return Error{Error::Kind::Invalid, code::invalidPassword};
    TRY(replace(account, hash));
    if (wanted.revokeOtherSessions.value_or(false))
        TRY(m_sessions.revokeAllOf(account.id, caller.session));
    TRY(m_audit.record({.action = "account.password_changed", .actor = account.id, .target = account.id}, client));
    TRY(transaction.commit());
    return account;
}

Result<> PasswordChanges::setFirst(const Caller &caller, const Secret &password, const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    if (account.hasPassword)
        return Error{Error::Kind::Invalid, code::passwordAlreadySet};
    TRY(m_passwords.check(password, {account.name, account.email}, u"newPassword"_s));
    const QByteArray hash = TRY(m_passwords.hash(password));
    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(m_sessions.require(caller.session));
    if (TRY(m_passwords.isSet(account.id)))
        return Error{Error::Kind::Invalid, code::passwordAlreadySet};
    TRY(replace(account, hash));
    TRY(m_audit.record({.action = "account.password_set", .actor = account.id, .target = account.id}, client));
    return transaction.commit();
}

Result<AccountRow> PasswordChanges::reset(const Secret &token, const Secret &password, const Client &client) const
{
    const Links::Purpose purpose = TRY(m_links.check(TokenUse::Reset, token));
    const AccountRow account = TRY(m_accounts.byId(purpose.account));
    TRY(m_passwords.check(password, {account.name, account.email}, u"password"_s));
    const QByteArray hash = TRY(m_passwords.hash(password));

    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(m_links.spend(TokenUse::Reset, token));
    TRY(replace(account, hash));
    TRY(m_sessions.revokeAllOf(account.id));
    TRY(m_throttle.forgive(account.id));
    if (purpose.provesAddress) {
        if (!account.emailProvenAt)
            TRY(m_methods.removeAllButPassword(account.id));
        TRY(m_accounts.setEmailProven(account.id));
    }
    TRY(m_audit.record({.action = "account.password_reset", .actor = account.id, .target = account.id}, client));
    TRY(transaction.commit());
    return m_accounts.byId(account.id);
}

Result<> PasswordChanges::replace(const AccountRow &account, const QByteArray &hash) const
{
    TRY(m_passwords.set(account.id, hash));
    TRY(m_links.cancel(account.id, {TokenUse::Reset, TokenUse::EmailChange}));
    TRY(m_signIns.endWaiting(account.id));
    return m_outbox.put({.kind = "password_changed",
                         .account = account.id,
                         .recipient = account.email,
                         .content = {{u"name"_s, account.name}}});
}
