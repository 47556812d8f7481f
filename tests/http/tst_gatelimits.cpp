// SPDX-License-Identifier: GPL-3.0-only
#include "front.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

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

} // namespace

// How much, how slowly and how many at once: what clients may cost.
class GateLimitsTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesTwoGigabytesAtOnce();
    void refusesAnEndlessChunkedBody();
    void tellsASlowHead();
    void tellsASlowBody();
    void closesIdleConnectionsQuietly();
    void doesNotGrowWithAClientThatNeverReads();
    void doesNotGrowWithAClientThatNeverStops();
    void swallowsOnlySoMuchAfterARefusal();
    void capsConnectionsInAll();
    void capsConnectionsPerClientButNotPerProxy();
};

void GateLimitsTest::refusesTwoGigabytesAtOnce()
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

void GateLimitsTest::refusesAnEndlessChunkedBody()
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

void GateLimitsTest::tellsASlowHead()
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

void GateLimitsTest::tellsASlowBody()
{
    Front front({.limits = impatient()});
    RawClient client(front.port());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello"));
    QCOMPARE(client.answer().status, 408);
    QVERIFY(client.isClosed());
    QCOMPARE(front.handled(), 0);
}

void GateLimitsTest::closesIdleConnectionsQuietly()
{
    Front front({.limits = impatient()});
    RawClient silent(front.port());
    RawClient idle(front.port());
    QVERIFY(idle.send(hello));
    QCOMPARE(idle.answer().status, 200);
    QVERIFY(silent.isClosed());
    QVERIFY(idle.isClosed());
}

void GateLimitsTest::doesNotGrowWithAClientThatNeverReads()
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
void GateLimitsTest::doesNotGrowWithAClientThatNeverStops()
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

void GateLimitsTest::swallowsOnlySoMuchAfterARefusal()
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

void GateLimitsTest::capsConnectionsInAll()
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
    QVERIFY(!answer.header("X-Request-Id").isEmpty());
    QCOMPARE(answer.header("Retry-After"), QByteArray("1"));
    QCOMPARE(QJsonDocument::fromJson(answer.body)["code"_L1].toString(), u"SERVER_BUSY"_s);
    clients.pop_back();
    bool isServed = false; // asked again and again, it would meet its own last connection
    QTRY_VERIFY(isServed = isServed || ask(front.port(), hello).status == 200);
}

void GateLimitsTest::capsConnectionsPerClientButNotPerProxy()
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

QTEST_GUILESS_MAIN(GateLimitsTest)
#include "tst_gatelimits.moc"
