// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/registrations.h"
#include "http/router.h"
#include "login/loginanswers.h"
#include "login/signins.h"

// POST /auth/signup, /auth/register
void mountRegistrations(http::Router &router, const Registrations &registrations, const SignIns &signIns,
                        const LoginAnswers &answers, const Config &config);
