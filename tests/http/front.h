// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/listener.h"

#include <QThread>

// A whole HTTP front on a free port of loopback, with a few routes, in threads of its own: a test
// may block on its sockets.
class Front
{
public:
    struct Settings
    {
        http::Limits limits = {};
        std::optional<QSslConfiguration> tls = {};
        QStringList trustedProxies = {};
        int loops = 1;
    };
    Front() : Front(Settings()) {}
    explicit Front(const Settings &settings);
    ~Front();

    quint16 port() const { return m_port; }
    void stop();
    void reloadTls(const QSslConfiguration &configuration);

    // How many handlers have begun since the start.
    int handled() const { return m_handled; }

private:
    void addRoutes();

    http::Router m_router;
    http::Workers m_workers;
    http::Dispatcher m_dispatcher;
    std::unique_ptr<http::Listener> m_listener;
    QThread m_thread; // the listener's
    QObject m_inThread;
    quint16 m_port = 0;
    std::atomic_int m_handled = 0;
};

// A client that sends exactly the bytes it is told to.
class RawClient
{
public:
    explicit RawClient(quint16 port);
    ~RawClient();

    bool send(const QByteArray &bytes); // false when the connection is broken
    void finishSending();               // shuts down its direction only
    void hangUp();                      // closes with a reset

    struct Answer
    {
        int status = 0; // 0: none came
        QByteArray head;
        QByteArray body;
        QByteArray header(const QByteArray &name) const;
        QByteArrayList headers(const QByteArray &name) const;
    };
    // The next answer; `isHead`: its body is not sent.
    Answer answer(bool isHead = false);
    QByteArray untilClosed(int milliseconds = 3000); // everything until the server closes
    bool isClosed(int milliseconds = 3000);          // whether it closes, without another byte

private:
    bool receive(int milliseconds);

    int m_fd;
    QByteArray m_received;
};

// One request on a connection of its own.
RawClient::Answer ask(quint16 port, const QByteArray &request);

// The head of a request with these further fields.
QByteArray requestFor(const QByteArray &method, const QByteArray &target, const QByteArray &fields = {},
                      const QByteArray &body = {});

// The simplest of them.
inline const QByteArray hello = requestFor("GET", "/hello");

// A self-signed certificate for localhost, made by openssl for this run.
QSslConfiguration makeTlsConfiguration(const QString &commonName = QStringLiteral("localhost"));
