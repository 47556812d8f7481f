// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLoggingCategory>

// "gatehouse.http": one line for each request, and what went wrong while answering it. Never a
// header, a body, a query or a token.
Q_DECLARE_LOGGING_CATEGORY(httpLog)
