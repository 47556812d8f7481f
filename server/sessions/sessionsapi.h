// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "http/cookies.h"
#include "http/router.h"
#include "sessions/sessionlist.h"

// GET /auth, GET /.well-known/jwks.json
void mountSessionStatus(http::Router &router, const SigningKeys &keys, const http::Cookies &cookies);

// The sessions of one and of all, for admins.
void mountSessions(http::Router &router, const Sessions &sessions, const SessionList &list, const Accounts &accounts,
                   const Audit &audit);
