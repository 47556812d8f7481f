// SPDX-License-Identifier: GPL-3.0-only
#include "connection/address.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace {

// "fe80::1" and "::1" hold colons that are no port.
QString withBrackets(const QString &text)
{
    QHostAddress ip;
    return ip.setAddress(text) && ip.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + text + u']' : text;
}

} // namespace

QUrl address::fromText(const QString &text)
{
    const QString typed = text.trimmed();
    const bool hasScheme = typed.contains("://"_L1);
    QUrl url(hasScheme ? typed : u"https://"_s + withBrackets(typed), QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || !url.userInfo().isEmpty())
        return {};
    if (!hasScheme && isLoopback(url))
        url.setScheme(u"http"_s);
    if (!hasScheme && url.port() < 0)
        url.setPort(usualPort);
    const QString folder = url.path();
    url.setPath(folder.endsWith(u'/') ? folder.chopped(1) : folder);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

bool address::isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

bool address::isExposed(const QUrl &url) { return url.scheme() == "http"_L1 && !isLoopback(url); }

QString address::toText(const QUrl &url)
{
    const QString usualScheme = isLoopback(url) ? u"http"_s : u"https"_s;
    const bool canBeBare = url.scheme() == usualScheme && url.port() > 0 && url.path().isEmpty();
    return canBeBare ? url.authority() : url.toString();
}
