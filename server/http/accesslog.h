// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/arrival.h"
#include "http/router.h"

#include <QElapsedTimer>

namespace http {

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
