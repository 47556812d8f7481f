// SPDX-License-Identifier: GPL-3.0-only
#include "http/head.h"

#include "http/target.h"

#include <algorithm>
#include <array>
#include <optional>

namespace http {

namespace {

using syntax::isSame;

using Fault = std::optional<Refusal>;

bool isVersion(std::string_view text)
{
    return text.size() == 8 && text.starts_with("HTTP/") && syntax::isDigit(text[5]) && text[6] == '.' &&
           syntax::isDigit(text[7]);
}

Fault readVersion(std::string_view text, Head &head)
{
    if (!isVersion(text))
        return Refusal::BadRequest;
    head.isHttp10 = text == "HTTP/1.0";
    head.keepsAlive = !head.isHttp10;
    if (!head.isHttp10 && text != "HTTP/1.1")
        return Refusal::VersionNotSupported;
    return std::nullopt;
}

// Two single spaces and no other, three parts that are not empty.
std::optional<std::array<std::string_view, 3>> splitRequestLine(std::string_view line)
{
    const size_t first = line.find(' ');
    const size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == 0 || last <= first + 1 || last + 1 == line.size())
        return std::nullopt;
    const auto target = line.substr(first + 1, last - first - 1);
    if (target.find(' ') != std::string_view::npos)
        return std::nullopt;
    return std::array{line.substr(0, first), target, line.substr(last + 1)};
}

Fault readRequestLine(std::string_view line, const HeadLimits &limits, Head &head)
{
    const auto parts = splitRequestLine(line);
    if (!parts || !syntax::isToken((*parts)[0]))
        return Refusal::BadRequest;
    if (const auto fault = readVersion((*parts)[2], head))
        return fault;
    head.target = (*parts)[1];
    if (head.target.size() > limits.target)
        return Refusal::UriTooLong;
    const auto method = methodFrom((*parts)[0]);
    if (!method)
        return Refusal::NotImplemented;
    head.method = *method;
    return syntax::isTarget(head.target, *method) ? Fault() : Refusal::BadRequest;
}

// What the framing fields said, to be judged together once all are read.
struct Framing
{
    int hosts = 0;
    int lengths = 0;
    int encodings = 0;
    bool closes = false; // beats a keep-alive beside it
};

// Digits only: no sign, no list ("2, 2"), no blank inside. Too many digits are a body too large.
Fault readContentLength(std::string_view value, Head &head)
{
    if (value.empty() || !std::all_of(value.begin(), value.end(), syntax::isDigit))
        return Refusal::BadRequest;
    if (value.size() > 15)
        return Refusal::PayloadTooLarge;
    for (const char digit : value)
        head.contentLength = head.contentLength * 10 + uint64_t(digit - '0');
    return std::nullopt;
}

void readConnection(std::string_view value, Head &head, Framing &framing)
{
    while (!value.empty()) {
        const size_t comma = std::min(value.find(','), value.size());
        const auto option = syntax::trimmed(value.substr(0, comma));
        if (isSame(option, "close"))
            framing.closes = true;
        else if (isSame(option, "keep-alive") && head.isHttp10)
            head.keepsAlive = true;
        value.remove_prefix(std::min(comma + 1, value.size()));
    }
}

Fault readExpect(std::string_view value, Head &head)
{
    if (!isSame(value, "100-continue"))
        return Refusal::ExpectationFailed;
    head.expectsContinue = !head.isHttp10;
    return std::nullopt;
}

Fault readTransferEncoding(std::string_view value, Head &head)
{
    head.isChunked = true;
    return isSame(value, "chunked") ? Fault() : Refusal::NotImplemented;
}

Fault readField(const syntax::Field &field, Head &head, Framing &framing)
{
    if (isSame(field.name, "host")) {
        ++framing.hosts;
        return syntax::isHost(field.value) ? Fault() : Refusal::BadRequest;
    }
    if (isSame(field.name, "content-length"))
        return ++framing.lengths > 1 ? Refusal::BadRequest : readContentLength(field.value, head);
    if (isSame(field.name, "transfer-encoding"))
        return ++framing.encodings > 1 ? Refusal::BadRequest : readTransferEncoding(field.value, head);
    if (isSame(field.name, "expect"))
        return readExpect(field.value, head);
    if (isSame(field.name, "connection"))
        readConnection(field.value, head, framing);
    return std::nullopt;
}

// RFC 9112 sections 3.2 and 6.1: whatever could be framed in two ways is no request.
Fault judge(const Head &head, const Framing &framing)
{
    if (framing.hosts > 1 || (framing.hosts == 0 && !head.isHttp10))
        return Refusal::BadRequest;
    if (framing.encodings > 0 && (framing.lengths > 0 || head.isHttp10))
        return Refusal::BadRequest;
    return std::nullopt;
}

// The next line without its CRLF; the head ends with an empty one.
std::optional<std::string_view> takeLine(std::string_view &bytes)
{
    const size_t feed = bytes.find('\n');
    if (feed == std::string_view::npos || feed == 0 || bytes[feed - 1] != '\r')
        return std::nullopt;
    const auto line = bytes.substr(0, feed - 1);
    bytes.remove_prefix(feed + 1);
    return line;
}

Fault readFields(std::string_view bytes, const HeadLimits &limits, Head &head, Framing &framing)
{
    for (;;) {
        const auto line = takeLine(bytes);
        if (!line)
            return Refusal::BadRequest;
        if (line->empty())
            return bytes.empty() ? Fault() : Refusal::BadRequest;
        const auto field = syntax::fieldLine(*line);
        if (!field)
            return Refusal::BadRequest;
        if (head.fields.size() >= limits.fields)
            return Refusal::HeadersTooLarge;
        if (const auto fault = readField(*field, head, framing))
            return fault;
        head.fields.push_back(*field);
    }
}

} // namespace

std::optional<Refusal> requestLineFault(std::string_view line, const HeadLimits &limits)
{
    Head head;
    return readRequestLine(line, limits, head);
}

std::variant<Head, Refusal> parseHead(std::string_view bytes, const HeadLimits &limits)
{
    Head head;
    Framing framing;
    if (bytes.size() > limits.bytes)
        return Refusal::HeadersTooLarge;
    const auto line = takeLine(bytes);
    if (!line)
        return Refusal::BadRequest;
    if (const auto fault = readRequestLine(*line, limits, head))
        return *fault;
    head.fields.reserve(16);
    if (const auto fault = readFields(bytes, limits, head, framing))
        return *fault;
    if (const auto fault = judge(head, framing))
        return *fault;
    if (framing.closes)
        head.keepsAlive = false;
    return head;
}

} // namespace http
