// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/localcodes.h"
#include "api/login.h"
#include "api/page.h"
#include "api/wire.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QSslError>
#include <QTimer>
#include <QUrl>

#include <functional>

// Calls the server. Every call names a context: its callback runs once, from the event loop, and
// never after the context is gone. Nothing here blocks.
//
// A 401 is answered by one refresh that all calls wait for; when that fails too, sessionEnded() is
// emitted and the calls fail with SESSION_ENDED. A 403 FRESH_LOGIN_REQUIRED parks the call and
// emits freshLoginNeeded(); reauthenticate() repeats what is parked, declineFreshLogin() lets it
// fail with CANCELLED.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    explicit ApiClient(const QUrl &server, QObject *parent = nullptr);

    QUrl server() const { return m_server; }

    // Ends the session with the server before. The pinned certificate (SHA-256 of its DER; empty:
    // none) is accepted whatever else is wrong with it, and no other that has something wrong.
    void setServer(const QUrl &server, const QByteArray &pinnedCertificate = {});

    void setTokens(const TokenPair &tokens);
    void forgetTokens();

    // Asked before each refresh for a newer refresh token of the same session, which another
    // program may have got in between; it answers once, with an empty one if there is none.
    using RefreshTokenSource = std::function<void(std::function<void(const Secret &)>)>;
    void setRefreshTokenSource(RefreshTokenSource source) { m_refreshTokenSource = std::move(source); }
    bool hasTokens() const { return !m_tokens.refresh_token.isEmpty(); }
    const Secret &refreshToken() const { return m_tokens.refresh_token; }

    // False from the first network failure until the server answers again; while false, the server
    // is asked for its health every few seconds.
    bool isReachable() const { return m_isReachable; }

    template<class T>
    using Callback = std::function<void(const Result<T> &)>;

    template<class T>
    void get(const QString &path, const QUrlQuery &query, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "GET", .path = path, .query = query}, context, std::move(callback));
    }

    // One page of a list, which stands under its plural key in the answer.
    template<class T>
    void getPage(const QString &path, QLatin1StringView plural, const ListQuery &query, QObject *context,
                 Callback<Page<T>> callback)
    {
        start({.verb = "GET", .path = path, .query = wire::toQuery(query)}, context,
              [plural, callback = std::move(callback)](const Result<QJsonObject> &answer) {
                  callback(readPage<T>(answer, plural));
              });
    }

    template<class T, json::Described Body>
    void post(const QString &path, const Body &body, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "POST", .path = path, .body = toBytes(body)}, context, std::move(callback));
    }

    template<class T>
    void post(const QString &path, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "POST", .path = path}, context, std::move(callback));
    }

    // For what may take the server half a minute, since it asks somebody else in turn.
    template<class T>
    void postPatiently(const QString &path, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "POST", .path = path, .timeout = 40'000}, context, std::move(callback));
    }

    template<class T, json::Described Body>
    void patch(const QString &path, const Body &body, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "PATCH", .path = path, .body = toBytes(body)}, context, std::move(callback));
    }

    void remove(const QString &path, QObject *context, Callback<void> callback)
    {
        send<void>({.verb = "DELETE", .path = path}, context, std::move(callback));
    }

    // Without a credential, a refresh or a question: for signing in and for looking who is there.
    template<class T>
    void getAsStranger(const QString &path, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "GET", .path = path, .isStranger = true}, context, std::move(callback));
    }

    template<class T, json::Described Body>
    void postAsStranger(const QString &path, const Body &body, QObject *context, Callback<T> callback)
    {
        send<T>({.verb = "POST", .path = path, .body = toBytes(body), .isStranger = true}, context,
                std::move(callback));
    }

    // Trades the refresh token for a new pair, once for however many ask at the same time.
    void refresh(QObject *context, Callback<void> callback);

    void reauthenticate(const Reauthentication &proof, QObject *context, Callback<void> callback);
    void declineFreshLogin();

signals:
    void connectionChanged(bool reachable);
    void tokensChanged();
    void sessionEnded();
    void freshLoginNeeded();

private:
    using Done = std::function<void(const Result<QJsonObject> &)>;

    struct Call
    {
        QByteArray verb;
        QString path;
        QUrlQuery query = {};
        QByteArray body = {};
        bool isStranger = false;
        bool isRepeated = false; // after a refresh
        int timeout = 0;         // ms; 0: the usual one
        int generation = 0;      // of the tokens it was sent with
        QPointer<QObject> context = {};
        Done done = {};
    };

    template<json::Described Body>
    static QByteArray toBytes(const Body &body)
    {
        return QJsonDocument(json::write(body)).toJson(QJsonDocument::Compact);
    }

    template<class T>
    void send(Call call, QObject *context, Callback<T> callback)
    {
        start(std::move(call), context, [callback = std::move(callback)](const Result<QJsonObject> &answer) {
            callback(readAnswer<T>(answer));
        });
    }

    template<class T>
    static Result<T> readAnswer(const Result<QJsonObject> &answer)
    {
        if (!answer)
            return answer.error();
        if constexpr (std::is_void_v<T>) {
            return {};
        } else if constexpr (std::is_same_v<T, QJsonObject>) {
            return *answer;
        } else {
            auto value = json::read<T>(*answer);
            return value ? value : Result<T>(strange());
        }
    }

    template<class T>
    static Result<Page<T>> readPage(const Result<QJsonObject> &answer, QLatin1StringView plural)
    {
        if (!answer)
            return answer.error();
        using namespace Qt::StringLiterals;
        auto items = json::Codec<QList<T>>::read(answer->value(plural));
        if (!items)
            return strange();
        const QString cursor = answer->value("nextCursor"_L1).toString();
        return Page<T>{.items = *std::move(items),
                       .total = answer->value("total"_L1).toInteger(),
                       .totalIsEstimate = answer->value("totalIsEstimate"_L1).toBool(),
                       .nextCursor = cursor.isEmpty() ? std::nullopt : std::optional(cursor)};
    }

    static Error strange() { return {.kind = Error::Kind::Internal, .code = localcode::notGatehouse}; }

    void start(Call call, QObject *context, Done done);
    void transmit(Call call);
    QNetworkRequest request(const Call &call) const;
    void receive(const Call &call, const Result<QJsonObject> &answer);
    void repeat(QList<Call> calls);
    void fail(const QList<Call> &calls, const Error &error);
    void repeatWithNewTokens(Call call);
    void renewTokens();
    void sendRefresh();
    void takeRefreshed(const Result<TokenPair> &pair);
    void endSession();
    void noteReachable(bool reachable);
    void judgeCertificate(QNetworkReply *reply, const QList<QSslError> &errors);

    QNetworkAccessManager m_network;
    QUrl m_server;
    QByteArray m_pinned;
    TokenPair m_tokens;
    RefreshTokenSource m_refreshTokenSource;
    QList<Call> m_waitingForTokens;
    QList<Call> m_waitingForPassword;
    QList<Call> m_askedForRefresh;
    QTimer m_probe;
    int m_generation = 0;
    bool m_isRefreshing = false;
    bool m_isReachable = true;
};
