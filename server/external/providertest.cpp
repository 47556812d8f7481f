// SPDX-License-Identifier: GPL-3.0-only
#include "external/providertest.h"

#include "crypto/foreignsignature.h"
#include "external/oidc.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Fault = Fetch::Fault;

// The steps of one question, in the order in which they are taken, and how each may fail.
struct Step
{
    QLatin1StringView check;
    QList<std::pair<Fault, QString>> faults;
};

const QList<Step> &steps()
{
    static const QList<Step> all{
        {"address"_L1, {{Fault::Url, u"NO_HTTPS_URL"_s}}},
        {"resolve"_L1, {{Fault::Resolve, u"NAME_NOT_FOUND"_s}}},
        {"connect"_L1,
         {{Fault::Private, u"PRIVATE_ADDRESS"_s}, {Fault::Connect, u"NO_CONNECTION"_s}, {Fault::TimedOut, u"TIMED_OUT"_s}}},
        {"tls"_L1, {{Fault::Tls, u"CERTIFICATE_NOT_TRUSTED"_s}}},
        {"document"_L1,
         {{Fault::Redirect, u"REDIRECTED"_s}, {Fault::Status, u"BAD_STATUS"_s}, {Fault::NotJson, u"NOT_JSON"_s}, {Fault::TooLarge, u"TOO_LARGE"_s}}}};
    return all;
}

// Every step up to the one that failed.
QList<ProviderCheck> checksOf(const Fetch::Answer &answer, const QUrl &url)
{
    QList<ProviderCheck> checks;
    for (const Step &step : steps()) {
        const auto fault = std::ranges::find(step.faults, answer.fault, &std::pair<Fault, QString>::first);
        const bool passed = fault == step.faults.end();
        if (step.check == "tls"_L1 && passed && url.scheme() == "http"_L1)
            continue;
        checks.append({.check = step.check,
                       .passed = passed,
                       .code = passed ? QString() : fault->second,
                       .value = passed ? url.toString() : url.toString() + u": "_s + answer.detail});
        if (!passed)
            break;
    }
    return checks;
}

ProviderCheck judged(const QString &check, bool passed, const QString &code, const QString &value)
{
    return {.check = check, .passed = passed, .code = passed ? QString() : code, .value = value.left(300)};
}

bool isKnown(const QString &algorithm)
{
    return crypto::foreign::algorithms().contains(algorithm);
}

QList<ProviderCheck> documentChecks(const Fetch &fetch, const QString &issuer, const OidcMetadata &metadata)
{
    const bool isIssuer = metadata.issuer == issuer || metadata.issuer == issuer + u'/';
    QStringList endpoints{metadata.authorizationEndpoint, metadata.tokenEndpoint, metadata.keysAddress};
    if (!metadata.userinfoEndpoint.isEmpty())
        endpoints.append(metadata.userinfoEndpoint);
    const bool areGood = std::ranges::all_of(endpoints, [&](const QString &url) { return fetch.mayAsk(QUrl(url)); });
    const bool isReadable = std::ranges::any_of(metadata.algorithms, isKnown);
    return {judged(u"issuer"_s, isIssuer, u"ANOTHER_ISSUER"_s, metadata.issuer),
            judged(u"endpoints"_s, areGood, u"MISSING_OR_NO_HTTPS"_s, endpoints.join(u' ')),
            judged(u"algorithms"_s, isReadable, u"NONE_KNOWN"_s, metadata.algorithms.join(u' ')),
            judged(u"pkce"_s, metadata.saysPkce, u"NOT_ANNOUNCED"_s, u"S256"_s)};
}

ProviderCheck keysCheck(const Fetch &fetch, const OidcMetadata &metadata)
{
    const auto answer = fetch.ask({.url = QUrl(metadata.keysAddress)});
    const auto set = json::parse(answer.body);
    const auto keys = set ? set->value("keys"_L1).toArray() : QJsonArray();
    const bool passed = answer.fault == Fault::None && !keys.isEmpty();
    const QString words = metadata.keysAddress + u": "_s + answer.detail;
    return judged(u"jwks"_s, passed, u"NO_KEYS"_s, passed ? u"%1 keys"_s.arg(keys.size()) : words);
}

QList<ProviderCheck> testDiscovery(const Provider &provider)
{
    const QUrl address = OidcMetadata::addressFor(provider.issuer());
    const Fetch fetch(provider.settings());
    const auto answer = fetch.ask({.url = address});
    auto checks = checksOf(answer, address);
    if (answer.fault != Fault::None)
        return checks;
    const auto document = json::parse(answer.body);
    if (!document) {
        checks.last() = judged(u"document"_s, false, u"NOT_JSON"_s, address.toString());
        return checks;
    }
    const auto metadata = OidcMetadata::from(*document);
    checks += documentChecks(fetch, provider.issuer(), metadata);
    checks += keysCheck(fetch, metadata);
    return checks;
}

// Without a token it says no, which is all that it has to.
QList<ProviderCheck> testUserinfo(const Provider &provider)
{
    const QUrl address(provider.settings().userinfoUrl);
    auto answer = Fetch(provider.settings()).ask({.url = address});
    if (answer.status == 401 || answer.status == 403)
        answer.fault = Fault::None;
    return checksOf(answer, address);
}

} // namespace

QList<ProviderCheck> testProvider(const Provider &provider)
{
    using Type = Config::ProviderType;
    const Type type = provider.settings().type;
    return type == Type::Oidc || type == Type::Google ? testDiscovery(provider) : testUserinfo(provider);
}
