// SPDX-License-Identifier: GPL-3.0-only
#include "http/accesslog.h"

#include "http/log.h"
#include "http/wire.h"

#include <algorithm>

Q_LOGGING_CATEGORY(httpLog, "gatehouse.http", QtInfoMsg)

namespace http {

// Ids and names of providers are no longer than this, tokens are.
static constexpr qsizetype longestArgument = 36;
static constexpr qsizetype longestPath = 200;

QByteArray loggablePath(QByteArrayView target)
{
    const qsizetype question = target.indexOf('?');
    const QByteArray path = (question < 0 ? target : target.first(question)).toByteArray();
    QByteArrayList segments = path.split('/');
    for (QByteArray &segment : segments) {
        if (segment.size() > longestArgument)
            segment = "<long>";
    }
    return segments.join('/').left(longestPath);
}

AccessLogLine::AccessLogLine(const Arrival &arrival)
{
    m_clock.start();
    if (httpLog().isInfoEnabled())
        m_path = loggablePath(arrival.target);
}

static const char *whyOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::BadRequest: return "this is no HTTP request";
    case Refusal::RequestTimeout: return "the request took too long to come";
    case Refusal::PayloadTooLarge: return "the body is longer than server.max_body";
    case Refusal::UriTooLong: return "the address is too long";
    case Refusal::ExpectationFailed: return "it expects what is not done here";
    case Refusal::HeadersTooLarge: return "there are too many headers, or too long ones";
    case Refusal::Internal: return "no answer could be made";
    case Refusal::NotImplemented: return "an unknown method or transfer encoding";
    case Refusal::ServerBusy: return "there are too many connections, in all or from there";
    case Refusal::VersionNotSupported: return "another version of HTTP than 1.0 and 1.1";
    }
    return "";
}

void logRefusal(Refusal refusal, const QByteArray &id, const QHostAddress &client, const Arrival *known)
{
    if (!httpLog().isInfoEnabled())
        return;
    QByteArray head;
    if (known)
        head = "method=" + QByteArray(nameOf(known->method).data()) + " path=" + loggablePath(known->target) + ' ';
    qCInfo(httpLog, "id=%s %sstatus=%d code=%s client=%s refused: %s", id.constData(), head.constData(),
           int(refusal), wire::codeOf(refusal), qUtf8Printable(client.toString()), whyOf(refusal));
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
