// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "passwords/passwords.h"
#include "throttle/throttle.h"

// Stands before every password that is asked for: the throttle first, then the hash (api.md 0.9).
class PasswordGuard
{
public:
    PasswordGuard(const Passwords &passwords, const Throttle &throttle) : m_passwords(passwords), m_throttle(throttle) {}

    // Compares; the try stays counted until a sign-in completes. TOO_MANY_REQUESTS; SERVER_BUSY,
    // which takes back its own count.
    Result<bool> isRight(const Throttle::Subject &subject, const Secret &password, const Client &client) const;

    // The same for somebody who is signed in already: a right one counts as no try.
    // INVALID_PASSWORD, PASSWORD_NOT_SET.
    Result<> confirm(const AccountRow &account, const Secret &password, const Client &client) const;

private:
    const Passwords &m_passwords;
    const Throttle &m_throttle;
};
