// SPDX-License-Identifier: GPL-3.0-only
#include "external/externalapi.h"

#include "api/paths.h"

using namespace Qt::StringLiterals;
using http::Access;
using http::Face;
using http::Request;
using http::Response;
using http::Run;

namespace {

struct Confirmation
{
    std::optional<Secret> password;

    static constexpr auto fields() { return std::tuple{json::field("password"_L1, &Confirmation::password)}; }
};

ExternalAccountList listOf(const QList<ExternalLink> &links)
{
    ExternalAccountList list;
    for (const ExternalLink &link : links)
        list.accounts.append(ExternalLinks::shown(link));
    return list;
}

// Browsary's shape of one (api.md A16).
QJsonObject browsaryOf(const ExternalLink &link)
{
    return {{u"provider"_s, link.provider},
            {u"providerId"_s, link.subject},
            {u"email"_s, link.email},
            {u"displayName"_s, link.displayName},
            {u"createdAt"_s, json::Codec<QDateTime>::write(link.createdAt)}};
}

Response ok(QJsonObject body = {})
{
    body.insert("status"_L1, "ok"_L1);
    return http::json(body);
}

Result<Response> connected(const ExternalLinks &links, const Request &request)
{
    const auto own = TRY(links.of(request.caller->account));
    QJsonObject body = json::write(listOf(own));
    body.insert("hasPassword"_L1, TRY(links.hasPassword(request.caller->account)));
    return http::json(body);
}

Result<Response> disconnect(const ExternalLinks &links, const Request &request)
{
    const auto body = TRY(request.body<Confirmation>());
    const auto id = TRY(request.argumentId<ExternalAccountId>());
    TRY(links.disconnect(*request.caller, id, body.password, request.client));
    return http::json(QJsonObject{{u"message"_s, QLatin1StringView(code::sentence(code::unlinked))}});
}

Result<Response> allOfBrowsary(const ExternalLinks &links, const Providers &providers, const Request &request)
{
    QJsonArray accounts;
    QJsonArray unsupported;
    for (const ExternalLink &link : TRY(links.of(request.caller->account)))
        (providers.find(link.provider) ? accounts : unsupported).append(browsaryOf(link));
    return ok({{u"accounts"_s, accounts}, {u"unsupported"_s, unsupported}});
}

Result<Response> oneOfBrowsary(const ExternalLinks &links, const Request &request)
{
    for (const ExternalLink &link : TRY(links.of(request.caller->account))) {
        if (link.provider == request.arguments.value(0))
            return ok({{u"account"_s, browsaryOf(link)}});
    }
    return Error{Error::Kind::NotFound, code::notFound};
}

QString typeOf(const Config::Provider &settings)
{
    switch (settings.type) {
    case Config::ProviderType::Oidc: return u"oidc"_s;
    case Config::ProviderType::Google: return u"google"_s;
    case Config::ProviderType::GitHub: return u"github"_s;
    case Config::ProviderType::OAuth2: return u"oauth2"_s;
    }
    return {};
}

Result<Response> listedProviders(const ExternalLinks &links, const Providers &providers)
{
    ProviderSummaryList list;
    for (const auto &provider : providers.all()) {
        const Config::Provider &settings = provider->settings();
        list.providers.append({.name = provider->name(),
                               .type = typeOf(settings),
                               .displayName = provider->displayName(),
                               .issuer = provider->issuer(),
                               .clientId = settings.clientId,
                               .trustEmail = settings.trustEmail,
                               .callbackUrls = {providers.oauthCallback(provider->name()), providers.externalRedirect(provider->name())},
                               .linkedAccounts = TRY(links.countOf(provider->name()))});
    }
    return http::json(list);
}

} // namespace

void mountExternalLinks(http::Router &router, const ExternalLinks &links, const Providers &providers)
{
    router.get(path::connectedAccounts, {.access = Access::Account},
               [&](const Request &request) { return connected(links, request); });
    router.remove(path::connectedAccount, {.access = Access::Account, .run = Run::Hash},
                  [&](const Request &request) { return disconnect(links, request); });

    const http::RouteTraits browsary{.access = Access::Account, .face = Face::Browsary};
    router.get(path::externalProviders, {.access = Access::Public, .face = Face::Browsary},
               [&](const Request &) -> Result<Response> {
                   QJsonArray names;
                   for (const auto &provider : providers.all())
                       names.append(provider->name());
                   return ok({{u"providers"_s, names}});
               });
    router.get(path::externalAccounts, browsary,
               [&](const Request &request) { return allOfBrowsary(links, providers, request); });
    router.get(path::externalAccount, browsary, [&](const Request &request) { return oneOfBrowsary(links, request); });
    router.remove(path::externalAccount, {.access = Access::Account, .run = Run::Store, .face = Face::Browsary},
                  [&](const Request &request) -> Result<Response> {
                      TRY(links.disconnectProvider(*request.caller, request.arguments.value(0), request.client));
                      return ok();
                  });
}

void mountExternalAdministration(http::Router &router, const ExternalLinks &links, const Providers &providers,
                                 const Accounts &accounts)
{
    const http::RouteTraits admin{.access = Access::Admin, .face = Face::Admin};
    router.get(path::adminProviders, admin, [&](const Request &) { return listedProviders(links, providers); });
    router.post(path::adminProviderTest, {.access = Access::Admin, .run = Run::Remote, .face = Face::Admin},
                [&](const Request &request) -> Result<Response> {
                    const auto provider = providers.find(request.arguments.value(0));
                    if (!provider)
                        return Error{Error::Kind::NotFound, code::notFound};
                    return http::json(ProviderReport{testProvider(*provider)});
                });
    router.get(path::adminUserExternalAccounts, admin, [&](const Request &request) -> Result<Response> {
        const auto account = TRY(request.argumentId<AccountId>());
        TRY(accounts.byId(account));
        const auto own = TRY(links.of(account));
        return http::json(listOf(own));
    });
    router.remove(path::adminUserExternalAccount, {.access = Access::Fresh, .run = Run::Store, .face = Face::Admin},
                  [&](const Request &request) -> Result<Response> {
                      const auto account = TRY(request.argumentId<AccountId>(0));
                      const auto id = TRY(request.argumentId<ExternalAccountId>(1));
                      TRY(links.removeFor(account, id, request.caller->account, request.client));
                      return http::noContent();
                  });
}
