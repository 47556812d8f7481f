// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/verifications.h"

#include "links/returnurl.h"

using namespace Qt::StringLiterals;

Verifications::Verifications(const store::Database &database, const Accounts &accounts, const Links &links,
                             const Outbox &outbox, const Throttle &throttle, const Audit &audit,
                             const Addresses &addresses, const Config &config)
    : m_database(database)
    , m_accounts(accounts)
    , m_links(links)
    , m_outbox(outbox)
    , m_throttle(throttle)
    , m_audit(audit)
    , m_addresses(addresses)
    , m_config(config)
{
}

Result<> Verifications::mail(const AccountRow &account) const
{
    if (!TRY(m_throttle.mayMail(normalisedEmail(account.email))))
        return {};
    return put(account, [this](const QByteArray &token) { return m_addresses.verifyEmail(token); });
}

// For an address that nobody has it takes as long as for one that somebody has.
Result<> Verifications::resend(const QString &address, const Client &client) const
{
    TRY(m_throttle.limitMailRequests(client));
    const auto account = TRY(m_accounts.byEmail(address));
    auto transaction = TRY(store::Transaction::begin(m_database));
    if (account && !account->emailVerifiedAt && !account->deactivatedAt)
        TRY(mail(*account));
    else if (TRY(m_throttle.mayMail(normalisedEmail(address))))
        TRY(m_outbox.putToNobody({.kind = "verify_email", .recipient = address}));
    return transaction.commit();
}

Result<> Verifications::request(const Caller &caller, const QString &returnUrl, const Client &client) const
{
    TRY(returnurl::check(returnUrl, m_config.server.returnUrls));
    TRY(m_throttle.limitMailRequests(client));
    const AccountRow account = TRY(m_accounts.byId(caller.account));
    if (account.emailVerifiedAt)
        return {};
    auto transaction = TRY(store::Transaction::begin(m_database));
    if (TRY(m_throttle.mayMail(normalisedEmail(account.email))))
        TRY(put(account, [&](const QByteArray &token) { return m_addresses.verifyOnPage(token, returnUrl); }));
    return transaction.commit();
}

Result<AccountRow> Verifications::confirm(const Secret &token, const Client &client) const
{
    auto transaction = TRY(store::Transaction::begin(m_database));
    const Links::Purpose purpose = TRY(m_links.spend(TokenUse::Verify, token));
    const AccountRow account = TRY(m_accounts.byId(purpose.account));
    if (normalisedEmail(account.email) != normalisedEmail(purpose.email))
        return Error{Error::Kind::Invalid, code::expiredOrAlreadyUsed};
    TRY(m_accounts.setEmailConfirmed(account.id, purpose.provesAddress));
    TRY(m_audit.record({.action = "account.email_verified", .actor = account.id, .target = account.id}, client));
    TRY(transaction.commit());
    return m_accounts.byId(account.id);
}

Result<> Verifications::put(const AccountRow &account, const std::function<QString(const QByteArray &)> &linkTo) const
{
    const auto issued = TRY(m_links.issue({.use = TokenUse::Verify,
                                           .account = account.id,
                                           .email = account.email,
                                           .mailed = !m_config.mail.url.isEmpty(),
                                           .life = m_config.auth.verifyTtl}));
    return m_outbox.put({.kind = "verify_email",
                         .account = account.id,
                         .recipient = account.email,
                         .content = {{u"name"_s, account.name}, {u"link"_s, linkTo(issued.token)}}});
}
