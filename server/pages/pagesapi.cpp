// SPDX-License-Identifier: GPL-3.0-only
#include "pages/pagesapi.h"

#include "api/paths.h"
#include "http/acceptlanguage.h"
#include "links/pagepaths.h"
#include "otpauth.h"
#include "pages/qrimage.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;

namespace {

struct OtpAuthWish
{
    QString url;

    static constexpr auto fields() { return std::tuple{json::field("url"_L1, &OtpAuthWish::url)}; }
};

// Nothing but our own files runs or is loaded, nothing frames the page, no form goes anywhere by itself
// (a script sends what is typed, or nothing does), and a mailed token in its address is told to nobody. The account page, which holds none, says to ourselves where a link to a
// provider was followed: over plain http browsers say it in no other way (api.md 0.8).
void addGuards(Response &response, const QString &page)
{
    response.addHeader("Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                       "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    response.addHeader("Referrer-Policy", page == "account"_L1 ? "same-origin" : "no-referrer");
    response.addHeader("X-Frame-Options", "DENY");
    response.addHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.addHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

Response pageAnswer(const PageSet &pages, const QString &name, const Request &request, int status = 200)
{
    const QString language = http::preferredLanguage(request.header("accept-language"), PageSet::languages());
    Response response{.status = status,
                      .content = pages.page(name, language),
                      .contentType = "text/html; charset=utf-8"};
    addGuards(response, name);
    response.addHeader("Content-Language", language.toLatin1());
    response.addHeader("Vary", "Accept-Language");
    return response;
}

// A browser asks again each time, and is told that nothing has changed: after an upgrade no page
// meets an old script.
Result<Response> assetAnswer(const PageSet &pages, const Request &request)
{
    const PageSet::Asset *asset = pages.asset(request.arguments.value(0));
    if (!asset)
        return Error{Error::Kind::NotFound, code::notFound};
    const bool isKnown = request.header("if-none-match").contains(asset->entityTag);
    Response response{.status = isKnown ? 304 : 200,
                      .content = isKnown ? QByteArray() : asset->content,
                      .contentType = asset->contentType};
    response.addHeader("ETag", asset->entityTag);
    response.addHeader("Cache-Control", "no-cache");
    return response;
}

// By POST, so that the secret stands in no address and no log.
Result<Response> qrAnswer(const Request &request)
{
    const auto wish = TRY(request.body<OtpAuthWish>());
    const QByteArray svg = OtpAuth::fromUri(wish.url) ? qrimage::svg(wish.url.toUtf8()) : QByteArray();
    if (svg.isEmpty())
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{u"url"_s, code::invalid}}};
    return Response{.content = svg, .contentType = "image/svg+xml"};
}

} // namespace

void mountPages(http::Router &router, const PageSet &pages)
{
    static const QList<std::pair<QString, QString>> places{{page::login, u"login"_s},
                                                           {page::signup, u"signup"_s},
                                                           {page::forgotPassword, u"forgot-password"_s},
                                                           {page::resetPassword, u"reset-password"_s},
                                                           {page::verify, u"verify"_s},
                                                           {page::stopAccount, u"stop-account"_s},
                                                           {page::dashboard, u"dashboard"_s},
                                                           {page::account, u"account"_s},
                                                           {page::externalRegister, u"external-register"_s}};
    for (const auto &[path, name] : places) {
        router.get(path, {.access = Access::Public},
                   [&pages, name = name](const Request &request) -> Result<Response> { return pageAnswer(pages, name, request); });
    }
    router.get(page::notFound, {.access = Access::Public}, [&](const Request &request) -> Result<Response> {
        return pageAnswer(pages, u"not-found"_s, request, 404);
    });
    router.get(page::root, {.access = Access::Public},
               [](const Request &) -> Result<Response> { return http::redirect(page::dashboard); });
    router.get(page::asset, {.access = Access::Public},
               [&](const Request &request) { return assetAnswer(pages, request); });
    router.post(path::totpQrCode, {.access = Access::Account}, qrAnswer);
}
