// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "accounts/authmethods.h"
#include "api/password.h"
#include "links/links.h"
#include "login/passwordguard.h"
#include "login/signins.h"
#include "mail/outbox.h"

// Every way in which a password becomes another one. Each kills the links that could set it once
// more and the sign-ins that the old one began, and tells the owner.
class PasswordChanges
{
public:
    PasswordChanges(const store::Database &database, const Accounts &accounts, const Passwords &passwords,
                    const PasswordGuard &guard, const AuthMethods &methods, const Sessions &sessions, const SignIns &signIns,
                    const Links &links, const Throttle &throttle, const Outbox &outbox, const Audit &audit);

    // By its owner, who knows the old one; keeps his session. INVALID_PASSWORD, PASSWORD_NOT_SET,
    // VALIDATION_FAILED on newPassword.
    Result<AccountRow> change(const Caller &caller, const PasswordChange &wanted, const Client &client) const;

    // The first one of an account that signs in through others so far. PASSWORD_ALREADY_SET,
    // VALIDATION_FAILED on newPassword.
    Result<> setFirst(const Caller &caller, const Secret &password, const Client &client) const;

    // By a reset, set-up or set-password link; ends all sessions. Where a mailed one is the first proof
    // of the address, passkeys and connected accounts go, which somebody else may have planted before;
    // two-factor stays, since a mailed link never bypasses it (api.md A29). EXPIRED_OR_ALREADY_USED;
    // VALIDATION_FAILED on password, which leaves the link good.
    Result<AccountRow> reset(const Secret &token, const Secret &password, const Client &client) const;

private:
    Result<> replace(const AccountRow &account, const QByteArray &hash) const;

    const store::Database &m_database;
    const Accounts &m_accounts;
    const Passwords &m_passwords;
    const PasswordGuard &m_guard;
    const AuthMethods &m_methods;
    const Sessions &m_sessions;
    const SignIns &m_signIns;
    const Links &m_links;
    const Throttle &m_throttle;
    const Outbox &m_outbox;
    const Audit &m_audit;
};
