// SPDX-License-Identifier: GPL-3.0-only
#include "requestoutcome.h"

#include <QTest>

using namespace http;

// The request line and the fields: what they may say, and how long they may be.
class HeadTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesBadTargets_data();
    void refusesBadTargets();
    void takesGoodTargets_data();
    void takesGoodTargets();
    void refusesBadHosts_data();
    void refusesBadHosts();
    void takesGoodHosts_data();
    void takesGoodHosts();
    void refusesBadLines_data();
    void refusesBadLines();
    void boundsTheHead();
    void refusesALongTargetBeforeItEnds();
    void refusesATlsHelloAtItsFirstByte();
    void honoursConnection_data();
    void honoursConnection();
};

void HeadTest::refusesBadTargets_data()
{
    QTest::addColumn<QByteArray>("target");
    const QByteArrayList targets{
        "//x/admin", "http://a/", "foo:/dump", "*",        "x",        "/a b",   "/a\tb", "/a%2Fb", "/a%2fb",
        "/a%5Cb",    "/a%00",     "/a%0A",     "/a%0d%0a", "/a%1F",    "/a%7f",  "/%",    "/%2",    "/%zz",
        "/%4",       "/a#b",      "/a\\b",     "/a\"b",    "/<x>",     "/{x}",   "/|",    "/^",     "/`",
        "/\x80",     "/\xc3\xa9", "/\x7f",     "/a?b=%",   "/a?b=%g0", "/a?b c", "?a",    ""};
    for (const QByteArray &target : targets)
        QTest::newRow(target.toPercentEncoding().constData()) << target;
    QTest::newRow("a zero byte") << QByteArray("/a\0b", 4);
}

void HeadTest::refusesBadTargets()
{
    QFETCH(QByteArray, target);
    QCOMPARE(refusalOf(get({}, target)), 400);
}

void HeadTest::takesGoodTargets_data()
{
    QTest::addColumn<QByteArray>("target");
    const QByteArrayList targets{"/",     "/a//b",          "/a/../b", "/%20%41", "/a;b=c", "/a?b=c&d=%2F%0A",
                                 "/a?//", "/.well-known/x", "/a:b@c",  "/%C3%A9", "/?"};
    for (const QByteArray &target : targets)
        QTest::newRow(target.constData()) << target;
}

void HeadTest::takesGoodTargets()
{
    QFETCH(QByteArray, target);
    QCOMPARE(readAll(get({}, target)).requests, QByteArrayList{"GET " + target + ' '});
}

void HeadTest::refusesBadHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    const QByteArrayList hosts{"",         " ",        "user@a", "user:pass@a", "a/b",    "/",       "a?b",
                               "a#b",      "a b",      "a,b",    "a, b",        ":80",    "a:80:90", "a:x",
                               "a:123456", "[::1",     "::1]",   "[]",          "[::1]x", "[x]",     "a\\b",
                               "a%41",     "\xc3\xa9", "a;b",    "[::1]:x"};
    for (const QByteArray &host : hosts)
        QTest::newRow(host.toPercentEncoding().constData()) << host;
}

void HeadTest::refusesBadHosts()
{
    QFETCH(QByteArray, host);
    QCOMPARE(refusalOf("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 400);
    QCOMPARE(refusalOf("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n"), 400);
}

void HeadTest::takesGoodHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char *host : {"a", "a.example.org", "a:80", "a:", "127.0.0.1:8420", "[::1]", "[::1]:8420",
                             "xn--a", "my_host", "A-b.c."})
        QTest::newRow(host) << QByteArray(host);
}

void HeadTest::takesGoodHosts()
{
    QFETCH(QByteArray, host);
    QCOMPARE(readAll("GET / HTTP/1.1\r\nhOST:" + host + " \r\n\r\n").requests.size(), 1);
}

void HeadTest::refusesBadLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("a bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400);
    row("a bare LF at once, before anything follows", "GET / HTTP/1.1\n", 400);
    row("a bare CR in the request line", "GET / HTTP/1.1\rHost", 400);
    row("a bare CR in a value", get("X: a\rb\r\n"), 400);
    row("CR CR LF", get("X: a\r\r\n"), 400);
    row("a zero byte in a value", get(QByteArray("X: a\0b\r\n", 8)), 400);
    row("DEL in a value", get("X: \x7f\r\n"), 400);
    row("a folded line", get("X: a\r\n b\r\n"), 400);
    row("a folded line with a colon", get("X: a\r\n b: c\r\n"), 400);
    row("no colon", get("NoColon\r\n"), 400);
    row("an empty name", get(": x\r\n"), 400);
    row("a blank before the colon", get("X : a\r\n"), 400);
    row("a tab before the colon", get("X\t: a\r\n"), 400);
    row("a name that is no token", get("X[1]: a\r\n"), 400);
    row("a name beyond ASCII", get("X\xc3\xa9: a\r\n"), 400);
    row("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400);
    row("a space at the start", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("tabs between the parts", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("HTTP/0.9", "GET /\r\n", 400);
    row("no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", 400);
    row("a version with letters", "GET / HTTPzz.1\r\nHost: a\r\n\r\n", 400);
    row("half a version", "GET / HTTP/1\r\nHost: a\r\n\r\n", 400);
    row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
    row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505);
    row("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("a lower-case method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("an unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    row("a method that is no token", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("no Host in 1.1", "GET / HTTP/1.1\r\n\r\n", 400);
    row("chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
}

void HeadTest::refusesBadLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QCOMPARE(refusalOf(bytes), status);
}

void HeadTest::boundsTheHead()
{
    QByteArray fields;
    for (int i = 0; i < 63; ++i)
        fields += "X-" + QByteArray::number(i) + ": y\r\n";
    QCOMPARE(readAll(get(fields)).requests.size(), 1); // 64 with Host
    QCOMPARE(refusalOf(get(fields + "One-More: y\r\n")), 431);

    const QByteArray most = get("X: " + QByteArray(16 * 1024 - get("X: \r\n").size(), 'y') + "\r\n");
    QCOMPARE(most.size(), 16 * 1024);
    QCOMPARE(readAll(most).requests.size(), 1);
    QCOMPARE(refusalOf(get("X: " + QByteArray(16 * 1024 - get("X: \r\n").size() + 1, 'y') + "\r\n")), 431);
    QCOMPARE(refusalOf("GET / HTTP/1.1\r\nX: " + QByteArray(16 * 1024, 'y')), 431);

    QCOMPARE(readAll(get({}, '/' + QByteArray(4095, 'a'))).requests.size(), 1);
    QCOMPARE(refusalOf(get({}, '/' + QByteArray(4096, 'a'))), 414);
}

void HeadTest::refusesALongTargetBeforeItEnds()
{
    QCOMPARE(refusalOf("GET /" + QByteArray(5000, 'a')), 414);
    QCOMPARE(refusalOf(QByteArray(20'000, 'A')), 414);
}

void HeadTest::refusesATlsHelloAtItsFirstByte()
{
    QCOMPARE(refusalOf("\x16"), 400);
    QCOMPARE(refusalOf("\x16\x03\x01"), 400);
}

void HeadTest::honoursConnection_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("keepsAlive");
    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray() << true;
    QTest::newRow("1.1 close") << QByteArray("1.1") << QByteArray("Connection: close\r\n") << false;
    QTest::newRow("1.1 Close in a list")
        << QByteArray("1.1") << QByteArray("Connection: x, Close\r\n") << false;
    QTest::newRow("1.1 both") << QByteArray("1.1") << QByteArray("Connection: close, keep-alive\r\n")
                              << false;
    QTest::newRow("1.1 in two fields")
        << QByteArray("1.1") << QByteArray("Connection: close\r\nConnection: keep-alive\r\n") << false;
    QTest::newRow("1.1 closed is no word")
        << QByteArray("1.1") << QByteArray("Connection: closed\r\n") << true;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray() << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("1.0") << QByteArray("Connection: Keep-Alive\r\n") << true;
    QTest::newRow("1.0 both") << QByteArray("1.0") << QByteArray("Connection: close, keep-alive\r\n")
                              << false;
}

void HeadTest::honoursConnection()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, fields);
    QFETCH(bool, keepsAlive);
    const std::string bytes = ("GET / HTTP/" + version + "\r\nHost: a\r\n" + fields + "\r\n").toStdString();
    const auto parsed = parseHead(bytes);
    QVERIFY(std::holds_alternative<Head>(parsed));
    QCOMPARE(std::get<Head>(parsed).keepsAlive, keepsAlive);
}

QTEST_GUILESS_MAIN(HeadTest)
#include "tst_head.moc"
