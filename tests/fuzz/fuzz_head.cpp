// SPDX-License-Identifier: GPL-3.0-only
// Reads arbitrary bytes as requests, once whole and once cut in pieces: both must agree, and what
// gets through must keep the promises that the gate's callers rely on.
#include "http/requestreader.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct Outcome
{
    std::vector<std::string> requests; // target and body
    int refusal = 0;
    bool operator==(const Outcome &) const = default;
};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkHead(const http::Head &head)
{
    require(head.target.size() <= 4 * 1024 && head.fields.size() <= 64 && head.contentLength <= 64 * 1024);
    require(head.target == "*" || (head.target.starts_with('/') && !head.target.starts_with("//")));
    require(head.target.find_first_of(std::string_view("\0\r\n\t #\\", 7)) == std::string_view::npos);
    for (const auto &field : head.fields) {
        require(http::syntax::isToken(field.name));
        require(field.value.find_first_of(std::string_view("\0\r\n", 3)) == std::string_view::npos);
    }
    require(!head.isChunked || head.contentLength == 0);
}

void advance(http::RequestReader &reader, Outcome &outcome, std::string &target)
{
    for (;;) {
        const auto result = reader.advance();
        if (const auto *refusal = std::get_if<http::Refusal>(&result)) {
            outcome.refusal = int(*refusal);
            return;
        }
        switch (std::get<http::RequestReader::Step>(result)) {
        case http::RequestReader::Step::NeedsMore: return;
        case http::RequestReader::Step::Head:
            checkHead(reader.head());
            target = reader.head().target;
            break;
        case http::RequestReader::Step::Complete: outcome.requests.push_back(target + ' ' + reader.takeBody()); break;
        }
    }
}

Outcome read(std::string_view bytes, size_t piece)
{
    http::RequestReader reader;
    Outcome outcome;
    std::string target;
    for (size_t at = 0; at < bytes.size() && !outcome.refusal; at += piece) {
        reader.append(bytes.substr(at, piece));
        advance(reader, outcome, target);
    }
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    const size_t piece = 1 + data[0] % 16;
    require(read(bytes, bytes.size() + 1) == read(bytes, piece));
    return 0;
}
