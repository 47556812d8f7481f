// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "accounts/verifications.h"
#include "http/router.h"
#include "login/loginanswers.h"
#include "login/signins.h"

// GET /auth/verify-email, POST /auth/verify-email/resend, /auth/verify/request, /auth/verify/submit
void mountVerifications(http::Router &router, const Verifications &verifications, const SignIns &signIns,
                        const LoginAnswers &answers, const Addresses &addresses);
