// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"

// GET /openapi.json: the description of the API (OpenAPI 3.1), from resources/openapi.yaml.
void mountOpenApi(http::Router &router);
