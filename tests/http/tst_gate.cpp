// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// What the gate answers, byte by byte.
class GateTest : public QObject
{
    Q_OBJECT
private slots:
    void answersAndStaysOpen();
    void writesExactHeads();
    void writesCookiesInOrderAndNoInjectedHeader();
    void answersHeadWithoutABody();
    void answers204WithoutBodyTypeOrLength();
    void refusesInTheEnvelopeAndCloses_data();
    void refusesInTheEnvelopeAndCloses();
    void answersPipelinedRequestsInOrder();
    void answersAManyFoldPipeline();
    void readsAChunkedBody();
    void asksForAnExpectedBody();
    void answers500WhenAHandlerThrows();
};

void GateTest::answersAndStaysOpen()
{
    Front front;
    RawClient client(front.port());
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(hello));
        const auto answer = client.answer();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray("{\"hello\":\"world\"}"));
        QVERIFY(answer.header("Connection").isEmpty());
    }
    QVERIFY(client.send(requestFor("POST", "/store", {}, "some body")));
    QCOMPARE(client.answer().body, QByteArray("some body"));
    QVERIFY(client.send(requestFor("GET", "/hello", "Connection: close\r\n")));
    QCOMPARE(client.answer().header("Connection"), QByteArray("close"));
    QVERIFY(client.isClosed());
}

void GateTest::writesExactHeads()
{
    Front front;
    const auto answer = ask(front.port(), hello);
    QVERIFY(answer.head.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(answer.header("Content-Length"), QByteArray("17"));
    QCOMPARE(answer.header("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(answer.header("X-Content-Type-Options"), QByteArray("nosniff"));
    QVERIFY(QRegularExpression(u"^[0-9a-f]{16}$"_s)
                .match(QString::fromLatin1(answer.header("X-Request-Id")))
                .hasMatch());
    const QString date = QString::fromLatin1(answer.header("Date"));
    QVERIFY(QRegularExpression(u"^[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$"_s)
                .match(date)
                .hasMatch());
    for (const char *name : {"Content-Type", "Content-Length", "Date", "Cache-Control"})
        QCOMPARE(answer.headers(name).size(), 1);
}

void GateTest::writesCookiesInOrderAndNoInjectedHeader()
{
    Front front;
    const auto answer = ask(front.port(), requestFor("GET", "/cookies"));
    QCOMPARE(answer.headers("Set-Cookie"), (QByteArrayList{"a=1", "b=2"}));
    QCOMPARE(answer.headers("Cache-Control"), QByteArrayList{"max-age=60"});
    QVERIFY(!answer.head.contains("Injected"));
}

void GateTest::answersHeadWithoutABody()
{
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(requestFor("HEAD", "/hello") + hello));
    const auto head = client.answer(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("Content-Length"), QByteArray("17"));
    QCOMPARE(client.answer().body, QByteArray("{\"hello\":\"world\"}"));
}

void GateTest::answers204WithoutBodyTypeOrLength()
{
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(requestFor("GET", "/nothing") + hello));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.header("Content-Length").isEmpty() && answer.header("Content-Type").isEmpty());
    QCOMPARE(client.answer().status, 200);
}

void GateTest::refusesInTheEnvelopeAndCloses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("malformed") << QByteArray("GET /hello HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n") << 400
                               << u"BAD_REQUEST"_s;
    QTest::newRow("user in Host") << QByteArray("GET /hello HTTP/1.1\r\nHost: u@a\r\n\r\n") << 400
                                  << u"BAD_REQUEST"_s;
    QTest::newRow("two lengths") << QByteArray(
                                        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\nab")
                                 << 400 << u"BAD_REQUEST"_s;
    QTest::newRow("too large") << QByteArray(
                                      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n")
                               << 413 << u"PAYLOAD_TOO_LARGE"_s;
    QTest::newRow("long target") << "GET /" + QByteArray(5000, 'a') + " HTTP/1.1\r\n"
                                 << 414 << u"URI_TOO_LONG"_s;
    QTest::newRow("expectation") << requestFor("GET", "/hello", "Expect: x\r\n") << 417
                                 << u"EXPECTATION_FAILED"_s;
    QTest::newRow("long head") << requestFor("GET", "/hello", "X: " + QByteArray(17'000, 'y') + "\r\n") << 431
                               << u"HEADERS_TOO_LARGE"_s;
    QTest::newRow("method") << requestFor("BREW", "/hello") << 501 << u"NOT_IMPLEMENTED"_s;
    QTest::newRow("encoding") << requestFor("POST", "/echo", "Transfer-Encoding: gzip\r\n") << 501
                              << u"NOT_IMPLEMENTED"_s;
    QTest::newRow("version") << QByteArray("GET / HTTP/2.0\r\nHost: a\r\n\r\n") << 505
                             << u"HTTP_VERSION_NOT_SUPPORTED"_s;
}

void GateTest::refusesInTheEnvelopeAndCloses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QString, code);
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(hello + bytes + hello));
    QCOMPARE(client.answer().status, 200);
    const auto answer = client.answer();
    QCOMPARE(answer.status, status);
    const auto body = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(body["code"_L1].toString(), code);
    QVERIFY(!body["error"_L1].toString().isEmpty());
    QCOMPARE(body["message"_L1], body["error"_L1]);
    QCOMPARE(answer.header("Connection"), QByteArray("close"));
    QVERIFY(client.isClosed());
    QCOMPARE(front.handled(), 1);
}

void GateTest::answersPipelinedRequestsInOrder()
{
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(requestFor("GET", "/slow/150") + requestFor("POST", "/echo", {}, "two") +
                        requestFor("GET", "/slow/20") + requestFor("POST", "/store", {}, "four") + hello));
    QCOMPARE(client.answer().body, QByteArray("150"));
    QCOMPARE(client.answer().body, QByteArray("two"));
    QCOMPARE(client.answer().body, QByteArray("20"));
    QCOMPARE(client.answer().body, QByteArray("four"));
    QCOMPARE(client.answer().body, QByteArray("{\"hello\":\"world\"}"));
}

void GateTest::answersAManyFoldPipeline()
{
    Front front;
    RawClient client(front.port());
    QByteArray requests;
    for (int i = 0; i < 500; ++i)
        requests += requestFor("POST", i % 7 ? "/echo" : "/store", {}, "body " + QByteArray::number(i));
    QVERIFY(client.send(requests));
    for (int i = 0; i < 500; ++i)
        QCOMPARE(client.answer().body, "body " + QByteArray::number(i));
}

void GateTest::readsAChunkedBody()
{
    Front front;
    RawClient client(front.port());
    QVERIFY(client.send(requestFor("POST", "/echo", "Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n"));
    QThread::msleep(20);
    QVERIFY(client.send("6;x=y\r\n world\r\n0\r\nT: u\r\n\r\n" + hello));
    QCOMPARE(client.answer().body, QByteArray("hello world"));
    QCOMPARE(client.answer().status, 200);
    QVERIFY(client.send(requestFor("POST", "/echo", "Transfer-Encoding: chunked\r\n") + "5\r\nhelloXX"));
    QCOMPARE(client.answer().status, 400);
}

void GateTest::asksForAnExpectedBody()
{
    Front front;
    RawClient client(front.port());
    QVERIFY(
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"));
    QCOMPARE(client.answer().status, 100);
    QVERIFY(client.send("body"));
    QCOMPARE(client.answer().body, QByteArray("body"));
    RawClient old(front.port());
    QVERIFY(old.send("POST /echo HTTP/1.0\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\nbody"));
    QCOMPARE(old.answer().status, 200);
}

void GateTest::answers500WhenAHandlerThrows()
{
    Front front;
    RawClient client(front.port());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"on purpose"_s));
    QVERIFY(client.send(requestFor("GET", "/throws") + hello));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 500);
    QVERIFY(!answer.body.contains("on purpose"));
    QCOMPARE(client.answer().status, 200);
}

QTEST_GUILESS_MAIN(GateTest)
#include "tst_gate.moc"
