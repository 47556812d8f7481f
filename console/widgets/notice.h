// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <functional>

// One sentence for the notice bar, with what can be done about it.
struct Notice
{
    enum class Kind { Done, Information, Warning, Failure };

    Kind kind = Kind::Done;
    QString text;
    QString actionText = {}; // "Undo", "Try again"; empty: nothing to do
    std::function<void()> action = {};
};
