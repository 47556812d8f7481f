// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"

namespace http {

// The answer that tells a refusal, in the envelope of api.md 2.8. The only place with the status
// codes of errors. The detail of an internal error, and of SERVER_BUSY, goes to the log,
// beside the request's id.
Response failure(const Error &error, Face face, const QByteArray &requestId = {});

} // namespace http
