// SPDX-License-Identifier: GPL-3.0-only
#include "http/request.h"

#include "http/form.h"

namespace http {

QByteArray Request::header(QByteArrayView name) const
{
    for (const Header &header : headers) {
        if (header.name == name)
            return header.value;
    }
    return {};
}

// RFC 6265 section 4.1.1: a value may stand in quotes, which are not part of what was set.
static QByteArrayView unquoted(QByteArrayView value)
{
    const bool quoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
    return quoted ? value.sliced(1, value.size() - 2) : value;
}

static std::optional<QByteArray> cookieIn(QByteArrayView list, QByteArrayView name)
{
    while (!list.isEmpty()) {
        const qsizetype semicolon = list.indexOf(';');
        const auto pair = (semicolon < 0 ? list : list.first(semicolon)).trimmed();
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && pair.first(equals).trimmed() == name)
            return unquoted(pair.sliced(equals + 1).trimmed()).toByteArray();
        list = semicolon < 0 ? QByteArrayView() : list.sliced(semicolon + 1);
    }
    return std::nullopt;
}

QByteArray Request::cookie(QByteArrayView name) const
{
    for (const Header &header : headers) {
        if (header.name != "cookie")
            continue;
        if (const auto value = cookieIn(header.value, name))
            return *value;
    }
    return {};
}

// The media type of the body, without parameters, in lower case (RFC 9110 section 8.3.1).
static QByteArray mediaType(const Request &request)
{
    const QByteArray value = request.header("content-type");
    const qsizetype semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.left(semicolon)).trimmed().toLower();
}

static constexpr char formType[] = "application/x-www-form-urlencoded";

static bool looksLikeObject(const QByteArray &content)
{
    return content.trimmed().startsWith('{');
}

bool Request::isForm() const
{
    return mediaType(*this) == formType && !looksLikeObject(content);
}

// curl -d '{…}' sends JSON under the form's type; it is read as what it is.
static bool isJson(const Request &request)
{
    const QByteArray type = mediaType(request);
    if (type.isEmpty() || type == "application/json" ||
        (type.startsWith("application/") && type.endsWith("+json")))
        return true;
    return type == formType && looksLikeObject(request.content);
}

Result<QJsonObject> Request::fields() const
{
    if (content.isEmpty())
        return QJsonObject();
    if (isJson(*this))
        return ::json::parse(content);
    if (acceptsForm && isForm())
        return parseForm(content);
    return Error{Error::Kind::Invalid, code::unsupportedMediaType};
}

} // namespace http
