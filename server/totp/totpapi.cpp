// SPDX-License-Identifier: GPL-3.0-only
#include "totp/totpapi.h"

#include "api/paths.h"
#include "http/nobody.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// Browsary's body: the code is called token.
struct SubmittedCode
{
    QString token;

    static constexpr auto fields() { return std::tuple{json::field("token"_L1, &SubmittedCode::token)}; }
};

QJsonObject setUp(const TotpEnrolment &enrolment)
{
    return {{u"status"_s, u"2fa_setup"_s}, {u"url"_s, enrolment.url}, {u"secret"_s, enrolment.secret.text()}};
}

Result<Response> request(const Totp &totp, const Accounts &accounts, const Request &request)
{
    const AccountRow account = TRY(accounts.byId(request.caller->account));
    if (account.twoFactorAt)
        return Error{Error::Kind::Conflict, code::twoFactorAlreadyEnabled};
    const auto enrolment = TRY(totp.enrol(account));
    return http::json(setUp(enrolment));
}

// The session in which it was switched on has passed it.
Result<Response> submit(const Totp &totp, const Accounts &accounts, const Sessions &sessions,
                        const LoginAnswers &answers, const Request &request)
{
    const auto body = TRY(request.body<SubmittedCode>());
    const AccountRow owner = TRY(accounts.byId(request.caller->account));
    const auto codes = TRY(totp.confirm(owner, body.token));
    const auto before = TRY(sessions.live(request.caller->session));
    if (!before)
        return Error{Error::Kind::Unauthenticated, code::unauthorized};
    TRY(sessions.passTwoFactor(*before, u"totp"_s));
    const auto session = TRY(sessions.live(request.caller->session));
    const AccountRow account = TRY(accounts.byId(request.caller->account));
    const IssuedTokens tokens = TRY(sessions.issue(*session, Accounts::identityOf(account)));
    const SignedIn signedIn{account, *session, tokens};
    const QJsonObject answer{{u"status"_s, u"ok"_s},
                             {u"token"_s, QString::fromLatin1(signedIn.tokens.token)},
                             {u"recoveryCodes"_s, json::Codec<QList<QString>>::write(codes.recoveryCodes)}};
    return answers.withCookies(http::json(answer), signedIn, request);
}

// A new secret beside the old one, which stays in force until the new one is confirmed: nobody is
// ever without a second factor.
Result<Response> reset(const Totp &totp, const SecondFactors &secondFactors, const Accounts &accounts,
                       const Sessions &sessions, const LoginAnswers &answers, const Request &request)
{
    if (!request.caller->emailVerified)
        return Error{Error::Kind::Forbidden, code::emailNotVerified};
    const auto body = TRY(request.body<SubmittedCode>());
    const AccountRow account = TRY(accounts.byId(request.caller->account));
    TRY(secondFactors.confirmTotp(account, body.token, request.client));
    const auto enrolment = TRY(totp.enrol(account));
    Response response = http::json(setUp(enrolment));
    const auto session = TRY(sessions.live(request.caller->session));
    if (!session || !request.caller->twoFactorPassed)
        return response;
    const IssuedTokens tokens = TRY(sessions.issue(*session, Accounts::identityOf(account)));
    answers.setCookies(response, {account, *session, tokens});
    return response;
}

} // namespace

void mountTotp(http::Router &router, const Totp &totp, const SecondFactors &secondFactors, const Accounts &accounts,
               const Sessions &sessions, const LoginAnswers &answers)
{
    router.post(path::twoFactorReset,
                {.access = Access::Pending, .run = Run::Store, .face = Face::Browsary, .setsCookies = true},
                [&](const Request &call) { return reset(totp, secondFactors, accounts, sessions, answers, call); });
    router.post(path::twoFactorEnableRequest,
                {.access = Access::Verified, .run = Run::Store, .face = Face::Browsary},
                [&](const Request &call) { return request(totp, accounts, call); });
    router.post(path::twoFactorEnableSubmit,
                {.access = Access::Verified, .run = Run::Store, .face = Face::Browsary, .setsCookies = true},
                [&](const Request &call) { return submit(totp, accounts, sessions, answers, call); });
}

void mountTotpAdministration(http::Router &router, const TotpAdministration &administration)
{
    const http::RouteTraits fresh{.access = Access::Fresh, .run = Run::Store, .face = Face::Admin};
    router.post(path::adminUserTotp, fresh, [&](const Request &request) -> Result<Response> {
        const auto account = TRY(request.argumentId<AccountId>());
        TRY(request.body<http::NoBody>(json::Unknown::Refuse));
        return http::json(TRY(administration.enrol(account)));
    });
    router.post(path::adminUserTotpConfirm, fresh, [&](const Request &request) -> Result<Response> {
        const auto account = TRY(request.argumentId<AccountId>());
        const auto body = TRY(request.body<TotpConfirmation>(json::Unknown::Refuse));
        return http::json(TRY(administration.confirm(account, body.code, request.caller->account, request.client)));
    });
    router.remove(path::adminUserTotp, fresh, [&](const Request &request) -> Result<Response> {
        const auto account = TRY(request.argumentId<AccountId>());
        TRY(administration.remove(account, request.caller->account, request.client));
        return http::noContent();
    });
}
