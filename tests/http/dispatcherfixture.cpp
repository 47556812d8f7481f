// SPDX-License-Identifier: GPL-3.0-only
#include "dispatcherfixture.h"

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace http {

Arrival arrival(Method method, const QByteArray &target, const QList<Header> &headers,
                const QByteArray &content)
{
    return {.method = method,
            .target = target,
            .headers = headers,
            .content = content,
            .peer = QHostAddress(u"10.0.0.1"_s)};
}

void DispatcherFixture::begin()
{
    m_identified = 0;
    m_seen = {};
    m_router = std::make_unique<Router>();
    m_workers = std::make_unique<Workers>(
        Workers::Sizes{.store = {.threads = 1, .queue = 2},
                       .hash = {.threads = 1, .queue = 0},
                       .remote = {.threads = 4, .queue = 8, .laneThreads = 2, .laneQueue = 1}});
    const auto identify = [this](const Request &request, Access access) -> Result<std::optional<Caller>> {
        ++m_identified;
        if (request.header("authorization").isEmpty() && access != Access::Optional)
            return Error{Error::Kind::Unauthenticated, code::unauthorized};
        return std::optional<Caller>(Caller{});
    };
    addRoutes();
    m_dispatcher = std::make_unique<Dispatcher>(
        *m_router, identify,
        Origins{.publicUrl = u"http://localhost:8420"_s, .appUrl = {}, .corsOrigins = {u"http://app:3000"_s}},
        *TrustedProxies::parse({u"10.0.0.0/8"_s}), *m_workers);
}

void DispatcherFixture::end()
{
    m_gate.release(100);
    m_workers.reset();
    m_gate.acquire(m_gate.available());
    m_entered.acquire(m_entered.available());
}

void DispatcherFixture::addRoutes()
{
    const auto see = [this](const Request &request) -> Result<Response> {
        m_seen = request;
        return noContent();
    };
    const auto hold = [this](const Request &) -> Result<Response> {
        m_entered.release();
        m_gate.acquire();
        return noContent();
    };
    const auto fail = [](const Request &) -> Result<Response> {
        return Error{Error::Kind::Unauthenticated, code::invalidCredentials};
    };
    m_router->post(u"/see/<arg>"_s, {.access = Access::Public}, see);
    m_router->get(u"/see/<arg>"_s, {.access = Access::Public}, see);
    m_router->post(u"/account"_s, {.access = Access::Account}, see);
    m_router->post(u"/store"_s, {.access = Access::Account, .run = Run::Store}, see);
    m_router->get(u"/hold"_s, {.access = Access::Public, .run = Run::Store}, hold);
    m_router->get(u"/hash"_s, {.access = Access::Public, .run = Run::Hash}, hold);
    m_router->get(u"/remote/<arg>"_s, {.access = Access::Public, .run = Run::Remote}, hold);
    m_router->get(u"/test/<arg>"_s, {.access = Access::Admin, .run = Run::Remote}, hold);
    m_router->post(
        u"/login"_s,
        {.access = Access::Public, .acceptsForm = true, .setsCookies = true, .checksCrossSiteItself = true},
        see);
    m_router->post(u"/signup"_s, {.access = Access::Public, .setsCookies = true}, see);
    m_router->post(u"/fail"_s, {.access = Access::Public, .acceptsForm = true}, fail);
    m_router->get(u"/throw/<arg>"_s, {.access = Access::Public},
                  [](const Request &request) -> Result<Response> {
                      if (request.arguments.first() == u"int"_s)
                          throw 7;
                      throw std::runtime_error("secret reason");
                  });
    m_router->get(u"/throw-on-a-pool"_s, {.access = Access::Public, .run = Run::Store},
                  [](const Request &) -> Result<Response> { throw std::bad_alloc(); });
}

} // namespace http
