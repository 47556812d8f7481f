// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/login.h"
#include "login/passwordguard.h"
#include "login/signins.h"

// Signing in with a password. The same answer, after the same time, for an address that nobody has
// and for a wrong password.
class Login
{
public:
    Login(const Accounts &accounts, const PasswordGuard &guard, const SignIns &signIns);

    // INVALID_CREDENTIALS; TOO_MANY_REQUESTS before and SERVER_BUSY instead of the comparison; and
    // what SignIns::admit() refuses.
    Result<LoginStep> withPassword(const Credentials &credentials, const SignIns::Wish &wish, const Client &client) const;

private:
    const Accounts &m_accounts;
    const PasswordGuard &m_guard;
    const SignIns &m_signIns;
};
