// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "accounts/verifications.h"
#include "links/addresses.h"
#include "links/links.h"
#include "mail/outbox.h"
#include "passwords/passwords.h"
#include "throttle/throttle.h"

// Who makes himself an account, and whom an admin makes one.
class Registrations
{
public:
    Registrations(const store::Database &database, const Accounts &accounts, const Passwords &passwords,
                  const Verifications &verifications, const Links &links, const Outbox &outbox,
                  const Throttle &throttle, const Addresses &addresses, const Config &config);

    // A registration of a person; unverified, with the mail that verifies it, unless nobody needs
    // to be. REGISTRATION_DISABLED, TOO_MANY_REQUESTS, VALIDATION_FAILED on password, SERVER_BUSY,
    // and the conflicts of Accounts::create(). `mayBeOwnEmail`: MrDemonWolf's own documented
    // example uses the address as password (api.md 2.9).
    Result<AccountRow> add(const Registration &wanted, const Secret &password, bool mayBeOwnEmail, const Client &client) const;

    // oCore's: verified at once where no mail is configured, and silent about taken addresses where
    // one is (api.md 0.14, C12).
    Result<> signUp(const Registration &wanted, const Secret &password, const Client &client) const;

    // An admin's: no password, but a link by which its owner chooses one.
    struct Invitation
    {
        AccountRow account;
        OneTimeLink link;
    };
    Result<Invitation> invite(const Registration &wanted, const AuditEvent &deed, const Audit &audit, const Client &client) const;
    Result<OneTimeLink> setPasswordLink(const AccountRow &account) const;

private:
    Result<QByteArray> admit(const Registration &wanted, const Secret &password, bool mayBeOwnEmail, const Client &client) const;
    Result<AccountRow> insert(const Registration &wanted, const QByteArray &hash) const;
    Result<> mailTaken(const QString &email) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const Passwords &m_passwords;
    const Verifications &m_verifications;
    const Links &m_links;
    const Outbox &m_outbox;
    const Throttle &m_throttle;
    const Addresses &m_addresses;
    const Config &m_config;
};
