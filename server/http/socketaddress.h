// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHostAddress>

#include <netinet/in.h>
#include <sys/socket.h>

namespace http {

// An address and port as the kernel takes and gives them.
class SocketAddress
{
public:
    SocketAddress() = default;
    SocketAddress(const QHostAddress &address, quint16 port);

    int family() const { return m_storage.ss_family; }
    sockaddr *data() { return reinterpret_cast<sockaddr *>(&m_storage); }
    socklen_t *size() { return &m_size; }

    QHostAddress address() const; // IPv4 as IPv4, never ::ffff:
    quint16 port() const;

private:
    sockaddr_storage m_storage{};
    socklen_t m_size = sizeof(sockaddr_storage);
};

} // namespace http
