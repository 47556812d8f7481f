// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/loginevent.h"
#include "models/pagedmodel.h"

using EventModel = PagedModel<AdminLoginEvent>;

// A list of tried logins, of all people or (without the column that names them) of one.
enum class Tried { All, One };
EventModel *makeEventModel(ApiClient &client, const QString &path, Tried tried, QObject *parent);
