// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

// How connections end, whoever ends them.
class GateClosingTest : public QObject
{
    Q_OBJECT
private slots:
    void closesForHttp10UnlessAsked();
    void answersAClientThatHasShutDownItsSide_data();
    void answersAClientThatHasShutDownItsSide();
    void survivesClientsThatVanish();
    void letsRequestsFinishWhenItStops();
    void closesIdleConnectionsWhenItStops();
};

void GateClosingTest::closesForHttp10UnlessAsked()
{
    Front front;
    RawClient closing(front.port());
    QVERIFY(closing.send("GET /hello HTTP/1.0\r\n\r\n"));
    QCOMPARE(closing.answer().header("Connection"), QByteArray("close"));
    QVERIFY(closing.isClosed());
    RawClient staying(front.port());
    for (int i = 0; i < 2; ++i) {
        QVERIFY(staying.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
        QCOMPARE(staying.answer().header("Connection"), QByteArray("keep-alive"));
    }
}

void GateClosingTest::answersAClientThatHasShutDownItsSide_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("a handler on the loop") << QByteArray("/echo");
    QTest::newRow("a handler on a pool") << QByteArray("/store");
}

void GateClosingTest::answersAClientThatHasShutDownItsSide()
{
    QFETCH(QByteArray, target);
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(requestFor("POST", target, {}, "one") + requestFor("GET", "/slow/50")));
    client.finishSending();
    QCOMPARE(client.answer().body, QByteArray("one"));
    QCOMPARE(client.answer().body, QByteArray("50"));
    QVERIFY(client.isClosed());
}

void GateClosingTest::survivesClientsThatVanish()
{
    Front front({.loops = 2});
    for (int i = 0; i < 60; ++i) {
        RawClient client(front.port());
        client.send(i % 3 == 0   ? requestFor("GET", "/slow/30")
                    : i % 3 == 1 ? requestFor("GET", "/slow/10") + hello
                                 : hello.left(20));
        if (i % 4 == 0)
            QThread::msleep(2);
        client.hangUp();
    }
    QThread::msleep(150);
    QCOMPARE(ask(front.port(), hello).status, 200);
}

void GateClosingTest::letsRequestsFinishWhenItStops()
{
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(requestFor("GET", "/slow/300") + hello));
    QTRY_COMPARE(front.handled(), 1);
    QElapsedTimer clock;
    clock.start();
    front.stop();
    QVERIFY(clock.elapsed() < 4000);
    const auto answer = client.answer();
    QCOMPARE(answer.body, QByteArray("300"));
    QCOMPARE(answer.header("Connection"), QByteArray("close"));
    QVERIFY(client.isClosed());
}

void GateClosingTest::closesIdleConnectionsWhenItStops()
{
    Front front({.loops = 2});
    RawClient idle(front.port());
    idle.send(hello);
    QCOMPARE(idle.answer().status, 200);
    QElapsedTimer clock;
    clock.start();
    std::thread reader([&] { QVERIFY(idle.isClosed()); idle.hangUp(); });
    front.stop();
    reader.join();
    QVERIFY(clock.elapsed() < 3000);
}

QTEST_GUILESS_MAIN(GateClosingTest)
#include "tst_gateclosing.moc"
