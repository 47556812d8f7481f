// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/accounts.h"
#include "history/history.h"
#include "http/router.h"

// GET /user/login-history, and the history of one and of all for admins.
void mountHistory(http::Router &router, const History &history, const Accounts &accounts);
