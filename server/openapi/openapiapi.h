// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"

// GET /api/openapi.json: what this server answers, for programs (OpenAPI 3.1). It is written in
// resources/openapi.
void mountOpenApi(http::Router &router);
