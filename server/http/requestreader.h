// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/chunked.h"
#include "http/headscanner.h"

#include <string>
#include <utility>

namespace http {

struct ReaderLimits
{
    HeadLimits head = {};
    size_t body = 64 * 1024; // decoded; else 413, before it is read where the length is told
};

// Reads one request after the other from the bytes of a connection, however they are cut.
class RequestReader
{
public:
    explicit RequestReader(const ReaderLimits &limits = {});

    void append(std::string_view bytes);

    enum class Step {
        NeedsMore, // append() and come again
        Head,      // head() is there; its body may not be
        Complete   // takeBody(), then the next request may be read
    };
    // Goes on by one step. After a Refusal the connection is of no more use.
    std::variant<Step, Refusal> advance();

    // Only right after Step::Head: append() and advance() make its views dangle.
    const Head &head() const { return m_head; }
    std::string takeBody() { return std::exchange(m_body, {}); }

    // Whether a byte of the next request has come, and whether its head is complete.
    bool hasStarted() const { return m_part != Part::Head || m_scanner.hasStarted(); }
    bool isInBody() const { return m_part == Part::Body; }
    bool hasUnread() const { return m_position < m_buffer.size(); }
    size_t bufferedBytes() const { return m_buffer.size(); }

private:
    enum class Part { Head, Body };
    using Outcome = std::variant<Step, Refusal>;

    std::string_view unread() const { return std::string_view(m_buffer).substr(m_position); }
    Outcome readHead();
    Outcome parse(const HeadScanner::Extent &extent);
    Outcome readBody();
    Outcome readPlainBody();
    Outcome readChunkedBody();
    Outcome complete();
    void forgetUsed();

    ReaderLimits m_limits;
    Part m_part = Part::Head;
    std::string m_buffer;
    size_t m_position = 0; // everything before it is used up
    HeadScanner m_scanner;
    ChunkedDecoder m_decoder;
    Head m_head;
    std::string m_body;
};

} // namespace http
