// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/cookies.h"
#include "http/request.h"
#include "http/response.h"
#include "login/loginstep.h"
#include "login/signout.h"

// How a sign-in is told in the shapes of the three systems (api.md 1.6), with its cookies.
class LoginAnswers
{
public:
    LoginAnswers(const http::Cookies &cookies, const SignOut &signOut, const Config::Auth &settings, Clock clock);

    // JSON POST /auth/login: all three documented shapes at once.
    Result<http::Response> superset(const LoginStep &step, const http::Request &request) const;
    static http::Response form(const LoginStep &step); // MrDemonWolf's, without cookies

    Result<http::Response> user(const SignedIn &signedIn, const http::Request &request) const;      // {user}
    Result<http::Response> browsary(const LoginStep &step, const http::Request &request) const;     // {status, token}
    Result<http::Response> withCookies(http::Response response, const SignedIn &signedIn, const http::Request &request) const;

    // Those of a session, or the one of a sign-in that waits for its second factor.
    Result<http::Response> withCookies(http::Response response, const LoginStep &step, const http::Request &request) const;

    Result<http::Response> verified(const LoginStep &step, const http::Request &request) const;     // {status:"ok", token}
    static QJsonObject browsaryBody(const LoginStep &step); // the same without cookies

    // The three cookies of a session in an answer.
    void setCookies(http::Response &response, const SignedIn &signedIn) const;

    // "ok", or "email_not_verified" while the address is not.
    static QString statusOf(const AccountRow &account);

private:
    Result<> endReplacedSession(const http::Request &request, const SessionId &present) const;
    static QJsonObject pendingSuperset(const SecondFactorNeeded &pending);
    QJsonObject signedInSuperset(const SignedIn &signedIn) const;
    Result<http::Response> withPendingCookie(http::Response response, const SecondFactorNeeded &pending,
                                             const http::Request &request) const;
    std::optional<qint64> ageOf(const QDateTime &expiresAt, bool remembered) const;

    const http::Cookies &m_cookies;
    const SignOut &m_signOut;
    const Config::Auth &m_settings;
    Clock m_clock;
};
