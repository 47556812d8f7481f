// SPDX-License-Identifier: GPL-3.0-only
#include "http/crosssite.h"

#include "http/authorization.h"
#include "http/cookies.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace http {

QByteArray originOf(const QString &url)
{
    const QUrl parsed(url);
    const QString scheme = parsed.scheme();
    const int usual = scheme == "https"_L1 ? 443 : scheme == "http"_L1 ? 80 : -1;
    if (usual < 0 || parsed.host().isEmpty())
        return {};
    const QString host = parsed.host(QUrl::FullyEncoded);
    const QString name = host.contains(u':') && !host.startsWith(u'[') ? u'[' + host + u']' : host;
    const int port = parsed.port(usual);
    const QString suffix = port == usual ? QString() : u':' + QString::number(port);
    return QString(scheme + "://"_L1 + name + suffix).toLatin1();
}

QList<QByteArray> trustedOrigins(const Origins &origins)
{
    QList<QByteArray> trusted;
    const QStringList urls = QStringList{origins.publicUrl, origins.appUrl} + origins.corsOrigins;
    for (const QString &url : urls) {
        const QByteArray origin = originOf(url);
        if (!origin.isEmpty() && !trusted.contains(origin))
            trusted.append(origin);
    }
    return trusted;
}

// Only what a cookie can do, or what would plant one, is worth forging.
static bool isWorthForging(const Request &request, bool setsCookies)
{
    return !isSafe(request.method) && (setsCookies || hasSessionCookie(request)) &&
           authorizationToken(request).isEmpty();
}

bool isCrossSite(const Request &request, bool setsCookies, const QList<QByteArray> &trusted)
{
    if (!isWorthForging(request, setsCookies))
        return false;
    const QByteArray site = request.header("sec-fetch-site");
    if (site == "same-origin" || site == "none")
        return false;
    const QByteArray origin = request.header("origin");
    if (site.isEmpty() && origin.isEmpty())
        return false;
    return !trusted.contains(origin);
}

bool isLedByUs(const Request &request, const QList<QByteArray> &trusted)
{
    const QByteArray site = request.header("sec-fetch-site");
    if (!site.isEmpty())
        return site == "same-origin" || site == "none";
    return trusted.contains(originOf(QString::fromLatin1(request.header("referer"))));
}

bool isFromPageOf(const Request &request, const QByteArray &origin)
{
    return request.header("sec-fetch-site") == "same-origin" || request.header("origin") == origin;
}

} // namespace http
