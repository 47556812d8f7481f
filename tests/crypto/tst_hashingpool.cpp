// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/hashingpool.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <stdexcept>

#include <sys/resource.h>
#include <unistd.h>

class TestHashingPool : public QObject
{
    Q_OBJECT
private slots:
    void runsWorkAndWaitsForIt();
    void runsItElsewhereAtLowPriority();
    void refusesAtOnceWhenTheQueueIsFull();
    void neverRunsMoreThanItsThreadsAtOnce();
    void handsExceptionsToTheCaller();
};

void TestHashingPool::runsWorkAndWaitsForIt()
{
    crypto::HashingPool pool(1, 0);
    int answer = 0;
    for (int i = 0; i < 100; ++i)
        QVERIFY(pool.run([&] { ++answer; }));
    QCOMPARE(answer, 100);
}

void TestHashingPool::runsItElsewhereAtLowPriority()
{
    crypto::HashingPool pool(1, 0);
    const int here = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
    int there = 0;
    std::thread::id thread;
    QVERIFY(pool.run([&] {
        there = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
        thread = std::this_thread::get_id();
    }));
    QVERIFY(thread != std::this_thread::get_id());
    QCOMPARE(there, qMax(here, 10));
    QCOMPARE(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())), here);
}

void TestHashingPool::refusesAtOnceWhenTheQueueIsFull()
{
    crypto::HashingPool pool(2, 3);
    QSemaphore started, open;
    std::atomic<int> accepted = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 5; ++i) {
        callers.emplace_back([&] {
            accepted += pool.run([&] {
                started.release();
                open.acquire();
            });
        });
        if (i == 1)
            started.acquire(2); // both threads are busy, what follows has to wait
    }
    while (pool.waiting() < 3)
        std::this_thread::yield();
    bool ran = false;
    QVERIFY(!pool.run([&] { ran = true; }));
    QVERIFY(!ran);

    open.release(5);
    for (std::thread &caller : callers)
        caller.join();
    QCOMPARE(accepted.load(), 5);
    QVERIFY(pool.run([&] { ran = true; }));
    QVERIFY(ran);
}

void TestHashingPool::neverRunsMoreThanItsThreadsAtOnce()
{
    crypto::HashingPool pool(2, 100);
    std::atomic<int> running = 0, most = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 16; ++i) {
        callers.emplace_back([&] {
            (void)pool.run([&] {
                const int now = ++running;
                int seen = most;
                while (now > seen && !most.compare_exchange_weak(seen, now)) {
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                --running;
            });
        });
    }
    for (std::thread &caller : callers)
        caller.join();
    QCOMPARE(most.load(), 2);
}

void TestHashingPool::handsExceptionsToTheCaller()
{
    crypto::HashingPool pool(1, 0);
    const auto failing = [] { throw std::runtime_error("out of memory"); };
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)pool.run(failing));
    bool ran = false;
    QVERIFY(pool.run([&] { ran = true; }));
    QVERIFY(ran);
}

QTEST_GUILESS_MAIN(TestHashingPool)
#include "tst_hashingpool.moc"
