// SPDX-License-Identifier: GPL-3.0-only
#include "http/loop.h"

#include "http/compat.h"
#include "http/exchange.h"
#include "http/gate.h"

namespace http {

Loop::Loop(const Dispatcher &dispatcher, Descriptor listening, const Limits &limits,
           std::optional<QSslConfiguration> tls)
    : m_dispatcher(dispatcher)
    , m_gates(new GateServer(std::move(listening), limits, std::move(tls)))
{
    compat::setMissingHandler(m_http,
                              [this](QHttpServerResponder &&responder) { serve(std::move(responder)); });
    compat::bind(m_http, m_gates);
    connect(m_gates, &GateServer::emptied, this, [] { QThread::currentThread()->quit(); });
}

// The gates' sockets go before the QHttpServer that watches them.
Loop::~Loop()
{
    m_gates->closeAll();
}

// QHttpServer knows no route, so every request that a gate plays to it arrives here.
void Loop::serve(QHttpServerResponder &&responder)
{
    Gate *gate = m_gates->current();
    if (!gate)
        return;
    const auto exchange = gate->exchange();
    exchange->begin(std::move(responder));
    m_dispatcher.dispatch(gate->takeArrival(), exchange);
}

void Loop::retire(std::chrono::milliseconds patience)
{
    QTimer::singleShot(patience, this, [] { QThread::currentThread()->quit(); });
    m_gates->retire();
}

LoopThread::LoopThread(const Dispatcher &dispatcher, Descriptor listening, const Limits &limits,
                       std::optional<QSslConfiguration> tls)
    : m_dispatcher(dispatcher)
    , m_listening(std::move(listening))
    , m_limits(limits)
    , m_tls(std::move(tls))
{
}

LoopThread::~LoopThread()
{
    quit();
    wait();
}

void LoopThread::startAndWait()
{
    start();
    m_started.acquire();
}

void LoopThread::run()
{
    Loop loop(m_dispatcher, std::move(m_listening), m_limits, m_tls);
    m_loop = &loop;
    m_started.release();
    exec();
}

// A queued call must be copyable, a connection is not.
void LoopThread::adopt(Connection connection)
{
    auto shared = std::make_shared<Connection>(std::move(connection));
    QMetaObject::invokeMethod(
        m_loop, [loop = m_loop, shared] { loop->adopt(std::move(*shared)); }, Qt::QueuedConnection);
}

void LoopThread::setTls(const QSslConfiguration &configuration)
{
    QMetaObject::invokeMethod(
        m_loop, [loop = m_loop, configuration] { loop->setTls(configuration); }, Qt::QueuedConnection);
}

void LoopThread::retire(std::chrono::milliseconds patience)
{
    QMetaObject::invokeMethod(
        m_loop, [loop = m_loop, patience] { loop->retire(patience); }, Qt::QueuedConnection);
}

} // namespace http
