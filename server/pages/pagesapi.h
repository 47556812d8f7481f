// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"
#include "pages/pageset.h"

// The server's own pages, where every redirect and mailed link leads that no front end of an
// application takes over (api.md A17), what they load from /assets/, and POST /user/totp-qr.
void mountPages(http::Router &router, const PageSet &pages);
