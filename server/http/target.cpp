// SPDX-License-Identifier: GPL-3.0-only
#include "http/target.h"

#include "http/syntax.h"

#include <algorithm>

namespace http::syntax {

static bool isUrlCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && std::string_view("#\"<>\\^`{|}").find(c) == std::string_view::npos;
}

// Whether an encoded byte would change how a path falls into segments, or is none that a path needs.
static bool isDangerousInPath(int byte)
{
    return byte < 0x20 || byte == 0x7f || byte == '/' || byte == '\\';
}

static bool isWellEncoded(std::string_view text, bool isPath)
{
    for (size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 3)) {
        if (i + 2 >= text.size())
            return false;
        const int high = hexValue(text[i + 1]);
        const int low = hexValue(text[i + 2]);
        if (high < 0 || low < 0 || (isPath && isDangerousInPath(high * 16 + low)))
            return false;
    }
    return true;
}

bool isTarget(std::string_view target, Method method)
{
    if (target == "*")
        return method == Method::Options;
    if (!target.starts_with('/') || target.starts_with("//"))
        return false;
    if (!std::all_of(target.begin(), target.end(), isUrlCharacter))
        return false;
    const size_t question = target.find('?');
    const auto path = target.substr(0, question);
    const auto query = question == std::string_view::npos ? std::string_view() : target.substr(question);
    return isWellEncoded(path, true) && isWellEncoded(query, false);
}

static bool isPort(std::string_view text)
{
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), isDigit);
}

static bool isBracketed(std::string_view address)
{
    return address.size() > 2 && std::all_of(address.begin(), address.end(), [](char c) {
               return hexValue(c) >= 0 || c == ':' || c == '.';
           });
}

static bool isRegisteredName(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
               return isAlpha(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
           });
}

bool isHost(std::string_view value)
{
    const bool bracketed = value.starts_with('[');
    const size_t end = bracketed ? value.find(']') : std::min(value.find(':'), value.size());
    if (end == std::string_view::npos)
        return false;
    const auto rest = value.substr(bracketed ? end + 1 : end);
    if (!rest.empty() && (rest.front() != ':' || !isPort(rest.substr(1))))
        return false;
    return bracketed ? isBracketed(value.substr(1, end - 1)) : isRegisteredName(value.substr(0, end));
}

} // namespace http::syntax
