// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestreader.h"

#include <algorithm>

namespace http {

// What an idle connection may keep of its buffer.
static constexpr size_t idleBuffer = 4 * 1024;

static ChunkedLimits chunkedLimits(const ReaderLimits &limits)
{
    return {.content = limits.body, .wire = 4 * limits.body + 16 * 1024};
}

RequestReader::RequestReader(const ReaderLimits &limits)
    : m_limits(limits)
    , m_scanner(limits.head)
    , m_decoder(chunkedLimits(limits))
{
}

void RequestReader::append(std::string_view bytes)
{
    m_buffer.erase(0, m_position);
    m_position = 0;
    m_buffer.append(bytes);
}

std::variant<RequestReader::Step, Refusal> RequestReader::advance()
{
    return m_part == Part::Head ? readHead() : readBody();
}

RequestReader::Outcome RequestReader::readHead()
{
    const auto outcome = m_scanner.scan(unread());
    if (const auto *refusal = std::get_if<Refusal>(&outcome))
        return *refusal;
    if (const auto *extent = std::get_if<HeadScanner::Extent>(&outcome))
        return parse(*extent);
    return Step::NeedsMore;
}

RequestReader::Outcome RequestReader::parse(const HeadScanner::Extent &extent)
{
    auto parsed = parseHead(unread().substr(extent.begin, extent.end - extent.begin), m_limits.head);
    if (const auto *refusal = std::get_if<Refusal>(&parsed))
        return *refusal;
    m_head = std::get<Head>(std::move(parsed));
    if (m_head.contentLength > m_limits.body)
        return Refusal::PayloadTooLarge;
    m_position += extent.end;
    m_scanner = HeadScanner(m_limits.head);
    m_part = Part::Body;
    return Step::Head;
}

RequestReader::Outcome RequestReader::readBody()
{
    return m_head.isChunked ? readChunkedBody() : readPlainBody();
}

RequestReader::Outcome RequestReader::readPlainBody()
{
    const size_t missing = size_t(m_head.contentLength) - m_body.size();
    const size_t count = std::min(missing, m_buffer.size() - m_position);
    m_body.append(m_buffer, m_position, count);
    m_position += count;
    return count == missing ? complete() : Step::NeedsMore;
}

RequestReader::Outcome RequestReader::readChunkedBody()
{
    auto bytes = unread();
    const auto progress = m_decoder.decode(bytes, m_body);
    m_position = m_buffer.size() - bytes.size();
    if (const auto *refusal = std::get_if<Refusal>(&progress))
        return *refusal;
    return std::get<ChunkedDecoder::Progress>(progress) == ChunkedDecoder::Progress::Done ? complete()
                                                                                          : Step::NeedsMore;
}

RequestReader::Outcome RequestReader::complete()
{
    if (m_head.isChunked)
        m_decoder = ChunkedDecoder(chunkedLimits(m_limits));
    m_part = Part::Head;
    forgetUsed();
    return Step::Complete;
}

void RequestReader::forgetUsed()
{
    if (hasUnread())
        return;
    m_buffer.clear();
    m_position = 0;
    if (m_buffer.capacity() > idleBuffer)
        m_buffer.shrink_to_fit();
}

} // namespace http
