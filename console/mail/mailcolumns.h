// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/outboxmail.h"
#include "models/pagedmodel.h"

using MailModel = PagedModel<OutboxMail>;

// The outbox: when, to whom, what for, how far it has come.
MailModel *makeMailModel(ApiClient &client, QObject *parent);
