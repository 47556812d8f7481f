// SPDX-License-Identifier: GPL-3.0-only
#include "http/virtualsocket.h"

#include <QHostAddress>

#include <cstring>

namespace http {

VirtualSocket::VirtualSocket(const QHostAddress &peer)
{
    setPeerAddress(peer);
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
}

VirtualSocket::~VirtualSocket()
{
    setSocketState(UnconnectedState);
    setOpenMode(NotOpen);
}

void VirtualSocket::setRequest(const QByteArray &bytes)
{
    m_request = bytes;
    m_read = 0;
    m_caught.resize(0);
}

void VirtualSocket::play()
{
    emit readyRead();
}

QByteArray VirtualSocket::takeCaught()
{
    return std::exchange(m_caught, {});
}

void VirtualSocket::vanish()
{
    setSocketState(UnconnectedState);
    emit disconnected();
}

qint64 VirtualSocket::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_request.size() - m_read;
}

qint64 VirtualSocket::readData(char *into, qint64 most)
{
    const qint64 count = qMin<qint64>(most, m_request.size() - m_read);
    std::memcpy(into, m_request.constData() + m_read, size_t(count));
    m_read += count;
    return count;
}

qint64 VirtualSocket::writeData(const char *bytes, qint64 count)
{
    m_caught.append(bytes, count);
    return count;
}

} // namespace http
