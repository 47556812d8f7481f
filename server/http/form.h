// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

namespace http {

// The members of an application/x-www-form-urlencoded body, all of them strings. A key that stands
// twice or is not UTF-8 is a fault of its field (VALIDATION_FAILED, INVALID): two readers must not
// see two values. More than 100 keys are a BAD_REQUEST.
Result<QJsonObject> parseForm(const QByteArray &body);

} // namespace http
