// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

// A real SMTP server in a process of its own; see tests/mail/smtpsink.py for its modes and options.
class SmtpSink
{
public:
    explicit SmtpSink(const QStringList &arguments)
    {
        const QString script = QStringLiteral(SOURCE_ROOT "/tests/mail/smtpsink.py");
        m_process.setStandardErrorFile(QProcess::nullDevice()); // it deplores what the tests make it do
        m_process.start(QStringLiteral("/usr/bin/python3"), QStringList{script} + arguments);
        m_port = nextLine(20'000).trimmed();
    }
    ~SmtpSink()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(3000))
            m_process.kill();
        m_process.waitForFinished(3000);
    }
    Q_DISABLE_COPY(SmtpSink)

    QString place() const { return QStringLiteral("127.0.0.1:") + QString::fromLatin1(m_port); }
    QString url() const { return QStringLiteral("smtp://") + place(); }

    // The next mail that it took, or login that it saw; empty if none comes within the time.
    QJsonObject next(int milliseconds = 10'000)
    {
        return QJsonDocument::fromJson(nextLine(milliseconds)).object();
    }

private:
    QByteArray nextLine(int milliseconds)
    {
        const QDeadlineTimer deadline(milliseconds);
        while (!m_process.canReadLine() && !deadline.hasExpired())
            m_process.waitForReadyRead(50);
        return m_process.canReadLine() ? m_process.readLine() : QByteArray();
    }

    QProcess m_process;
    QByteArray m_port;
};
