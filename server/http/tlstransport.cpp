// SPDX-License-Identifier: GPL-3.0-only
#include "http/tlstransport.h"

#include <sys/socket.h>

namespace http {

// Bounds what a peer can make us hold before a gate asks for it.
static constexpr qint64 readBuffer = 64 * 1024;

// The first byte of a ClientHello's record (RFC 8446 section 5.1).
static constexpr char handshakeRecord = 0x16;

TlsTransport::TlsTransport(Descriptor descriptor, const QSslConfiguration &configuration)
{
    connect(&m_socket, &QSslSocket::readyRead, this,
            [this] { later(&TlsTransport::passReadable, m_isReadableQueued); });
    const auto progress = [this] { later(&TlsTransport::passProgressed, m_isProgressQueued); };
    connect(&m_socket, &QSslSocket::bytesWritten, this, progress);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, progress);
    connect(&m_socket, &QSslSocket::encrypted, this, &Transport::opened, Qt::QueuedConnection);
    connect(&m_socket, &QSslSocket::disconnected, this,
            [this] { later(&TlsTransport::passGone, m_isGoneQueued); });
    if (m_socket.setSocketDescriptor(descriptor.get()))
        descriptor.release();
    m_socket.setReadBufferSize(readBuffer);
    m_socket.setSslConfiguration(configuration);
}

void TlsTransport::open()
{
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        later(&TlsTransport::passGone, m_isGoneQueued);
}

void TlsTransport::later(void (TlsTransport::*what)(), bool &isQueued)
{
    if (isQueued)
        return;
    isQueued = true;
    QMetaObject::invokeMethod(this, what, Qt::QueuedConnection);
}

// Setting up TLS costs half a millisecond: only for a peer that begins to speak it.
void TlsTransport::firstBytes()
{
    char first = 0;
    if (m_socket.peek(&first, 1) != 1)
        return;
    m_isStarted = true;
    if (first == handshakeRecord)
        m_socket.startServerEncryption();
    else
        m_socket.abort();
}

void TlsTransport::passReadable()
{
    m_isReadableQueued = false;
    if (!m_isStarted)
        firstBytes();
    else if (m_socket.isEncrypted())
        emit readable();
}

void TlsTransport::passProgressed()
{
    m_isProgressQueued = false;
    if (m_isLingering)
        shutDownWhenSent();
    if (m_socket.isEncrypted())
        emit progressed();
}

void TlsTransport::passGone()
{
    emit gone();
}

qint64 TlsTransport::read(char *into, qint64 most)
{
    return qMax(qint64(0), m_socket.read(into, most));
}

bool TlsTransport::isAtEnd() const
{
    return m_socket.state() == QAbstractSocket::UnconnectedState && m_socket.bytesAvailable() == 0;
}

// Its buffer is bounded, and readable() costs nothing when nobody answers it.
void TlsTransport::setReading(bool) {}

void TlsTransport::write(const QByteArray &bytes)
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.write(bytes);
}

qint64 TlsTransport::unsentBytes() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

void TlsTransport::finish(Ending ending)
{
    if (ending == Ending::Polite)
        return m_socket.disconnectFromHost();
    m_isLingering = true;
    shutDownWhenSent();
}

// Without a close_notify, since QSslSocket would close both directions with it; the length of the
// answer says that it is whole.
void TlsTransport::shutDownWhenSent()
{
    if (unsentBytes() == 0 && m_socket.state() == QAbstractSocket::ConnectedState)
        ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
}

void TlsTransport::abort()
{
    m_socket.abort();
}

} // namespace http
