// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/request.h"

namespace http {

// The token in Authorization, if that header counts (api.md 0.6): "Bearer x" in any case, or a bare
// JWT of three parts. Any other scheme is as if absent. Whether the token is good is not asked.
QByteArray authorizationToken(const Request &request);

} // namespace http
