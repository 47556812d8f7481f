// SPDX-License-Identifier: GPL-3.0-only
#include "http/syntax.h"

#include <algorithm>

namespace http::syntax {

static bool isValueCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 || c == '\t') && byte != 0x7f;
}

std::optional<Field> fieldLine(std::string_view line)
{
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return std::nullopt;
    const auto value = trimmed(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(), isValueCharacter))
        return std::nullopt;
    return Field{.name = line.substr(0, colon), .value = value};
}

} // namespace http::syntax
