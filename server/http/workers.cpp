// SPDX-License-Identifier: GPL-3.0-only
#include "http/workers.h"

namespace http {

// Threads never expire: each keeps its database connection and prepared statements.
BoundedPool::BoundedPool(Size size) : m_most(size.threads + size.queue)
{
    m_pool.setMaxThreadCount(size.threads);
    m_pool.setExpiryTimeout(-1);
}

BoundedPool::~BoundedPool()
{
    m_pool.waitForDone();
}

bool BoundedPool::submit(std::function<void()> job)
{
    if (m_taken.fetch_add(1) >= m_most) {
        --m_taken;
        return false;
    }
    m_pool.start([this, job = std::move(job)] {
        job();
        --m_taken;
    });
    return true;
}

bool Workers::submit(Run run, std::function<void()> job)
{
    Q_ASSERT(run != Run::Loop);
    BoundedPool &pool = run == Run::Hash ? m_hash : run == Run::Remote ? m_remote : m_store;
    return pool.submit(std::move(job));
}

} // namespace http
