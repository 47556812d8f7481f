// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "totp/totp.h"

// What an admin does to somebody's second factor.
class TotpAdministration
{
public:
    TotpAdministration(const store::Database &database, const Totp &totp, const Accounts &accounts,
                       const Sessions &sessions, const Outbox &outbox, const Audit &audit);

    // EMAIL_NOT_VERIFIED, NOT_FOUND.
    Result<TotpEnrolment> enrol(const AccountId &account) const;

    // As Totp::confirm(). When it replaces a second factor, all sessions end (api.md 0.5).
    Result<RecoveryCodes> confirm(const AccountId &account, const QString &code, const AccountId &admin,
                                  const Client &client) const;

    // Turns it off, and ends all sessions (api.md 0.5). Its owner gets a mail, if it was on.
    Result<> remove(const AccountId &account, const std::optional<AccountId> &admin, const Client &client) const;

private:
    const store::Database &m_database;
    const Totp &m_totp;
    const Accounts &m_accounts;
    const Sessions &m_sessions;
    const Outbox &m_outbox;
    const Audit &m_audit;
};
