// SPDX-License-Identifier: GPL-3.0-only
#include "history/historyapi.h"

#include "api/paths.h"
#include "http/listanswer.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

// With `after` a live view asks for what came since the last event that it knows.
static Result<Response> listAll(const History &history, const Request &request)
{
    const QString after = request.query.value(u"after"_s);
    if (!after.isEmpty()) {
        const auto events = TRY(history.after(after));
        return http::listAnswer(u"events"_s, Page<AdminLoginEvent>{.items = events, .total = events.size()});
    }
    const auto query = TRY(http::listQuery(request));
    return http::listAnswer(u"events"_s, TRY(history.list(query)));
}

void mountHistory(http::Router &router, const History &history, const Accounts &accounts)
{
    const http::RouteTraits forAdmins{.access = Access::Admin, .run = Run::Store, .face = Face::Admin};
    router.get(path::loginHistory, {.access = Access::Account}, [&](const Request &request) -> Result<Response> {
        const auto events = TRY(history.lastOf(request.caller->account));
        return http::json(QJsonObject{{u"events"_s, json::Codec<QList<LoginEvent>>::write(events)}});
    });
    router.get(path::adminLoginHistory, forAdmins,
               [&](const Request &request) { return listAll(history, request); });
    router.get(path::adminUserLoginHistory, forAdmins, [&](const Request &request) -> Result<Response> {
        const auto query = TRY(http::listQuery(request));
        const auto account = TRY(request.argumentId<AccountId>());
        TRY(accounts.byId(account));
        return http::listAnswer(u"events"_s, TRY(history.listOf(account, query)));
    });
}
