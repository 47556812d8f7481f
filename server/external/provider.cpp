// SPDX-License-Identifier: GPL-3.0-only
#include "external/provider.h"

#include "api/codes.h"
#include "base/base64url.h"
#include "crypto/random.h"
#include "external/oauth2.h"
#include "external/oidc.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

constexpr qsizetype longestAccessToken = 16 * 1024;

// Pairs as application/x-www-form-urlencoded. QUrlQuery leaves '+' as it is, which would mean a blank.
static QByteArray formOf(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : fields)
        pairs.append(name + '=' + QUrl::toPercentEncoding(QString::fromUtf8(value)));
    return pairs.join('&');
}

// b64token (RFC 6750 section 2.1): what may stand in a header of ours, and nothing else may.
static bool isBearerToken(const QString &token)
{
    const auto isOne = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || u"-._~+/"_s.contains(c);
    };
    const auto end = std::ranges::find_if_not(token, isOne);
    const bool isPadded = std::all_of(end, token.end(), [](QChar c) { return c == u'='; });
    return end != token.begin() && isPadded && token.size() <= longestAccessToken;
}

std::shared_ptr<const Provider> Provider::create(const Config::Provider &settings, Clock clock)
{
    using Type = Config::ProviderType;
    if (settings.type == Type::Oidc || settings.type == Type::Google)
        return std::make_shared<OidcProvider>(settings, std::move(clock));
    return std::make_shared<OAuth2Provider>(settings);
}

QString Provider::addressOf(const QString &endpoint, const Authorization &authorization, const QStringList &usualScopes) const
{
    const QStringList &scopes = m_settings.scopes.isEmpty() ? usualScopes : m_settings.scopes;
    const QByteArray challenge = base64url::encode(crypto::sha256(authorization.codeVerifier));
    const QByteArray query = formOf({{"response_type", "code"},
                                     {"client_id", m_settings.clientId.toUtf8()},
                                     {"redirect_uri", authorization.redirectUri.toUtf8()},
                                     {"scope", scopes.join(u' ').toUtf8()},
                                     {"state", authorization.state.toUtf8()},
                                     {"nonce", authorization.nonce.toUtf8()},
                                     {"code_challenge", challenge},
                                     {"code_challenge_method", "S256"}});
    QUrl url(endpoint);
    const QString own = url.query(QUrl::FullyEncoded);
    url.setQuery((own.isEmpty() ? QString() : own + u'&') + QString::fromLatin1(query));
    return url.toString(QUrl::FullyEncoded);
}

Result<QJsonObject> Provider::trade(const QString &endpoint, const Redemption &redemption, bool secretInForm) const
{
    QList<std::pair<QByteArray, QByteArray>> form{{"grant_type", "authorization_code"},
                                                  {"code", redemption.code.toUtf8()},
                                                  {"redirect_uri", redemption.redirectUri.toUtf8()},
                                                  {"code_verifier", redemption.codeVerifier}};
    FetchRequest request{.url = QUrl(endpoint)};
    const Secret &secret = m_settings.clientSecret;
    if (secret.isEmpty() || secretInForm)
        form.append({"client_id", m_settings.clientId.toUtf8()});
    if (!secret.isEmpty() && secretInForm)
        form.append({"client_secret", secret.bytes()});
    if (!secret.isEmpty() && !secretInForm) { // both urlencoded first (RFC 6749 section 2.3.1)
        const QByteArray pair = QUrl::toPercentEncoding(m_settings.clientId) + ':' + QUrl::toPercentEncoding(secret.text());
        request.headers.append({"Authorization", "Basic " + pair.toBase64()});
    }
    request.form = Secret(formOf(form));
    const auto answer = TRY(m_fetch.object(request));
    const bool isBearer = answer.value("token_type"_L1).toString().compare("bearer"_L1, Qt::CaseInsensitive) == 0;
    if (!isBearer || !isBearerToken(answer.value("access_token"_L1).toString()))
        return unusable(u"the token endpoint gave no Bearer token: "_s + answer.value("error"_L1).toString());
    return answer;
}

Result<QJsonObject> Provider::userinfo(const QString &endpoint, const QString &accessToken) const
{
    return m_fetch.object({.url = QUrl(endpoint), .headers = {{"Authorization", "Bearer " + accessToken.toUtf8()}}});
}

Error Provider::unusable(const QString &why)
{
    return {Error::Kind::Unavailable, code::providerUnavailable, why};
}
