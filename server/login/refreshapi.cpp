// SPDX-License-Identifier: GPL-3.0-only
#include "login/loginapi.h"

#include "api/paths.h"
#include "http/failure.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

struct RefreshApi
{
    const Renewal &renewal;
    const SignOut &signOut;
    const http::Cookies &cookies;
    const LoginAnswers &answers;

    Result<Response> answer(const Request &request) const;
    Result<Response> byBody(const Secret &token, const Request &request) const;
    Result<Response> byCookie(const QByteArray &token, const Request &request) const;
};

Result<Response> RefreshApi::answer(const Request &request) const
{
    const QJsonObject members = TRY(request.fields());
    const QByteArray cookie = request.cookie(http::cookie::refreshToken);
    const bool asksByBody = members.contains("refresh_token"_L1) || (request.isForm() && !members.isEmpty());
    if (asksByBody) {
        const auto body = TRY(json::read<RefreshToken>(members));
        return byBody(body.refresh_token, request);
    }
    if (cookie.isEmpty())
        return Error{Error::Kind::Unauthenticated, code::invalidRefreshToken};
    return byCookie(cookie, request);
}

// A cookie of the same session is replaced in the same answer, one of another is left alone.
Result<Response> RefreshApi::byBody(const Secret &token, const Request &request) const
{
    const auto renewed = TRY(renewal.refresh(token, true, request.client));
    Response response = http::json(TokenPair{.access_token = Secret(renewed.tokens.accessToken),
                                             .refresh_token = Secret(renewed.tokens.refreshToken)});
    const QByteArray cookie = request.cookie(http::cookie::refreshToken);
    if (!cookie.isEmpty() && signOut.sessionOf(cookie) == renewed.session.id)
        answers.setCookies(response, renewed);
    return response;
}

// Cookies that no longer open anything are taken away with the refusal.
Result<Response> RefreshApi::byCookie(const QByteArray &token, const Request &request) const
{
    const auto renewed = renewal.refresh(Secret(token), false, request.client);
    if (!renewed && renewed.error().code == code::invalidRefreshToken) {
        Response refusal = http::failure(renewed.error(), Face::OCore, request.id);
        cookies.clear(refusal);
        return refusal;
    }
    if (!renewed)
        return renewed.error();
    Response response = http::json(QJsonObject{{u"message"_s, QLatin1StringView(code::sentence(code::refreshed))}});
    answers.setCookies(response, *renewed);
    return response;
}

} // namespace

void mountRefresh(http::Router &router, const Renewal &renewal, const SignOut &signOut, const http::Cookies &cookies,
                  const LoginAnswers &answers)
{
    const RefreshApi api{renewal, signOut, cookies, answers};
    router.post(path::refresh, {.access = Access::Public, .run = Run::Store, .acceptsForm = true},
                [api](const Request &request) { return api.answer(request); });
}
