// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"

#include <chrono>
#include <memory>

// A clock that stands still until a test moves it. Copies of clock() share its time.
class FixedClock
{
public:
    explicit FixedClock(const QDateTime &start = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC))
        : m_now(std::make_shared<QDateTime>(start)) {}

    QDateTime now() const { return *m_now; }
    void advance(std::chrono::milliseconds time) { *m_now = m_now->addMSecs(time.count()); }
    Clock clock() const
    {
        return [now = m_now] { return *now; };
    }

private:
    std::shared_ptr<QDateTime> m_now;
};
