// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/caller.h"
#include "base/json.h"
#include "http/method.h"
#include "throttle/client.h"

#include <QHash>
#include <QStringList>

namespace http {

struct Header
{
    QByteArray name;  // lower case
    QByteArray value;
};

// One complete request, as a value: it may be copied to another thread and outlives its socket.
struct Request
{
    QByteArray id;                 // for the log, and X-Request-Id of the answer
    Method method = Method::Get;
    QString path;                  // decoded, without the query
    QHash<QString, QString> query; // decoded; the first of a repeated key
    QList<Header> headers;
    QByteArray content;
    QStringList arguments;         // what the route's <arg>s matched, decoded
    Client client;                 // who calls, through the proxies we trust
    bool acceptsForm = false;      // the route's: whether a form body is one of its dialects
    bool crossSite = false;        // api.md 0.8 would refuse it
    std::optional<Caller> caller;  // by the route's access level

    // The value of the first header of this (lower-case) name, empty if there is none.
    QByteArray header(QByteArrayView name) const;

    // The value of a cookie, empty if there is none (RFC 6265 section 5.4; the first of a name).
    QByteArray cookie(QByteArrayView name) const;

    // Whether the body is a form by api.md 1.6: urlencoded by its type, and not starting with '{'.
    bool isForm() const;

    // The body's members. 415 UNSUPPORTED_MEDIA_TYPE, 400 INVALID_JSON; empty for an empty body.
    Result<QJsonObject> fields() const;

    template<::json::Described T>
    Result<T> body(::json::Unknown unknown = ::json::Unknown::Ignore) const
    {
        const auto members = TRY(fields());
        return ::json::read<T>(members, unknown);
    }

    // The nth path argument as an id; NOT_FOUND for anything that is none.
    template<class T>
    Result<T> argumentId(int index = 0) const
    {
        const auto id = T::fromString(arguments.value(index));
        if (!id.isValid())
            return Error{Error::Kind::NotFound, code::notFound};
        return id;
    }
};

} // namespace http
