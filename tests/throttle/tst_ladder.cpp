// SPDX-License-Identifier: GPL-3.0-only
#include "throttlefixture.h"

#include <thread>

using namespace Qt::StringLiterals;

class TestLadder : public QObject
{
    Q_OBJECT

private slots:
    void waitsAsLongAsTheRungSays_data();
    void waitsAsLongAsTheRungSays();
    void countsNothingWhileItRefuses();
    void admitsNoMoreOfParallelTriesThanTheLadderAllows();
    void forgetsADayAfterTheLastFailure();
    void climbsAnewAfterForgetting();
    void startsAnewAfterASignIn();
    void keepsTheFailuresOfOtherNetworks();
    void takesBackATryThatWasNotCompared();
    void countsAddressesThatNobodyHas();
    void writesDownNoAddress();
    void forgivesEverywhere();
    void saysUntilWhenTheWorstNetworkWaits();
    void doesNothingWhenItIsOff();
    void forgetsWhatNoLongerCounts();
};

void TestLadder::waitsAsLongAsTheRungSays_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("seconds");
    const QList<std::pair<int, int>> rungs{{1, 0}, {2, 0},  {3, 1},  {5, 1},   {6, 3},
                                           {9, 3}, {10, 5}, {24, 5}, {25, 10}, {40, 10}};
    for (const auto &[failures, seconds] : rungs)
        QTest::addRow("after %d", failures) << failures << seconds;
}

void TestLadder::waitsAsLongAsTheRungSays()
{
    QFETCH(int, failures);
    QFETCH(int, seconds);
    ThrottleFixture t;
    t.fail(failures, t.subject(), t.client);
    if (seconds == 0) {
        QVERIFY(t.isAdmitted());
        return;
    }
    const auto refused = t.throttle.admit(t.subject(), t.client);
    QVERIFY_REFUSED(refused, "TOO_MANY_REQUESTS");
    QCOMPARE(refused.error().kind, Error::Kind::TooMany);
    QCOMPARE(refused.error().retryAfter, seconds);
    t.clock.advance(std::chrono::seconds(seconds) - 1ms);
    QVERIFY(!t.isAdmitted());
    t.clock.advance(1ms);
    QVERIFY(t.isAdmitted());
}

void TestLadder::countsNothingWhileItRefuses()
{
    ThrottleFixture t;
    t.fail(3, t.subject(), t.client);
    for (int i = 0; i < 50; ++i)
        QVERIFY(!t.isAdmitted());
    QCOMPARE(t.database.number(u"SELECT max(failures) FROM login_tries"_s), 3);
    t.clock.advance(1s);
    QVERIFY(t.isAdmitted());
}

// Two tries may follow each other at once, the third closes the gate.
void TestLadder::admitsNoMoreOfParallelTriesThanTheLadderAllows()
{
    ThrottleFixture t;
    std::atomic<int> admitted = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 10; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                const auto result = t.throttle.admit(t.subject(), t.client);
                admitted += result ? 1 : 0;
                refused += !result && result.error().kind == Error::Kind::TooMany ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(int(admitted), 3);
    QCOMPARE(int(refused), 97);
}

void TestLadder::forgetsADayAfterTheLastFailure()
{
    ThrottleFixture t;
    t.fail(10, t.subject(), t.client);
    t.clock.advance(24h - 1s);
    QVERIFY(t.isAdmitted());
    QCOMPARE(t.wait(t.subject(), t.client), 5);
    t.clock.advance(24h);
    QVERIFY(t.isAdmitted());
    QVERIFY(t.isAdmitted());
}

void TestLadder::climbsAnewAfterForgetting()
{
    ThrottleFixture t;
    t.fail(30, t.subject(), t.client);
    t.clock.advance(24h);
    QVERIFY(t.isAdmitted());
    QVERIFY(t.isAdmitted());
    QVERIFY(t.isAdmitted());
    QCOMPARE(t.wait(t.subject(), t.client), 1);
}

void TestLadder::startsAnewAfterASignIn()
{
    ThrottleFixture t;
    t.fail(12, t.subject(), t.client);
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    QVERIFY(t.isAdmitted());
    QVERIFY(t.isAdmitted());
}

void TestLadder::keepsTheFailuresOfOtherNetworks()
{
    ThrottleFixture t;
    const Client guesser = t.at(u"203.0.113.9"_s);
    t.fail(12, t.subject(), guesser);
    QVERIFY(t.isAdmitted()); // the owner's own network has a ladder of its own
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    QVERIFY(t.wait(t.subject(), guesser) > 0);
}

void TestLadder::takesBackATryThatWasNotCompared()
{
    ThrottleFixture t;
    t.fail(2, t.subject(), t.client);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(t.isAdmitted());
        QVERIFY_RESULT(t.throttle.takeBack(t.subject(), t.client));
    }
    QCOMPARE(t.database.number(u"SELECT max(failures) FROM login_tries"_s), 2);
    QVERIFY(t.isAdmitted());
    QCOMPARE(t.wait(t.subject(), t.client), 1);
}

void TestLadder::countsAddressesThatNobodyHas()
{
    ThrottleFixture t;
    t.fail(3, t.nobody(u"nobody@example.com"_s), t.client);
    QCOMPARE(t.wait(t.nobody(u"nobody@example.com"_s), t.client), 1);
    QCOMPARE(t.wait(t.nobody(u"else@example.com"_s), t.client), 0);
}

void TestLadder::writesDownNoAddress()
{
    ThrottleFixture t;
    t.fail(1, t.nobody(u"nobody@example.com"_s), t.client);
    QVERIFY(*t.throttle.mayMail(u"nobody@example.com"_s));
    QCOMPARE(t.database.number(u"SELECT (SELECT count(*) FROM login_tries WHERE subject LIKE '%nobody%')"
                               " + (SELECT count(*) FROM rate_limits WHERE subject LIKE '%nobody%')"_s),
             0);
}

void TestLadder::forgivesEverywhere()
{
    ThrottleFixture t;
    t.fail(12, t.subject(), t.client);
    t.fail(12, t.subject(), t.at(u"203.0.113.9"_s));
    QVERIFY_RESULT(t.throttle.forgive(t.account));
    QCOMPARE(t.wait(t.subject(), t.client), 0);
    QCOMPARE(t.wait(t.subject(), t.at(u"203.0.113.9"_s)), 0);
}

void TestLadder::saysUntilWhenTheWorstNetworkWaits()
{
    ThrottleFixture t;
    QVERIFY(!*t.throttle.throttledUntil(t.account));
    t.fail(3, t.subject(), t.client);
    t.fail(10, t.subject(), t.at(u"203.0.113.9"_s));
    const auto until = t.throttle.throttledUntil(t.account);
    QVERIFY(until && *until);
    QCOMPARE(**until, t.clock.now().addSecs(5));
    t.clock.advance(5s);
    QVERIFY(!*t.throttle.throttledUntil(t.account));
}

void TestLadder::doesNothingWhenItIsOff()
{
    ThrottleFixture t;
    t.figures.enabled = false;
    for (int i = 0; i < 150; ++i)
        QVERIFY(t.isAdmitted());
    QVERIFY_RESULT(t.throttle.takeBack(t.subject(), t.client));
    QCOMPARE(t.database.number(u"SELECT count(*) FROM login_tries"_s), 0);
}

void TestLadder::forgetsWhatNoLongerCounts()
{
    ThrottleFixture t;
    t.fail(3, t.subject(), t.client);
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.at(u"10.0.0.8"_s)));
    QVERIFY_RESULT(t.throttle.limitRefresh(t.client));
    QCOMPARE(*t.throttle.forgetOld(500), 0);
    t.clock.advance(91 * 24h);
    QVERIFY(*t.throttle.forgetOld(500) > 0);
    QCOMPARE(
        t.database.number(u"SELECT (SELECT count(*) FROM login_tries) + (SELECT count(*) FROM known_networks)"
                          " + (SELECT count(*) FROM rate_limits)"_s),
        0);
}

QTEST_GUILESS_MAIN(TestLadder)
#include "tst_ladder.moc"
