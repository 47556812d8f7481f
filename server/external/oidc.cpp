// SPDX-License-Identifier: GPL-3.0-only
#include "external/oidc.h"

#include "external/idtoken.h"

#include <algorithm>

using namespace Qt::StringLiterals;

constexpr qint64 rememberedFor = 60 * 60;
constexpr qint64 failureRememberedFor = 30;
constexpr qint64 betweenRotations = 10; // seconds

static Config::Provider completed(Config::Provider settings)
{
    const bool isGoogle = settings.type == Config::ProviderType::Google;
    if (isGoogle && settings.issuer.isEmpty())
        settings.issuer = u"https://accounts.google.com"_s;
    if (isGoogle && settings.displayName.isEmpty())
        settings.displayName = u"Google"_s;
    return settings;
}

static QStringList textsIn(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue value : list.toArray())
        texts.append(value.toString());
    return texts;
}

static bool hasKey(const QJsonArray &keys, const QString &id)
{
    return std::ranges::any_of(keys, [&](const QJsonValue &key) { return key.toObject().value("kid"_L1) == id; });
}

OidcMetadata OidcMetadata::from(const QJsonObject &document)
{
    const auto text = [&](QLatin1StringView name) { return document.value(name).toString(); };
    const QStringList methods = textsIn(document.value("token_endpoint_auth_methods_supported"_L1));
    OidcMetadata metadata{.issuer = text("issuer"_L1),
                          .authorizationEndpoint = text("authorization_endpoint"_L1),
                          .tokenEndpoint = text("token_endpoint"_L1),
                          .userinfoEndpoint = text("userinfo_endpoint"_L1),
                          .keysAddress = text("jwks_uri"_L1),
                          .algorithms = textsIn(document.value("id_token_signing_alg_values_supported"_L1)),
                          .secretInForm = methods.contains(u"client_secret_post"_s) && !methods.contains(u"client_secret_basic"_s),
                          .saysPkce = textsIn(document.value("code_challenge_methods_supported"_L1)).contains(u"S256"_s),
                          .saysIssuer = document.value("authorization_response_iss_parameter_supported"_L1).toBool()};
    if (metadata.algorithms.isEmpty())
        metadata.algorithms.append(u"RS256"_s);
    return metadata;
}

QUrl OidcMetadata::addressFor(const QString &issuer)
{
    const QString base = issuer.endsWith(u'/') ? issuer.chopped(1) : issuer;
    return QUrl(base + u"/.well-known/openid-configuration"_s);
}

OidcProvider::OidcProvider(const Config::Provider &settings, Clock clock)
    : Provider(completed(settings))
    , m_clock(std::move(clock))
{
}

Result<OidcMetadata> OidcProvider::metadata() const
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_metadata && isWithin(m_metadataAt, rememberedFor))
            return *m_metadata;
        if (m_failure && isWithin(m_failedAt, failureRememberedFor))
            return *m_failure;
    }
    const auto found = discovered();
    const QMutexLocker lock(&m_mutex);
    m_failure = found ? std::nullopt : std::optional(found.error());
    m_failedAt = m_clock();
    if (!found)
        return found.error();
    m_metadata = *found;
    m_metadataAt = m_clock();
    return *found;
}

// A clock that was set back makes nothing last longer.
bool OidcProvider::isWithin(const QDateTime &time, qint64 seconds) const
{
    const qint64 age = time.secsTo(m_clock());
    return age >= 0 && age < seconds;
}

Result<OidcMetadata> OidcProvider::discovered() const
{
    const auto document = TRY(fetch().object({.url = OidcMetadata::addressFor(issuer())}));
    const auto found = OidcMetadata::from(document);
    const QString slashed = issuer() + u'/'; // the configuration keeps no slash at the end
    if (found.issuer != issuer() && found.issuer != slashed)
        return unusable(u"the discovery document is another issuer's: "_s + found.issuer.left(200));
    for (const QString &endpoint : {found.authorizationEndpoint, found.tokenEndpoint, found.keysAddress}) {
        if (!fetch().mayAsk(QUrl(endpoint)))
            return unusable(u"an endpoint is missing or no https URL: "_s + endpoint.left(200));
    }
    return found;
}

// The configuration keeps no slash at the end of an issuer.
Result<bool> OidcProvider::mayAnswerAs(const std::optional<QString> &said) const
{
    if (said)
        return *said == issuer() || *said == issuer() + u'/';
    const auto known = TRY(metadata());
    return !known.saysIssuer;
}

Result<QString> OidcProvider::authorizationUrl(const Authorization &authorization) const
{
    const auto known = TRY(metadata());
    return addressOf(known.authorizationEndpoint, authorization, {u"openid"_s, u"email"_s, u"profile"_s});
}

Result<QJsonArray> OidcProvider::keysFor(const OidcMetadata &metadata, const QString &idToken) const
{
    const QString id = idtoken::keyIdOf(idToken);
    {
        const QMutexLocker lock(&m_mutex);
        const qint64 age = m_keysAt.isValid() ? m_keysAt.secsTo(m_clock()) : rememberedFor;
        const bool isGood = age < rememberedFor && (id.isEmpty() || hasKey(m_keys, id));
        if (isGood || age < betweenRotations)
            return m_keys;
    }
    const auto set = TRY(fetch().object({.url = QUrl(metadata.keysAddress)}));
    const QMutexLocker lock(&m_mutex);
    m_keys = set.value("keys"_L1).toArray();
    m_keysAt = m_clock();
    return m_keys;
}

Result<QJsonObject> OidcProvider::claimsOf(const OidcMetadata &metadata, const QJsonObject &tokens, const QString &nonce) const
{
    const QString idToken = tokens.value("id_token"_L1).toString();
    const auto keys = TRY(keysFor(metadata, idToken));
    return idtoken::verify(idToken, keys,
                           {.issuer = metadata.issuer,
                            .clientId = settings().clientId,
                            .nonce = nonce,
                            .algorithms = metadata.algorithms,
                            .accessToken = tokens.value("access_token"_L1).toString(),
                            .now = m_clock()});
}

// An answer about somebody else must not be mixed in (OpenID Connect Core section 5.3.2), nor an
// address of one source with the other's word that it is verified.
Result<QJsonObject> OidcProvider::withUserinfo(const OidcMetadata &metadata, const QJsonObject &claims,
                                               const QString &accessToken) const
{
    if (metadata.userinfoEndpoint.isEmpty())
        return claims;
    const auto person = TRY(userinfo(metadata.userinfoEndpoint, accessToken));
    if (person.value("sub"_L1) != claims.value("sub"_L1))
        return unusable(u"userinfo is about somebody else"_s);
    QJsonObject all = claims;
    if (person.contains("email"_L1))
        all.remove("email_verified"_L1);
    for (const QString &name : {u"email"_s, u"email_verified"_s, u"name"_s, u"given_name"_s, u"family_name"_s, u"picture"_s}) {
        const bool isOther = name == "email_verified"_L1 && !person.contains("email"_L1);
        if (person.contains(name) && !isOther)
            all.insert(name, person.value(name));
    }
    return all;
}

Result<ExternalIdentity> OidcProvider::redeem(const Redemption &redemption) const
{
    const auto known = TRY(metadata());
    const auto tokens = TRY(trade(known.tokenEndpoint, redemption, known.secretInForm));
    const auto proven = TRY(claimsOf(known, tokens, redemption.nonce));
    const auto claims = TRY(withUserinfo(known, proven, tokens.value("access_token"_L1).toString()));
    const auto text = [&](QLatin1StringView name) { return claims.value(name).toString(); };
    return ExternalIdentity{.provider = name(),
                            .issuer = issuer(),
                            .subject = text("sub"_L1),
                            .email = text("email"_L1),
                            .emailVerified = claims.value("email_verified"_L1) == QJsonValue(true),
                            .displayName = text("name"_L1),
                            .firstName = text("given_name"_L1),
                            .lastName = text("family_name"_L1),
                            .avatarUrl = text("picture"_L1)};
}
