// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/arrival.h"
#include "http/refusal.h"
#include "http/router.h"

#include <QElapsedTimer>

namespace http {

// The path of a request target as a log may have it: without its query, and with a mark in the place
// of each part that is long enough to be a token, whether there is a route for it or not.
QByteArray loggablePath(QByteArrayView target);

// The line that a refusal of the gate leaves there: id, status, code, client, why, and of a request
// whose head could be read, method and path.
void logRefusal(Refusal refusal, const QByteArray &id, const QHostAddress &client, const Arrival *known = nullptr);

// The line that each request leaves in "gatehouse.http": id, method, path, status, milliseconds,
// client. Its clock runs from its construction.
class AccessLogLine
{
public:
    explicit AccessLogLine(const Arrival &arrival);

    // Some paths carry a one-time token; then the route's pattern stands in the line.
    void setRoute(const Route &route, const QStringList &arguments);

    void write(const Request &request, int status) const;

private:
    QElapsedTimer m_clock;
    QByteArray m_path; // encoded, so that nothing in it can break the line
};

} // namespace http
