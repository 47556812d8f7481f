// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"
#include "models/pagedmodel.h"

// The columns of the list of people.
QList<Column<Account>> accountColumns();
QList<int> accountColumnWidths();
