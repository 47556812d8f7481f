// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QIcon>

// A symbol of the freedesktop naming specification, from the desktop's theme, else from Breeze, in
// the text colour of the application's palette.
QIcon icon(const QString &name);
