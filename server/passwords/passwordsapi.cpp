// SPDX-License-Identifier: GPL-3.0-only
#include "passwords/passwordsapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

Response told(const char *code)
{
    return http::json(Message{.message = QString::fromLatin1(code::sentence(code))});
}

// The caller's session lives on; whoever came by cookies gets fresh ones.
Result<Response> change(const PasswordChanges &changes, const Sessions &sessions, const LoginAnswers &answers,
                        const Request &request)
{
    const auto wanted = TRY(request.body<PasswordChange>());
    const AccountRow account = TRY(changes.change(*request.caller, wanted, request.client));
    Response response = told(code::passwordChanged);
    const auto session = TRY(sessions.live(request.caller->session));
    if (request.caller->fromAuthorization || !session)
        return response;
    const IssuedTokens tokens = TRY(sessions.issue(*session, Accounts::identityOf(account)));
    answers.setCookies(response, {account, *session, tokens});
    return response;
}

// Browsary's: signs in, but never past a second factor (api.md A29).
Result<Response> resetAndSignIn(const PasswordChanges &changes, const SignIns &signIns, const LoginAnswers &answers,
                                const Request &request)
{
    const auto body = TRY(request.body<ConfirmedPasswordReset>());
    if (body.password.bytes() != body.confirmPassword.bytes()) {
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed,
                     .fields = {{u"confirmPassword"_s, code::mismatch}}};
    }
    const AccountRow account = TRY(changes.reset(body.token, body.password, request.client));
    const LoginStep step = TRY(signIns.proceed(account, {.method = u"password"_s, .remembered = false}, request.client));
    return answers.browsary(step, request);
}

} // namespace

void mountPasswords(http::Router &router, const PasswordChanges &changes, const Sessions &sessions,
                    const SignIns &signIns, const LoginAnswers &answers)
{
    router.post(path::changePassword, {.access = Access::Account, .run = Run::Hash},
                [&](const Request &request) { return change(changes, sessions, answers, request); });
    router.post(path::setPassword, {.access = Access::Account, .run = Run::Hash},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<FirstPassword>());
                    TRY(changes.setFirst(*request.caller, body.newPassword, request.client));
                    return told(code::passwordSet);
                });
    router.post(path::resetPassword, {.access = Access::Public, .run = Run::Hash},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<PasswordReset>());
                    TRY(changes.reset(body.token, body.password, request.client));
                    return told(code::passwordReset);
                });
    router.post(path::resetSubmit,
                {.access = Access::Public, .run = Run::Hash, .face = Face::Browsary, .setsCookies = true},
                [&](const Request &request) { return resetAndSignIn(changes, signIns, answers, request); });
}
