// SPDX-License-Identifier: GPL-3.0-only
#include "throttlefixture.h"

using namespace Qt::StringLiterals;

class TestLimits : public QObject
{
    Q_OBJECT

private slots:
    void closesAnAccountToUnknownNetworksAfterAHundredFailures();
    void leavesKnownNetworksTheirOwnLadder();
    void forgetsAKnownNetworkAfterNinetyDays();
    void opensTheAccountAgain_data();
    void opensTheAccountAgain();
    void refusesANetworkWithManyFailuresForAccountsNotKnownFromIt();
    void countsANetworksFailuresForAnHour();
    void countsIPv6NetworksAsOne();
    void sparesTrustedProxiesTheLimitsOfClients();
    void limitsRegistrationsRefreshesAndMailRequests_data();
    void limitsRegistrationsRefreshesAndMailRequests();
    void limitsMailsToOneAddress();
    void liftsTheLimitsWhenItIsOff();

private:
    static void failFromManyNetworks(ThrottleFixture &t, int times);
};

// One failure from each of many networks: no ladder slows these down.
void TestLimits::failFromManyNetworks(ThrottleFixture &t, int times)
{
    for (int i = 0; i < times; ++i)
        QCOMPARE(t.wait(t.subject(), t.at(u"203.0.%1.%2"_s.arg(i / 200).arg(i % 200))), 0);
}

void TestLimits::closesAnAccountToUnknownNetworksAfterAHundredFailures()
{
    ThrottleFixture t;
    failFromManyNetworks(t, 100);
    const auto refused = t.throttle.admit(t.subject(), t.at(u"198.51.100.1"_s));
    QVERIFY_REFUSED(refused, "TOO_MANY_REQUESTS");
    QCOMPARE(refused.error().retryAfter, 3600);
    QCOMPARE(t.wait(t.subject(), t.at(u"203.0.0.5"_s)), 3600); // one that failed before
    const AccountId other = t.newAccount();
    QCOMPARE(t.wait({.account = other, .email = {}}, t.at(u"198.51.100.1"_s)), 0);
}

void TestLimits::leavesKnownNetworksTheirOwnLadder()
{
    ThrottleFixture t;
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    failFromManyNetworks(t, 100);
    for (int i = 0; i < 3; ++i)
        QVERIFY(t.isAdmitted());
    QCOMPARE(t.wait(t.subject(), t.client), 1);
    t.clock.advance(1s);
    QVERIFY(t.isAdmitted());
}

void TestLimits::forgetsAKnownNetworkAfterNinetyDays()
{
    ThrottleFixture t;
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    t.clock.advance(90 * 24h);
    failFromManyNetworks(t, 100);
    QCOMPARE(t.wait(t.subject(), t.client), 3600);
}

void TestLimits::opensTheAccountAgain_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("by a completed sign-in") << u"sign-in"_s;
    QTest::newRow("by an admin or a reset link") << u"forgive"_s;
    QTest::newRow("after a day without a failure") << u"day"_s;
    QTest::newRow("by a try that was taken back") << u"take back"_s;
}

void TestLimits::opensTheAccountAgain()
{
    QFETCH(QString, how);
    ThrottleFixture t;
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    failFromManyNetworks(t, 100);
    const Client unknown = t.at(u"198.51.100.1"_s);
    t.clock.advance(24h - 1ms);
    QCOMPARE(t.wait(t.subject(), unknown), 3600);
    if (how == "sign-in"_L1)
        QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    else if (how == "forgive"_L1)
        QVERIFY_RESULT(t.throttle.forgive(t.account));
    else if (how == "take back"_L1)
        QVERIFY_RESULT(t.throttle.takeBack(t.subject(), t.at(u"203.0.0.99"_s)));
    else
        t.clock.advance(1ms);
    QCOMPARE(t.wait(t.subject(), unknown), 0);
}

void TestLimits::refusesANetworkWithManyFailuresForAccountsNotKnownFromIt()
{
    ThrottleFixture t;
    QVERIFY_RESULT(t.throttle.succeeded(t.account, t.client));
    for (int i = 0; i < 300; ++i)
        QCOMPARE(t.wait(t.nobody(u"guess%1@example.com"_s.arg(i)), t.client), 0);
    QCOMPARE(t.wait(t.nobody(u"one-more@example.com"_s), t.client), 3600);
    QCOMPARE(t.wait({.account = t.newAccount(), .email = {}}, t.client), 3600);
    QVERIFY(t.isAdmitted()); // known from here
    QCOMPARE(t.wait(t.nobody(u"one-more@example.com"_s), t.at(u"10.0.0.8"_s)), 0);
}

void TestLimits::countsANetworksFailuresForAnHour()
{
    ThrottleFixture t;
    for (int i = 0; i < 300; ++i)
        QCOMPARE(t.wait(t.nobody(u"guess%1@example.com"_s.arg(i)), t.client), 0);
    t.clock.advance(1h - 1ms);
    QVERIFY(!t.isAdmitted());
    t.clock.advance(1ms);
    QVERIFY(t.isAdmitted());
}

void TestLimits::countsIPv6NetworksAsOne()
{
    ThrottleFixture t;
    t.fail(3, t.subject(), t.at(u"2001:db8::1"_s));
    QCOMPARE(t.wait(t.subject(), t.at(u"2001:db8::ffff:2"_s)), 1);
    QCOMPARE(t.wait(t.subject(), t.at(u"2001:db8:0:1::1"_s)), 0);
}

void TestLimits::sparesTrustedProxiesTheLimitsOfClients()
{
    ThrottleFixture t;
    t.client.isExempt = true;
    for (int i = 0; i < 320; ++i)
        QCOMPARE(t.wait(t.nobody(u"user%1@example.com"_s.arg(i)), t.client), 0);
    for (int i = 0; i < 70; ++i)
        QVERIFY_RESULT(t.throttle.limitRefresh(t.client));
    t.fail(3, t.subject(), t.client); // but never the limits of accounts
    QCOMPARE(t.wait(t.subject(), t.client), 1);
}

void TestLimits::limitsRegistrationsRefreshesAndMailRequests_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("seconds");
    QTest::newRow("registrations") << u"register"_s << 10 << 3600;
    QTest::newRow("refreshes") << u"refresh"_s << 60 << 60;
    QTest::newRow("mail requests") << u"mail"_s << 20 << 3600;
}

void TestLimits::limitsRegistrationsRefreshesAndMailRequests()
{
    QFETCH(QString, what);
    QFETCH(int, most);
    QFETCH(int, seconds);
    ThrottleFixture t;
    const auto ask = [&](const Client &client) {
        if (what == "register"_L1)
            return t.throttle.limitRegistration(client);
        return what == "refresh"_L1 ? t.throttle.limitRefresh(client) : t.throttle.limitMailRequests(client);
    };
    for (int i = 0; i < most; ++i)
        QVERIFY_RESULT(ask(t.client));
    t.clock.advance(std::chrono::seconds(seconds) - 10s);
    const auto refused = ask(t.client);
    QVERIFY_REFUSED(refused, "TOO_MANY_REQUESTS");
    QCOMPARE(refused.error().retryAfter, 10);
    QVERIFY_RESULT(ask(t.at(u"10.0.0.8"_s)));
    t.clock.advance(10s);
    QVERIFY_RESULT(ask(t.client));
}

void TestLimits::limitsMailsToOneAddress()
{
    ThrottleFixture t;
    for (int i = 0; i < 3; ++i)
        QVERIFY(*t.throttle.mayMail(u"ada@example.com"_s));
    QVERIFY(!*t.throttle.mayMail(u"ada@example.com"_s));
    QVERIFY(*t.throttle.mayMail(u"bob@example.com"_s));
    t.clock.advance(1h);
    QVERIFY(*t.throttle.mayMail(u"ada@example.com"_s));
}

void TestLimits::liftsTheLimitsWhenItIsOff()
{
    ThrottleFixture t;
    t.figures.enabled = false;
    for (int i = 0; i < 100; ++i) {
        QVERIFY_RESULT(t.throttle.limitRegistration(t.client));
        QVERIFY_RESULT(t.throttle.limitRefresh(t.client));
        QVERIFY_RESULT(t.throttle.limitMailRequests(t.client));
        QVERIFY(*t.throttle.mayMail(u"ada@example.com"_s));
        QVERIFY_RESULT(t.throttle.admitSecondFactor(t.account));
        QVERIFY(!*t.throttle.wrongSecondFactor(t.account));
    }
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
