// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "external/externalsignin.h"
#include "external/providertest.h"
#include "http/cookies.h"
#include "http/router.h"
#include "login/loginanswers.h"

// The two families of ways over a provider's page: /auth/oauth/… (oCore) and /auth/external/…
// (Browsary), each with its own cookies and targets (api.md C24, A15, A17).
void mountExternalSignIn(http::Router &router, const ExternalSignIn &signIn, const Callers &callers,
                         const LoginAnswers &answers, const http::Cookies &cookies, const Addresses &addresses);

// GET and POST /auth/external/register/{token}. Our own pages have to show the cookie that the browser
// was given along with the token; applications, which have none, need the token alone.
void mountExternalRegistration(http::Router &router, const ExternalRegistration &registration, const SignIns &signIns,
                               const LoginAnswers &answers, const http::Cookies &cookies, const Addresses &addresses);

// One's own connected accounts, in the shapes of both systems.
void mountExternalLinks(http::Router &router, const ExternalLinks &links, const Providers &providers);

// Connected accounts of others, and the providers with their test, for admins.
void mountExternalAdministration(http::Router &router, const ExternalLinks &links, const Providers &providers,
                                 const Accounts &accounts);
