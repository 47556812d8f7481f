// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "widgets/notice.h"

// What is said after `ended` sessions were ended and `failed` could not be, for this reason.
Notice revocationNotice(int ended, int failed, const QString &reason);
