// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/json.h"
#include "http/request.h"

namespace http {

// One answer, as a value. Date, X-Request-Id, nosniff, no-store and Content-Length are added where
// it is sent.
struct Response
{
    int status = 200;
    QByteArray content;
    QByteArray contentType = "application/json";
    QList<Header> headers = {}; // sent in this order; Set-Cookie may stand several times

    // Values with CR, LF or NUL are dropped with a warning: no header injection.
    void addHeader(const QByteArray &name, const QByteArray &value);
};

Response json(const QJsonObject &body, int status = 200);

template<::json::Described T>
Response json(const T &value, int status = 200)
{
    return json(::json::write(value), status);
}

Response noContent();                      // 204
Response redirect(const QString &target);  // 302

} // namespace http
