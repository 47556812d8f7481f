// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "http/dispatcher.h"
#include "http/limits.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QThread>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace http {

class Acceptor;
class LoopThread;

struct ListenerSettings
{
    QList<std::pair<QHostAddress, quint16>> addresses; // port 0: any free one
    std::optional<QSslConfiguration> tls = {};         // of all addresses; nothing: plain HTTP
    Limits limits = {};
    int loops = QThread::idealThreadCount();
};

// The HTTP front: accepts in the thread it lives in and serves from event loops of its own.
class Listener
{
public:
    // The dispatcher must outlive it.
    Listener(const Dispatcher &dispatcher, ListenerSettings settings);
    ~Listener();

    // Listens on all addresses or on none; an error's detail says which one can't be had and why.
    Result<> start();

    // The real addresses, in the order of the settings.
    QList<std::pair<QHostAddress, quint16>> addresses() const;

    // For connections from now on.
    void reloadTls(const QSslConfiguration &configuration);

    // Takes no further connection, lets requests under way finish for at most 4 s, closes the rest,
    // and returns when all loops have ended.
    void stop();

private:
    Result<> listen();
    void startLoops();
    LoopThread &nextLoop();

    const Dispatcher &m_dispatcher;
    ListenerSettings m_settings;
    std::unique_ptr<class ConnectionCounter> m_counter;
    std::vector<std::unique_ptr<Acceptor>> m_acceptors;
    std::vector<std::unique_ptr<LoopThread>> m_loops;
    size_t m_next = 0;
};

} // namespace http
