// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

http::Limits impatient()
{
    http::Limits limits;
    limits.handshake = limits.head = limits.body = 300ms;
    limits.idle = 600ms;
    limits.write = 500ms;
    limits.drain = 400ms;
    return limits;
}

// What a connection may make the process grow by; a sanitizer keeps what was freed for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostGrowthKib = 96 * 1024;
#else
constexpr qint64 mostGrowthKib = 6 * 1024;
#endif

qint64 residentKib()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

const QByteArray hello = requestFor("GET", "/hello");

} // namespace

class GateTest : public QObject
{
    Q_OBJECT
private slots:
    void answersAndStaysOpen();
    void writesExactHeads();
    void writesCookiesInOrderAndNoInjectedHeader();
    void answersHeadWithoutABody();
    void answers204WithoutBodyTypeOrLength();
    void closesForHttp10UnlessAsked();
    void refusesInTheEnvelopeAndCloses_data();
    void refusesInTheEnvelopeAndCloses();
    void answersPipelinedRequestsInOrder();
    void answersAManyFoldPipeline();
    void answersAClientThatHasShutDownItsSide_data();
    void answersAClientThatHasShutDownItsSide();
    void survivesClientsThatVanish();
    void refusesTwoGigabytesAtOnce();
    void refusesAnEndlessChunkedBody();
    void readsAChunkedBody();
    void asksForAnExpectedBody();
    void tellsASlowHead();
    void tellsASlowBody();
    void closesIdleConnectionsQuietly();
    void doesNotGrowWithAClientThatNeverReads();
    void doesNotGrowWithAClientThatNeverStops();
    void swallowsOnlySoMuchAfterARefusal();
    void capsConnectionsInAll();
    void capsConnectionsPerClientButNotPerProxy();
    void answers500WhenAHandlerThrows();
    void letsRequestsFinishWhenItStops();
    void closesIdleConnectionsWhenItStops();
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

void GateTest::closesForHttp10UnlessAsked()
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

void GateTest::answersAClientThatHasShutDownItsSide_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("a handler on the loop") << QByteArray("/echo");
    QTest::newRow("a handler on a pool") << QByteArray("/store");
}

void GateTest::answersAClientThatHasShutDownItsSide()
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

void GateTest::survivesClientsThatVanish()
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

void GateTest::refusesTwoGigabytesAtOnce()
{
    Front front;
    RawClient client(front.port());
    QElapsedTimer clock;
    clock.start();
    QVERIFY(client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2147483648\r\nExpect: 100-continue\r\n\r\n"));
    QCOMPARE(client.answer().status, 413);
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(front.handled(), 0);
}

void GateTest::refusesAnEndlessChunkedBody()
{
    Front front;
    RawClient client(front.port());
    const qint64 before = residentKib();
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = "1000\r\n" + QByteArray(0x1000, 'x') + "\r\n";
    int sent = 0;
    while (sent < 5000 && client.send(chunk))
        ++sent;
    QVERIFY2(sent < 2000, "20 MB were swallowed");
    QVERIFY(residentKib() - before < mostGrowthKib);
    QCOMPARE(ask(front.port(), hello).status, 200);
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

void GateTest::tellsASlowHead()
{
    Front front({.limits = impatient()});
    RawClient client(front.port());
    QElapsedTimer clock;
    clock.start();
    QVERIFY(client.send("GET /hello HT"));
    QThread::msleep(100);
    QVERIFY(client.send("TP/1.1\r\nHost: a\r\nX:"));
    const auto answer = client.answer();
    QCOMPARE(answer.status, 408);
    QCOMPARE(QJsonDocument::fromJson(answer.body)["code"_L1].toString(), u"REQUEST_TIMEOUT"_s);
    QVERIFY(clock.elapsed() < 3000);
    QVERIFY(client.isClosed());
}

void GateTest::tellsASlowBody()
{
    Front front({.limits = impatient()});
    RawClient client(front.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello"));
    QCOMPARE(client.answer().status, 408);
    QVERIFY(client.isClosed());
    QCOMPARE(front.handled(), 0);
}

void GateTest::closesIdleConnectionsQuietly()
{
    Front front({.limits = impatient()});
    RawClient silent(front.port());
    RawClient idle(front.port());
    QVERIFY(idle.send(hello));
    QCOMPARE(idle.answer().status, 200);
    QVERIFY(silent.isClosed());
    QVERIFY(idle.isClosed());
}

void GateTest::doesNotGrowWithAClientThatNeverReads()
{
    Front front({.limits = impatient()});
    const qint64 before = residentKib();
    RawClient client(front.port());
    const QByteArray requests = requestFor("GET", "/big").repeated(200);
    client.send(requests); // answers of 20 MB
    QThread::msleep(200);
    QVERIFY(residentKib() - before < mostGrowthKib);
    QThread::msleep(1000); // the write deadline
    QVERIFY(!client.send(requests) || client.untilClosed().size() < 19'000'000);
    QCOMPARE(ask(front.port(), hello).status, 200);
}

// All that is here is used up before more is read.
void GateTest::doesNotGrowWithAClientThatNeverStops()
{
    Front front;
    const qint64 before = residentKib();
    RawClient client(front.port());
    for (int i = 0; i < 40; ++i)
        QVERIFY(client.send(
            requestFor("POST", "/store", {}, QByteArray(60'000, 'x')))); // 2.4 MB ahead of the answers
    for (int i = 0; i < 40; ++i)
        QCOMPARE(client.answer().body.size(), 60'000);
    QVERIFY(residentKib() - before < mostGrowthKib);
}

void GateTest::swallowsOnlySoMuchAfterARefusal()
{
    Front front;
    RawClient client(front.port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2147483648\r\n\r\n");
    const QByteArray megabyte(1024 * 1024, 'x');
    int sent = 0;
    while (sent < 64 && client.send(megabyte))
        ++sent;
    QVERIFY2(sent < 16, "a refused body was swallowed");
}

void GateTest::capsConnectionsInAll()
{
    http::Limits limits;
    limits.connections = 3;
    Front front({.limits = limits});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(front.port()));
        clients.back()->send(hello);
        QCOMPARE(clients.back()->answer().status, 200);
    }
    RawClient fourth(front.port());
    const auto answer = fourth.answer();
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.header("Retry-After"), QByteArray("1"));
    QCOMPARE(QJsonDocument::fromJson(answer.body)["code"_L1].toString(), u"SERVER_BUSY"_s);
    clients.pop_back();
    bool isServed = false; // asked again and again, it would meet its own last connection
    QTRY_VERIFY(isServed = isServed || ask(front.port(), hello).status == 200);
}

void GateTest::capsConnectionsPerClientButNotPerProxy()
{
    http::Limits limits;
    limits.connectionsPerClient = 1;
    Front strict({.limits = limits});
    RawClient first(strict.port());
    first.send(hello);
    QCOMPARE(first.answer().status, 200);
    QCOMPARE(RawClient(strict.port()).answer().status, 503);

    Front proxied({.limits = limits, .trustedProxies = {u"127.0.0.0/8"_s}});
    RawClient one(proxied.port());
    RawClient two(proxied.port());
    one.send(hello);
    two.send(hello);
    QCOMPARE(one.answer().status, 200);
    QCOMPARE(two.answer().status, 200);
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

void GateTest::letsRequestsFinishWhenItStops()
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

void GateTest::closesIdleConnectionsWhenItStops()
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

QTEST_GUILESS_MAIN(GateTest)
#include "tst_gate.moc"
