// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

namespace http {

// 16 random hexadecimal digits: tells requests apart in a log, and is no secret.
QByteArray newRequestId();

// Whether a proxy's X-Request-Id can stand in our log and head: 1 to 64 of [A-Za-z0-9._-].
bool isRequestId(QByteArrayView text);

} // namespace http
