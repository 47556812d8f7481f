// SPDX-License-Identifier: GPL-3.0-only
#include "http/workers.h"

namespace http {

// Threads never expire: each keeps its database connection and prepared statements.
BoundedPool::BoundedPool(Size size) : m_size(size)
{
    m_pool.setMaxThreadCount(size.threads);
    m_pool.setExpiryTimeout(-1);
}

BoundedPool::~BoundedPool()
{
    m_pool.waitForDone();
}

bool BoundedPool::submit(std::function<void()> job, const QString &lane)
{
    const bool hasRoom = m_taken.fetch_add(1) < m_size.threads + m_size.queue;
    if (hasRoom && enter(std::move(job), lane))
        return true;
    --m_taken;
    return false;
}

bool BoundedPool::enter(std::function<void()> job, const QString &lane)
{
    if (lane.isEmpty() || m_size.laneThreads == 0) {
        start(std::move(job), {});
        return true;
    }
    const QMutexLocker lock(&m_mutex);
    Lane &own = m_lanes[lane];
    if (own.running < m_size.laneThreads) {
        ++own.running;
        start(std::move(job), lane);
        return true;
    }
    if (own.waiting.size() >= m_size.laneQueue)
        return false;
    own.waiting.append(std::move(job));
    return true;
}

// The next of the same lane goes to the end of the pool's own queue.
void BoundedPool::leave(const QString &lane)
{
    const QMutexLocker lock(&m_mutex);
    const auto own = m_lanes.find(lane);
    if (!own->waiting.isEmpty())
        return start(own->waiting.takeFirst(), lane);
    if (--own->running == 0)
        m_lanes.erase(own);
}

void BoundedPool::start(std::function<void()> job, const QString &lane)
{
    m_pool.start([this, job = std::move(job), lane] {
        job();
        --m_taken;
        if (!lane.isEmpty())
            leave(lane);
    });
}

bool Workers::submit(Run run, std::function<void()> job, const QString &lane)
{
    Q_ASSERT(run != Run::Loop);
    BoundedPool &pool = run == Run::Hash ? m_hash : run == Run::Remote ? m_remote : m_store;
    return pool.submit(std::move(job), lane);
}

} // namespace http
