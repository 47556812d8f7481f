// SPDX-License-Identifier: GPL-3.0-only
#include "external/oauth2.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

// GitHub's endpoints and fields, where the configuration (of an own GitHub server) says nothing else.
static Config::Provider completed(Config::Provider settings)
{
    if (settings.type != Config::ProviderType::GitHub)
        return settings;
    const auto fill = [](QString &value, const QString &usual) { value = value.isEmpty() ? usual : value; };
    fill(settings.authorizationUrl, u"https://github.com/login/oauth/authorize"_s);
    fill(settings.tokenUrl, u"https://github.com/login/oauth/access_token"_s);
    fill(settings.userinfoUrl, u"https://api.github.com/user"_s);
    fill(settings.displayName, u"GitHub"_s);
    return settings;
}

static QString idIn(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    return value.isDouble() && value.toInteger() > 0 ? QString::number(value.toInteger()) : QString();
}

OAuth2Provider::OAuth2Provider(const Config::Provider &settings) : Provider(completed(settings)) {}

// Ids are unique at the server that gives them out.
QString OAuth2Provider::issuer() const
{
    return isGitHub() ? QUrl(settings().authorizationUrl).resolved(QUrl(u"/"_s)).toString() : settings().userinfoUrl;
}

// GitHub is https://github.com/login/oauth there; of others it is known at most by the configuration,
// and else only that it has to be on the server of their sign-in page.
Result<bool> OAuth2Provider::mayAnswerAs(const std::optional<QString> &said) const
{
    if (!said)
        return true;
    const QUrl page(settings().authorizationUrl);
    if (isGitHub())
        return *said == page.adjusted(QUrl::RemoveFilename | QUrl::StripTrailingSlash).toString();
    if (!settings().issuer.isEmpty())
        return *said == settings().issuer || *said == settings().issuer + u'/';
    const QUrl url(*said, QUrl::StrictMode);
    return url.scheme() == page.scheme() && url.host() == page.host() && url.port() == page.port() && url.userInfo().isEmpty();
}

Result<QString> OAuth2Provider::authorizationUrl(const Authorization &authorization) const
{
    const QStringList scopes = isGitHub() ? QStringList{u"read:user"_s, u"user:email"_s} : QStringList();
    return addressOf(settings().authorizationUrl, authorization, scopes);
}

Result<ExternalIdentity> OAuth2Provider::redeem(const Redemption &redemption) const
{
    const auto tokens = TRY(trade(settings().tokenUrl, redemption, true));
    const QString accessToken = tokens.value("access_token"_L1).toString();
    const auto person = TRY(userinfo(settings().userinfoUrl, accessToken));
    const auto text = [&](const QString &field) { return person.value(field).toString(); };
    ExternalIdentity identity{.provider = name(),
                              .issuer = issuer(),
                              .subject = idIn(person.value(settings().idField)),
                              .email = text(settings().emailField),
                              .emailVerified = person.value(settings().emailVerifiedField) == QJsonValue(true),
                              .displayName = text(settings().nameField),
                              .avatarUrl = text(settings().avatarField)};
    if (identity.subject.isEmpty())
        return unusable(u"the provider did not say who it is"_s);
    if (isGitHub())
        TRY(addVerifiedAddress(identity, accessToken));
    return identity;
}

// The address in a GitHub profile may be anyone's; of the confirmed ones the primary counts.
Result<> OAuth2Provider::addVerifiedAddress(ExternalIdentity &identity, const QString &accessToken) const
{
    const auto addresses = TRY(fetch().array({.url = QUrl(settings().userinfoUrl + u"/emails"_s),
                                              .headers = {{"Authorization", "Bearer " + accessToken.toUtf8()}}}));
    identity.email.clear();
    identity.emailVerified = false;
    for (const QJsonValue value : addresses) {
        const QJsonObject address = value.toObject();
        if (address.value("primary"_L1) != QJsonValue(true) || address.value("verified"_L1) != QJsonValue(true))
            continue;
        identity.email = address.value("email"_L1).toString();
        identity.emailVerified = true;
    }
    return {};
}
