// SPDX-License-Identifier: GPL-3.0-only
#include "http/headscanner.h"

namespace http {

static constexpr size_t mostEmptyLines = 2;

// Whether there is more than the empty lines that RFC 9112 section 2.2 lets a client send first.
bool HeadScanner::skipEmptyLines(std::string_view bytes)
{
    while (m_begin < 2 * mostEmptyLines && bytes.substr(m_begin).starts_with("\r\n"))
        m_begin += 2;
    m_line = m_seen = m_begin;
    const auto rest = bytes.substr(m_begin);
    m_hasStarted = !rest.empty() && rest != "\r";
    return m_hasStarted;
}

HeadScanner::Outcome HeadScanner::finishedLine(std::string_view line, size_t next)
{
    if (line.find('\r') != line.size() - 1 || line.empty())
        return Refusal::BadRequest;
    line.remove_suffix(1);
    if (m_line == m_begin) {
        if (const auto fault = requestLineFault(line, m_limits))
            return *fault;
    }
    if (next - m_begin > m_limits.bytes)
        return Refusal::HeadersTooLarge;
    if (line.empty())
        return Extent{.begin = m_begin, .end = next};
    return Incomplete();
}

// A first line too long to finish can only be a target too long.
HeadScanner::Outcome HeadScanner::unfinishedLine(std::string_view bytes) const
{
    const auto line = bytes.substr(m_line);
    const size_t lone = line.find('\r');
    if (lone != std::string_view::npos && lone + 1 != line.size())
        return Refusal::BadRequest;
    if (m_line != m_begin)
        return bytes.size() - m_begin > m_limits.bytes ? Outcome(Refusal::HeadersTooLarge) : Incomplete();
    if (!line.empty() && !syntax::isTokenCharacter(line.front()))
        return Refusal::BadRequest;
    return line.size() > m_limits.target + 32 ? Outcome(Refusal::UriTooLong) : Incomplete();
}

HeadScanner::Outcome HeadScanner::scan(std::string_view bytes)
{
    if (!m_hasStarted && !skipEmptyLines(bytes))
        return Incomplete();
    for (size_t feed = bytes.find('\n', m_seen); feed != std::string_view::npos;
         feed = bytes.find('\n', m_line)) {
        const auto outcome = finishedLine(bytes.substr(m_line, feed - m_line), feed + 1);
        if (!std::holds_alternative<Incomplete>(outcome))
            return outcome;
        m_line = feed + 1;
    }
    m_seen = bytes.size();
    return unfinishedLine(bytes);
}

} // namespace http
