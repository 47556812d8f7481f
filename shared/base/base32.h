// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <optional>

// Base32 without padding (RFC 4648 section 6), as otpauth URIs and recovery codes use it.
namespace base32 {

QByteArray encode(const QByteArray &bytes);

// Case, spaces, dashes and trailing padding are ignored, since people type it; nothing for any
// other character.
std::optional<QByteArray> decode(QByteArrayView text);

} // namespace base32
