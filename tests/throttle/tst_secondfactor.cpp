// SPDX-License-Identifier: GPL-3.0-only
#include "throttlefixture.h"

#include <thread>

using namespace Qt::StringLiterals;

class TestSecondFactor : public QObject
{
    Q_OBJECT

private slots:
    void closesForAnHourAfterTwentyWrongCodes();
    void tellsOnce();
    void countsWithinADay();
    void doesNotCountRightCodes();
    void staysOpenWhenTheTwentiethIsRight();
    void admitsNoMoreOfParallelTries();
    void closesAgainAfterTwentyMore();
    void keepsToTheAccount();

private:
    // Whether the code was admitted; `told` becomes true when its owner is to be told.
    static bool wrongCode(ThrottleFixture &t, bool &told)
    {
        if (!t.throttle.admitSecondFactor(t.account))
            return false;
        told = *t.throttle.wrongSecondFactor(t.account);
        return true;
    }
    static void wrongCodes(ThrottleFixture &t, int times)
    {
        bool told = false;
        for (int i = 0; i < times; ++i)
            QVERIFY(wrongCode(t, told));
    }
};

void TestSecondFactor::closesForAnHourAfterTwentyWrongCodes()
{
    ThrottleFixture t;
    wrongCodes(t, 20);
    const auto refused = t.throttle.admitSecondFactor(t.account);
    QVERIFY_REFUSED(refused, "TOO_MANY_REQUESTS");
    QCOMPARE(refused.error().retryAfter, 3600);
    t.clock.advance(1h - 1ms);
    QVERIFY(!t.throttle.admitSecondFactor(t.account));
    t.clock.advance(1ms);
    QVERIFY_RESULT(t.throttle.admitSecondFactor(t.account));
}

void TestSecondFactor::tellsOnce()
{
    ThrottleFixture t;
    int tellings = 0;
    for (int i = 1; i <= 20; ++i) {
        bool told = false;
        QVERIFY(wrongCode(t, told));
        tellings += told ? 1 : 0;
        QCOMPARE(tellings, i == 20 ? 1 : 0);
    }
    QVERIFY(!*t.throttle.wrongSecondFactor(t.account));
}

void TestSecondFactor::countsWithinADay()
{
    ThrottleFixture t;
    wrongCodes(t, 19);
    t.clock.advance(24h);
    wrongCodes(t, 19);
    QVERIFY_RESULT(t.throttle.admitSecondFactor(t.account));
    QVERIFY(!t.throttle.admitSecondFactor(t.account));
}

void TestSecondFactor::doesNotCountRightCodes()
{
    ThrottleFixture t;
    for (int i = 0; i < 50; ++i) {
        QVERIFY_RESULT(t.throttle.admitSecondFactor(t.account));
        QVERIFY_RESULT(t.throttle.rightSecondFactor(t.account));
    }
    wrongCodes(t, 20);
    QVERIFY(!t.throttle.admitSecondFactor(t.account));
}

void TestSecondFactor::staysOpenWhenTheTwentiethIsRight()
{
    ThrottleFixture t;
    wrongCodes(t, 19);
    QVERIFY_RESULT(t.throttle.admitSecondFactor(t.account));
    QVERIFY_RESULT(t.throttle.rightSecondFactor(t.account));
    QVERIFY_RESULT(t.throttle.admitSecondFactor(t.account));
    QVERIFY(*t.throttle.wrongSecondFactor(t.account));
}

void TestSecondFactor::admitsNoMoreOfParallelTries()
{
    ThrottleFixture t;
    std::atomic<int> admitted = 0;
    std::atomic<int> told = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                if (!t.throttle.admitSecondFactor(t.account))
                    continue;
                ++admitted;
                told += *t.throttle.wrongSecondFactor(t.account) ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(int(admitted), 20);
    QCOMPARE(int(told), 1);
}

void TestSecondFactor::closesAgainAfterTwentyMore()
{
    ThrottleFixture t;
    wrongCodes(t, 20);
    t.clock.advance(1h);
    wrongCodes(t, 20);
    QVERIFY(!t.throttle.admitSecondFactor(t.account));
}

void TestSecondFactor::keepsToTheAccount()
{
    ThrottleFixture t;
    wrongCodes(t, 20);
    QVERIFY_RESULT(t.throttle.admitSecondFactor(t.newAccount()));
}

QTEST_GUILESS_MAIN(TestSecondFactor)
#include "tst_secondfactor.moc"
