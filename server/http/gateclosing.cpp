// SPDX-License-Identifier: GPL-3.0-only
// How a gate ends: refusals, deadlines, clients that leave, and the server's own stop.
#include "http/gate.h"

#include "http/accesslog.h"
#include "http/exchange.h"
#include "http/gateserver.h"
#include "http/requestid.h"
#include "http/virtualsocket.h"

namespace http {

void Gate::refuse(Refusal refusal)
{
    const QByteArray id = newRequestId();
    const bool knowsHead = m_reader.isInBody();
    logRefusal(refusal, id, m_peer, knowsHead ? &m_arrival : nullptr);
    write(wire::refusal(refusal, id, m_form.isHead && knowsHead, m_server.date()));
    close(Transport::Ending::Lingering);
}

// The peer gets a little time to read what it was told and to close its side.
void Gate::close(Transport::Ending ending)
{
    if (m_phase == Phase::Closing || m_phase == Phase::Over)
        return;
    m_phase = Phase::Closing;
    m_reader = RequestReader(m_server.limits().request);
    setDeadline(m_server.limits().drain);
    m_transport->setReading(true);
    m_transport->finish(ending);
    if (m_transport->isAtEnd() && m_transport->unsentBytes() == 0)
        m_transport->abort();
}

void Gate::drain()
{
    for (auto bytes = m_server.read(*m_transport); !bytes.empty(); bytes = m_server.read(*m_transport)) {
        m_drained += qint64(bytes.size());
        if (m_drained > m_server.limits().drainBytes)
            return m_transport->abort();
    }
    if (m_transport->isAtEnd() && m_transport->unsentBytes() == 0)
        m_transport->abort();
}

void Gate::progressed()
{
    m_lastProgress = m_server.now();
    const bool isRoom = m_transport->unsentBytes() <= m_server.limits().unsentBytes / 2;
    if (m_phase == Phase::Reading && isRoom) {
        m_transport->setReading(true);
        pump();
    } else if (m_phase == Phase::Closing) {
        pump();
    }
}

// QHttpServer still means to answer a request being handled: it must not lose its socket before.
void Gate::goneAway()
{
    m_isGone = true;
    if (m_phase != Phase::Handling)
        end();
}

void Gate::end()
{
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Over;
    m_exchange->abandon();
    if (m_socket)
        std::exchange(m_socket, nullptr)->vanish();
    m_server.forget(this);
}

void Gate::sweep(qint64 now)
{
    const bool isStalled =
        m_transport->unsentBytes() > 0 && now - m_lastProgress > m_server.limits().write.count();
    if (isStalled && !m_isGone)
        m_transport->abort();
    else if (now >= m_deadline && m_phase != Phase::Handling)
        timeOut();
}

void Gate::timeOut()
{
    if (m_phase == Phase::Handshake || m_phase == Phase::Closing)
        m_transport->abort();
    else if (m_phase == Phase::Reading && m_hasStarted)
        refuse(Refusal::RequestTimeout);
    else if (m_phase == Phase::Reading)
        close(Transport::Ending::Polite);
}

void Gate::retire()
{
    m_form.keepsAlive = false;
    if (m_phase == Phase::Handshake)
        m_transport->abort();
    else if (m_phase == Phase::Reading && !m_hasStarted)
        close(Transport::Ending::Polite);
}

} // namespace http
