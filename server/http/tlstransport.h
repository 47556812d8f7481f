// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/descriptor.h"
#include "http/transport.h"

#include <QSslSocket>

namespace http {

// A connection under TLS. Nothing is done to the QSslSocket from inside its own signals: it would
// re-enter its transmission and crash; all of them are passed on by a queued call.
class TlsTransport final : public Transport
{
    Q_OBJECT
public:
    TlsTransport(Descriptor descriptor, const QSslConfiguration &configuration);

    void open() override;
    qint64 read(char *into, qint64 most) override;
    bool isAtEnd() const override;
    void setReading(bool isReading) override;
    void write(const QByteArray &bytes) override;
    qint64 unsentBytes() const override;
    void finish(Ending ending) override;
    void abort() override;

private:
    void firstBytes();
    void later(void (TlsTransport::*what)(), bool &isQueued);
    void passReadable();
    void passProgressed();
    void passGone();
    void shutDownWhenSent();

    QSslSocket m_socket;
    bool m_isReadableQueued = false;
    bool m_isProgressQueued = false;
    bool m_isGoneQueued = false;
    bool m_isStarted = false;
    bool m_isLingering = false;
};

} // namespace http
