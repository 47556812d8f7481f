// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string_view>

namespace http {

// Why a request is turned away before any route sees it; the value is the status of the answer.
// After each of them the connection closes.
enum class Refusal {
    BadRequest = 400,
    RequestTimeout = 408,
    PayloadTooLarge = 413,
    UriTooLong = 414,
    ExpectationFailed = 417,
    HeadersTooLarge = 431,
    Internal = 500,
    NotImplemented = 501,
    ServerBusy = 503,
    VersionNotSupported = 505
};

// The reason phrase of RFC 9110 section 15.
constexpr std::string_view reasonOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::BadRequest: return "Bad Request";
    case Refusal::RequestTimeout: return "Request Timeout";
    case Refusal::PayloadTooLarge: return "Content Too Large";
    case Refusal::UriTooLong: return "URI Too Long";
    case Refusal::ExpectationFailed: return "Expectation Failed";
    case Refusal::HeadersTooLarge: return "Request Header Fields Too Large";
    case Refusal::Internal: return "Internal Server Error";
    case Refusal::NotImplemented: return "Not Implemented";
    case Refusal::ServerBusy: return "Service Unavailable";
    case Refusal::VersionNotSupported: return "HTTP Version Not Supported";
    }
    return "Bad Request";
}

} // namespace http
