// SPDX-License-Identifier: GPL-3.0-only
#include "support/serverprocess.h"

#include <QFile>
#include <QRegularExpression>

#include <csignal>

using namespace Qt::StringLiterals;

constexpr int patience = 60'000; // sanitizers are slow

static QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("GATEHOUSE_"_L1) || name == "JOURNAL_STREAM"_L1 || name == "NOTIFY_SOCKET"_L1)
            environment.remove(name);
    }
    return environment;
}

ServerProcess::ServerProcess(const QStringList &settings)
    : m_settings(QStringList{u"server.listen=127.0.0.1:0"_s, u"password.argon2_memory_kib=64"_s,
                             u"password.argon2_passes=1"_s} +
                 settings)
{
    m_process.setStandardErrorFile(m_folder.filePath(u"log"_s), QIODevice::Append);
}

ServerProcess::~ServerProcess() { kill(); }

QStringList ServerProcess::withOptions(const QStringList &command) const
{
    QStringList arguments = command + QStringList{u"--data-dir"_s, m_folder.path()};
    for (const QString &setting : m_settings)
        arguments += {u"--set"_s, setting};
    return arguments;
}

bool ServerProcess::start(const QStringList &options, const QMap<QString, QString> &environment)
{
    static const QRegularExpression line(u"^listening on https?://127\\.0\\.0\\.1:([0-9]+)$"_s);
    QProcessEnvironment own = plainEnvironment();
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        own.insert(variable.key(), variable.value());
    m_process.setProcessEnvironment(own);
    m_output.clear();
    m_process.start(QStringLiteral(GATEHOUSED), withOptions({u"serve"_s}) + options);
    while (!m_output.contains('\n')) {
        if (!m_process.waitForReadyRead(patience))
            return false;
        m_output += m_process.readAllStandardOutput();
    }
    const auto match = line.match(QString::fromUtf8(m_output).section(u'\n', 0, 0));
    m_port = match.captured(1).toUShort();
    return m_port != 0;
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patience);
}

bool ServerProcess::terminate(int milliseconds)
{
    ::kill(pid_t(m_process.processId()), SIGTERM);
    const bool hasEnded = m_process.waitForFinished(milliseconds);
    m_output += m_process.readAllStandardOutput();
    return hasEnded && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

bool ServerProcess::reload() { return ::kill(pid_t(m_process.processId()), SIGHUP) == 0; }

QByteArray ServerProcess::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ServerProcess::Outcome ServerProcess::run(const QStringList &command, const QByteArray &input) const
{
    return runPlainly(withOptions(command), input);
}

ServerProcess::Outcome ServerProcess::runPlainly(const QStringList &arguments, const QByteArray &input,
                                                 const std::function<void()> &prepare)
{
    QProcess process;
    process.setChildProcessModifier(prepare);
    process.setProcessEnvironment(plainEnvironment());
    process.start(QStringLiteral(GATEHOUSED), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded = process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit;
    return {.status = hasEnded ? process.exitCode() : -1,
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}
