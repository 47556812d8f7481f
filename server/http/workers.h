// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"

#include <QThread>
#include <QThreadPool>

#include <atomic>

namespace http {

// Threads that take no more work than they can do soon.
class BoundedPool
{
public:
    struct Size
    {
        int threads = 1;
        int queue = 0; // how many may wait
    };
    explicit BoundedPool(Size size);
    ~BoundedPool(); // waits for what was taken

    // False, and the job is not run, when all threads are busy and the queue is full.
    bool submit(std::function<void()> job);

private:
    int m_most;
    std::atomic_int m_taken = 0;
    QThreadPool m_pool;
};

// Where handlers run that wait or burn, so that neither kind starves the other or the event loops.
class Workers
{
public:
    struct Sizes
    {
        BoundedPool::Size store = {.threads = 4, .queue = 256};
        BoundedPool::Size hash = {.threads = 4 * QThread::idealThreadCount(), .queue = 64};
        BoundedPool::Size remote = {.threads = 8, .queue = 32}; // they mostly wait
    };
    Workers() : Workers(Sizes()) {}
    explicit Workers(const Sizes &sizes) : m_store(sizes.store), m_hash(sizes.hash), m_remote(sizes.remote) {}

    // `run` is anything but Loop.
    bool submit(Run run, std::function<void()> job);

private:
    BoundedPool m_store;
    BoundedPool m_hash;
    BoundedPool m_remote;
};

} // namespace http
