// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/apiclient.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

// The real server, as its own process, on a free port of loopback with an empty data directory and
// one administrator; ends with the object. Its calls wait for their answers, as tests like it.
class ServerProcess
{
public:
    // `settings` as for --set. isRunning() is false if it did not start.
    explicit ServerProcess(const QStringList &settings = {});
    ~ServerProcess();

    static constexpr auto adminEmail = "grace@example.com";
    static constexpr auto password = "correct horse 7"; // of everybody

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    QUrl url() const { return m_url; }
    // Stops, and comes back on the same address with the same data.
    void stop();
    bool start();

    struct Answer
    {
        int status = 0;
        QJsonObject body;
    };
    Answer call(const QByteArray &verb, const QString &path, const QJsonObject &body = {},
                const QByteArray &token = {},
                const QByteArray &userAgent =
                    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0") const;

    Answer signIn(const QString &email, const QString &withPassword = QString::fromLatin1(password)) const;
    QByteArray accessToken(const QString &email) const;
    // Registers somebody, as an application would, and gives the account's id.
    QString addPerson(const QString &name, const QString &email) const;

    // Makes another administrator, whose one-time set-up link this is.
    QString setUpLink(const QString &email, const QString &name) const;

    // The console's own client, signed in as the administrator.
    void signIn(ApiClient &client) const;

private:
    bool createAdmin();

    QTemporaryDir m_folder;
    QStringList m_settings;
    QProcess m_process;
    QUrl m_url;
};
