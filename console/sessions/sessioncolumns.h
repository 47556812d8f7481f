// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/session.h"
#include "models/pagedmodel.h"

using SessionModel = PagedModel<Session>;

// Which session is the console's own, for it must not be ended by mistake: the `sid` of the refresh
// token (api.md 0.17). Null when not signed in.
SessionId ownSession(const ApiClient &client);

// A list of sessions, of all people or (without the column that names them) of one.
enum class People { All, One };
SessionModel *makeSessionModel(ApiClient &client, const QString &path, People people, QObject *parent);
