// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

inline constexpr std::array<std::string_view, 7> methodNames{"GET",   "HEAD",   "POST",   "PUT",
                                                             "PATCH", "DELETE", "OPTIONS"};

constexpr std::string_view nameOf(Method method)
{
    return methodNames[size_t(method)];
}

// Case counts (RFC 9110 section 9.1); nothing for a method that is not ours.
constexpr std::optional<Method> methodFrom(std::string_view name)
{
    for (size_t i = 0; i < methodNames.size(); ++i) {
        if (methodNames[i] == name)
            return Method(i);
    }
    return std::nullopt;
}

// Whether a method only reads (RFC 9110 section 9.2.1).
constexpr bool isSafe(Method method)
{
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

} // namespace http
