// SPDX-License-Identifier: GPL-3.0-only
#include "history/device.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// A word in a user agent, and what it is called. Order matters: browsers name those that they
// descend from as well, so the youngest stand first.
struct Mark
{
    QLatin1StringView token; // followed by a version
    QLatin1StringView name;
};

constexpr std::array browsers{
    Mark{"EdgA"_L1, "Edge"_L1},
    Mark{"EdgiOS"_L1, "Edge"_L1},
    Mark{"Edg"_L1, "Edge"_L1},
    Mark{"Edge"_L1, "Edge"_L1},
    Mark{"OPR"_L1, "Opera"_L1},
    Mark{"OPT"_L1, "Opera"_L1},
    Mark{"Opera"_L1, "Opera"_L1},
    Mark{"Vivaldi"_L1, "Vivaldi"_L1},
    Mark{"SamsungBrowser"_L1, "Samsung Internet"_L1},
    Mark{"YaBrowser"_L1, "Yandex Browser"_L1},
    Mark{"UCBrowser"_L1, "UC Browser"_L1},
    Mark{"DuckDuckGo"_L1, "DuckDuckGo"_L1},
    Mark{"Falkon"_L1, "Falkon"_L1},
    Mark{"Epiphany"_L1, "GNOME Web"_L1},
    Mark{"SeaMonkey"_L1, "SeaMonkey"_L1},
    Mark{"FxiOS"_L1, "Firefox"_L1},
    Mark{"Focus"_L1, "Firefox Focus"_L1},
    Mark{"Firefox"_L1, "Firefox"_L1},
    Mark{"Thunderbird"_L1, "Thunderbird"_L1},
    Mark{"CriOS"_L1, "Chrome"_L1},
    Mark{"Electron"_L1, "Electron"_L1},
    Mark{"HeadlessChrome"_L1, "Chrome"_L1},
    Mark{"Chromium"_L1, "Chromium"_L1},
    Mark{"Chrome"_L1, "Chrome"_L1},
};

// Programs that name themselves first: "curl/8.5.0".
constexpr std::array programs{
    Mark{"curl"_L1, "curl"_L1},
    Mark{"Wget"_L1, "Wget"_L1},
    Mark{"HTTPie"_L1, "HTTPie"_L1},
    Mark{"PostmanRuntime"_L1, "Postman"_L1},
    Mark{"insomnia"_L1, "Insomnia"_L1},
    Mark{"python-requests"_L1, "Python Requests"_L1},
    Mark{"python-httpx"_L1, "Python HTTPX"_L1},
    Mark{"Python-urllib"_L1, "Python urllib"_L1},
    Mark{"aiohttp"_L1, "Python aiohttp"_L1},
    Mark{"Go-http-client"_L1, "Go"_L1},
    Mark{"okhttp"_L1, "OkHttp"_L1},
    Mark{"Dart"_L1, "Dart"_L1},
    Mark{"axios"_L1, "axios"_L1},
    Mark{"node-fetch"_L1, "node-fetch"_L1},
    Mark{"undici"_L1, "Node.js"_L1},
    Mark{"node"_L1, "Node.js"_L1},
    Mark{"Java"_L1, "Java"_L1},
    Mark{"Apache-HttpClient"_L1, "Apache HttpClient"_L1},
    Mark{"Ruby"_L1, "Ruby"_L1},
    Mark{"GuzzleHttp"_L1, "Guzzle"_L1},
    Mark{"PowerShell"_L1, "PowerShell"_L1},
    Mark{"reqwest"_L1, "reqwest"_L1},
    Mark{"libwww-perl"_L1, "Perl LWP"_L1},
    Mark{"Gatehouse-Console"_L1, "Gatehouse console"_L1},
};

// In the order of looking: what runs on Android says Linux too, what runs on iOS "like Mac OS X".
constexpr std::array systems{
    Mark{"Windows Phone"_L1, "Windows Phone"_L1},
    Mark{"Windows"_L1, "Windows"_L1},
    Mark{"iPad"_L1, "iPadOS"_L1},
    Mark{"iPhone"_L1, "iOS"_L1},
    Mark{"iPod"_L1, "iOS"_L1},
    Mark{"Android"_L1, "Android"_L1},
    Mark{"CrOS"_L1, "ChromeOS"_L1},
    Mark{"Mac OS X"_L1, "macOS"_L1},
    Mark{"Macintosh"_L1, "macOS"_L1},
    Mark{"macOS"_L1, "macOS"_L1},
    Mark{"Darwin"_L1, "macOS"_L1},
    Mark{"FreeBSD"_L1, "FreeBSD"_L1},
    Mark{"OpenBSD"_L1, "OpenBSD"_L1},
    Mark{"NetBSD"_L1, "NetBSD"_L1},
    Mark{"Ubuntu"_L1, "Ubuntu"_L1},
    Mark{"Fedora"_L1, "Fedora"_L1},
    Mark{"Linux"_L1, "Linux"_L1},
    Mark{"X11"_L1, "Linux"_L1},
};

// Where a token stands as a word of its own; -1: nowhere.
qsizetype find(const QString &userAgent, QLatin1StringView token)
{
    for (qsizetype at = userAgent.indexOf(token); at >= 0; at = userAgent.indexOf(token, at + 1)) {
        const qsizetype end = at + token.size();
        const bool endsThere = end == userAgent.size() || !userAgent[end].isLetter();
        if (endsThere && (at == 0 || !userAgent[at - 1].isLetterOrNumber()))
            return at;
    }
    return -1;
}

bool has(const QString &userAgent, QLatin1StringView token) { return find(userAgent, token) >= 0; }

// The number behind "token/", up to the first dot; with `isWhole` the second number too.
QString versionBehind(const QString &userAgent, QLatin1StringView token, bool isWhole)
{
    qsizetype at = find(userAgent, token) + token.size();
    if (at < userAgent.size() && (userAgent[at] == u'/' || userAgent[at] == u' '))
        ++at;
    QString version;
    int dots = 0;
    for (; at < userAgent.size() && version.size() < 12; ++at) {
        const QChar c = userAgent[at];
        if (c == u'.' && ++dots > (isWhole ? 1 : 0))
            break;
        if (c != u'.' && (c < u'0' || c > u'9'))
            break;
        version += c;
    }
    return version.endsWith(u'.') ? version.chopped(1) : version;
}

QString named(const QString &userAgent, const Mark &mark, bool isWhole)
{
    const QString version = versionBehind(userAgent, mark.token, isWhole);
    return version.isEmpty() ? QString(mark.name) : mark.name + u' ' + version;
}

QString browserOf(const QString &userAgent)
{
    for (const Mark &mark : browsers) {
        if (has(userAgent, mark.token))
            return named(userAgent, mark, false);
    }
    if (has(userAgent, "Safari"_L1) && has(userAgent, "Version"_L1))
        return named(userAgent, {"Version"_L1, "Safari"_L1}, false);
    if (has(userAgent, "MSIE"_L1) || has(userAgent, "Trident"_L1))
        return u"Internet Explorer"_s;
    return {};
}

QString programOf(const QString &userAgent)
{
    for (const Mark &mark : programs) {
        if (has(userAgent, mark.token))
            return named(userAgent, mark, true);
    }
    return {};
}

QString systemOf(const QString &userAgent)
{
    for (const Mark &mark : systems) {
        if (has(userAgent, mark.token))
            return mark.name;
    }
    return {};
}

// "Googlebot" of "Mozilla/5.0 (compatible; Googlebot/2.1; +http://…)"; empty for what is no bot.
QString botOf(const QString &userAgent)
{
    static const QRegularExpression bot(
        u"([A-Za-z0-9_.-]*(?:bot|crawler|spider|slurp|archiver|monitor|uptime|scanner)[A-Za-z0-9_-]*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = bot.match(userAgent);
    if (!match.hasMatch() ||
        match.captured(1).startsWith("cubot"_L1, Qt::CaseInsensitive)) // a maker of phones
        return {};
    return match.captured(1);
}

QString typeOf(const QString &userAgent, const QString &system)
{
    const bool saysMobile = has(userAgent, "Mobile"_L1) || has(userAgent, "Mobi"_L1);
    if (system == "iPadOS"_L1 || has(userAgent, "Tablet"_L1) || (system == "Android"_L1 && !saysMobile))
        return u"tablet"_s;
    if (system == "iOS"_L1 || system == "Android"_L1 || system == "Windows Phone"_L1 || saysMobile)
        return u"mobile"_s;
    return system.isEmpty() ? u"unknown"_s : u"desktop"_s;
}

// An application that nobody taught us: the name that it begins with, "Acme-App/2.1".
QString firstProduct(const QString &userAgent)
{
    static const QRegularExpression product(u"^([A-Za-z][A-Za-z0-9 ._-]{0,40})/(\\d+(?:\\.\\d+)?)"_s);
    const auto match = product.match(userAgent);
    if (!match.hasMatch() || match.captured(1) == "Mozilla"_L1)
        return {};
    return match.captured(1) + u' ' + match.captured(2);
}

QString on(const QString &program, const QString &system)
{
    if (program.isEmpty() || system.isEmpty())
        return program + system;
    return program + u" on "_s + system;
}

} // namespace

Device Device::fromUserAgent(const QString &userAgent)
{
    const QString text = userAgent.left(512);
    const QString system = systemOf(text);
    if (const QString bot = botOf(text); !bot.isEmpty())
        return {bot, u"bot"_s};
    if (const QString browser = browserOf(text); !browser.isEmpty())
        return {on(browser, system), typeOf(text, system)};
    const QString known = programOf(text);
    const QString program = known.isEmpty() ? firstProduct(text) : known;
    return {on(program, system), typeOf(text, system)};
}

QString Device::kind() const
{
    static const QRegularExpression version(u" \\d[\\d.]*(?= on |$)"_s);
    return QString(name).remove(version) + u", "_s + type;
}
