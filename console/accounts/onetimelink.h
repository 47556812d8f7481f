// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "api/account.h"

#include <QUrl>

class QWidget;

namespace onetimelink {

// Shows a set-password link, the only time it is seen.
void show(QWidget *parent, const Account &account, const OneTimeLink &link, const QUrl &server);

} // namespace onetimelink
