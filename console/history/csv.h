// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QStringList>

// One line of a CSV file (RFC 4180), in UTF-8 with CR LF. A value that a spreadsheet would take for
// a formula gets an apostrophe in front: strangers choose what stands in a login event.
QByteArray csvLine(const QStringList &values);
