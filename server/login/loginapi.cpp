// SPDX-License-Identifier: GPL-3.0-only
#include "login/loginapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;
using http::Run;

// Browsary's clients send `remember`, and alone are let in unverified where that is required.
static SignIns::Wish wishOf(const Credentials &credentials, bool isForm)
{
    return {.method = u"password"_s,
            .remembered = credentials.remember.value_or(Truthy{true}).value,
            .isForm = isForm,
            .mayBeUnverified = credentials.remember && !isForm};
}

static Result<Response> logIn(const Login &login, const LoginAnswers &answers, const Request &request)
{
    const auto credentials = TRY(request.body<Credentials>());
    if (request.crossSite)
        return Error{Error::Kind::Forbidden, code::csrfRejected};
    const bool isForm = request.isForm();
    const LoginStep step = TRY(login.withPassword(credentials, wishOf(credentials, isForm), request.client));
    if (isForm)
        return LoginAnswers::form(step);
    return answers.superset(step, request);
}

void mountLogin(http::Router &router, const Login &login, const FreshLogin &freshLogin, const LoginAnswers &answers)
{
    router.post(path::login,
                {.access = Access::Public, .run = Run::Hash, .acceptsForm = true, .setsCookies = true, .checksCrossSiteItself = true},
                [&](const Request &request) { return logIn(login, answers, request); });

    router.post(path::reauthenticate, {.access = Access::Account, .run = Run::Hash},
                [&](const Request &request) -> Result<Response> {
                    const auto proof = TRY(request.body<Reauthentication>());
                    const QByteArray token = TRY(freshLogin.confirm(*request.caller, proof, request.client));
                    return http::json(FreshAccess{.access_token = Secret(token)});
                });
}
