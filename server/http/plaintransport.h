// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/descriptor.h"
#include "http/transport.h"

#include <QSocketNotifier>

namespace http {

// A TCP connection without TLS. It speaks to the kernel itself, since a QTcpSocket closes when its
// peer shuts down one direction, and an answer to such a client would be lost.
class PlainTransport final : public Transport
{
    Q_OBJECT
public:
    explicit PlainTransport(Descriptor descriptor);

    void open() override;
    qint64 read(char *into, qint64 most) override;
    bool isAtEnd() const override { return m_isAtEnd; }
    void setReading(bool isReading) override;
    void write(const QByteArray &bytes) override;
    qint64 unsentBytes() const override { return m_unsent.size() - m_sent; }
    void finish(Ending ending) override;
    void abort() override;

private:
    void sendUnsent();
    qint64 send(const char *bytes, qint64 count);
    void becameWritable();
    void shutDown();
    void breakOff();

    Descriptor m_descriptor;
    QSocketNotifier m_readNotifier;
    QSocketNotifier m_writeNotifier;
    QByteArray m_unsent;
    qint64 m_sent = 0; // of m_unsent
    bool m_isAtEnd = false;
    bool m_isFinishing = false;
};

} // namespace http
