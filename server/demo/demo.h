// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/result.h"
#include "store/database.h"

#include <QDateTime>

#include <functional>

// What everybody in a demo signs in with, and the administrator among them.
inline const QString demoPassword = QStringLiteral("correct horse battery");
inline const QString demoAdmin = QStringLiteral("admin@demo.example");

struct DemoWish
{
    qint64 users = 1000;
    qint64 events = 10'000;
    quint32 seed = 1;                                // the same people for the same number and time
    QDateTime now = QDateTime::currentDateTimeUtc(); // when it all ends
};

// Fills a database with invented people, their devices and sessions, and their logins of the last
// 180 days. All have one password, hashed once, since hashing a million would take hours; nobody's
// second factor works. Replaces an earlier demo; CONFLICT if there are people that no demo made.
//
// Fast, and for that without a journal while it runs: nobody else may have the database open, and
// what is left of a run that was cut off is to be thrown away.
Result<> fillWithDemoData(const store::Database &database, const DemoWish &wish,
                          const std::function<void(const QString &)> &progress);
