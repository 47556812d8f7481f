// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/emailchanges.h"
#include "http/router.h"

// POST /user/change-email, GET /auth/verify-email-change
void mountEmailChanges(http::Router &router, const EmailChanges &changes, const Addresses &addresses);
