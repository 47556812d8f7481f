// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"
#include "login/loginanswers.h"
#include "login/secondfactors.h"
#include "totp/totpadministration.h"

// POST /auth/2fa/enable/request, /auth/2fa/enable/submit, /auth/2fa/reset
void mountTotp(http::Router &router, const Totp &totp, const SecondFactors &secondFactors, const Accounts &accounts,
               const Sessions &sessions, const LoginAnswers &answers);

// POST and DELETE /admin/users/{id}/totp, POST …/totp/confirm
void mountTotpAdministration(http::Router &router, const TotpAdministration &administration);
