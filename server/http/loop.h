// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/dispatcher.h"
#include "http/gateserver.h"

#include <QHttpServer>
#include <QSemaphore>
#include <QThread>

#include <chrono>

namespace http {

// One event loop's share of the connections: QHttpServer, fed by its gates.
class Loop final : public QObject
{
    Q_OBJECT
public:
    Loop(const Dispatcher &dispatcher, Descriptor listening, const Limits &limits,
         std::optional<QSslConfiguration> tls);
    ~Loop() override;

    void adopt(Connection connection) { m_gates->adopt(std::move(connection)); }
    void setTls(const QSslConfiguration &configuration) { m_gates->setTls(configuration); }

    // Lets requests under way finish for a while, then ends the thread's event loop.
    void retire(std::chrono::milliseconds patience);

private:
    void serve(QHttpServerResponder &&responder);

    const Dispatcher &m_dispatcher;
    QHttpServer m_http;
    GateServer *m_gates; // a child of m_http
};

// The thread of a loop. All calls are for the thread that started it.
class LoopThread final : public QThread
{
    Q_OBJECT
public:
    LoopThread(const Dispatcher &dispatcher, Descriptor listening, const Limits &limits,
               std::optional<QSslConfiguration> tls);
    ~LoopThread() override;

    void startAndWait(); // until it can take connections
    void adopt(Connection connection);
    void setTls(const QSslConfiguration &configuration);
    void retire(std::chrono::milliseconds patience);

protected:
    void run() override;

private:
    const Dispatcher &m_dispatcher;
    Descriptor m_listening;
    Limits m_limits;
    std::optional<QSslConfiguration> m_tls;
    QSemaphore m_started;
    Loop *m_loop = nullptr;
};

} // namespace http
