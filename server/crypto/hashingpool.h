// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace crypto {

// A few threads of low priority for password hashing, so that a storm of logins takes the
// processors only when nobody else wants them, and memory only for as many hashes as threads.
class HashingPool
{
public:
    // `queue` is how many pieces of work may wait while every thread is busy.
    HashingPool(int threads, int queue);
    ~HashingPool(); // no call of run() may be under way

    HashingPool(const HashingPool &) = delete;
    HashingPool &operator=(const HashingPool &) = delete;

    // Runs the work on one of the threads and waits for its end; what it throws, this throws. False
    // at once, with nothing run, if the queue is full: answer SERVER_BUSY. Never call it from
    // within work.
    [[nodiscard]] bool run(const std::function<void()> &work);

    // How many pieces of work wait at this moment.
    [[nodiscard]] int waiting() const;

private:
    bool enter();
    void leave();
    void serve();

    const size_t m_room; // callers whose work runs or waits
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::packaged_task<void()>> m_waiting;
    size_t m_callers = 0;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

} // namespace crypto
