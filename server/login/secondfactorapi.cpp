// SPDX-License-Identifier: GPL-3.0-only
#include "login/loginapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// oCore's body; the token may come in the `token` cookie instead.
struct PartialLogin
{
    QString code;
    std::optional<Secret> partialToken;

    static constexpr auto fields()
    {
        return std::tuple{json::field("code"_L1, &PartialLogin::code),
                          json::field("partialToken"_L1, &PartialLogin::partialToken)};
    }
};

// Browsary's body: the code is called token.
struct TotpCode
{
    QString token;

    static constexpr auto fields() { return std::tuple{json::field("token"_L1, &TotpCode::token)}; }
};

// MrDemonWolf's document writes Token and Code in its table, token and code in its example.
QJsonObject lowered(QJsonObject body)
{
    for (const auto &[small, capital] : {std::pair{u"token"_s, u"Token"_s}, std::pair{u"code"_s, u"Code"_s}}) {
        if (!body.contains(small) && body.contains(capital))
            body.insert(small, body.take(capital));
    }
    return body;
}

Result<Response> finishPartial(const SecondFactors &secondFactors, const LoginAnswers &answers, const Request &request)
{
    const auto body = TRY(request.body<PartialLogin>());
    const Secret token = body.partialToken.value_or(Secret(request.cookie(http::cookie::token)));
    const auto signedIn = TRY(secondFactors.complete(token, body.code, request.client));
    return answers.user(signedIn, request);
}

// On this path the pending token is MrDemonWolf's, with its own code for one that has ended.
Error asTwoFactorToken(Error error)
{
    if (error.code == code::invalidPartialToken)
        return {Error::Kind::Invalid, code::invalidTwoFactorToken};
    return error;
}

Result<Response> finishTwoFactor(const SecondFactors &secondFactors, const LoginAnswers &answers, const Request &request)
{
    const QJsonObject members = TRY(request.fields());
    const auto body = TRY(json::read<SecondFactor>(lowered(members)));
    auto signedIn = secondFactors.complete(body.token, body.code, request.client);
    if (!signedIn)
        return asTwoFactorToken(signedIn.error());
    Response response = LoginAnswers::form(*signedIn);
    return request.isForm() ? Result<Response>(response) : answers.withCookies(response, *signedIn, request);
}

Result<Response> verify(const SecondFactors &secondFactors, const LoginAnswers &answers, const Request &request)
{
    if (!request.caller->emailVerified)
        return Error{Error::Kind::Forbidden, code::emailNotVerified};
    const auto body = TRY(request.body<TotpCode>());
    const auto signedIn = TRY(secondFactors.verify(*request.caller, body.token, request.client));
    return answers.browsary(signedIn, request);
}

} // namespace

void mountSecondFactors(http::Router &router, const SecondFactors &secondFactors, const LoginAnswers &answers)
{
    router.post(path::loginSecondFactor, {.access = Access::Public, .run = Run::Store, .setsCookies = true},
                [&](const Request &request) { return finishPartial(secondFactors, answers, request); });
    router.post(path::twoFactor,
                {.access = Access::Public, .run = Run::Store, .face = Face::MrDemonWolf, .acceptsForm = true, .setsCookies = true},
                [&](const Request &request) { return finishTwoFactor(secondFactors, answers, request); });
    router.post(path::twoFactorVerify,
                {.access = Access::Pending, .run = Run::Store, .face = Face::Browsary, .setsCookies = true},
                [&](const Request &request) { return verify(secondFactors, answers, request); });
}
