// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <chrono>

namespace secretclipboard {

constexpr std::chrono::seconds span{30};

// Puts a secret on the clipboard, marked so that clipboard histories leave it out, and takes it off
// again after a while, or when the program ends, if it is still there.
void copy(const QString &secret, std::chrono::milliseconds keptFor = span);

} // namespace secretclipboard
