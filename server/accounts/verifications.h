// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "accounts/accounts.h"
#include "links/addresses.h"
#include "links/links.h"
#include "mail/outbox.h"
#include "throttle/throttle.h"

// Proving that an address is its account's: the mail with the link, and its use.
class Verifications
{
public:
    Verifications(const store::Database &database, const Accounts &accounts, const Links &links, const Outbox &outbox,
                  const Throttle &throttle, const Audit &audit, const Addresses &addresses, const Config &config);

    // The mail of a new account; joins the caller's transaction. Silently none when the address has
    // had its mails for this hour.
    Result<> mail(const AccountRow &account) const;

    // Another one, for whoever asks. The same answer after the same time whether there is such an
    // account or not. TOO_MANY_REQUESTS by client.
    Result<> resend(const QString &address, const Client &client) const;

    // One that leads to the page of a front end, for its signed-in owner.
    Result<> request(const Caller &caller, const QString &returnUrl, const Client &client) const;

    // Uses a link: the address is proven. EXPIRED_OR_ALREADY_USED.
    Result<AccountRow> confirm(const Secret &token, const Client &client) const;

private:
    Result<> put(const AccountRow &account, const std::function<QString(const QByteArray &)> &linkTo) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const Links &m_links;
    const Outbox &m_outbox;
    const Throttle &m_throttle;
    const Audit &m_audit;
    const Addresses &m_addresses;
    const Config &m_config;
};
