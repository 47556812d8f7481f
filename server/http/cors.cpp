// SPDX-License-Identifier: GPL-3.0-only
#include "http/cors.h"

#include "http/crosssite.h"

namespace http {

Cors::Cors(const QStringList &origins)
{
    for (const QString &url : origins) {
        const QByteArray origin = originOf(url);
        if (!origin.isEmpty())
            m_origins.append(origin);
    }
}

bool Cors::isAllowed(const Request &request) const
{
    return m_origins.contains(request.header("origin"));
}

// Vary stands also where nothing is allowed: a cache must not hand this answer to an allowed site.
void Cors::allow(const Request &request, Response &response) const
{
    if (m_origins.isEmpty())
        return;
    response.addHeader("Vary", "Origin");
    if (!isAllowed(request))
        return;
    response.addHeader("Access-Control-Allow-Origin", request.header("origin"));
    response.addHeader("Access-Control-Allow-Credentials", "true");
    response.addHeader("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
}

void Cors::allowPreflight(const Request &request, const QByteArray &methods, Response &response) const
{
    if (request.header("access-control-request-method").isEmpty() || !isAllowed(request))
        return;
    response.addHeader("Access-Control-Allow-Methods", methods);
    response.addHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id");
    response.addHeader("Access-Control-Max-Age", "600");
}

} // namespace http
