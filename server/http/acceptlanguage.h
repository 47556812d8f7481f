// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>
#include <QStringList>

namespace http {

// The first of `offered` where the header wishes for nothing that we have; otherwise the language
// that it wishes for most, a region counting as its language (RFC 9110 section 12.5.4, RFC 4647
// section 3.4).
QString preferredLanguage(QByteArrayView acceptLanguage, const QStringList &offered);

} // namespace http
