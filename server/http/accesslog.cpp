// SPDX-License-Identifier: GPL-3.0-only
#include "http/accesslog.h"

#include "http/log.h"

#include <algorithm>

Q_LOGGING_CATEGORY(httpLog, "gatehouse.http", QtInfoMsg)

namespace http {

// Ids and names of providers are no longer than this, tokens are.
static constexpr qsizetype longestArgument = 36;
static constexpr qsizetype longestPath = 200;

AccessLogLine::AccessLogLine(const Arrival &arrival)
{
    m_clock.start();
    if (!httpLog().isInfoEnabled())
        return;
    const qsizetype question = arrival.target.indexOf('?');
    m_path = arrival.target.left(question < 0 ? longestPath : std::min(question, longestPath));
}

void AccessLogLine::setRoute(const Route &route, const QStringList &arguments)
{
    const bool isLong = std::any_of(arguments.begin(), arguments.end(), [](const QString &argument) {
        return argument.size() > longestArgument;
    });
    if (isLong)
        m_path = route.pattern.toLatin1();
}

void AccessLogLine::write(const Request &request, int status) const
{
    if (!httpLog().isInfoEnabled())
        return;
    const double milliseconds = double(m_clock.nsecsElapsed()) / 1e6;
    qCInfo(httpLog, "id=%s method=%s path=%s status=%d ms=%.2f client=%s", request.id.constData(),
           nameOf(request.method).data(), m_path.constData(), status, milliseconds,
           qUtf8Printable(request.client.address.toString()));
}

} // namespace http
