// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"

#include <QStringList>

// Where a page may go on to after a mailed link (api.md 0.11): a path on the site that the link
// leads to, or a URL of the configured list. Read as browsers read it (the WHATWG URL standard):
// what a browser would take for another site is none of ours.
namespace returnurl {

// VALIDATION_FAILED on returnUrl, INVALID. Empty is good: nowhere in particular.
Result<> check(const QString &returnUrl, const QStringList &allowed);

} // namespace returnurl
