// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/paths.h"
#include "base/base64url.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QUrl>
#include <QUrlQuery>

// An identity provider in a process of its own that says whatever a test wants it to say; see
// tests/providers/rogue.py.
class RogueProvider
{
public:
    // Over TLS with the files of a certificate and its key.
    explicit RogueProvider(const QStringList &certificate = {})
        : m_scheme(certificate.isEmpty() ? QStringLiteral("http") : QStringLiteral("https"))
    {
        m_process.setStandardErrorFile(QProcess::nullDevice()); // it deplores what the tests make it do
        m_process.start(QStringLiteral("/usr/bin/python3"),
                        QStringList{QStringLiteral(SOURCE_ROOT "/tests/providers/rogue.py")} + certificate);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) { }
        m_port = m_process.readLine().trimmed().toUShort();
    }
    ~RogueProvider()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(3000))
            m_process.kill();
        m_process.waitForFinished(3000);
    }
    Q_DISABLE_COPY(RogueProvider)

    // Where one of its variants is, and how a server is told of it.
    QString issuer(const QString &variant, const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("%1://%2:%3/%4").arg(m_scheme, host, QString::number(m_port), variant);
    }
    QStringList settings(const QString &name, const QString &variant, const QString &secretFile, bool trusted = false) const
    {
        const QString key = QStringLiteral("providers.%1.").arg(name);
        return {key + QStringLiteral("type=oidc"), key + QStringLiteral("issuer=") + issuer(variant),
                key + QStringLiteral("client_id=gatehouse"), key + QStringLiteral("client_secret_file=") + secretFile,
                key + QStringLiteral("trust_email=") + (trusted ? QStringLiteral("true") : QStringLiteral("false"))};
    }

    void rotateKeys() { HttpClient(m_port).post(QStringLiteral("/rotate")); }
    int asked(const QString &path) { return HttpClient(m_port).get(QStringLiteral("/counts")).json().value(path).toInt(); }

private:
    QString m_scheme;
    QProcess m_process;
    quint16 m_port = 0;
};

// One way over the rogue: begun at the server, answered as the test wants, and brought back.
class ProviderTrip
{
public:
    enum class Family { OAuth, External };

    // Sets out in a browser; an address of a provider's page is what a good answer leads to.
    ProviderTrip(TestServer &server, HttpClient &browser, const QString &provider, Family family = Family::OAuth,
                 const QString &query = {}, const Headers &headers = {})
        : m_server(server), m_browser(browser), m_provider(provider), m_family(family)
    {
        const QString pattern = family == Family::OAuth ? path::oauthBegin : path::externalInit;
        begun = browser.get(path::fill(pattern, provider) + query, headers);
        sent = QUrlQuery(QUrl(QString::fromLatin1(begun.header("location"))));
        const qint64 now = server.clock().now().toSecsSinceEpoch();
        const QUrl place(QString::fromLatin1(begun.header("location")));
        const QString issuer = place.toString(QUrl::RemoveQuery).section(u'/', 0, -2);
        claims = {{QStringLiteral("iss"), issuer},
                  {QStringLiteral("aud"), QStringLiteral("gatehouse")},
                  {QStringLiteral("sub"), QStringLiteral("248289761001")},
                  {QStringLiteral("nonce"), value("nonce")},
                  {QStringLiteral("iat"), now},
                  {QStringLiteral("exp"), now + 300}};
        userinfo = {{QStringLiteral("sub"), QStringLiteral("248289761001")}};
    }

    // Who the provider says that it is.
    ProviderTrip &as(const QString &subject, const QString &email = {}, const QJsonValue &verified = true)
    {
        claims.insert(QStringLiteral("sub"), subject);
        userinfo.insert(QStringLiteral("sub"), subject);
        if (!email.isEmpty()) {
            userinfo.insert(QStringLiteral("email"), email);
            userinfo.insert(QStringLiteral("email_verified"), verified);
        }
        return *this;
    }

    QByteArray code() const
    {
        QJsonObject said{{QStringLiteral("claims"), claims},       {QStringLiteral("userinfo"), userinfo},
                         {QStringLiteral("emails"), emails},       {QStringLiteral("fault"), fault}};
        if (checksPkce)
            said.insert(QStringLiteral("challenge"), value("code_challenge"));
        return base64url::encode(QJsonDocument(said).toJson(QJsonDocument::Compact));
    }
    QString value(const char *name) const { return sent.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded); }

    QString callback(const QString &provider = {}) const
    {
        const QString pattern = m_family == Family::OAuth ? path::oauthCallback : path::externalRedirect;
        return path::fill(pattern, provider.isEmpty() ? m_provider : provider) + QStringLiteral("?code=")
               + QString::fromLatin1(code()) + QStringLiteral("&state=") + value("state");
    }
    Answer comeBack() { return comeBack(m_browser); }
    Answer comeBack(HttpClient &browser) { return browser.get(callback()); }

    Answer begun;
    QUrlQuery sent; // what the provider's page was asked
    QJsonObject claims;
    QJsonObject userinfo;
    QJsonArray emails;
    QString fault;
    bool checksPkce = true;

private:
    TestServer &m_server;
    HttpClient &m_browser;
    QString m_provider;
    Family m_family;
};
