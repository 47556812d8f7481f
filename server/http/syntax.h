// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <optional>
#include <string_view>

// The small grammar that heads and chunked bodies share (RFC 9110 section 5, RFC 9112 section 5).
namespace http::syntax {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool isBlank(char c) { return c == ' ' || c == '\t'; }

constexpr bool isTokenCharacter(char c)
{
    return isAlpha(c) || isDigit(c) ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

constexpr bool isToken(std::string_view text)
{
    for (const char c : text) {
        if (!isTokenCharacter(c))
            return false;
    }
    return !text.empty();
}

// -1 for anything but a hexadecimal digit.
constexpr int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; }

// Equal without regard to the case of ASCII letters.
constexpr bool isSame(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

constexpr std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

struct Field
{
    std::string_view name;  // as sent
    std::string_view value; // without blanks around it
};

// One field line without its line ending; nothing for a name that is no token, a blank before the
// colon, a folded line, or a control character in the value.
std::optional<Field> fieldLine(std::string_view line);

} // namespace http::syntax
