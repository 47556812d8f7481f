// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "support/httpclient.h"

#include <QProcess>
#include <QTemporaryDir>

#include <functional>

// The real gatehoused, as a process of its own, with a data directory that outlives it.
class ServerProcess
{
public:
    // `settings` are as for --set; hashing is cheap and the port any free one unless they say else.
    explicit ServerProcess(const QStringList &settings = {});
    ~ServerProcess(); // kills it if it still runs

    // Waits until it says that it listens. Further options, and what only it finds in its environment.
    bool start(const QStringList &options = {}, const QMap<QString, QString> &environment = {});
    void kill();                      // SIGKILL: it gets no time for anything
    bool terminate(int milliseconds); // SIGTERM; whether it ended by itself, with status 0, in time
    bool reload();                    // SIGHUP

    qint64 processId() const { return m_process.processId(); }
    quint16 port() const { return m_port; }
    QByteArray output() const { return m_output; } // standard output so far
    QByteArray log() const;                        // standard error of all starts
    HttpClient client() const { return HttpClient(m_port); }
    QString dataDirectory() const { return m_folder.path(); }

    struct Outcome
    {
        int status = -1; // -1: it crashed or did not end
        QByteArray output = {};
        QByteArray errors = {};
    };
    // A command on the same data directory and settings.
    Outcome run(const QStringList &command, const QByteArray &input = {}) const;
    // Exactly these arguments; `prepare` runs in the new process before the program.
    static Outcome runPlainly(const QStringList &arguments, const QByteArray &input = {},
                              const std::function<void()> &prepare = {});
    QStringList withOptions(const QStringList &command) const; // a command's, on this data directory

private:
    QTemporaryDir m_folder;
    QStringList m_settings;
    QProcess m_process;
    QByteArray m_output;
    quint16 m_port = 0;
};
