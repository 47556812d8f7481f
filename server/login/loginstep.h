// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"

#include <variant>

// The first step was right, the account wants a second one. One token serves all three systems'
// names for it (api.md C2); `handle` is the same thing as 64 characters, for form answers.
struct SecondFactorNeeded
{
    QByteArray token = {};
    QByteArray handle = {};
    QDateTime expiresAt = {};
    bool remembered = true;
};

struct SignedIn
{
    AccountRow account;
    SessionRow session;
    IssuedTokens tokens;
};

// Where a login stands after a step that was right.
using LoginStep = std::variant<SecondFactorNeeded, SignedIn>;
