// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/cookies.h"
#include "http/router.h"
#include "login/deactivation.h"

// POST /user/deactivate
void mountDeactivation(http::Router &router, const Deactivation &deactivation, const http::Cookies &cookies);
