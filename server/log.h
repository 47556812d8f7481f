// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "config.h"

// Sends everything that is logged to standard error, one line an entry: as text with the syslog
// priority in front when journald listens, or as one JSON object for machines, in which what stands
// in front of a message as name=value is a member.
void installLog(Config::LogFormat format);
