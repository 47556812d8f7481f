// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"
#include "login/passwordrequests.h"

// POST /auth/forgot-password, /auth/reset/request
void mountPasswordRequests(http::Router &router, const PasswordRequests &requests);
