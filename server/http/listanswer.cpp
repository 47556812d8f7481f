// SPDX-License-Identifier: GPL-3.0-only
#include "http/listanswer.h"

using namespace Qt::StringLiterals;

constexpr int maximumLimit = 200;

Result<ListQuery> http::listQuery(const Request &request)
{
    ListQuery query{.search = request.query.value(u"search"_s),
                    .filter = request.query.value(u"filter"_s),
                    .sort = request.query.value(u"sort"_s),
                    .cursor = request.query.value(u"cursor"_s)};
    if (!request.query.contains(u"limit"_s))
        return query;
    query.limit = request.query.value(u"limit"_s).toInt();
    if (query.limit < 1 || query.limit > maximumLimit)
        return Error{.kind = Error::Kind::Invalid, .code = code::validationFailed, .fields = {{u"limit"_s, code::invalid}}};
    return query;
}
