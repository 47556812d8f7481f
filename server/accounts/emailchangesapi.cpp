// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/emailchangesapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Request;
using http::Response;
using http::Run;

namespace {

struct EmailChangeWish
{
    QString newEmail;
    Secret password;

    static constexpr auto fields()
    {
        return std::tuple{json::field("newEmail"_L1, &EmailChangeWish::newEmail, rule::EmailAddress{}),
                          json::field("password"_L1, &EmailChangeWish::password)};
    }
};

Result<Response> ask(const EmailChanges &changes, const Request &request)
{
    const auto wish = TRY(request.body<EmailChangeWish>());
    TRY(changes.request(*request.caller, wish.newEmail, wish.password, request.client));
    return http::json(QJsonObject{{u"message"_s, QLatin1StringView(code::sentence(code::emailChangeMailed))}});
}

Result<Response> confirmByLink(const EmailChanges &changes, const Addresses &addresses, const Request &request)
{
    const auto confirmed = changes.confirm(Secret(request.query.value(u"token"_s)), request.client);
    if (!confirmed && confirmed.error().kind == Error::Kind::Internal)
        return confirmed.error();
    return http::redirect(addresses.login(confirmed ? u"emailChanged=true"_s : u"error=invalid_or_expired_token"_s));
}

struct StopWish
{
    Secret token;

    static constexpr auto fields() { return std::tuple{json::field("token"_L1, &StopWish::token)}; }
};

Result<Response> stop(const EmailChanges &changes, const Request &request)
{
    const auto wish = TRY(request.body<StopWish>());
    TRY(changes.stop(wish.token, request.client));
    return http::json(QJsonObject{{u"message"_s, QLatin1StringView(code::sentence(code::stopped))}});
}

} // namespace

void mountEmailChanges(http::Router &router, const EmailChanges &changes, const Addresses &addresses)
{
    router.post(path::changeEmail, {.access = Access::Account, .run = Run::Hash},
                [&](const Request &request) { return ask(changes, request); });
    router.get(path::verifyEmailChange, {.access = Access::Public, .run = Run::Store},
               [&](const Request &request) { return confirmByLink(changes, addresses, request); });
    router.post(path::stopAccount, {.access = Access::Public, .run = Run::Store},
                [&](const Request &request) { return stop(changes, request); });
}
