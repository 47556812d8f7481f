// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "access/callers.h"
#include "http/router.h"

// Finds the caller of a request by the rules of api.md 0.6, and holds him against the route's
// access level.
http::Identify identifyBy(const Callers &callers);
