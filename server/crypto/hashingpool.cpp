// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/hashingpool.h"

#include <QScopeGuard>
#include <QString>

#include <sys/resource.h>
#include <unistd.h>

namespace crypto {

namespace {

// Linux gives each thread its own nice value. Ten keeps the 99th percentile of other requests
// near what it is without hashing.
void lowerPriority()
{
    constexpr int nice = 10;
    if (setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice) != 0)
        qWarning("the hashing threads run at normal priority: %s", qUtf8Printable(qt_error_string()));
}

} // namespace

HashingPool::HashingPool(int threads, int queue)
    : m_room(static_cast<size_t>(threads) + static_cast<size_t>(queue))
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { serve(); });
}

HashingPool::~HashingPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

// Callers count themselves: whoever has got his answer can come again at once.
bool HashingPool::enter()
{
    const std::lock_guard lock(m_mutex);
    if (m_callers == m_room)
        return false;
    ++m_callers;
    return true;
}

void HashingPool::leave()
{
    const std::lock_guard lock(m_mutex);
    --m_callers;
}

bool HashingPool::run(const std::function<void()> &work)
{
    if (!enter())
        return false;
    const auto leaving = qScopeGuard([this] { leave(); });
    std::packaged_task<void()> task(work);
    std::future<void> done = task.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(task));
    }
    m_wake.notify_one();
    done.get();
    return true;
}

int HashingPool::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_waiting.size());
}

void HashingPool::serve()
{
    lowerPriority();
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        auto task = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

} // namespace crypto
