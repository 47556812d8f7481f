// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/id.h"

#include <QByteArray>
#include <QDateTime>

// What a token is for (api.md 0.2); the word stands in its `use` claim.
enum class TokenUse { Access, Auth, Pending, Refresh, Verify, EmailChange, StopAccount, Reset, External };

// Who is calling, as the database says it at this request. Claims are only echoed, never believed.
struct Caller
{
    AccountId account = {};
    SessionId session = {};                 // of a pending sign-in: its own id
    TokenUse use = TokenUse::Access;   // Access, Auth or Pending
    bool fromAuthorization = false;    // else from a cookie
    bool isAdmin = false;
    bool emailVerified = false;
    bool twoFactorConfigured = false;
    bool twoFactorPassed = false;      // false for a pending sign-in
    bool remembered = false;
    QDateTime authenticatedAt = {};         // moved by POST /auth/reauthenticate, not by a refresh
    QByteArray payload = {};           // of the presented token, as JSON
};
