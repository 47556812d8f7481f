// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/ownsessionsapi.h"

#include "api/paths.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;
using http::Run;

namespace {

constexpr int mostShown = 200;

// Without what one knows of oneself.
QJsonObject shown(const Session &session, const Caller &caller)
{
    QJsonObject object = ::json::write(session);
    object.remove("userId"_L1);
    object.remove("email"_L1);
    object.insert("current"_L1, session.id == caller.session);
    return object;
}

Result<Response> list(const SessionList &list, const Request &request)
{
    const auto page = TRY(list.pageOf(request.caller->account, {.limit = mostShown}));
    QJsonArray sessions;
    for (const Session &session : page.items)
        sessions.append(shown(session, *request.caller));
    return http::json(QJsonObject{{u"sessions"_s, sessions}});
}

// Another's session is as unknown as one that never was.
Result<Response> endOne(const Sessions &sessions, const http::Cookies &cookies, const Request &request)
{
    const auto id = TRY(request.argumentId<SessionId>());
    const auto session = TRY(sessions.live(id));
    if (!session || session->account != request.caller->account || !TRY(sessions.revoke(id)))
        return Error{Error::Kind::NotFound, code::notFound};
    Response response = http::noContent();
    if (id == request.caller->session)
        cookies.clear(response);
    return response;
}

Result<Response> endOthers(const Sessions &sessions, const Request &request)
{
    TRY(sessions.revokeAllOf(request.caller->account, request.caller->session));
    return http::noContent();
}

} // namespace

void mountOwnSessions(http::Router &router, const Sessions &sessions, const SessionList &sessionList,
                      const http::Cookies &cookies)
{
    const http::RouteTraits traits{.access = Access::Account, .run = Run::Store};
    router.get(path::ownSessions, traits, [&](const Request &request) { return list(sessionList, request); });
    router.remove(path::ownSessions, traits, [&](const Request &request) { return endOthers(sessions, request); });
    router.remove(path::ownSession, traits,
                  [&](const Request &request) { return endOne(sessions, cookies, request); });
}
