// SPDX-License-Identifier: GPL-3.0-only
#include "base/base64url.h"

namespace base64url {

namespace {

constexpr auto dialect = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

QByteArray encode(const QByteArray &bytes) { return bytes.toBase64(dialect); }

std::optional<QByteArray> decode(QByteArrayView text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), dialect | QByteArray::AbortOnBase64DecodingErrors);
    // Encoding again shows padding, spare bits and whatever else Qt forgives.
    if (!decoded || encode(*decoded) != text)
        return std::nullopt;
    return *decoded;
}

} // namespace base64url
