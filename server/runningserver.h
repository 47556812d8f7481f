// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>

// What a server tells the commands that share its data directory: that it runs, and its public URL,
// which it may owe to options that only it was started with. A file there, locked as long as the
// server lives, so that one that was killed does not count as running; its text stays behind.
class RunningServer
{
public:
    RunningServer() = default;
    ~RunningServer();
    RunningServer(const RunningServer &) = delete;

    // The detail of an error is for the administrator.
    Result<> announce(const QString &dataDirectory, const QString &publicUrl);

    struct Trace
    {
        QString publicUrl = {}; // of the server that runs or ran here last; empty if none ever did
        QDateTime since = {};
        bool isRunning = false;
    };
    static Trace traceIn(const QString &dataDirectory);

private:
    int m_descriptor = -1;
};
