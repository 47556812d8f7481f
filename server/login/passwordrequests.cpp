// SPDX-License-Identifier: GPL-3.0-only
#include "login/passwordrequests.h"

#include "links/returnurl.h"

using namespace Qt::StringLiterals;

PasswordRequests::PasswordRequests(const store::Database &database, const Accounts &accounts, const Links &links,
                                   const Outbox &outbox, const Throttle &throttle, const Addresses &addresses,
                                   const Config &config)
    : m_database(database)
    , m_accounts(accounts)
    , m_links(links)
    , m_outbox(outbox)
    , m_throttle(throttle)
    , m_addresses(addresses)
    , m_config(config)
{
}

Result<> PasswordRequests::ask(const QString &address, const QString &returnUrl, const Client &client) const
{
    TRY(returnurl::check(returnUrl, m_config.server.returnUrls));
    TRY(m_throttle.limitMailRequests(client));
    const auto account = TRY(m_accounts.byEmail(address));
    auto transaction = TRY(store::Transaction::begin(m_database));
    const bool mayMail = TRY(m_throttle.mayMail(normalisedEmail(address)));
    if (mayMail && account && !account->deactivatedAt)
        TRY(mail(*account, returnUrl));
    else if (mayMail)
        TRY(m_outbox.putToNobody({.kind = "reset_password", .recipient = address}));
    return transaction.commit();
}

Result<> PasswordRequests::mail(const AccountRow &account, const QString &returnUrl) const
{
    const auto issued = TRY(m_links.issue({.use = TokenUse::Reset,
                                           .account = account.id,
                                           .email = account.email,
                                           .mailed = !m_config.mail.url.isEmpty(),
                                           .life = m_config.auth.resetTtl}));
    return m_outbox.put({.kind = "reset_password",
                         .account = account.id,
                         .recipient = account.email,
                         .content = {{u"name"_s, account.name},
                                     {u"link"_s, m_addresses.setPassword(issued.token, returnUrl)}}});
}
