// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"
#include "login/freshlogin.h"
#include "login/login.h"
#include "login/loginanswers.h"
#include "login/renewal.h"

// POST /auth/login, POST /auth/reauthenticate
void mountLogin(http::Router &router, const Login &login, const FreshLogin &freshLogin, const LoginAnswers &answers);

// POST /auth/login/2fa, /auth/two-factor, /auth/2fa/verify
void mountSecondFactors(http::Router &router, const SecondFactors &secondFactors, const LoginAnswers &answers);

// POST /auth/refresh
void mountRefresh(http::Router &router, const Renewal &renewal, const SignOut &signOut, const http::Cookies &cookies,
                  const LoginAnswers &answers);

// POST and GET /auth/logout
void mountLogout(http::Router &router, const SignOut &signOut, const http::Cookies &cookies);
