// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>
#include <memory>

// A clock that stands still until a test moves it, from any thread. Copies and clock() share its time.
class FixedClock
{
public:
    explicit FixedClock(const QDateTime &start = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC))
        : m_now(std::make_shared<std::atomic<qint64>>(start.toMSecsSinceEpoch()))
    {}

    QDateTime now() const { return QDateTime::fromMSecsSinceEpoch(*m_now, Qt::UTC); }
    void advance(std::chrono::milliseconds time) { *m_now += time.count(); }
    Clock clock() const
    {
        return [now = m_now] { return QDateTime::fromMSecsSinceEpoch(*now, Qt::UTC); };
    }

private:
    std::shared_ptr<std::atomic<qint64>> m_now; // milliseconds since 1970
};
