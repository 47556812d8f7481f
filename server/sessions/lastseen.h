// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <QHash>
#include <QMutex>

// Gathers when sessions were last used, to be written in one go off the request's path, at most
// once a minute for each session (api.md 0.16). Losing a minute of it harms nobody.
class LastSeen
{
public:
    explicit LastSeen(Clock clock) : m_clock(std::move(clock)) {}

    // Notes a use, if the row's own value is more than a minute old.
    void note(const SessionId &session, const QDateTime &writtenLast);

    // What is to be written; forgets it.
    QHash<SessionId, QDateTime> take();

private:
    Clock m_clock;
    QMutex m_mutex;
    QHash<SessionId, QDateTime> m_seen;
};
