// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <tuple>

namespace http {

// The body of an admin's request that has none: whatever member it has all the same is unknown
// (api.md 1.7), and refused by Request::body<NoBody>(json::Unknown::Refuse).
struct NoBody
{
    static constexpr std::tuple<> fields() { return {}; }
};

} // namespace http
