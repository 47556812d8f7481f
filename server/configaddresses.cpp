// SPDX-License-Identifier: GPL-3.0-only
#include "api/rules.h"
#include "configkinds.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

// The kinds that are addresses and URLs.
namespace kind {

using namespace Qt::StringLiterals;

namespace {

// A kind whose values are texts, from a function that gives nothing for a wrong one.
template<class T>
Kind<T> fromText(const QString &allowed, std::function<std::optional<T>(const QString &)> read)
{
    return {allowed, [read](const SettingValue &setting) {
                const auto text = setting.text();
                return text ? read(*text) : std::nullopt;
            }};
}

// Only the full spelling: Qt would take 127.1 and 10 too.
QHostAddress fullAddress(const QString &text)
{
    const QHostAddress address(text);
    const bool isShort = address.protocol() == QHostAddress::IPv4Protocol && text.count(u'.') != 3;
    return isShort ? QHostAddress() : address;
}

QHostAddress listenAddress(const QString &host)
{
    if (host == "localhost"_L1)
        return QHostAddress(QHostAddress::LocalHost);
    if (host == "*"_L1)
        return QHostAddress(QHostAddress::Any);
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']');
    const QHostAddress address = fullAddress(isBracketed ? host.sliced(1, host.size() - 2) : host);
    return isBracketed == (address.protocol() == QHostAddress::IPv6Protocol) ? address : QHostAddress();
}

std::optional<Config::Endpoint> readEndpoint(const QString &text)
{
    static const QRegularExpression form(u"^(.+):([0-9]{1,5})$"_s);
    const auto match = form.match(text);
    const QHostAddress address = listenAddress(match.captured(1));
    bool isPort = false;
    const quint16 port = match.captured(2).toUShort(&isPort);
    if (address.isNull() || !isPort)
        return std::nullopt;
    return Config::Endpoint{address, port};
}

std::optional<Config::Subnet> readSubnet(const QString &text)
{
    static const QRegularExpression form(u"^([^/]+)(/[0-9]{1,3})?$"_s);
    if (fullAddress(form.match(text).captured(1)).isNull())
        return std::nullopt;
    const auto subnet = QHostAddress::parseSubnet(text);
    return subnet.first.isNull() ? std::nullopt : std::optional(subnet);
}

// An http or https URL that names a server and perhaps a path there.
std::optional<QUrl> readWebUrl(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!isWeb || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::nullopt;
    if (url.port() == (url.scheme() == "http"_L1 ? 80 : 443))
        url.setPort(-1);
    return url;
}

QString spelled(const QUrl &url) { return QString::fromLatin1(url.toEncoded(QUrl::StripTrailingSlash)); }

std::optional<QString> readOrigin(const QString &text)
{
    auto url = readWebUrl(text);
    if (!url || (url->path() != "/"_L1 && !url->path().isEmpty()))
        return std::nullopt;
    url->setPath({});
    return spelled(*url);
}

std::optional<QString> readReturnUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QStringList harmful = {u"javascript"_s, u"vbscript"_s, u"data"_s, u"file"_s, u"blob"_s};
    const bool isGood = url.isValid() && !url.isRelative() && !url.host().isEmpty() &&
                        url.userInfo().isEmpty() && !harmful.contains(url.scheme());
    return isGood ? std::optional(QString::fromLatin1(url.toEncoded())) : std::nullopt;
}

std::optional<QString> readDatabaseUrl(const QString &text, const QString &folder)
{
    constexpr auto sqlite = "sqlite:"_L1;
    if (text.startsWith(sqlite) && text.size() > sqlite.size())
        return sqlite + QDir::cleanPath(QDir(folder).absoluteFilePath(text.sliced(sqlite.size())));
    // Several hosts are allowed, so QUrl can't check it.
    static const QRegularExpression postgresql(u"^postgres(ql)?://([^\\s:/@?]+@)?[^\\s@]*$"_s);
    return postgresql.match(text).hasMatch() ? std::optional(text) : std::nullopt;
}

std::optional<QString> readMailUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const auto query = QUrlQuery(url).queryItems();
    const bool isPlain = url.scheme() == "smtp"_L1;
    const bool isServer =
        (isPlain || url.scheme() == "smtps"_L1) && !url.host().isEmpty() && url.path().isEmpty();
    const bool isQuery =
        query.isEmpty() || (isPlain && query.size() == 1 && query[0].first == "starttls"_L1 &&
                            QStringList{u"required"_s, u"auto"_s, u"off"_s}.contains(query[0].second));
    return isServer && isQuery && url.password().isEmpty() && !url.hasFragment() ? std::optional(text)
                                                                                 : std::nullopt;
}

std::optional<QString> readMailbox(const QString &text)
{
    static const QRegularExpression named(u"^([^<>\"\\x00-\\x1f\\x7f]*)<([^<>]+)>$"_s);
    const auto match = named.match(text);
    const QString address = match.hasMatch() ? match.captured(2) : text;
    return rule::EmailAddress{}(address) ? std::nullopt : std::optional(text);
}

} // namespace

Kind<Config::Endpoint> endpoint()
{
    return fromText<Config::Endpoint>(
        u"an address and a port such as \"127.0.0.1:8420\", \"[::1]:8420\", \"*:8420\""_s, readEndpoint);
}

Kind<Config::Subnet> subnet()
{
    return fromText<Config::Subnet>(u"an address or network such as \"10.0.0.1\" or \"10.0.0.0/8\""_s,
                                    readSubnet);
}

Kind<QString> origin()
{
    return fromText<QString>(u"an origin such as \"https://login.example.org\", with no path"_s, readOrigin);
}

Kind<QString> webUrl()
{
    const auto read = [](const QString &text) -> std::optional<QString> {
        const auto url = readWebUrl(text);
        return url ? std::optional(spelled(*url)) : std::nullopt;
    };
    return fromText<QString>(u"an http or https URL, with no user, query or fragment"_s, read);
}

Kind<QString> returnUrl()
{
    return fromText<QString>(u"an absolute URL such as \"https://app.example.org/welcome\""_s, readReturnUrl);
}

Kind<QString> databaseUrl(const QString &folder)
{
    const auto read = [folder](const QString &text) { return readDatabaseUrl(text, folder); };
    return fromText<QString>(
        u"\"sqlite:FILE\" or \"postgresql://user@host/database\" with no password, which "
        "database.password_file holds"_s,
        read);
}

Kind<QString> mailUrl()
{
    return fromText<QString>(
        u"\"smtp://user@host:587?starttls=required\" (or auto, off) or \"smtps://user@host\" "
        "with no password, which mail.password_file holds"_s,
        readMailUrl);
}

Kind<QString> mailbox()
{
    return fromText<QString>(u"an address such as \"Gatehouse <noreply@example.org>\""_s, readMailbox);
}

} // namespace kind
