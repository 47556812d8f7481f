// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "accounts/accounts.h"
#include "links/addresses.h"
#include "links/links.h"
#include "login/passwordguard.h"
#include "mail/outbox.h"

// Moving an account to another address: asked for with the password, done by the link that is
// mailed to the new address, told to the old one (api.md A25).
class EmailChanges
{
public:
    EmailChanges(const store::Database &database, const Accounts &accounts, const PasswordGuard &guard,
                 const Sessions &sessions, const Links &links, const Outbox &outbox, const Throttle &throttle, const Audit &audit,
                 const Addresses &addresses, const Config &config);

    // INVALID_PASSWORD, PASSWORD_NOT_SET; EMAIL_CONFLICT for the present address,
    // EMAIL_ALREADY_EXISTS for another account's. A second request replaces the first.
    Result<> request(const Caller &caller, const QString &newEmail, const Secret &password, const Client &client) const;

    // EXPIRED_OR_ALREADY_USED; EMAIL_ALREADY_EXISTS if somebody took it meanwhile.
    Result<> confirm(const Secret &token, const Client &client) const;

    // "This was not me", said at the old address with the link of the mail that told of the move:
    // deactivates the account. It gives nothing to its user, since the old mailbox may be the one
    // that its owner moved away from. EXPIRED_OR_ALREADY_USED, LAST_ADMIN.
    Result<> stop(const Secret &token, const Client &client) const;

private:
    Result<> tellOldAddress(const AccountRow &account, const QString &newEmail) const;
    Result<> mail(const AccountRow &account, const QString &newEmail) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const PasswordGuard &m_guard;
    const Sessions &m_sessions;
    const Links &m_links;
    const Outbox &m_outbox;
    const Throttle &m_throttle;
    const Audit &m_audit;
    const Addresses &m_addresses;
    const Config &m_config;
};
