// SPDX-License-Identifier: GPL-3.0-only
#include "http/dispatcher.h"

#include "http/accesslog.h"
#include "http/failure.h"
#include "http/log.h"
#include "http/percent.h"
#include "http/requestid.h"
#include "links/pagepaths.h"

using namespace Qt::StringLiterals;

namespace http {

// One request on its way.
struct Dispatcher::Task
{
    Request request;
    AccessLogLine line;
    std::shared_ptr<const Route> route = {};
};

static constexpr qsizetype longestUserAgent = 512;

static QHash<QString, QString> queryOf(QByteArrayView text)
{
    QHash<QString, QString> query;
    const auto pairs = percent::pairs(text);
    for (const auto &[key, value] : pairs) {
        const QString name = QString::fromUtf8(key);
        if (!query.contains(name))
            query.insert(name, QString::fromUtf8(value));
    }
    return query;
}

static Client clientOf(const Request &request, const TrustedProxies::Origin &origin)
{
    return {.address = origin.address,
            .userAgent = QString::fromUtf8(request.header("user-agent")).left(longestUserAgent),
            .isExempt = origin.isExempt};
}

Dispatcher::Dispatcher(const Router &router, Identify identify, const Origins &origins,
                       TrustedProxies proxies, Workers &workers)
    : m_router(router)
    , m_identify(std::move(identify))
    , m_origins(trustedOrigins(origins))
    , m_cors(origins.corsOrigins)
    , m_proxies(std::move(proxies))
    , m_workers(workers)
{
}

Request Dispatcher::requestOf(Arrival arrival) const
{
    const qsizetype question = arrival.target.indexOf('?');
    const QByteArrayView target(arrival.target);
    Request request;
    request.method = arrival.method;
    request.path = QString::fromUtf8(percent::decode(question < 0 ? target : target.first(question)));
    if (question >= 0)
        request.query = queryOf(target.sliced(question + 1));
    request.headers = std::move(arrival.headers);
    request.content = std::move(arrival.content);
    request.client = clientOf(request, m_proxies.resolve(arrival.peer, request.headers));

    const QByteArray given = m_proxies.contains(arrival.peer) ? request.header("x-request-id") : QByteArray();
    request.id = isRequestId(given) ? given : newRequestId();
    return request;
}

// A person with a browser, looking for a page: shown one, where a program is told NOT_FOUND.
static bool looksForPage(const Request &request)
{
    return (request.method == Method::Get || request.method == Method::Head) && !request.path.startsWith("/api"_L1)
           && !request.path.startsWith("/.well-known"_L1) && request.header("accept").contains("text/html");
}

void Dispatcher::dispatch(Arrival arrival, std::shared_ptr<Reply> reply) const
{
    AccessLogLine line(arrival);
    Task task{.request = requestOf(std::move(arrival)), .line = std::move(line)};
    auto match = m_router.match(task.request.method, task.request.path);
    if (!match.route && match.allowed.isEmpty() && looksForPage(task.request))
        match = m_router.match(Method::Get, page::notFound);
    if (!match.route)
        return reply->answer(finished(task, unmatched(task.request, match.allowed)));

    task.route = std::move(match.route);
    task.line.setRoute(*task.route, match.arguments);
    task.request.arguments = std::move(match.arguments);
    task.request.acceptsForm = task.route->traits.acceptsForm;
    task.request.crossSite = isCrossSite(task.request, task.route->traits.setsCookies, m_origins);
    run(std::move(task), std::move(reply));
}

void Dispatcher::run(Task task, std::shared_ptr<Reply> reply) const
{
    if (task.route->traits.run != Run::Loop)
        return runElsewhere(std::move(task), std::move(reply));
    Response response = respond(task);
    reply->answer(finished(task, std::move(response)));
}

// Whoever asks for the same provider waits in one line; an admin who looks after it waits in none.
static QString laneOf(const Route &route, const Request &request)
{
    const bool isOrdinary = route.traits.run == Run::Remote && route.traits.access < Access::Admin;
    return isOrdinary ? request.arguments.value(0) : QString();
}

void Dispatcher::runElsewhere(Task task, std::shared_ptr<Reply> reply) const
{
    const auto shared = std::make_shared<Task>(std::move(task));
    const auto job = [this, shared, reply] {
        Response response = respond(*shared);
        reply->answerLater(finished(*shared, std::move(response)));
    };
    const bool taken = m_workers.submit(shared->route->traits.run, job, laneOf(*shared->route, shared->request));
    if (taken)
        return;
    const Error busy{Error::Kind::Unavailable, code::serverBusy};
    reply->answer(finished(*shared, failure(busy, shared->route->traits.face)));
}

static QByteArray listed(const QList<Method> &methods)
{
    QByteArrayList names;
    for (const Method method : methods)
        names.append(QByteArray(nameOf(method).data(), qsizetype(nameOf(method).size())));
    return names.join(", ");
}

// Nobody's: not found, another method's, or a question about the methods.
Response Dispatcher::unmatched(const Request &request, const QList<Method> &allowed) const
{
    const bool asksServer = request.method == Method::Options && request.path == "*"_L1;
    if (allowed.isEmpty() && !asksServer)
        return failure(Error{Error::Kind::NotFound, code::notFound}, Face::OCore);
    const QByteArray methods =
        asksServer ? QByteArray("GET, HEAD, POST, PATCH, DELETE, OPTIONS") : listed(allowed);
    const bool asks = request.method == Method::Options;
    Response response =
        asks ? noContent() : failure(Error{Error::Kind::Invalid, code::methodNotAllowed}, Face::OCore);
    response.addHeader("Allow", methods);
    if (asks)
        m_cors.allowPreflight(request, methods, response);
    return response;
}

static Face faceOf(const Request &request, const RouteTraits &traits)
{
    return traits.acceptsForm && request.isForm() ? Face::MrDemonWolf : traits.face;
}

Result<Response> Dispatcher::handle(Task &task) const
{
    const RouteTraits &traits = task.route->traits;
    if (task.request.crossSite && !traits.checksCrossSiteItself)
        return Error{Error::Kind::Forbidden, code::csrfRejected};
    if (traits.access != Access::Public)
        task.request.caller = TRY(m_identify(task.request, traits.access));
    return task.route->handler(task.request);
}

// Whatever a handler does, an answer comes of it.
Response Dispatcher::respond(Task &task) const
{
    Error error{Error::Kind::Internal, code::internalServerError};
    try {
        auto result = handle(task);
        if (result)
            return *std::move(result);
        error = std::move(result).error();
    } catch (const std::exception &exception) {
        error.detail = QString::fromUtf8(exception.what());
    } catch (...) {
        error.detail = u"something was thrown that is no exception"_s;
    }
    return failure(error, faceOf(task.request, task.route->traits), task.request.id);
}

Response Dispatcher::finished(const Task &task, Response response) const
{
    response.addHeader("X-Request-Id", task.request.id);
    m_cors.allow(task.request, response);
    task.line.write(task.request, response.status);
    return response;
}

} // namespace http
