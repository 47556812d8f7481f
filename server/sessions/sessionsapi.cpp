// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessionsapi.h"

#include "api/paths.h"
#include "http/authorization.h"
#include "http/listanswer.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

// From the live state, not from the token; verifying the address comes before the second factor,
// since the second factor's routes need a verified address (api.md A7).
QByteArray statusOf(const std::optional<Caller> &caller)
{
    if (!caller)
        return "ok";
    if (!caller->emailVerified)
        return "email_not_verified";
    return caller->twoFactorPassed && caller->use != TokenUse::Pending ? "ok" : "2fa_required";
}

// Applications ask this before each of their own answers: the echo is kept as text, not made anew.
Response sessionStatus(const http::Cookies &cookies, const Request &request)
{
    const auto &caller = request.caller;
    Response response{.content = "{\"status\":\"" + statusOf(caller) + "\",\"auth\":"
                                 + (caller ? caller->payload : QByteArray("null")) + '}'};
    if (!caller && http::authorizationToken(request).isEmpty())
        cookies.clearDead(response, request);
    return response;
}

Result<Response> revokeOne(const Sessions &sessions, const Audit &audit, const Request &request)
{
    const auto id = TRY(request.argumentId<SessionId>());
    const auto session = TRY(sessions.live(id));
    if (!session || !TRY(sessions.revoke(id)))
        return Error{Error::Kind::NotFound, code::notFound};
    TRY(audit.record({.action = "session.revoked", .actor = request.caller->account, .target = session->account,
                      .details = {{u"session"_s, id.toString()}}},
                     request.client));
    return http::noContent();
}

Result<Response> revokeAll(const Sessions &sessions, const Accounts &accounts, const Audit &audit, const Request &request)
{
    const auto account = TRY(request.argumentId<AccountId>());
    TRY(accounts.byId(account));
    const int count = TRY(sessions.revokeAllOf(account));
    if (count > 0) {
        TRY(audit.record({.action = "session.all_revoked", .actor = request.caller->account, .target = account,
                          .details = {{u"count"_s, count}}},
                         request.client));
    }
    return http::noContent();
}

} // namespace

void mountSessionStatus(http::Router &router, const SigningKeys &keys, const http::Cookies &cookies)
{
    router.get(path::session, {.access = Access::Optional, .face = Face::Browsary},
               [&](const Request &request) -> Result<Response> { return sessionStatus(cookies, request); });
    router.get(path::jwks, {.access = Access::Public, .run = Run::Store}, [&](const Request &) -> Result<Response> {
        return http::json(TRY(keys.jwks()));
    });
}

void mountSessions(http::Router &router, const Sessions &sessions, const SessionList &list, const Accounts &accounts,
                   const Audit &audit)
{
    const http::RouteTraits reading{.access = Access::Admin, .run = Run::Store, .face = Face::Admin};
    router.get(path::adminSessions, reading, [&](const Request &request) -> Result<Response> {
        const auto query = TRY(http::listQuery(request));
        return http::listAnswer(u"sessions"_s, TRY(list.page(query)));
    });
    router.get(path::adminUserSessions, reading, [&](const Request &request) -> Result<Response> {
        const auto query = TRY(http::listQuery(request));
        const auto account = TRY(request.argumentId<AccountId>());
        TRY(accounts.byId(account));
        return http::listAnswer(u"sessions"_s, TRY(list.pageOf(account, query)));
    });
    router.remove(path::adminSession, reading,
                  [&](const Request &request) { return revokeOne(sessions, audit, request); });
    router.remove(path::adminUserSessions, reading,
                  [&](const Request &request) { return revokeAll(sessions, accounts, audit, request); });
}
