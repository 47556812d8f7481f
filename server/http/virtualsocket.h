// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTcpSocket>

#include <functional>

namespace http {

// The socket that QHttpServer believes in. There is no connection in it: requests are played into
// it, and what QHttpServer writes is caught.
class VirtualSocket final : public QTcpSocket
{
    Q_OBJECT
public:
    explicit VirtualSocket(const QHostAddress &peer);
    ~VirtualSocket() override;

    void setRequest(const QByteArray &bytes);
    void play();                 // tells that a request is there
    QByteArray takeCaught();     // everything written since the last time
    void vanish();               // tells that the peer is gone; QHttpServer then deletes it

    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }
    void disconnectFromHost() override { emit givenUp(); }
    void close() override { emit givenUp(); }

signals:
    void givenUp(); // QHttpServer wants to close the connection by itself

protected:
    qint64 readData(char *into, qint64 most) override;
    qint64 writeData(const char *bytes, qint64 count) override;

private:
    QByteArray m_request;
    qsizetype m_read = 0; // of m_request
    QByteArray m_caught;
};

} // namespace http
