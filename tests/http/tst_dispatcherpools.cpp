// SPDX-License-Identifier: GPL-3.0-only
#include "dispatcherfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;

// Where handlers run, and what becomes of those that throw or find no place.
class DispatcherPoolsTest : public QObject, private DispatcherFixture
{
    Q_OBJECT
private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void runsWhereTheRouteSays();
    void answersWhateverAHandlerThrows_data();
    void answersWhateverAHandlerThrows();
    void saysNoWhenAPoolIsFull();
    void keepsThePoolsApart();
    void keepsOneProviderFromTakingAllThreads();
};

void DispatcherPoolsTest::runsWhereTheRouteSays()
{
    QVERIFY(!ask(arrival(Method::Get, "/see/x"))->cameLater());
    const auto reply = ask(arrival(Method::Post, "/store", {{"authorization", "Bearer x"}}));
    QVERIFY(reply->cameLater());
    QCOMPARE(reply->response().status, 204);
    QCOMPARE(reply->count(), 1);
}

void DispatcherPoolsTest::answersWhateverAHandlerThrows_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("logged");
    QTest::newRow("an exception") << QByteArray("/throw/exception") << u"secret reason"_s;
    QTest::newRow("a number") << QByteArray("/throw/int") << u"no exception"_s;
    QTest::newRow("on a pool") << QByteArray("/throw-on-a-pool") << u"bad_alloc"_s;
}

void DispatcherPoolsTest::answersWhateverAHandlerThrows()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, logged);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(logged));
    const auto reply = ask(arrival(Method::Get, target));
    QCOMPARE(reply->response().status, 500);
    QCOMPARE(reply->code(), u"INTERNAL_SERVER_ERROR"_s);
    QVERIFY(!reply->response().content.contains("secret"));
}

void DispatcherPoolsTest::saysNoWhenAPoolIsFull()
{
    const auto running = ask(arrival(Method::Get, "/hold"));
    QVERIFY(m_entered.tryAcquire(1, 5000));
    const auto second = ask(arrival(Method::Get, "/hold"));
    const auto third = ask(arrival(Method::Get, "/hold"));
    const auto refused = ask(arrival(Method::Get, "/hold"));
    QVERIFY(!refused->cameLater());
    QCOMPARE(refused->response().status, 503);
    QCOMPARE(refused->code(), u"SERVER_BUSY"_s);
    QCOMPARE(refused->header("Retry-After"), QByteArray("1"));
    m_gate.release(3);
    for (const auto &reply : {running, second, third})
        QCOMPARE(reply->response().status, 204);
    m_gate.release();
    QTRY_COMPARE(ask(arrival(Method::Post, "/store", {{"authorization", "Bearer x"}}))->response().status,
                 204);
}

void DispatcherPoolsTest::keepsThePoolsApart()
{
    const auto hashing = ask(arrival(Method::Get, "/hash"));
    QVERIFY(m_entered.tryAcquire(1, 5000));
    QCOMPARE(ask(arrival(Method::Get, "/hash"))->response().status, 503);
    QCOMPARE(ask(arrival(Method::Post, "/store", {{"authorization", "Bearer x"}}))->response().status, 204);
    m_gate.release();
    QCOMPARE(hashing->response().status, 204);
}

void DispatcherPoolsTest::keepsOneProviderFromTakingAllThreads()
{
    QList<std::shared_ptr<Kept>> replies;
    for (int i = 0; i < 3; ++i)
        replies.append(ask(arrival(Method::Get, "/remote/sick")));
    QVERIFY(m_entered.tryAcquire(2, 5000));
    QCOMPARE(ask(arrival(Method::Get, "/remote/sick"))->response().status, 503);
    QVERIFY(!m_entered.tryAcquire(1, 100)); // the third waits
    replies.append(ask(arrival(Method::Get, "/remote/well")));
    QVERIFY(m_entered.tryAcquire(1, 5000));
    replies.append(ask(arrival(Method::Get, "/test/sick", {{"authorization", "Bearer x"}})));
    QVERIFY(m_entered.tryAcquire(1, 5000)); // who looks after it does not
    m_gate.release(2);
    QVERIFY(m_entered.tryAcquire(1, 5000));
    m_gate.release(3);
    for (const auto &reply : replies)
        QCOMPARE(reply->response().status, 204);
    m_gate.release(3); // for those that ran in between, if any
    m_gate.release(3);
    for (int i = 0; i < 3; ++i) // its place is free again
        QCOMPARE(ask(arrival(Method::Get, "/remote/sick"))->response().status, 204);
}

QTEST_GUILESS_MAIN(DispatcherPoolsTest)
#include "tst_dispatcherpools.moc"
