// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "config.h"

#include <QUrl>

// One question to a provider's server.
struct FetchRequest
{
    QUrl url = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    std::optional<Secret> form = {}; // urlencoded: posted; nothing: asked for by GET
};

// Asks the servers of one provider, through libcurl, and believes nothing of them: deadlines, a limit
// on sizes, checked certificates, no redirects, no proxies, and only JSON as an answer.
//
// Plain http, and addresses of private networks, only for hosts that the configuration itself names
// that way; the address is looked at when it is connected to, so that a name which changes its
// meaning in between gains nothing.
class Fetch
{
public:
    static constexpr qint64 largest = 1024 * 1024;

    struct Deadlines
    {
        std::chrono::milliseconds connect{5000};
        std::chrono::milliseconds total{10000};
    };
    explicit Fetch(const Config::Provider &provider) : Fetch(provider, Deadlines()) {}
    Fetch(const Config::Provider &provider, Deadlines deadlines);

    // What went wrong, for the provider's test: one word, and more for the administrator.
    enum class Fault { None, Url, Resolve, Private, Connect, Tls, TimedOut, TooLarge, Redirect, Status, NotJson };
    struct Answer
    {
        Fault fault = Fault::None;
        int status = 0;
        QByteArray body = {};  // of any status, if it is JSON
        QString detail = {};
    };
    // Takes up to ten seconds: only on threads that may wait.
    Answer ask(const FetchRequest &request) const;

    // The answer as an object. PROVIDER_UNAVAILABLE for everything but a JSON object with 2xx.
    Result<QJsonObject> object(const FetchRequest &request) const;
    Result<QJsonArray> array(const FetchRequest &request) const;

    // Whether a URL may be asked at all: https, or a host that is configured with http.
    bool mayAsk(const QUrl &url) const;

private:
    bool mayBePrivate(const QString &host) const;

    QString m_caFile;
    bool m_isPrivate;
    QList<QUrl> m_configured; // the URLs that the administrator has written
    Deadlines m_deadlines;
};
