// SPDX-License-Identifier: GPL-3.0-only
#include "api/signin.h"

#include "api/apiclient.h"
#include "api/password.h"
#include "api/paths.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

// Any JSON may stand at /api/health; ours has a status.
Result<ServerFacts> factsIn(const QJsonObject &health)
{
    if (!health.value("status"_L1).isString())
        return Error{.kind = Error::Kind::Internal, .code = localcode::notGatehouse};
    return ServerFacts{.name = health.value("name"_L1).toString(),
                       .version = health.value("version"_L1).toString()};
}

} // namespace

void SignIn::look()
{
    m_client.getAsStranger<QJsonObject>(path::health, this, [this](const Result<QJsonObject> &health) {
        const auto facts = health ? factsIn(*health) : Result<ServerFacts>(health.error());
        if (facts)
            emit found(*facts);
        else
            emit failed(facts.error());
    });
}

void SignIn::submit(const Credentials &credentials)
{
    m_client.postAsStranger<LoginAnswer>(path::login, credentials, this,
                                         [this](const Result<LoginAnswer> &answer) {
                                             if (answer)
                                                 take(*answer);
                                             else
                                                 emit failed(answer.error());
                                         });
}

void SignIn::take(const LoginAnswer &answer)
{
    if (answer.requiresTOTP && answer.partialToken) {
        m_partialToken = *answer.partialToken;
        emit codeNeeded();
    } else if (answer.access_token && answer.refresh_token) {
        m_client.setTokens({.access_token = *answer.access_token, .refresh_token = *answer.refresh_token});
        meet();
    } else {
        const bool isUnverified = answer.status == "email_not_verified"_L1;
        emit failed({.kind = Error::Kind::Forbidden,
                     .code = isUnverified ? code::emailNotVerified : localcode::noTokens});
    }
}

void SignIn::submitCode(const QString &code)
{
    const SecondFactor factor{.token = m_partialToken, .code = code.simplified()};
    m_client.postAsStranger<TokenPair>(path::twoFactor, factor, this,
                                       [this](const Result<TokenPair> &tokens) {
                                           if (!tokens) {
                                               emit failed(tokens.error());
                                               return;
                                           }
                                           m_partialToken = {};
                                           m_client.setTokens(*tokens);
                                           meet();
                                       });
}

void SignIn::resume(const Secret &refreshToken)
{
    m_client.setTokens({.access_token = {}, .refresh_token = refreshToken});
    m_client.refresh(this, [this](const Result<> &refreshed) {
        if (refreshed)
            meet();
        else
            emit failed(refreshed.error());
    });
}

void SignIn::choosePassword(const Secret &token, const Secret &password)
{
    const PasswordReset wish{.token = token, .password = password};
    m_client.postAsStranger<Message>(path::resetPassword, wish, this, [this](const Result<Message> &answer) {
        if (answer)
            emit passwordChosen();
        else
            emit failed(answer.error());
    });
}

// Who is it? Decides whether they may stay.
void SignIn::meet()
{
    m_client.get<ProfileAnswer>(path::account, {}, this, [this](const Result<ProfileAnswer> &answer) {
        if (!answer) {
            emit failed(answer.error());
        } else if (answer->user.isServerAdmin) {
            emit signedIn(answer->user);
        } else {
            signOut();
            emit failed({.kind = Error::Kind::Forbidden, .code = localcode::notAdmin});
        }
    });
}

// Ends the session on the server too, but does not wait for it: here it is over at once.
void SignIn::signOut()
{
    m_client.post<QJsonObject>(path::logout, this, [](const Result<QJsonObject> &) {});
    m_client.forgetTokens();
    emit signedOut();
}

Secret SignIn::tokenIn(const QString &linkOrToken)
{
    const QString text = linkOrToken.trimmed();
    const QUrl link(text);
    const QString inLink = QUrlQuery(link.query()).queryItemValue(u"token"_s, QUrl::FullyDecoded);
    if (!inLink.isEmpty())
        return Secret(inLink);
    const bool isBare = text.count(u'.') == 2 && !text.contains(u' ') && !text.contains(u'/');
    return isBare ? Secret(text) : Secret();
}
