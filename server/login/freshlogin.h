// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/login.h"
#include "login/passwordguard.h"
#include "login/secondfactors.h"

// Making a session fresh again for dangerous deeds (api.md 0.12).
class FreshLogin
{
public:
    FreshLogin(const Accounts &accounts, const Sessions &sessions, const PasswordGuard &guard,
               const SecondFactors &secondFactors);

    // A new access token of the same session. INVALID_PASSWORD, INVALID_TWO_FACTOR_CODE;
    // VALIDATION_FAILED on `code` when two-factor is on and it is missing.
    Result<QByteArray> confirm(const Caller &caller, const Reauthentication &proof, const Client &client) const;

private:
    const Accounts &m_accounts;
    const Sessions &m_sessions;
    const PasswordGuard &m_guard;
    const SecondFactors &m_secondFactors;
};
