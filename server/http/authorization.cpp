// SPDX-License-Identifier: GPL-3.0-only
#include "http/authorization.h"

#include <algorithm>

namespace http {

static bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

static bool isBareJwt(const QByteArray &value)
{
    const auto parts = value.split('.');
    return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), [](const QByteArray &part) {
               return !part.isEmpty() && std::all_of(part.begin(), part.end(), isTokenCharacter);
           });
}

QByteArray authorizationToken(const Request &request)
{
    const QByteArray value = request.header("authorization");
    const qsizetype space = value.indexOf(' ');
    if (space > 0)
        return value.left(space).compare("bearer", Qt::CaseInsensitive) == 0 ? value.mid(space + 1).trimmed()
                                                                             : QByteArray();
    return isBareJwt(value) ? value : QByteArray();
}

} // namespace http
