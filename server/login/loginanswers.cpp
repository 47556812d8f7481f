// SPDX-License-Identifier: GPL-3.0-only
#include "login/loginanswers.h"

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

static QString text(const QByteArray &token)
{
    return QString::fromLatin1(token);
}

LoginAnswers::LoginAnswers(const http::Cookies &cookies, const SignOut &signOut, const Config::Auth &settings, Clock clock)
    : m_cookies(cookies)
    , m_signOut(signOut)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
}

Result<Response> LoginAnswers::superset(const LoginStep &step, const Request &request) const
{
    if (const auto *pending = std::get_if<SecondFactorNeeded>(&step))
        return withPendingCookie(http::json(pendingSuperset(*pending)), *pending, request);
    const auto &signedIn = std::get<SignedIn>(step);
    return withCookies(http::json(signedInSuperset(signedIn)), signedIn, request);
}

Response LoginAnswers::form(const LoginStep &step)
{
    if (const auto *pending = std::get_if<SecondFactorNeeded>(&step)) {
        return http::json(QJsonObject{{u"code"_s, QLatin1StringView(code::twoFactorRequired)},
                                      {u"error"_s, QLatin1StringView(code::sentence(code::twoFactorRequired))},
                                      {u"token"_s, text(pending->handle)},
                                      {u"twoFactor"_s, true}});
    }
    const auto &signedIn = std::get<SignedIn>(step);
    return http::json(QJsonObject{{u"access_token"_s, text(signedIn.tokens.accessToken)},
                                  {u"refresh_token"_s, text(signedIn.tokens.refreshToken)},
                                  {u"twoFactor"_s, signedIn.session.twoFactorPassed}});
}

Result<Response> LoginAnswers::user(const SignedIn &signedIn, const Request &request) const
{
    const QJsonObject user = json::write(Accounts::profileOf(signedIn.account));
    return withCookies(http::json(QJsonObject{{u"user"_s, user}}), signedIn, request);
}

Result<Response> LoginAnswers::browsary(const LoginStep &step, const Request &request) const
{
    return withCookies(http::json(browsaryBody(step)), step, request);
}

// The address is verified, says the document, whatever else is still to be done (api.md A29).
Result<Response> LoginAnswers::verified(const LoginStep &step, const Request &request) const
{
    QJsonObject body = browsaryBody(step);
    body.insert("status"_L1, "ok"_L1);
    return withCookies(http::json(body), step, request);
}

QJsonObject LoginAnswers::browsaryBody(const LoginStep &step)
{
    if (const auto *pending = std::get_if<SecondFactorNeeded>(&step))
        return {{u"status"_s, u"2fa_required"_s}, {u"token"_s, text(pending->token)}};
    const auto &signedIn = std::get<SignedIn>(step);
    return {{u"status"_s, statusOf(signedIn.account)}, {u"token"_s, text(signedIn.tokens.token)}};
}

Result<Response> LoginAnswers::withCookies(Response response, const SignedIn &signedIn, const Request &request) const
{
    setCookies(response, signedIn);
    TRY(endReplacedSession(request, signedIn.session.id));
    return response;
}

Result<Response> LoginAnswers::withCookies(Response response, const LoginStep &step, const Request &request) const
{
    if (const auto *signedIn = std::get_if<SignedIn>(&step))
        return withCookies(std::move(response), *signedIn, request);
    return withPendingCookie(std::move(response), std::get<SecondFactorNeeded>(step), request);
}

void LoginAnswers::setCookies(Response &response, const SignedIn &signedIn) const
{
    const IssuedTokens &tokens = signedIn.tokens;
    const bool remembered = signedIn.session.remembered;
    m_cookies.start(response, {.token = tokens.token,
                               .accessToken = tokens.accessToken,
                               .refreshToken = tokens.refreshToken,
                               .tokenAge = ageOf(tokens.tokenExpiresAt, remembered),
                               .accessAge = ageOf(tokens.accessExpiresAt, remembered),
                               .refreshAge = ageOf(tokens.refreshExpiresAt, remembered)});
}

QString LoginAnswers::statusOf(const AccountRow &account)
{
    return account.emailVerifiedAt ? u"ok"_s : u"email_not_verified"_s;
}

// Starting a session in a browser ends the one that its cookies named (api.md 0.1); so does a first
// step that is right, since these cookies go and nobody could end it later.
Result<> LoginAnswers::endReplacedSession(const Request &request, const SessionId &present) const
{
    for (const char *name : {http::cookie::refreshToken, http::cookie::token, http::cookie::accessToken}) {
        const QByteArray token = request.cookie(name);
        const auto session = token.isEmpty() ? std::nullopt : m_signOut.sessionOf(token);
        if (session && *session != present)
            TRY(m_signOut.end(token));
    }
    return {};
}

QJsonObject LoginAnswers::pendingSuperset(const SecondFactorNeeded &pending)
{
    return {{u"status"_s, u"2fa_required"_s},
            {u"requiresTOTP"_s, true},
            {u"twoFactor"_s, true},
            {u"code"_s, QLatin1StringView(code::twoFactorRequired)},
            {u"message"_s, QLatin1StringView(code::sentence(code::twoFactorRequired))},
            {u"user"_s, QJsonObject()},
            {u"partialToken"_s, text(pending.token)},
            {u"token"_s, text(pending.token)}};
}

// Until the address is verified, where that is required, Browsary's answer stands alone (api.md 0.13).
QJsonObject LoginAnswers::signedInSuperset(const SignedIn &signedIn) const
{
    const IssuedTokens &tokens = signedIn.tokens;
    QJsonObject body{{u"status"_s, statusOf(signedIn.account)}};
    if (m_settings.jsonLoginTokens != Config::LoginTokens::None)
        body.insert("token"_L1, text(tokens.token));
    if (m_settings.requireVerifiedEmail && !signedIn.account.emailVerifiedAt)
        return body;
    body.insert("user"_L1, json::write(Accounts::profileOf(signedIn.account)));
    body.insert("requiresTOTP"_L1, false);
    body.insert("partialToken"_L1, QString());
    body.insert("twoFactor"_L1, false);
    if (m_settings.jsonLoginTokens == Config::LoginTokens::Full) {
        body.insert("access_token"_L1, text(tokens.accessToken));
        body.insert("refresh_token"_L1, text(tokens.refreshToken));
    }
    return body;
}

Result<Response> LoginAnswers::withPendingCookie(Response response, const SecondFactorNeeded &pending,
                                                 const Request &request) const
{
    m_cookies.pending(response, pending.token, ageOf(pending.expiresAt, pending.remembered));
    TRY(endReplacedSession(request, SessionId()));
    return response;
}

std::optional<qint64> LoginAnswers::ageOf(const QDateTime &expiresAt, bool remembered) const
{
    const qint64 milliseconds = m_clock().msecsTo(expiresAt);
    return remembered ? std::optional((milliseconds + 999) / 1000) : std::nullopt;
}
