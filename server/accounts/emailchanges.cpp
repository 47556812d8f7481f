// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/emailchanges.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto stopLinkLife = 7 * 24h; // a mailbox may be looked at once a week

EmailChanges::EmailChanges(const store::Database &database, const Accounts &accounts, const PasswordGuard &guard,
                           const Sessions &sessions, const Links &links, const Outbox &outbox, const Throttle &throttle, const Audit &audit,
                           const Addresses &addresses, const Config &config)
    : m_database(database)
    , m_accounts(accounts)
    , m_guard(guard)
    , m_sessions(sessions)
    , m_links(links)
    , m_outbox(outbox)
    , m_throttle(throttle)
    , m_audit(audit)
    , m_addresses(addresses)
    , m_config(config)
{
}

Result<> EmailChanges::request(const Caller &caller, const QString &newEmail, const Secret &password,
                               const Client &client) const
{
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    TRY(m_guard.confirm(account, password, client));
    if (normalisedEmail(newEmail) == normalisedEmail(account.email))
        return Error{Error::Kind::Conflict, code::emailConflict};
    if (TRY(m_accounts.byEmail(newEmail)))
        return Error{Error::Kind::Conflict, code::emailAlreadyExists};
    TRY(m_throttle.limitMailRequests(client));
    auto transaction = TRY(store::Transaction::begin(m_database));
    TRY(m_sessions.require(caller.session));
    if (TRY(m_throttle.mayMail(normalisedEmail(newEmail)))) { // else the newest link stays good (api.md 0.9)
        TRY(m_links.cancel(account.id, {TokenUse::EmailChange}));
        TRY(mail(account, newEmail.trimmed()));
    }
    return transaction.commit();
}

Result<> EmailChanges::confirm(const Secret &token, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const Links::Purpose purpose = TRY(m_links.spend(TokenUse::EmailChange, token));
    const AccountRow account = TRY(m_accounts.byId(purpose.account));
    TRY(m_accounts.moveTo(account, purpose.email, purpose.provesAddress));
    TRY(m_links.cancel(account.id, {TokenUse::Reset, TokenUse::Verify, TokenUse::EmailChange}));
    TRY(tellOldAddress(account, purpose.email));
    TRY(m_audit.record({.action = "account.email_changed", .actor = account.id, .target = account.id}, client));
    return transaction.commit();
}

Result<> EmailChanges::stop(const Secret &token, const Client &client) const
{
    const Links::Purpose purpose = TRY(m_links.check(TokenUse::StopAccount, token));
    const AuditEvent deed{.action = "account.stopped_by_old_address", .actor = purpose.account, .target = purpose.account};
    TRY(m_accounts.setDeactivated(purpose.account, true, deed, client)); // twice does no harm
    return m_links.cancel(purpose.account, {TokenUse::StopAccount});
}

// A link only where the address was proven: a mistyped one is some stranger's.
Result<> EmailChanges::tellOldAddress(const AccountRow &account, const QString &newEmail) const
{
    Letter letter{.kind = "email_changed",
                  .account = account.id,
                  .recipient = account.email,
                  .content = {{u"name"_s, account.name}, {u"newEmail"_s, newEmail}}};
    if (!account.emailProvenAt) {
        letter.kind = "email_changed_unproven";
        return m_outbox.put(letter);
    }
    const auto issued = TRY(m_links.issue({.use = TokenUse::StopAccount,
                                           .account = account.id,
                                           .email = account.email,
                                           .mailed = true,
                                           .life = stopLinkLife}));
    letter.content.insert(u"link"_s, m_addresses.stopAccount(issued.token));
    return m_outbox.put(letter);
}

Result<> EmailChanges::mail(const AccountRow &account, const QString &newEmail) const
{
    const auto issued = TRY(m_links.issue({.use = TokenUse::EmailChange,
                                           .account = account.id,
                                           .email = newEmail,
                                           .mailed = !m_config.mail.url.isEmpty(),
                                           .life = m_config.auth.emailChangeTtl}));
    TRY(m_outbox.put({.kind = "change_email",
                      .account = account.id,
                      .recipient = newEmail,
                      .content = {{u"name"_s, account.name}, {u"link"_s, m_addresses.verifyEmailChange(issued.token)}}}));
    return m_outbox.put({.kind = "email_change_asked",
                         .account = account.id,
                         .recipient = account.email,
                         .content = {{u"name"_s, account.name}, {u"newEmail"_s, newEmail}}});
}
