// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/arrival.h"
#include "http/clientaddress.h"
#include "http/cors.h"
#include "http/crosssite.h"
#include "http/reply.h"
#include "http/router.h"
#include "http/workers.h"

#include <QElapsedTimer>

namespace http {

// Brings each request to the handler of its route, where the route says, and its answer back. Used
// by all event loops at once; everything it knows was there before the first request.
class Dispatcher
{
public:
    // The router and the workers must outlive it.
    Dispatcher(const Router &router, Identify identify, const Origins &origins, TrustedProxies proxies,
               Workers &workers);

    // Answers `reply` exactly once: at once for routes of the loop and for refusals, from a worker
    // for all others.
    void dispatch(Arrival arrival, std::shared_ptr<Reply> reply) const;

    const TrustedProxies &trustedProxies() const { return m_proxies; }

private:
    struct Task;

    Request requestOf(Arrival arrival) const;
    void run(Task task, std::shared_ptr<Reply> reply) const;
    void runElsewhere(Task task, std::shared_ptr<Reply> reply) const;
    Response unmatched(const Request &request, const QList<Method> &allowed) const;
    Response respond(Task &task) const;
    Result<Response> handle(Task &task) const;
    Response finished(const Task &task, Response response) const;

    const Router &m_router;
    Identify m_identify;
    QList<QByteArray> m_origins;
    Cors m_cors;
    TrustedProxies m_proxies;
    Workers &m_workers;
};

} // namespace http
