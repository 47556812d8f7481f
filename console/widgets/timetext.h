// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>
#include <QTimeZone>

// Times as people read them. Pure: the present and the zone are arguments; the words come from the
// installed translation.
namespace timetext {

// "just now", "3 min ago", "yesterday", "5 days ago", "12 Mar", "12 Mar 2024"; "in 3 min" for times
// to come; "never" for no time. Days change at midnight in the zone of `now`.
QString relative(const QDateTime &time, const QDateTime &now);

// To the second, with the zone: "Wednesday, 12 March 2025 14:03:22 CET (UTC+01:00)"; empty for no time.
QString exact(const QDateTime &time, const QTimeZone &zone = QTimeZone::systemTimeZone());

// For files: RFC 3339 with milliseconds and the offset of the zone; empty for no time.
QString forExport(const QDateTime &time, const QTimeZone &zone = QTimeZone::systemTimeZone());

// A span in the largest fitting unit: "40 seconds", "3 minutes", "2 hours", "5 days".
QString span(qint64 seconds);

} // namespace timetext
