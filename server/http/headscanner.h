// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/head.h"

namespace http {

// Finds out where a head ends while its bytes still arrive, and turns away at once what can't
// become a head any more: a bare CR or LF, a bad request line, too many bytes.
class HeadScanner
{
public:
    explicit HeadScanner(const HeadLimits &limits = {}) : m_limits(limits) {}

    struct Incomplete {};
    struct Extent
    {
        size_t begin = 0; // after empty lines, which some clients send before a request
        size_t end = 0;   // after the empty line
    };
    using Outcome = std::variant<Incomplete, Extent, Refusal>;

    // `bytes` is everything that is there from the start of the head: what it was at the last call,
    // and perhaps more behind it.
    Outcome scan(std::string_view bytes);

    // Whether a byte of a request was seen, empty lines aside.
    bool hasStarted() const { return m_hasStarted; }

private:
    bool skipEmptyLines(std::string_view bytes);
    Outcome finishedLine(std::string_view line, size_t next);
    Outcome unfinishedLine(std::string_view bytes) const;

    HeadLimits m_limits;
    size_t m_begin = 0;
    size_t m_line = 0; // where the line begins that is not finished yet
    size_t m_seen = 0; // no line feed stands between m_line and here
    bool m_hasStarted = false;
};

} // namespace http
