// SPDX-License-Identifier: GPL-3.0-only
#include "http/plaintransport.h"

#include <sys/socket.h>

#include <cerrno>

namespace http {

PlainTransport::PlainTransport(Descriptor descriptor)
    : m_descriptor(std::move(descriptor))
    , m_readNotifier(m_descriptor.get(), QSocketNotifier::Read)
    , m_writeNotifier(m_descriptor.get(), QSocketNotifier::Write)
{
    m_writeNotifier.setEnabled(false);
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &Transport::readable);
    connect(&m_writeNotifier, &QSocketNotifier::activated, this, &PlainTransport::becameWritable);
}

void PlainTransport::open()
{
    QMetaObject::invokeMethod(this, &Transport::opened, Qt::QueuedConnection);
}

qint64 PlainTransport::read(char *into, qint64 most)
{
    if (!m_descriptor.isValid() || m_isAtEnd)
        return 0;
    const ssize_t count = ::recv(m_descriptor.get(), into, size_t(most), MSG_DONTWAIT);
    if (count > 0)
        return count;
    if (count == 0) {
        m_isAtEnd = true;
        m_readNotifier.setEnabled(false);
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        breakOff();
    }
    return 0;
}

void PlainTransport::setReading(bool isReading)
{
    m_readNotifier.setEnabled(isReading && !m_isAtEnd && m_descriptor.isValid());
}

void PlainTransport::write(const QByteArray &bytes)
{
    if (unsentBytes() == 0) {
        m_unsent = bytes;
        m_sent = 0;
        sendUnsent();
    } else {
        m_unsent.remove(0, m_sent);
        m_sent = 0;
        m_unsent.append(bytes);
    }
}

// -1 when the connection is broken.
qint64 PlainTransport::send(const char *bytes, qint64 count)
{
    const ssize_t sent = ::send(m_descriptor.get(), bytes, size_t(count), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return sent;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

void PlainTransport::sendUnsent()
{
    if (!m_descriptor.isValid())
        return;
    const qint64 sent = send(m_unsent.constData() + m_sent, unsentBytes());
    if (sent < 0)
        return breakOff();
    m_sent += sent;
    const bool isWaiting = unsentBytes() > 0;
    if (!isWaiting)
        m_unsent.clear(), m_sent = 0;
    if (m_writeNotifier.isEnabled() != isWaiting)
        m_writeNotifier.setEnabled(isWaiting);
}

void PlainTransport::becameWritable()
{
    sendUnsent();
    if (m_isFinishing && unsentBytes() == 0)
        shutDown();
    emit progressed();
}

void PlainTransport::finish(Ending)
{
    m_isFinishing = true;
    if (unsentBytes() == 0)
        shutDown();
}

// Only our direction: were the whole connection closed over unread bytes, the kernel would send a
// reset, and that can overtake the answer.
void PlainTransport::shutDown()
{
    if (m_descriptor.isValid() && ::shutdown(m_descriptor.get(), SHUT_WR) != 0)
        breakOff();
}

void PlainTransport::abort()
{
    breakOff();
}

void PlainTransport::breakOff()
{
    if (!m_descriptor.isValid())
        return;
    m_readNotifier.setEnabled(false);
    m_writeNotifier.setEnabled(false);
    m_descriptor.close();
    m_unsent.clear();
    m_sent = 0;
    QMetaObject::invokeMethod(this, &Transport::gone, Qt::QueuedConnection);
}

} // namespace http
