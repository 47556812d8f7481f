// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "http/router.h"

// GET /api/health: the process answers; GET /api/health/ready: it can serve, and its database can be read and
// written.
void mountHealth(http::Router &router, const store::Database &database, const Accounts &accounts);
