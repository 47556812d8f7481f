// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QIcon>

// The four signs that go with words of success and trouble: each has its own shape as well as its
// colour of the present palette, and is drawn as vectors.
enum class Sign { Check, Information, Warning, Cross };

QIcon signIcon(Sign sign);
