// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/lastseen.h"

#include <utility>

constexpr int secondsBetweenWrites = 60;

void LastSeen::note(const SessionId &session, const QDateTime &writtenLast)
{
    const QDateTime now = m_clock();
    if (writtenLast.secsTo(now) < secondsBetweenWrites)
        return;
    const QMutexLocker lock(&m_mutex);
    m_seen.insert(session, now);
}

QHash<SessionId, QDateTime> LastSeen::take()
{
    const QMutexLocker lock(&m_mutex);
    return std::exchange(m_seen, {});
}
