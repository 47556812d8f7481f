// SPDX-License-Identifier: GPL-3.0-only
#include "support/httpclient.h"

#include "api/codes.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceSeconds = 30;

// A connection of its own for each request, closed by the server.
class Connection
{
public:
    explicit Connection(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience{.tv_sec = patienceSeconds, .tv_usec = 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_isOpen = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    ~Connection() { ::close(m_socket); }
    Q_DISABLE_COPY(Connection)

    QByteArray ask(const QByteArray &request)
    {
        QByteArray received;
        if (!m_isOpen ||
            ::send(m_socket, request.constData(), size_t(request.size()), MSG_NOSIGNAL) != request.size())
            return received;
        QByteArray buffer(64 * 1024, Qt::Uninitialized);
        for (;;) {
            const ssize_t count = ::recv(m_socket, buffer.data(), size_t(buffer.size()), 0);
            if (count <= 0)
                return received;
            received.append(buffer.constData(), count);
        }
    }

private:
    int m_socket;
    bool m_isOpen = false;
};

std::pair<QByteArray, QByteArray> split(const QByteArray &text, char separator)
{
    const qsizetype at = text.indexOf(separator);
    return at < 0 ? std::pair(text.trimmed(), QByteArray())
                  : std::pair(text.left(at).trimmed(), text.mid(at + 1).trimmed());
}

Answer answerFrom(const QByteArray &bytes)
{
    Answer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    auto lines = bytes.left(end).split('\n');
    answer.status = lines.takeFirst().mid(9, 3).toInt();
    for (const QByteArray &line : std::as_const(lines))
        answer.headers.append(split(line, ':'));
    answer.body = bytes.mid(end + 4);
    return answer;
}

bool isSame(const QByteArray &a, const QByteArray &b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool belongsTo(const QByteArray &cookiePath, const QByteArray &path)
{
    return path == cookiePath ||
           (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path.at(cookiePath.size()) == '/'));
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    const auto found =
        std::ranges::find_if(headers, [&](const auto &header) { return isSame(header.first, name); });
    return found == headers.end() ? QByteArray() : found->second;
}

QByteArrayList Answer::cookieNames() const
{
    QByteArrayList names;
    for (const auto &[name, value] : headers) {
        if (isSame(name, "set-cookie"))
            names.append(split(value, '=').first);
    }
    return names;
}

std::optional<SetCookie> Answer::cookie(const QByteArray &wanted) const
{
    for (const auto &[name, value] : headers) {
        auto parts = value.split(';');
        if (!isSame(name, "set-cookie") || split(parts.first(), '=').first != wanted)
            continue;
        SetCookie cookie{.value = split(parts.takeFirst(), '=').second};
        for (const QByteArray &part : std::as_const(parts))
            cookie.attributes.insert({split(part, '=').first.toLower(), split(part, '=').second});
        return cookie;
    }
    return std::nullopt;
}

QJsonObject Answer::json() const { return QJsonDocument::fromJson(body).object(); }

QString Answer::text(QLatin1StringView key) const { return json().value(key).toString(); }

QByteArray Answer::code() const { return text("code"_L1).toLatin1(); }

QByteArray faultOfRefusal(const Answer &answer, int status, const char *code)
{
    const QJsonObject body = answer.json();
    const QString sentence = QString::fromLatin1(code::sentence(code));
    const bool isThrottled = answer.status == 429;
    const char *fault = answer.status != status || answer.code() != code       ? "another refusal: "
                        : body.value("error"_L1) != sentence                   ? "wrong error: "
                        : body.value("message"_L1) != sentence                 ? "wrong message: "
                        : answer.header("content-type") != "application/json"  ? "no JSON: "
                        : answer.header("x-content-type-options") != "nosniff" ? "no nosniff: "
                        : answer.header("cache-control") != "no-store"         ? "may be stored: "
                        : (status == 401) != (answer.header("www-authenticate") == "Bearer")
                            ? "WWW-Authenticate: "
                        : isThrottled && answer.header("retry-after").toInt() < 1 ? "no Retry-After: "
                                                                                  : nullptr;
    return fault ? fault + QByteArray::number(answer.status) + ' ' + answer.body : QByteArray();
}

HttpClient HttpClient::browser(quint16 port)
{
    HttpClient client(port);
    client.m_keepsCookies = true;
    return client;
}

HttpClient &HttpClient::alwaysSend(const QByteArray &name, const QByteArray &value)
{
    m_always.removeIf([&](const auto &header) { return header.first == name; });
    if (!value.isEmpty())
        m_always.append({name, value});
    return *this;
}

HttpClient &HttpClient::as(const QByteArray &token)
{
    return alwaysSend("Authorization", token.isEmpty() ? QByteArray() : "Bearer " + token);
}

HttpClient &HttpClient::from(const QByteArray &address) { return alwaysSend("X-Forwarded-For", address); }

Answer HttpClient::get(const QString &path, const Headers &headers) { return send("GET", path, headers); }

Answer HttpClient::post(const QString &path, const Headers &headers) { return send("POST", path, headers); }

Answer HttpClient::post(const QString &path, const QJsonObject &body, const Headers &headers)
{
    return send("POST", path, Headers{{"Content-Type", "application/json"}} + headers,
                QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Answer HttpClient::postForm(const QString &path, const FormFields &fields, const Headers &headers)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : fields)
        pairs.append(QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value));
    return send("POST", path, Headers{{"Content-Type", "application/x-www-form-urlencoded"}} + headers,
                pairs.join('&'));
}

Answer HttpClient::patch(const QString &path, const QJsonObject &body, const Headers &headers)
{
    return send("PATCH", path, Headers{{"Content-Type", "application/json"}} + headers,
                QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Answer HttpClient::remove(const QString &path, const Headers &headers)
{
    return send("DELETE", path, headers);
}

Answer HttpClient::send(const QByteArray &method, const QString &target, const Headers &headers,
                        const QByteArray &body)
{
    QByteArray request = method + ' ' + target.toUtf8() +
                         " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_port) +
                         "\r\nConnection: close\r\n";
    for (const auto &[name, value] : withOwn(target, headers))
        request += name + ": " + value + "\r\n";
    if (!body.isEmpty() || method == "POST")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    Answer answer = answerFrom(Connection(m_port).ask(request + "\r\n" + body));
    if (m_keepsCookies)
        keep(answer);
    return answer;
}

Headers HttpClient::withOwn(const QString &target, Headers headers) const
{
    const QByteArray path = target.section(u'?', 0, 0).toUtf8();
    QByteArrayList cookies;
    for (const auto &[name, cookie] : m_cookies) {
        if (belongsTo(cookie.path, path))
            cookies.append(name + '=' + cookie.value);
    }
    if (!cookies.isEmpty())
        headers.append({"Cookie", cookies.join("; ")});
    return m_always + headers;
}

void HttpClient::keep(const Answer &answer)
{
    const auto names = answer.cookieNames();
    for (const QByteArray &name : names) {
        const SetCookie cookie = *answer.cookie(name);
        if (cookie.isRemoval())
            m_cookies.erase(name);
        else
            m_cookies[name] = {cookie.value, cookie.attribute("path")};
    }
}

QByteArray HttpClient::cookie(const QByteArray &name) const
{
    const auto found = m_cookies.find(name);
    return found == m_cookies.end() ? QByteArray() : found->second.value;
}

void HttpClient::setCookie(const QByteArray &name, const QByteArray &value, const QByteArray &path)
{
    m_cookies[name] = {value, path};
}

std::pair<QByteArray, QByteArray> cookieHeader(const QByteArray &name, const QByteArray &value)
{
    return {"Cookie", name + '=' + value};
}

QJsonObject claimsOf(const QString &token)
{
    const QByteArray payload = token.section(u'.', 1, 1).toLatin1();
    return QJsonDocument::fromJson(QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding)).object();
}
