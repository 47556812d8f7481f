// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"
#include "login/loginanswers.h"
#include "passkeys/passkeydoctor.h"
#include "passkeys/passkeylogin.h"
#include "passkeys/passkeyregistration.h"

// GET /user/passkeys, PATCH and DELETE /user/passkeys/{id}, POST /user/passkeys/register/begin and …/finish
void mountPasskeys(http::Router &router, const Passkeys &passkeys, const PasskeyRegistration &registration);

// POST /auth/passkey/login/begin and …/finish
void mountPasskeyLogin(http::Router &router, const PasskeyLogin &login, const LoginAnswers &answers);

// GET /admin/users/{id}/passkeys, DELETE /admin/users/{id}/passkeys/{id}, GET /admin/passkey-doctor
void mountPasskeyAdministration(http::Router &router, const Passkeys &passkeys, const PasskeyDoctor &doctor,
                                const Accounts &accounts);
