// SPDX-License-Identifier: GPL-3.0-only
#include "http/router.h"

#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace http {

// One segment of a path. A path belongs to the node that matches its segments most literally.
struct Router::Node
{
    std::map<QString, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> argument;
    std::array<std::shared_ptr<const Route>, methodNames.size()> routes;

    bool hasRoutes() const
    {
        return std::any_of(routes.begin(), routes.end(), [](const auto &route) { return bool(route); });
    }
    Node &child(const QString &segment)
    {
        auto &next = segment == "<arg>"_L1 ? argument : literals[segment];
        if (!next)
            next = std::make_unique<Node>();
        return *next;
    }
    QList<Method> allowed() const;
    const Node *find(QStringView rest, QStringList &arguments) const;
};

// What the Allow header lists: HEAD follows from GET, OPTIONS is always answered.
QList<Method> Router::Node::allowed() const
{
    QList<Method> methods;
    for (size_t i = 0; i < routes.size(); ++i) {
        const bool isImplied = Method(i) == Method::Head && routes[size_t(Method::Get)];
        if (routes[i] || isImplied || Method(i) == Method::Options)
            methods.append(Method(i));
    }
    return methods;
}

// `rest` is what follows the slash before this node's children.
const Router::Node *Router::Node::find(QStringView rest, QStringList &arguments) const
{
    const qsizetype slash = rest.indexOf(u'/');
    const auto segment = slash < 0 ? rest : rest.first(slash);
    const auto follow = [&](const Node &next) -> const Node * {
        if (slash >= 0)
            return next.find(rest.sliced(slash + 1), arguments);
        return next.hasRoutes() ? &next : nullptr;
    };
    if (const auto literal = literals.find(segment); literal != literals.end()) {
        if (const Node *found = follow(*literal->second))
            return found;
    }
    if (!argument || segment.isEmpty())
        return nullptr;
    arguments.append(segment.toString());
    if (const Node *found = follow(*argument))
        return found;
    arguments.removeLast();
    return nullptr;
}

Router::Router() : m_root(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Method method, const QString &pattern, RouteTraits traits, Handler handler)
{
    Q_ASSERT_X(pattern.startsWith(u'/'), "Router::add", "a pattern begins with a slash");
    Node *node = m_root.get();
    const auto segments = pattern.sliced(1).split(u'/');
    for (const QString &segment : segments)
        node = &node->child(segment);

    auto &place = node->routes[size_t(method)];
    Q_ASSERT_X(!place, "Router::add", "two routes for one method and pattern");
    place = std::make_shared<const Route>(Route{method, pattern, traits, std::move(handler)});
    m_routes.append(place);
}

const QList<std::shared_ptr<const Route>> &Router::routes() const
{
    return m_routes;
}

Router::Match Router::match(Method method, const QString &path) const
{
    Match match;
    if (!path.startsWith(u'/'))
        return match;
    const Node *node = m_root->find(QStringView(path).sliced(1), match.arguments);
    if (!node)
        return match;
    match.route = node->routes[size_t(method)];
    if (!match.route && method == Method::Head)
        match.route = node->routes[size_t(Method::Get)];
    if (!match.route)
        match.allowed = node->allowed();
    return match;
}

} // namespace http
