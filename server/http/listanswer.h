// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/page.h"
#include "http/request.h"
#include "http/response.h"

namespace http {

// What a list's query string asks for (api.md 1.7). VALIDATION_FAILED for a limit outside 1..200.
Result<ListQuery> listQuery(const Request &request);

// {<plural>: […], total, totalIsEstimate, nextCursor|null}
template<class T>
Response listAnswer(const QString &plural, const Page<T> &page)
{
    using namespace Qt::StringLiterals;
    return json(QJsonObject{{plural, ::json::Codec<QList<T>>::write(page.items)},
                            {u"total"_s, page.total},
                            {u"totalIsEstimate"_s, page.totalIsEstimate},
                            {u"nextCursor"_s, page.nextCursor ? QJsonValue(*page.nextCursor) : QJsonValue()}});
}

} // namespace http
