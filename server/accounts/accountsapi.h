// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/registrations.h"
#include "http/router.h"

// GET /api/account, and everything that admins do to accounts.
void mountAccounts(http::Router &router, const Accounts &accounts, const Registrations &registrations,
                   const Throttle &throttle, const Audit &audit, const http::Identify &identify);
