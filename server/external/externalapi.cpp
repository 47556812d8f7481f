// SPDX-License-Identifier: GPL-3.0-only
#include "external/externalapi.h"

#include "api/paths.h"
#include "external/flowcodes.h"
#include "http/crosssite.h"
#include "links/pagepaths.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;
namespace outcome = externaloutcome;

static Q_LOGGING_CATEGORY(providerLog, "gatehouse.providers")

namespace {

struct ExternalSignInApi
{
    const ExternalSignIn &signIn;
    const Callers &callers;
    const LoginAnswers &answers;
    const http::Cookies &cookies;
    const Addresses &addresses;
    const QList<QByteArray> ours; // where linking may set out

    Result<Response> begin(const Request &request) const;
    Result<Response> init(const Request &request) const;
    Result<Response> start(const Request &request, ExternalFace face, bool links) const;
    Result<Response> finish(const Request &request, ExternalFace face) const;
    Result<Response> arrive(const ExternalOutcome &result, const Request &request, ExternalFace face) const;

    bool isSignedIn(const Request &request) const;
    Response fail(const Error &error, const Request &request) const;
    QString page(const QString &path) const { return addresses.pages() + path; }
};

bool ExternalSignInApi::isSignedIn(const Request &request) const
{
    return request.caller && callers.requireFull(*request.caller);
}

// A program that asks too often is told when it may go on; a person with a browser is shown a page.
static bool isForProgram(const Error &error, const Request &request)
{
    const bool isPerson = request.header("sec-fetch-mode") == "navigate" || request.header("accept").contains("text/html");
    return error.kind == Error::Kind::TooMany && !isPerson;
}

// Never a JSON refusal to a browser that comes from another server's page.
Response ExternalSignInApi::fail(const Error &error, const Request &request) const
{
    const bool isOurs = error.kind == Error::Kind::Internal;
    if (!error.detail.isEmpty() || isOurs)
        qCWarning(providerLog, "id=%s %s: %s", request.id.constData(), error.code.constData(), qUtf8Printable(error.detail));
    const QByteArray code = isOurs ? QByteArray(code::internalServerError) : error.code;
    return http::redirect(addresses.login(u"error="_s + QString::fromLatin1(code.toLower())));
}

Result<Response> ExternalSignInApi::begin(const Request &request) const
{
    const QString flow = request.query.value(u"flow"_s, u"login"_s);
    if (flow != "login"_L1 && flow != "link"_L1)
        return http::redirect(addresses.login(u"error=invalid_flow"_s));
    return start(request, ExternalFace::OCore, flow == "link"_L1);
}

Result<Response> ExternalSignInApi::init(const Request &request) const
{
    return start(request, ExternalFace::Browsary, isSignedIn(request));
}

Result<Response> ExternalSignInApi::start(const Request &request, ExternalFace face, bool links) const
{
    const QString provider = request.arguments.value(0);
    if (links && !isSignedIn(request))
        return fail({Error::Kind::Unauthenticated, flowcode::loginRequired}, request);
    if (links && !http::isLedByUs(request, ours))
        return http::redirect(page(page::account) + u"?link="_s + QString::fromLatin1(QUrl::toPercentEncoding(provider)));
    const auto begun = signIn.begin(provider, face, links ? request.caller : std::nullopt, request.client);
    if (!begun && (begun.error().kind == Error::Kind::NotFound || isForProgram(begun.error(), request)))
        return begun.error();
    if (!begun)
        return fail(begun.error(), request);
    Response response = http::redirect(begun->address);
    const qint64 age = ExternalSignIn::life.count();
    if (face == ExternalFace::OCore) {
        cookies.flow(response, http::cookie::oauthState, begun->state, age);
    } else {
        cookies.flow(response, http::cookie::openidState, begun->state, age);
        cookies.flow(response, http::cookie::openidCode, begun->codeVerifier, age);
    }
    return response;
}

Result<Response> ExternalSignInApi::finish(const Request &request, ExternalFace face) const
{
    const bool isOCore = face == ExternalFace::OCore;
    const auto result = signIn.finish({.provider = request.arguments.value(0),
                                       .face = face,
                                       .query = request.query,
                                       .state = request.cookie(isOCore ? http::cookie::oauthState : http::cookie::openidState),
                                       .codeVerifier = request.cookie(http::cookie::openidCode),
                                       .caller = request.caller},
                                      request.client);
    Response response = result ? TRY(arrive(*result, request, face)) : fail(result.error(), request);
    if (isOCore) {
        cookies.flow(response, http::cookie::oauthState, {}, 0);
    } else {
        cookies.flow(response, http::cookie::openidState, {}, 0);
        cookies.flow(response, http::cookie::openidCode, {}, 0);
    }
    return response;
}

Result<Response> ExternalSignInApi::arrive(const ExternalOutcome &result, const Request &request, ExternalFace face) const
{
    const bool isOCore = face == ExternalFace::OCore;
    if (const auto *unknown = std::get_if<outcome::Unknown>(&result)) {
        const QString token = QString::fromLatin1(unknown->ticket.token);
        Response response = http::redirect(page(path::fill(page::externalRegister, token)));
        cookies.flow(response, http::cookie::externalRegister, unknown->ticket.browser, unknown->ticket.life.count());
        return response;
    }
    const auto *linked = std::get_if<outcome::Linked>(&result);
    if (linked) {
        const QString there = page(page::account) + u"?linked="_s + request.arguments.value(0);
        Response response = http::redirect(isOCore ? there : page(page::dashboard));
        return linked->step ? answers.withCookies(std::move(response), *linked->step, request) : Result<Response>(response);
    }
    const LoginStep &step = std::get<outcome::SignedIn>(result).step;
    const bool isPending = std::holds_alternative<SecondFactorNeeded>(step);
    const QString home = isOCore ? page(page::root) : page(page::dashboard);
    return answers.withCookies(http::redirect(isPending ? addresses.login(u"requiresTOTP=true"_s) : home), step, request);
}

} // namespace

void mountExternalSignIn(http::Router &router, const ExternalSignIn &signIn, const Callers &callers,
                         const LoginAnswers &answers, const http::Cookies &cookies, const Addresses &addresses)
{
    const http::Origins own{.publicUrl = addresses.publicUrl, .appUrl = addresses.appUrl, .corsOrigins = {}};
    const ExternalSignInApi api{signIn, callers, answers, cookies, addresses, http::trustedOrigins(own)};
    const http::RouteTraits oCore{.access = Access::Optional, .run = Run::Remote};
    const http::RouteTraits browsary{.access = Access::Optional, .run = Run::Remote, .face = Face::Browsary};
    router.get(path::oauthBegin, oCore, [api](const Request &request) { return api.begin(request); });
    router.get(path::oauthCallback, oCore, [api](const Request &request) { return api.finish(request, ExternalFace::OCore); });
    router.get(path::externalInit, browsary, [api](const Request &request) { return api.init(request); });
    router.get(path::externalRedirect, browsary,
               [api](const Request &request) { return api.finish(request, ExternalFace::Browsary); });
}
