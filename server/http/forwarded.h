// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/request.h"

#include <optional>

namespace http {

// The hops that a request names, the nearest last; as written, so perhaps no addresses at all.
// Nothing if there is no such header.
std::optional<QList<QByteArray>> forwardedForHops(const QList<Header> &headers); // X-Forwarded-For
std::optional<QList<QByteArray>> forwardedHops(const QList<Header> &headers);    // Forwarded, RFC 7239

} // namespace http
