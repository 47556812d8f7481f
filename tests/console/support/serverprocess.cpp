// SPDX-License-Identifier: GPL-3.0-only
#include "support/serverprocess.h"

#include "api/paths.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 10'000; // ms

QStringList asOptions(const QStringList &settings)
{
    QStringList options;
    for (const QString &setting : settings)
        options << u"--set"_s << setting;
    return options;
}

} // namespace

ServerProcess::ServerProcess(const QStringList &settings)
{
    m_settings = QStringList{u"server.listen=127.0.0.1:0"_s, u"throttle.enabled=false"_s,
                             u"password.argon2_memory_kib=64"_s, u"password.argon2_passes=1"_s} +
                 settings;
    if (createAdmin())
        start();
}

ServerProcess::~ServerProcess() { stop(); }

bool ServerProcess::createAdmin()
{
    QProcess create;
    create.start(QString::fromUtf8(GATEHOUSED),
                 QStringList{u"admin"_s, u"create"_s, u"--data-dir"_s, m_folder.path(), u"--email"_s,
                             QString::fromLatin1(adminEmail), u"--name"_s, u"Grace Hopper"_s,
                             u"--password-stdin"_s} +
                     asOptions(m_settings));
    create.write(password);
    create.write("\n");
    create.closeWriteChannel();
    return create.waitForFinished(patience) && create.exitCode() == 0;
}

bool ServerProcess::start()
{
    m_process.start(QString::fromUtf8(GATEHOUSED),
                    QStringList{u"serve"_s, u"--data-dir"_s, m_folder.path()} + asOptions(m_settings));
    m_process.setReadChannel(QProcess::StandardOutput);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patience))
            return false;
    }
    const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
    m_url = QUrl(line.section(u' ', -1));
    m_settings[0] = u"server.listen=127.0.0.1:%1"_s.arg(m_url.port());
    return m_url.isValid();
}

void ServerProcess::stop()
{
    m_process.terminate();
    m_process.waitForFinished(patience);
}

ServerProcess::Answer ServerProcess::call(const QByteArray &verb, const QString &path,
                                          const QJsonObject &body, const QByteArray &token,
                                          const QByteArray &userAgent) const
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_url.toString() + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, userAgent);
    request.setTransferTimeout(patience);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    const QByteArray bytes = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson();
    QNetworkReply *reply = network.sendCustomRequest(request, verb, bytes);
    QEventLoop wait;
    QObject::connect(reply, &QNetworkReply::finished, &wait, &QEventLoop::quit);
    wait.exec();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

ServerProcess::Answer ServerProcess::signIn(const QString &email, const QString &withPassword) const
{
    return call("POST", path::login, {{u"email"_s, email}, {u"password"_s, withPassword}});
}

QByteArray ServerProcess::accessToken(const QString &email) const
{
    return signIn(email).body.value("access_token"_L1).toString().toLatin1();
}

QString ServerProcess::addPerson(const QString &name, const QString &email) const
{
    call("POST", path::signup,
         {{u"name"_s, name}, {u"email"_s, email}, {u"password"_s, QString::fromLatin1(password)}});
    const auto users =
        call("GET", path::adminUsers + u"?search="_s + QString::fromLatin1(QUrl::toPercentEncoding(email)),
             {}, accessToken(QString::fromLatin1(adminEmail)));
    return users.body.value("users"_L1).toArray().at(0).toObject().value("id"_L1).toString();
}

QString ServerProcess::setUpLink(const QString &email, const QString &name) const
{
    QProcess create;
    create.start(QString::fromUtf8(GATEHOUSED), QStringList{u"admin"_s, u"create"_s, u"--data-dir"_s, m_folder.path(), u"--email"_s,
                                                            email, u"--name"_s, name} + asOptions(m_settings));
    create.waitForFinished(patience);
    const QStringList words = QString::fromUtf8(create.readAllStandardOutput()).simplified().split(u' ');
    return words.filter(u"token="_s).value(0);
}

void ServerProcess::signIn(ApiClient &client) const
{
    const QJsonObject answer = signIn(QString::fromLatin1(adminEmail)).body;
    client.setServer(m_url);
    client.setTokens({.access_token = Secret(answer.value("access_token"_L1).toString()),
                      .refresh_token = Secret(answer.value("refresh_token"_L1).toString())});
}
