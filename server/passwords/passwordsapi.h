// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"
#include "login/loginanswers.h"
#include "login/passwordchanges.h"
#include "login/signins.h"

// POST /user/change-password, /user/set-password, /auth/reset-password, /auth/reset/submit
void mountPasswords(http::Router &router, const PasswordChanges &changes, const Sessions &sessions,
                    const SignIns &signIns, const LoginAnswers &answers);
