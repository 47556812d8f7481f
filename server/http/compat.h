// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHttpServer>
#include <QTcpServer>

// The few calls that Qt 6.4 and Qt 6.8 spell differently.
namespace http::compat {

// `handler` is called with an rvalue responder.
template<class Handler>
void setMissingHandler(QHttpServer &server, Handler handler)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    server.setMissingHandler(&server, [handler](const QHttpServerRequest &, QHttpServerResponder &responder) {
        handler(std::move(responder));
    });
#else
    server.setMissingHandler([handler](const QHttpServerRequest &, QHttpServerResponder &&responder) {
        handler(std::move(responder));
    });
#endif
}

// Makes `server` a child of `http`.
inline void bind(QHttpServer &http, QTcpServer *server)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    if (!http.bind(server))
        qFatal("QHttpServer refuses a listening socket");
#else
    http.bind(server);
#endif
}

} // namespace http::compat
