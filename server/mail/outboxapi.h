// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "audit/audit.h"
#include "config.h"
#include "http/router.h"
#include "mail/outboxlist.h"

// GET /admin/outbox, POST /admin/outbox/{id}/resend
void mountOutbox(http::Router &router, const Outbox &outbox, const OutboxList &list, const Audit &audit,
                 const Config::Mail &settings);
