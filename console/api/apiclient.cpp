// SPDX-License-Identifier: GPL-3.0-only
#include "api/apiclient.h"

#include "api/paths.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace {

constexpr int transferTimeout = 15'000; // ms
constexpr int probeInterval = 3'000;    // ms

QString userAgent()
{
    return u"Gatehouse-Console/%1 (%2)"_s.arg(QCoreApplication::applicationVersion(),
                                              QSysInfo::prettyProductName());
}

} // namespace

ApiClient::ApiClient(const QUrl &server, QObject *parent)
    : QObject(parent)
    , m_server(server)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(transferTimeout);
    connect(&m_network, &QNetworkAccessManager::sslErrors, this, &ApiClient::judgeCertificate);

    m_probe.setInterval(probeInterval);
    connect(&m_probe, &QTimer::timeout, this,
            [this] { getAsStranger<QJsonObject>(path::health, this, [](const auto &) {}); });
}

void ApiClient::setServer(const QUrl &server, const QByteArray &pinnedCertificate)
{
    forgetTokens();
    m_server = server;
    m_pinned = pinnedCertificate;
    m_network.clearConnectionCache();
    noteReachable(true);
}

void ApiClient::setTokens(const TokenPair &tokens)
{
    m_tokens = tokens;
    ++m_generation;
    emit tokensChanged();
}

void ApiClient::forgetTokens()
{
    setTokens({});
    m_isRefreshing = false;
    m_probe.stop();
    const Error cancelled{.kind = Error::Kind::Unauthenticated, .code = localcode::cancelled};
    fail(std::exchange(m_waitingForPassword, {}), cancelled);
    fail(std::exchange(m_waitingForTokens, {}), cancelled);
}

void ApiClient::start(Call call, QObject *context, Done done)
{
    call.context = context;
    call.done = std::move(done);
    if (m_isRefreshing && !call.isStranger)
        m_waitingForTokens.append(call);
    else
        transmit(call);
}

void ApiClient::transmit(Call call)
{
    call.generation = m_generation;
    QNetworkReply *reply = m_network.sendCustomRequest(request(call), call.verb, call.body);
    connect(reply, &QNetworkReply::finished, this, [this, call, reply] {
        reply->deleteLater();
        receive(call, wire::content(*reply));
    });
}

QNetworkRequest ApiClient::request(const Call &call) const
{
    QUrl url = m_server;
    url.setPath(m_server.path() + call.path);
    url.setQuery(call.query);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, userAgent());
    request.setRawHeader("Accept", "application/json");
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    if (call.timeout > 0)
        request.setTransferTimeout(call.timeout);
    if (!call.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!call.isStranger && !m_tokens.access_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_tokens.access_token.bytes());
    return request;
}

void ApiClient::receive(const Call &call, const Result<QJsonObject> &answer)
{
    noteReachable(wire::isAnswered(answer));
    if (!call.context)
        return;
    const QByteArray code = answer || call.isStranger ? QByteArray() : answer.error().code;
    if (code == code::unauthorized && hasTokens() && !call.isRepeated)
        return repeatWithNewTokens(call);
    // Two-factor was switched on meanwhile: only signing in asks for its code.
    if ((code == code::unauthorized || code == code::twoFactorRequired) && hasTokens()) {
        m_waitingForTokens.append(call); // and is told that there are none
        return endSession();
    }
    if (code != code::freshLoginRequired)
        return call.done(answer);
    m_waitingForPassword.append(call);
    if (m_waitingForPassword.size() == 1)
        emit freshLoginNeeded();
}

void ApiClient::repeat(QList<Call> calls)
{
    for (Call &call : calls) {
        if (call.context)
            transmit(call);
    }
}

void ApiClient::fail(const QList<Call> &calls, const Error &error)
{
    for (const Call &call : calls) {
        if (call.context)
            call.done(error);
    }
}

void ApiClient::repeatWithNewTokens(Call call)
{
    call.isRepeated = true;
    if (call.generation != m_generation && !m_isRefreshing)
        return transmit(call); // sent before the tokens that are good now
    m_waitingForTokens.append(call);
    renewTokens();
}

void ApiClient::refresh(QObject *context, Callback<void> callback)
{
    m_askedForRefresh.append(
        {.verb = {}, .path = {}, .context = context, .done = [callback](const auto &answer) {
             callback(readAnswer<void>(answer));
         }});
    renewTokens();
}

void ApiClient::renewTokens()
{
    if (std::exchange(m_isRefreshing, true))
        return;
    if (!m_refreshTokenSource)
        return sendRefresh();
    m_refreshTokenSource([self = QPointer(this), generation = m_generation](const Secret &newer) {
        if (!self || generation != self->m_generation)
            return;
        if (!newer.isEmpty())
            self->m_tokens.refresh_token = newer;
        self->sendRefresh();
    });
}

void ApiClient::sendRefresh()
{
    const RefreshToken body{.refresh_token = m_tokens.refresh_token};
    postAsStranger<TokenPair>(path::refresh, body, this, [this, generation = m_generation](const auto &pair) {
        if (generation == m_generation)
            takeRefreshed(pair);
    });
}

void ApiClient::takeRefreshed(const Result<TokenPair> &pair)
{
    m_isRefreshing = false;
    const auto askers = std::exchange(m_askedForRefresh, {});
    if (pair) {
        setTokens(*pair);
        repeat(std::exchange(m_waitingForTokens, {}));
        for (const Call &asker : askers) {
            if (asker.context)
                asker.done(QJsonObject());
        }
        return;
    }
    fail(askers, pair.error());
    const auto kind = pair.error().kind;
    if (kind == Error::Kind::Unauthenticated || kind == Error::Kind::Forbidden ||
        kind == Error::Kind::Invalid)
        endSession();
    else
        fail(std::exchange(m_waitingForTokens, {}), pair.error());
}

void ApiClient::endSession()
{
    forgetTokens();
    emit sessionEnded();
}

void ApiClient::reauthenticate(const Reauthentication &proof, QObject *context, Callback<void> callback)
{
    post<FreshAccess>(
        path::reauthenticate, proof, context, [this, callback](const Result<FreshAccess> &fresh) {
            if (!fresh)
                return callback(fresh.error());
            setTokens({.access_token = fresh->access_token, .refresh_token = m_tokens.refresh_token});
            repeat(std::exchange(m_waitingForPassword, {}));
            callback({});
        });
}

void ApiClient::declineFreshLogin()
{
    fail(std::exchange(m_waitingForPassword, {}),
         {.kind = Error::Kind::Forbidden, .code = localcode::cancelled});
}

void ApiClient::noteReachable(bool reachable)
{
    if (m_isReachable == reachable)
        return;
    m_isReachable = reachable;
    if (reachable)
        m_probe.stop();
    else if (hasTokens())
        m_probe.start();
    emit connectionChanged(reachable);
}

void ApiClient::judgeCertificate(QNetworkReply *reply, const QList<QSslError> &errors)
{
    const auto certificate = reply->sslConfiguration().peerCertificate();
    const bool isPinned = !m_pinned.isEmpty() && certificate.digest(QCryptographicHash::Sha256) == m_pinned;
    if (isPinned)
        reply->ignoreSslErrors();
    else
        wire::noteRefused(*reply, certificate, errors);
}
