// SPDX-License-Identifier: GPL-3.0-only
#include "login/recoveryapi.h"

#include "api/mailrequests.h"
#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

static QJsonObject mailed()
{
    return {{u"message"_s, QLatin1StringView(code::sentence(code::resetMailed))}};
}

void mountPasswordRequests(http::Router &router, const PasswordRequests &requests)
{
    router.post(path::forgotPassword, {.access = Access::Public, .run = Run::Store},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<AskedAddress>());
                    const QString address = TRY(body.address());
                    TRY(requests.ask(address, {}, request.client));
                    return http::json(mailed());
                });
    router.post(path::resetRequest, {.access = Access::Public, .run = Run::Store, .face = Face::Browsary},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<AskedAddress>());
                    const QString address = TRY(body.address());
                    TRY(requests.ask(address, body.returnUrl.value_or(QString()), request.client));
                    QJsonObject answer = mailed();
                    answer.insert("status"_L1, "ok"_L1);
                    return http::json(answer);
                });
}
