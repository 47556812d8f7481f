// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/request.h"
#include "http/response.h"

#include <functional>
#include <memory>

namespace http {

// Who may call a route (api.md 0.6, 0.12, 0.13). Deny by default: a route has no access without one.
enum class Access {
    Public,   // nobody is looked for
    Optional, // whoever it is: a dead or foreign credential is as if absent
    Pending,  // a pending sign-in or a full session
    Account,  // a full session
    Verified, // a full session of an account with a verified address
    Admin,    // an access token in Authorization, of an administrator
    Fresh     // the same, authenticated a short while ago
};

// Where a handler runs: cheap indexed reads on the event loop, durable writes on the store pool,
// handlers that hash a password and those that ask other servers on pools of their own.
enum class Run { Loop, Store, Hash, Remote };

// Whose manner of refusing an answer follows (api.md 2.8): the three systems and our admin API.
enum class Face { OCore, Browsary, MrDemonWolf, Admin };

struct RouteTraits
{
    Access access;
    Run run = Run::Loop;
    Face face = Face::OCore;
    bool acceptsForm = false;         // one of the five routes that also take a form; its face is then MrDemonWolf
    bool setsCookies = false;         // its answer may start a cookie session: guarded against other sites
    bool checksCrossSiteItself = false; // the handler looks at Request::crossSite, after the body
};

using Handler = std::function<Result<Response>(const Request &)>;

// Finds out who calls; gives nobody only for Access::Optional.
using Identify = std::function<Result<std::optional<Caller>>(const Request &, Access)>;

struct Route
{
    Method method;
    QString pattern; // "/api/admin/users/<arg>": a literal segment wins over <arg>
    RouteTraits traits;
    Handler handler;
};

// The route table: who serves which method and path. Filled before the first request, then only
// read, from every loop.
class Router
{
public:
    Router();
    ~Router();

    void get(const QString &pattern, RouteTraits traits, Handler handler) { add(Method::Get, pattern, traits, std::move(handler)); }
    void post(const QString &pattern, RouteTraits traits, Handler handler) { add(Method::Post, pattern, traits, std::move(handler)); }
    void patch(const QString &pattern, RouteTraits traits, Handler handler) { add(Method::Patch, pattern, traits, std::move(handler)); }
    void remove(const QString &pattern, RouteTraits traits, Handler handler) { add(Method::Delete, pattern, traits, std::move(handler)); }
    void add(Method method, const QString &pattern, RouteTraits traits, Handler handler);

    const QList<std::shared_ptr<const Route>> &routes() const;

    struct Match
    {
        std::shared_ptr<const Route> route; // null: 404, or 405 if `allowed` is not empty
        QStringList arguments;
        QList<Method> allowed;              // without a route: the methods that this path answers
    };
    // HEAD finds the GET route.
    Match match(Method method, const QString &path) const;

private:
    struct Node;
    std::unique_ptr<Node> m_root;
    QList<std::shared_ptr<const Route>> m_routes;
};

} // namespace http
