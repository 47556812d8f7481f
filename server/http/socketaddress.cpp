// SPDX-License-Identifier: GPL-3.0-only
#include "http/socketaddress.h"

#include "http/clientaddress.h"

#include <cstring>

namespace http {

SocketAddress::SocketAddress(const QHostAddress &address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in ipv4{};
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(port);
        ipv4.sin_addr.s_addr = htonl(address.toIPv4Address());
        m_size = sizeof ipv4;
        std::memcpy(&m_storage, &ipv4, sizeof ipv4);
        return;
    }
    sockaddr_in6 ipv6{};
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(port);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&ipv6.sin6_addr, &bytes, sizeof bytes);
    m_size = sizeof ipv6;
    std::memcpy(&m_storage, &ipv6, sizeof ipv6);
}

QHostAddress SocketAddress::address() const
{
    return normalised(QHostAddress(reinterpret_cast<const sockaddr *>(&m_storage)));
}

quint16 SocketAddress::port() const
{
    if (family() == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in *>(&m_storage)->sin_port);
    return ntohs(reinterpret_cast<const sockaddr_in6 *>(&m_storage)->sin6_port);
}

} // namespace http
