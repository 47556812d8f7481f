// SPDX-License-Identifier: GPL-3.0-only
#include "login/deactivationapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;
using http::Run;

namespace {

struct Farewell
{
    QString confirmText;
    std::optional<Secret> password; // if the account has one

    static constexpr auto fields()
    {
        return std::tuple{json::field("confirmText"_L1, &Farewell::confirmText),
                          json::field("password"_L1, &Farewell::password)};
    }
};

} // namespace

void mountDeactivation(http::Router &router, const Deactivation &deactivation, const http::Cookies &cookies)
{
    router.post(path::deactivate, {.access = Access::Account, .run = Run::Hash},
                [&](const Request &request) -> Result<Response> {
                    const auto body = TRY(request.body<Farewell>());
                    const Secret password = body.password.value_or(Secret());
                    TRY(deactivation.leave(*request.caller, body.confirmText, password, request.client));
                    Response response = http::json(QJsonObject{{u"message"_s, QLatin1StringView(code::sentence(code::deactivated))}});
                    cookies.clear(response);
                    return response;
                });
}
