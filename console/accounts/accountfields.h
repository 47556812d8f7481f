// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

class Field;

namespace accountfields {

// Shows what is wrong at the fields it is about, each by its name on the wire, and moves to the
// first; also for conflicts, which come as a code of their own. False if no field is concerned.
bool showFaults(const QList<std::pair<QString, Field *>> &fields, const Error &error);

} // namespace accountfields
