// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QList>

#include <map>
#include <optional>
#include <utility>

using Headers = QList<std::pair<QByteArray, QByteArray>>;
using FormFields = QList<std::pair<QString, QString>>;

// One Set-Cookie header, taken apart.
struct SetCookie
{
    QByteArray value = {};
    std::map<QByteArray, QByteArray> attributes = {}; // names in lower case; flags have empty values

    bool has(const QByteArray &name) const { return attributes.contains(name); }
    QByteArray attribute(const QByteArray &name) const
    {
        return has(name) ? attributes.at(name) : QByteArray();
    }
    bool isRemoval() const { return attribute("max-age") == "0"; }
};

struct Answer
{
    int status = 0; // 0: none came
    Headers headers = {};
    QByteArray body = {};

    QByteArray header(const QByteArray &name) const; // of the first of that name
    QByteArrayList cookieNames() const;
    std::optional<SetCookie> cookie(const QByteArray &name) const;
    QJsonObject json() const;
    QString text(QLatin1StringView key) const; // a string member of the JSON body
    QByteArray code() const;                   // its `code`
};

// What is wrong with an answer that should be a refusal with this status and code; empty if nothing
// is. Looks at the whole envelope (api.md 2.8) and the headers that each refusal must have.
QByteArray faultOfRefusal(const Answer &answer, int status, const char *code);

#define QVERIFY_STATUS(expression, wantedStatus)                                                             \
    do {                                                                                                     \
        const Answer &verified = (expression);                                                               \
        QVERIFY2(verified.status == (wantedStatus),                                                          \
                 QByteArray::number(verified.status) + ' ' + verified.body);                                 \
    } while (false)

#define QVERIFY_REFUSAL(expression, wantedStatus, wantedCode)                                                \
    do {                                                                                                     \
        const QByteArray fault = faultOfRefusal((expression), (wantedStatus), (wantedCode));                 \
        QVERIFY2(fault.isEmpty(), fault);                                                                    \
    } while (false)

// An HTTP client that blocks, sends exactly what it is told to, and is its own browser if asked: it
// then keeps cookies and sends them to the paths that they belong to. One thread each.
class HttpClient
{
public:
    explicit HttpClient(quint16 port)
        : m_port(port)
    {}

    static HttpClient browser(quint16 port);
    HttpClient &as(const QByteArray &token); // sends Authorization: Bearer from now on; empty: no longer
    HttpClient &as(const QString &token) { return as(token.toLatin1()); }
    HttpClient &from(const QByteArray &address); // sends X-Forwarded-For from now on
    HttpClient &alwaysSend(const QByteArray &name, const QByteArray &value);

    Answer get(const QString &path, const Headers &headers = {});
    Answer post(const QString &path, const Headers &headers = {}); // without a body
    Answer post(const QString &path, const QJsonObject &body, const Headers &headers = {});
    Answer postForm(const QString &path, const FormFields &fields, const Headers &headers = {});
    Answer patch(const QString &path, const QJsonObject &body, const Headers &headers = {});
    Answer remove(const QString &path, const Headers &headers = {});
    Answer send(const QByteArray &method, const QString &target, const Headers &headers,
                const QByteArray &body = {});

    QByteArray cookie(const QByteArray &name) const; // that is kept; empty if there is none
    void setCookie(const QByteArray &name, const QByteArray &value, const QByteArray &path = "/");
    bool hasCookies() const { return !m_cookies.empty(); }

private:
    struct Kept
    {
        QByteArray value;
        QByteArray path;
    };
    Headers withOwn(const QString &target, Headers headers) const;
    void keep(const Answer &answer);

    quint16 m_port;
    bool m_keepsCookies = false;
    Headers m_always;
    std::map<QByteArray, Kept> m_cookies;
};

// A Cookie header, for requests that bring a cookie of their own.
std::pair<QByteArray, QByteArray> cookieHeader(const QByteArray &name, const QByteArray &value);

// The claims of a token, whoever signed it.
QJsonObject claimsOf(const QString &token);
