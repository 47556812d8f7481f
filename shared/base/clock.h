// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>

#include <functional>

// Gives the present time, in UTC. Made once, in application.cpp; tests pass a fixed one.
using Clock = std::function<QDateTime()>;
