// SPDX-License-Identifier: GPL-3.0-only
#include "login/loginapi.h"

#include "api/paths.h"
#include "http/authorization.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

QLatin1StringView loggedOut()
{
    return QLatin1StringView(code::sentence(code::loggedOut));
}

// The session of the refresh token, else of one of the others (api.md A6).
Result<> endCookieSession(const SignOut &signOut, const Request &request)
{
    for (const char *name : {http::cookie::refreshToken, http::cookie::accessToken, http::cookie::token}) {
        const QByteArray token = request.cookie(name);
        if (!token.isEmpty() && TRY(signOut.end(token)))
            return {};
    }
    return {};
}

// MrDemonWolf's: the token must still open something.
Result<Response> logOutByToken(const SignOut &signOut, const http::Cookies &cookies, const Request &request)
{
    if (!TRY(signOut.endByCredential(http::authorizationToken(request))))
        return Error{Error::Kind::Unauthenticated, code::unauthorized};
    Response response = http::json(QJsonObject{{u"code"_s, QLatin1StringView(code::loggedOut)},
                                               {u"error"_s, loggedOut()},
                                               {u"message"_s, loggedOut()}});
    if (http::hasSessionCookie(request))
        cookies.clear(response);
    return response;
}

Result<Response> logOut(const SignOut &signOut, const http::Cookies &cookies, const Request &request)
{
    const bool hasToken = !http::authorizationToken(request).isEmpty();
    if (hasToken || (request.isForm() && !http::hasSessionCookie(request)))
        return logOutByToken(signOut, cookies, request);
    TRY(endCookieSession(signOut, request));
    Response response = http::json(QJsonObject{{u"message"_s, loggedOut()}});
    cookies.clear(response);
    return response;
}

Result<Response> logOutByLink(const SignOut &signOut, const http::Cookies &cookies, const Request &request)
{
    const QByteArray token = http::authorizationToken(request);
    if (token.isEmpty())
        TRY(endCookieSession(signOut, request));
    else
        TRY(signOut.endByCredential(token));
    Response response = http::json(QJsonObject{{u"status"_s, u"logout"_s}});
    cookies.clear(response);
    return response;
}

} // namespace

void mountLogout(http::Router &router, const SignOut &signOut, const http::Cookies &cookies)
{
    router.post(path::logout, {.access = Access::Public, .run = Run::Store, .acceptsForm = true},
                [&](const Request &request) { return logOut(signOut, cookies, request); });
    router.get(path::logout, {.access = Access::Public, .run = Run::Store, .face = Face::Browsary},
               [&](const Request &request) { return logOutByLink(signOut, cookies, request); });
}
