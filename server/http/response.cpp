// SPDX-License-Identifier: GPL-3.0-only
#include "http/response.h"

#include "http/syntax.h"

#include <QLoggingCategory>

#include <algorithm>

namespace http {

static bool isSafeValue(QByteArrayView value)
{
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void Response::addHeader(const QByteArray &name, const QByteArray &value)
{
    if (!syntax::isToken(std::string_view(name.constData(), size_t(name.size()))) || !isSafeValue(value)) {
        qWarning("A header of an answer was dropped: its name or value can't stand in a head");
        return;
    }
    headers.append({name, value});
}

Response json(const QJsonObject &body, int status)
{
    return {.status = status, .content = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

Response noContent()
{
    return {.status = 204, .content = {}, .contentType = {}};
}

Response redirect(const QString &target)
{
    Response response{.status = 302, .content = {}, .contentType = {}};
    response.addHeader("Location", target.toUtf8());
    return response;
}

} // namespace http
