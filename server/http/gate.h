// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/arrival.h"
#include "http/connectioncounter.h"
#include "http/requestreader.h"
#include "http/transport.h"
#include "http/wire.h"

#include <QPointer>

#include <memory>

namespace http {

class Exchange;
class GateServer;
class VirtualSocket;

// One connection. Reads, checks and bounds each request itself, and only then plays it to
// QHttpServer, one at a time: pipelined requests are answered in order, and QHttpServer never
// learns that a client went away before the answer was made.
class Gate final : public QObject
{
    Q_OBJECT
public:
    Gate(GateServer &server, std::unique_ptr<Transport> transport, const QHostAddress &peer,
         ConnectionCounter::Place place);
    ~Gate() override;

    // The request being played, and who waits for its answer.
    Arrival takeArrival() { return std::exchange(m_arrival, {}); }
    const std::shared_ptr<Exchange> &exchange() const { return m_exchange; }

    // The answer, after QHttpServer wrote it into the virtual socket.
    void send(const Response &response);

    void sweep(qint64 now); // enforces the deadlines
    void retire();          // closes as soon as no request is under way

private:
    enum class Phase { Handshake, Reading, Handling, Closing, Over };

    void open();
    void pump();
    bool pumpOnce();
    bool readMore();
    void takeHead(const Head &head);
    void play();
    VirtualSocket &socket();
    void refuse(Refusal refusal);
    void startWaiting();
    void close(Transport::Ending ending);
    void drain();
    void progressed();
    void goneAway();
    void end();
    void timeOut();
    void write(const QByteArray &bytes);
    void setDeadline(std::chrono::milliseconds delay);

    GateServer &m_server;
    std::unique_ptr<Transport> m_transport;
    QHostAddress m_peer;
    ConnectionCounter::Place m_place;
    std::shared_ptr<Exchange> m_exchange;
    QPointer<VirtualSocket> m_socket; // from the first request on
    RequestReader m_reader;
    Arrival m_arrival;
    wire::Form m_form;
    Phase m_phase = Phase::Handshake;
    qint64 m_deadline = 0;     // milliseconds of the server's clock
    qint64 m_lastProgress = 0; // when a byte was sent last
    qint64 m_drained = 0;
    bool m_hasStarted = false; // a byte of the request being read was seen
    bool m_isPumping = false;
    bool m_isGone = false;     // the client is, but its request is still being handled
};

} // namespace http
