// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/connection.h"
#include "http/datefield.h"
#include "http/limits.h"

#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <memory>
#include <optional>
#include <unordered_set>

namespace http {

class Gate;
class Transport;
class VirtualSocket;

// The gates of one event loop, and the server that QHttpServer takes its sockets from. It listens
// in name only: connections are accepted elsewhere and handed to it.
class GateServer final : public QTcpServer
{
    Q_OBJECT
public:
    // `listening` is a copy of a listening socket, which it never accepts from; QHttpServer binds
    // to no server without one.
    GateServer(Descriptor listening, const Limits &limits, std::optional<QSslConfiguration> tls);
    ~GateServer() override;

    void adopt(Connection connection);
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; } // of later connections
    void retire();   // closes idle connections at once and busy ones after their answer
    void closeAll(); // at once, answered or not
    bool isRetiring() const { return m_isRetiring; }

    // For the gates.
    const Limits &limits() const { return m_limits; }
    qint64 now() const { return m_clock.elapsed(); }
    const QByteArray &date() { return m_date.now(); }
    std::string_view read(Transport &transport); // valid until the next call
    void play(Gate &gate, VirtualSocket &socket, bool isNew);
    void forget(Gate *gate);

    Gate *current() const { return m_current; } // whose request is being played

    QTcpSocket *nextPendingConnection() override;

signals:
    void emptied(); // while retiring: the last gate has gone

private:
    void sweep();

    Limits m_limits;
    std::optional<QSslConfiguration> m_tls;
    QElapsedTimer m_clock;
    QTimer m_sweeper;
    DateField m_date;
    std::unique_ptr<char[]> m_scratch;
    std::unordered_set<Gate *> m_gates;
    Gate *m_current = nullptr;
    bool m_isRetiring = false;
};

} // namespace http
