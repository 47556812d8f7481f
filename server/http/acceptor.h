// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "http/connection.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace http {

class TrustedProxies;

// Listens on one address and hands each connection on. It calls accept() itself: QTcpServer spins
// when the process is out of file descriptors, and says nothing.
class Acceptor final : public QObject
{
    Q_OBJECT
public:
    struct House
    {
        ConnectionCounter &counter;
        const TrustedProxies &proxies; // count for their clients, not for themselves
        bool isTls = false;            // then nobody can be told why there is no place
        std::function<void(Connection)> hand;
    };
    explicit Acceptor(House house) : m_house(std::move(house)) {}

    // SERVER_BUSY with the system's words as its detail, if the address can't be had.
    Result<> listen(const QHostAddress &address, quint16 port);

    QHostAddress address() const { return m_address; }
    quint16 port() const { return m_port; } // the real one, also if 0 was asked for
    int descriptor() const { return m_descriptor.get(); }

private:
    void acceptAll();
    void welcome(Descriptor descriptor, const QHostAddress &peer);
    void turnAway(const Descriptor &descriptor, const QHostAddress &peer);
    void pause();

    House m_house;
    Descriptor m_descriptor;
    QHostAddress m_address;
    quint16 m_port = 0;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace http
