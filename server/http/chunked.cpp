// SPDX-License-Identifier: GPL-3.0-only
#include "http/chunked.h"

#include "http/syntax.h"

#include <algorithm>
#include <optional>

namespace http {

namespace {

// More digits than this can only be a size beyond every limit, or leading zeros in bad faith.
constexpr size_t mostDigits = 8;

struct Line
{
    enum class State { Missing, Bad, Good };
    State state = State::Missing;
    std::string_view text = {};
};

// A line of at most `limit` bytes that ends in CRLF and holds neither character elsewhere.
Line lineAt(std::string_view bytes, size_t limit)
{
    const size_t end = bytes.find_first_of("\r\n");
    if (end > limit && bytes.size() > limit)
        return {.state = Line::State::Bad};
    if (end == std::string_view::npos || (bytes[end] == '\r' && end + 1 == bytes.size()))
        return {};
    if (!bytes.substr(end).starts_with("\r\n"))
        return {.state = Line::State::Bad};
    return {.state = Line::State::Good, .text = bytes.substr(0, end)};
}

// chunk-ext: begins with a semicolon, blanks before it allowed; the rest is only looked at for
// control characters.
bool isExtension(std::string_view text)
{
    const auto trimmed = syntax::trimmed(text);
    if (trimmed.empty())
        return text.empty();
    return trimmed.front() == ';' && std::all_of(trimmed.begin(), trimmed.end(), [](char c) {
               return (static_cast<unsigned char>(c) >= 0x20 || c == '\t') && c != 0x7f;
           });
}

struct Size
{
    size_t digits = 0;
    size_t value = 0;
};

Size hexNumber(std::string_view text)
{
    Size size;
    while (size.digits < text.size() && size.digits <= mostDigits &&
           syntax::hexValue(text[size.digits]) >= 0) {
        size.value = size.value * 16 + size_t(syntax::hexValue(text[size.digits]));
        ++size.digits;
    }
    return size;
}

} // namespace

ChunkedDecoder::Outcome ChunkedDecoder::take(std::string_view &bytes, size_t count)
{
    bytes.remove_prefix(count);
    m_wire += count;
    if (m_wire > m_limits.wire)
        return Refusal::PayloadTooLarge;
    return Step::Onward;
}

ChunkedDecoder::Outcome ChunkedDecoder::size(std::string_view &bytes, const std::string &content)
{
    const Line line = lineAt(bytes, m_limits.line);
    if (line.state == Line::State::Missing)
        return Step::NeedsMore;
    const Size size = hexNumber(line.text);
    if (size.digits > mostDigits)
        return Refusal::PayloadTooLarge;
    if (line.state == Line::State::Bad || size.digits == 0 || !isExtension(line.text.substr(size.digits)))
        return Refusal::BadRequest;
    if (size.value > m_limits.content - content.size())
        return Refusal::PayloadTooLarge;
    m_left = size.value;
    m_part = m_left > 0 ? Part::Data : Part::Trailers;
    return take(bytes, line.text.size() + 2);
}

ChunkedDecoder::Outcome ChunkedDecoder::data(std::string_view &bytes, std::string &content)
{
    const size_t count = std::min(m_left, bytes.size());
    content.append(bytes.substr(0, count));
    m_left -= count;
    const Outcome taken = take(bytes, count);
    if (m_left > 0 && std::holds_alternative<Step>(taken))
        return Step::NeedsMore;
    m_part = Part::DataEnd;
    return taken;
}

ChunkedDecoder::Outcome ChunkedDecoder::dataEnd(std::string_view &bytes)
{
    if (!std::string_view("\r\n").starts_with(bytes.substr(0, 2)))
        return Refusal::BadRequest;
    if (bytes.size() < 2)
        return Step::NeedsMore;
    m_part = Part::Size;
    return take(bytes, 2);
}

ChunkedDecoder::Outcome ChunkedDecoder::trailer(std::string_view &bytes)
{
    const Line line = lineAt(bytes, m_limits.trailers);
    if (line.state == Line::State::Missing)
        return Step::NeedsMore;
    m_trailers += line.text.size() + 2;
    if (m_trailers > m_limits.trailers ||
        (line.state == Line::State::Bad && bytes.size() > m_limits.trailers))
        return Refusal::HeadersTooLarge;
    if (line.state == Line::State::Bad || (!line.text.empty() && !syntax::fieldLine(line.text)))
        return Refusal::BadRequest;
    if (line.text.empty())
        m_part = Part::Done;
    return take(bytes, line.text.size() + 2);
}

ChunkedDecoder::Outcome ChunkedDecoder::step(std::string_view &bytes, std::string &content)
{
    switch (m_part) {
    case Part::Size: return size(bytes, content);
    case Part::Data: return data(bytes, content);
    case Part::DataEnd: return dataEnd(bytes);
    case Part::Trailers: return trailer(bytes);
    case Part::Done: break;
    }
    return Step::NeedsMore;
}

std::variant<ChunkedDecoder::Progress, Refusal> ChunkedDecoder::decode(std::string_view &bytes,
                                                                       std::string &content)
{
    while (m_part != Part::Done) {
        const Outcome outcome = step(bytes, content);
        if (const auto *refusal = std::get_if<Refusal>(&outcome))
            return *refusal;
        if (std::get<Step>(outcome) == Step::NeedsMore && m_part != Part::Done)
            return Progress::NeedsMore;
    }
    return Progress::Done;
}

} // namespace http
