// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

namespace http {

// The real connection behind a gate, plain or TLS. It never emits a signal from inside a call:
// whoever is in the middle of something is not called back.
class Transport : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void open() = 0; // opened() follows, at once or after the handshake

    virtual qint64 read(char *into, qint64 most) = 0; // 0: nothing there now
    virtual bool isAtEnd() const = 0;                 // the peer has sent its last byte
    virtual void setReading(bool isReading) = 0;      // whether readable() is wanted

    virtual void write(const QByteArray &bytes) = 0; // keeps what can't be sent now
    virtual qint64 unsentBytes() const = 0;

    enum class Ending {
        Polite,   // after an answer that the peer waited for
        Lingering // the peer may still be sending: it must read our answer before it meets a reset
    };
    virtual void finish(Ending ending) = 0; // sends what is unsent and says that no more comes
    virtual void abort() = 0;               // gone() follows

signals:
    void opened();
    void readable();
    void progressed(); // bytes were sent
    void gone();       // no byte can be read or sent any more
};

} // namespace http
