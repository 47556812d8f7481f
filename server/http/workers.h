// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/router.h"

#include <QHash>
#include <QMutex>
#include <QThread>
#include <QThreadPool>

#include <atomic>

namespace http {

// Threads that take no more work than they can do soon. Jobs that name a lane keep to it: those of one
// lane never take all threads, however long they last.
class BoundedPool
{
public:
    struct Size
    {
        int threads = 1;
        int queue = 0; // how many may wait
        int laneThreads = 0; // of one lane; 0: there are no lanes
        int laneQueue = 0;
    };
    explicit BoundedPool(Size size);
    ~BoundedPool(); // waits for what was taken

    // False, and the job is not run, when all threads are busy and the queue is full, or those of its lane.
    bool submit(std::function<void()> job, const QString &lane = {});

private:
    struct Lane
    {
        int running = 0;
        QList<std::function<void()>> waiting = {};
    };
    bool enter(std::function<void()> job, const QString &lane);
    void leave(const QString &lane);
    void start(std::function<void()> job, const QString &lane);

    Size m_size;
    std::atomic_int m_taken = 0;
    QMutex m_mutex; // over the lanes; held for moments only
    QHash<QString, Lane> m_lanes; // those with something to do
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
        BoundedPool::Size remote = {.threads = 8, .queue = 32, .laneThreads = 3, .laneQueue = 12}; // they mostly wait
    };
    Workers() : Workers(Sizes()) {}
    explicit Workers(const Sizes &sizes) : m_store(sizes.store), m_hash(sizes.hash), m_remote(sizes.remote) {}

    // `run` is anything but Loop. Only Remote has lanes: one for each server that is asked.
    bool submit(Run run, std::function<void()> job, const QString &lane = {});

private:
    BoundedPool m_store;
    BoundedPool m_hash;
    BoundedPool m_remote;
};

} // namespace http
