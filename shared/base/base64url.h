// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <optional>

// Base64 with the URL-safe alphabet and no padding (RFC 4648 section 5).
namespace base64url {

QByteArray encode(const QByteArray &bytes);

// Nothing unless the text is canonical: right alphabet, no padding, spare bits zero, so that one
// value has exactly one spelling.
std::optional<QByteArray> decode(QByteArrayView text);

} // namespace base64url
