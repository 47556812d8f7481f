// SPDX-License-Identifier: GPL-3.0-only
#include "http/forwarded.h"

namespace http {

// A list that is spread over several fields of a name is one list (RFC 9110 section 5.3).
static std::optional<QByteArray> joined(const QList<Header> &headers, QByteArrayView name)
{
    std::optional<QByteArray> all;
    for (const Header &header : headers) {
        if (header.name == name)
            all = all ? *all + ',' + header.value : header.value;
    }
    return all;
}

std::optional<QList<QByteArray>> forwardedForHops(const QList<Header> &headers)
{
    const auto list = joined(headers, "x-forwarded-for");
    return list ? std::optional(list->split(',')) : std::nullopt;
}

static QByteArray unquoted(const QByteArray &value)
{
    const bool quoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
    return quoted ? value.mid(1, value.size() - 2) : value;
}

// The "for" of one forwarded-element; empty, and so no address, if it names none.
static QByteArray forOf(const QByteArray &element)
{
    const auto pairs = element.split(';');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && pair.left(equals).trimmed().compare("for", Qt::CaseInsensitive) == 0)
            return unquoted(pair.mid(equals + 1).trimmed());
    }
    return {};
}

std::optional<QList<QByteArray>> forwardedHops(const QList<Header> &headers)
{
    const auto list = joined(headers, "forwarded");
    if (!list)
        return std::nullopt;
    QList<QByteArray> hops;
    const auto elements = list->split(',');
    for (const QByteArray &element : elements)
        hops.append(forOf(element));
    return hops;
}

} // namespace http
