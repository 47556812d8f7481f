// SPDX-License-Identifier: GPL-3.0-only
#include "http/cookies.h"

namespace http {

bool hasSessionCookie(const Request &request)
{
    return !request.cookie(cookie::token).isEmpty() || !request.cookie(cookie::accessToken).isEmpty() ||
           !request.cookie(cookie::refreshToken).isEmpty();
}

// What is of use in one place only goes nowhere else: a refresh token where tokens are renewed.
static QByteArray pathOf(QByteArrayView name)
{
    if (name == cookie::oauthState)
        return "/api/auth/oauth";
    if (name == cookie::openidState || name == cookie::openidCode)
        return "/api/auth/external";
    if (name == cookie::externalRegister)
        return "/api/auth/external/register";
    return name == cookie::refreshToken ? "/api/auth" : "/";
}

void Cookies::set(Response &response, const char *name, const QByteArray &value,
                  std::optional<qint64> maxAge) const
{
    QByteArray text = QByteArray(name) + '=' + value + "; Path=" + pathOf(name);
    if (maxAge)
        text += "; Max-Age=" + QByteArray::number(*maxAge);
    text += "; HttpOnly; SameSite=Lax";
    if (m_secure)
        text += "; Secure";
    response.addHeader("Set-Cookie", text);
}

void Cookies::start(Response &response, const SessionCookies &cookies) const
{
    set(response, cookie::token, cookies.token, cookies.tokenAge);
    set(response, cookie::accessToken, cookies.accessToken, cookies.accessAge);
    set(response, cookie::refreshToken, cookies.refreshToken, cookies.refreshAge);
}

void Cookies::pending(Response &response, const QByteArray &token, std::optional<qint64> maxAge) const
{
    set(response, cookie::token, token, maxAge);
    set(response, cookie::accessToken, {}, 0);
    set(response, cookie::refreshToken, {}, 0);
}

void Cookies::clear(Response &response) const
{
    set(response, cookie::token, {}, 0);
    set(response, cookie::accessToken, {}, 0);
    set(response, cookie::refreshToken, {}, 0);
}

void Cookies::flow(Response &response, const char *name, const QByteArray &value, qint64 maxAge) const
{
    set(response, name, value, maxAge);
}

void Cookies::clearDead(Response &response, const Request &request) const
{
    for (const char *name : {cookie::token, cookie::accessToken}) {
        if (!request.cookie(name).isEmpty())
            set(response, name, {}, 0);
    }
}

} // namespace http
