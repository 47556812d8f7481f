// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/refusal.h"

#include <string>
#include <string_view>
#include <variant>

namespace http {

struct ChunkedLimits
{
    size_t content = 64 * 1024;    // decoded bytes, else 413
    size_t wire = 256 * 1024;      // bytes on the wire, else 413: one-byte chunks are six times their content
    size_t line = 256;             // of a chunk's size and extensions, else 400
    size_t trailers = 4 * 1024;    // else 431
};

// Decodes a chunked body (RFC 9112 section 7.1) as it arrives. Extensions and trailers are checked
// for form and then forgotten.
class ChunkedDecoder
{
public:
    explicit ChunkedDecoder(const ChunkedLimits &limits = {}) : m_limits(limits) {}

    enum class Progress { NeedsMore, Done };

    // Takes what it can from the front of `bytes` and appends the content to `content`. What is
    // left in `bytes` must come again, with more behind it, at the next call. After Done nothing
    // of the body is left in `bytes`.
    std::variant<Progress, Refusal> decode(std::string_view &bytes, std::string &content);

private:
    enum class Part { Size, Data, DataEnd, Trailers, Done };
    enum class Step { Onward, NeedsMore };
    using Outcome = std::variant<Step, Refusal>;

    Outcome step(std::string_view &bytes, std::string &content);
    Outcome size(std::string_view &bytes, const std::string &content);
    Outcome data(std::string_view &bytes, std::string &content);
    Outcome dataEnd(std::string_view &bytes);
    Outcome trailer(std::string_view &bytes);
    Outcome take(std::string_view &bytes, size_t count);

    ChunkedLimits m_limits;
    Part m_part = Part::Size;
    size_t m_left = 0;     // of the present chunk
    size_t m_wire = 0;
    size_t m_trailers = 0; // bytes of trailers so far
};

} // namespace http
