// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/cookies.h"
#include "http/router.h"
#include "sessions/sessionlist.h"
#include "sessions/sessions.h"

// GET and DELETE /user/sessions, DELETE /user/sessions/{id}: where the caller himself is signed in.
void mountOwnSessions(http::Router &router, const Sessions &sessions, const SessionList &list,
                      const http::Cookies &cookies);
