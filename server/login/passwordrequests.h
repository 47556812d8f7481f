// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "links/addresses.h"
#include "links/links.h"
#include "mail/outbox.h"
#include "throttle/throttle.h"

// "I forgot my password": a link by mail, if there is such an account.
class PasswordRequests
{
public:
    PasswordRequests(const store::Database &database, const Accounts &accounts, const Links &links,
                     const Outbox &outbox, const Throttle &throttle, const Addresses &addresses, const Config &config);

    // The same answer after the same time, whoever has the address. TOO_MANY_REQUESTS by client;
    // VALIDATION_FAILED on returnUrl.
    Result<> ask(const QString &address, const QString &returnUrl, const Client &client) const;

private:
    Result<> mail(const AccountRow &account, const QString &returnUrl) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const Links &m_links;
    const Outbox &m_outbox;
    const Throttle &m_throttle;
    const Addresses &m_addresses;
    const Config &m_config;
};
