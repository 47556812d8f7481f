// SPDX-License-Identifier: GPL-3.0-only
#include "health/healthapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;
using http::Run;

void mountHealth(http::Router &router, const store::Database &database, const Accounts &accounts)
{
    router.get(path::health, {.access = Access::Public}, [](const Request &) -> Result<Response> {
        return http::json(QJsonObject{{u"status"_s, u"ok"_s},
                                      {u"name"_s, u"Gatehouse"_s},
                                      {u"version"_s, QStringLiteral(GATEHOUSE_VERSION)}});
    });
    router.get(path::ready, {.access = Access::Public, .run = Run::Store}, [&](const Request &) -> Result<Response> {
        TRY(database.checkFile());
        TRY(database.checkWrites());
        if (!accounts.hasAnyAdmin())
            return Error{.kind = Error::Kind::Unavailable, .code = code::serverBusy, .retryAfter = 5};
        return http::json(QJsonObject{{u"status"_s, u"ok"_s}, {u"database"_s, u"ok"_s}});
    });
}
