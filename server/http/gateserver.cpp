// SPDX-License-Identifier: GPL-3.0-only
#include "http/gateserver.h"

#include "http/gate.h"
#include "http/plaintransport.h"
#include "http/tlstransport.h"
#include "http/virtualsocket.h"

#include <QScopedValueRollback>

#include <vector>

namespace http {

static constexpr qint64 scratchSize = 32 * 1024;
static constexpr std::chrono::milliseconds sweepEvery{250};

GateServer::GateServer(Descriptor listening, const Limits &limits, std::optional<QSslConfiguration> tls)
    : m_limits(limits)
    , m_tls(std::move(tls))
    , m_scratch(std::make_unique<char[]>(scratchSize))
{
    m_clock.start();
    if (setSocketDescriptor(listening.get()))
        listening.release();
    pauseAccepting();
    connect(&m_sweeper, &QTimer::timeout, this, &GateServer::sweep);
    m_sweeper.start(sweepEvery);
}

GateServer::~GateServer()
{
    closeAll();
}

static std::unique_ptr<Transport> transportOf(Descriptor descriptor,
                                              const std::optional<QSslConfiguration> &tls)
{
    if (tls)
        return std::make_unique<TlsTransport>(std::move(descriptor), *tls);
    return std::make_unique<PlainTransport>(std::move(descriptor));
}

void GateServer::adopt(Connection connection)
{
    if (m_isRetiring)
        return;
    auto transport = transportOf(std::move(connection.descriptor), m_tls);
    m_gates.insert(new Gate(*this, std::move(transport), connection.peer, std::move(connection.place)));
}

std::string_view GateServer::read(Transport &transport)
{
    return {m_scratch.get(), size_t(transport.read(m_scratch.get(), scratchSize))};
}

void GateServer::play(Gate &gate, VirtualSocket &socket, bool isNew)
{
    const QScopedValueRollback current(m_current, &gate);
    if (isNew)
        addPendingConnection(&socket);
    socket.play();
}

// Taking a pending connection makes a QTcpServer accept again, which is not its business here.
QTcpSocket *GateServer::nextPendingConnection()
{
    QTcpSocket *socket = QTcpServer::nextPendingConnection();
    pauseAccepting();
    return socket;
}

void GateServer::forget(Gate *gate)
{
    m_gates.erase(gate);
    gate->deleteLater();
    if (m_isRetiring && m_gates.empty())
        emit emptied();
}

// Over a copy: a gate may end while it is looked at, but is not deleted before the loop's next turn.
void GateServer::sweep()
{
    const std::vector<Gate *> gates(m_gates.begin(), m_gates.end());
    for (Gate *gate : gates)
        gate->sweep(now());
}

void GateServer::retire()
{
    m_isRetiring = true;
    const std::vector<Gate *> gates(m_gates.begin(), m_gates.end());
    for (Gate *gate : gates)
        gate->retire();
    if (m_gates.empty())
        emit emptied();
}

void GateServer::closeAll()
{
    const auto gates = std::exchange(m_gates, {});
    for (Gate *gate : gates)
        delete gate;
}

} // namespace http
