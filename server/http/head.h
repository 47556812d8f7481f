// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/method.h"
#include "http/refusal.h"
#include "http/syntax.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace http {

struct HeadLimits
{
    size_t bytes = 16 * 1024; // of the whole head, else 431
    size_t target = 4 * 1024; // else 414
    size_t fields = 64;       // else 431
};

// The head of one request (RFC 9112 section 2). The texts are views into the bytes it was parsed
// from, and live as long as those.
struct Head
{
    Method method = Method::Get;
    std::string_view target;
    std::vector<syntax::Field> fields;
    uint64_t contentLength = 0;
    bool isHttp10 = false;
    bool keepsAlive = true;
    bool isChunked = false;
    bool expectsContinue = false;
};

// Parses a head that is there completely, its empty line included.
std::variant<Head, Refusal> parseHead(std::string_view bytes, const HeadLimits &limits = {});

// What is wrong with a request line alone (without its CRLF), if anything is.
std::optional<Refusal> requestLineFault(std::string_view line, const HeadLimits &limits = {});

} // namespace http
