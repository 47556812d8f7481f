// SPDX-License-Identifier: GPL-3.0-only
#include "http/acceptor.h"

#include "http/accesslog.h"
#include "http/clientaddress.h"
#include "http/datefield.h"
#include "http/requestid.h"
#include "http/socketaddress.h"
#include "http/wire.h"
#include "throttle/client.h"

#include <QTimer>

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>

using namespace Qt::StringLiterals;

namespace http {

static constexpr int backlog = 1024;
static constexpr int acceptedInARow = 64;
static constexpr std::chrono::milliseconds pauseWithoutDescriptors{200};

// Inherited by every connection: what the kernel may hold of bytes that we have not asked for.
static constexpr int receiveBuffer = 128 * 1024;

static void setOption(int descriptor, int level, int name, int value)
{
    ::setsockopt(descriptor, level, name, &value, sizeof value);
}

static Error unavailable(const QHostAddress &address, quint16 port)
{
    const QString where = address.toString() + u" port "_s + QString::number(port);
    return {Error::Kind::Unavailable, code::serverBusy,
            u"cannot listen on "_s + where + u": "_s + QString::fromLocal8Bit(std::strerror(errno))};
}

// QHostAddress::Any means both families, an IPv6 address only itself.
static Descriptor openSocket(const QHostAddress &address)
{
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    Descriptor descriptor(
        ::socket(isIpv4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!descriptor.isValid())
        return descriptor;
    if (!isIpv4)
        setOption(descriptor.get(), IPPROTO_IPV6, IPV6_V6ONLY, address != QHostAddress(QHostAddress::Any));
    setOption(descriptor.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    setOption(descriptor.get(), SOL_SOCKET, SO_RCVBUF, receiveBuffer);
    return descriptor;
}

Result<> Acceptor::listen(const QHostAddress &address, quint16 port)
{
    Descriptor descriptor = openSocket(address);
    SocketAddress wanted(address, port);
    SocketAddress real;
    if (!descriptor.isValid() || ::bind(descriptor.get(), wanted.data(), *wanted.size()) != 0 ||
        ::listen(descriptor.get(), backlog) != 0 ||
        ::getsockname(descriptor.get(), real.data(), real.size()) != 0)
        return unavailable(address, port);
    m_descriptor = std::move(descriptor);
    m_address = address;
    m_port = real.port();
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Acceptor::acceptAll);
    return {};
}

static bool isOutOfResources(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

void Acceptor::acceptAll()
{
    for (int i = 0; i < acceptedInARow; ++i) {
        SocketAddress peer;
        Descriptor descriptor(
            ::accept4(m_descriptor.get(), peer.data(), peer.size(), SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!descriptor.isValid())
            return isOutOfResources(errno) ? pause() : void();
        welcome(std::move(descriptor), peer.address());
    }
}

void Acceptor::welcome(Descriptor descriptor, const QHostAddress &peer)
{
    Client client;
    client.address = peer;
    auto place = m_house.counter.take(m_house.proxies.contains(peer) ? QString() : client.network());
    if (!place)
        return turnAway(descriptor, peer);
    setOption(descriptor.get(), IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(descriptor.get(), SOL_SOCKET, SO_KEEPALIVE, 1);
    m_house.hand({.descriptor = std::move(descriptor), .peer = peer, .place = *std::move(place)});
}

void Acceptor::turnAway(const Descriptor &descriptor, const QHostAddress &peer)
{
    const QByteArray id = newRequestId();
    logRefusal(Refusal::ServerBusy, id, peer);
    if (m_house.isTls)
        return;
    const QByteArray words = wire::refusal(Refusal::ServerBusy, id, false, DateField().now());
    (void)!::send(descriptor.get(), words.constData(), size_t(words.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(descriptor.get(), SHUT_WR);
}

void Acceptor::pause()
{
    m_notifier->setEnabled(false);
    QTimer::singleShot(pauseWithoutDescriptors, this, [this] { m_notifier->setEnabled(true); });
}

} // namespace http
