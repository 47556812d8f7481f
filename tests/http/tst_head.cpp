// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestreader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace http;

namespace {

// What became of the bytes of one connection: a line for each request, or the status of the refusal.
struct Outcome
{
    QByteArrayList requests; // "METHOD target body"
    int refusal = 0;
    bool isUnfinished = false;
    bool operator==(const Outcome &) const = default;
};

void take(RequestReader &reader, QByteArray &line, Outcome &outcome, RequestReader::Step step)
{
    if (step == RequestReader::Step::Head) {
        const Head &head = reader.head();
        line = QByteArray(nameOf(head.method).data()) + ' ' +
               QByteArray::fromStdString(std::string(head.target)) + ' ';
    } else if (step == RequestReader::Step::Complete) {
        outcome.requests.append(line + QByteArray::fromStdString(reader.takeBody()));
    }
}

void advance(RequestReader &reader, QByteArray &line, Outcome &outcome)
{
    for (;;) {
        const auto result = reader.advance();
        if (const auto *refusal = std::get_if<Refusal>(&result)) {
            outcome.refusal = int(*refusal);
            return;
        }
        if (std::get<RequestReader::Step>(result) == RequestReader::Step::NeedsMore)
            return;
        take(reader, line, outcome, std::get<RequestReader::Step>(result));
    }
}

Outcome readPieces(const QByteArrayList &pieces, const ReaderLimits &limits = {})
{
    RequestReader reader(limits);
    Outcome outcome;
    QByteArray line;
    for (const QByteArray &piece : pieces) {
        reader.append(std::string_view(piece.constData(), size_t(piece.size())));
        advance(reader, line, outcome);
        if (outcome.refusal)
            return outcome;
    }
    outcome.isUnfinished = reader.hasStarted();
    return outcome;
}

Outcome readAll(const QByteArray &bytes)
{
    return readPieces({bytes});
}

int refusalOf(const QByteArray &bytes)
{
    return readAll(bytes).refusal;
}

QByteArray get(const QByteArray &fields, const QByteArray &target = "/")
{
    return "GET " + target + " HTTP/1.1\r\nHost: example.org\r\n" + fields + "\r\n";
}

// What would be seen by a prober: a status class if a request got through.
QString seen(const Outcome &outcome)
{
    if (outcome.refusal)
        return QString::number(outcome.refusal);
    return outcome.requests.isEmpty() ? u"timeout"_s : u"2xx"_s;
}

} // namespace

class HeadTest : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithTheConformanceVectors_data();
    void agreesWithTheConformanceVectors();
    void takesPlainRequests();
    void refusesBadTargets_data();
    void refusesBadTargets();
    void takesGoodTargets_data();
    void takesGoodTargets();
    void refusesBadHosts_data();
    void refusesBadHosts();
    void takesGoodHosts_data();
    void takesGoodHosts();
    void refusesDoubtfulFraming_data();
    void refusesDoubtfulFraming();
    void refusesBadLines_data();
    void refusesBadLines();
    void boundsTheHead();
    void refusesALongTargetBeforeItEnds();
    void refusesATlsHelloAtItsFirstByte();
    void honoursConnection_data();
    void honoursConnection();
    void readsTheSameHoweverItIsCut_data();
    void readsTheSameHoweverItIsCut();
    void neverSmugglesABody();
    void survivesMutations();
    void keepsNothingOfALargeRequest();
};

void HeadTest::agreesWithTheConformanceVectors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QStringList>("accepted");
    QFile file(QStringLiteral(TEST_VECTORS "/http/http11probe-compliance.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto cases = QJsonDocument::fromJson(file.readAll())["cases"_L1].toArray();
    QVERIFY(cases.size() > 70);
    for (const QJsonValue one : cases) {
        QByteArray request = QByteArray::fromBase64(one["request_b64"_L1].toString().toLatin1());
        request.replace("@@HOST@@", "localhost:8420")
            .replace("@@HOSTNAME@@", "localhost")
            .replace("@@PORT@@", "8420");
        QStringList accepted;
        const auto list = one["accept"_L1].toArray();
        for (const QJsonValue outcome : list)
            accepted.append(outcome.toString());
        const QString text = one["expect_text"_L1].toString();
        if (accepted.isEmpty())
            accepted = {text};
        if (request.startsWith("TRACE"))
            accepted.append(u"501"_s); // known to nobody here
        QTest::newRow(one["id"_L1].toString().toLatin1().constData()) << request << accepted;
    }
}

// The texts beside the cases say what is right: "400 or 2xx", "405/501 or close", "!101", "2xx + echo".
// What only routes can answer (405, 426, 416) is a request that got through.
void HeadTest::agreesWithTheConformanceVectors()
{
    QFETCH(QByteArray, request);
    QFETCH(QStringList, accepted);
    const QString outcome = seen(readAll(request));
    const QString all = accepted.join(u' ');
    const bool isThrough = outcome == "2xx"_L1;
    const bool mayPass = all.contains("2xx"_L1) || all.contains("200"_L1) || all.contains("!101"_L1) ||
                         all.contains("non-1"_L1) || all.contains("with"_L1) || all.contains("405 +"_L1) ||
                         all.contains("IMF"_L1) || all.contains("ignored"_L1);
    QVERIFY2(isThrough ? mayPass
                       : all.contains(outcome) || (outcome == "timeout"_L1 && all.contains("timeout"_L1)),
             qPrintable(outcome + " is not among: "_L1 + all));
}

void HeadTest::takesPlainRequests()
{
    QCOMPARE(readAll("GET / HTTP/1.1\r\nHost: a\r\n\r\n").requests, QByteArrayList{"GET / "});
    QCOMPARE(
        readAll(
            "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /y HTTP/1.1\r\nHost: a\r\n\r\n")
            .requests,
        (QByteArrayList{"POST /x abc", "GET /y "}));
    QCOMPARE(readAll("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").requests.size(), 1);
    QCOMPARE(refusalOf("\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    QCOMPARE(readAll("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").requests, QByteArrayList{"OPTIONS * "});
    QCOMPARE(readAll("GET / HTTP/1.0\r\n\r\n").requests.size(), 1);
}

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

void HeadTest::refusesDoubtfulFraming_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &fields, int status) {
        QTest::newRow(fields.trimmed().replace("\r\n", " | ").constData()) << fields << status;
    };
    for (const QByteArray length :
         {"2, 2", "2,2", "-1", "+3", "3abc", "", "0x3", "3 3", "3;", "\"3\"", "3.0", "1e1"})
        row("Content-Length: " + length + "\r\n", 400);
    row("Content-Length: 18446744073709551615\r\n", 413);
    row("Content-Length: 18446744073709551616\r\n", 413);
    row("Content-Length: 9223372036854775807\r\n", 413);
    row("Content-Length: 65537\r\n", 413);
    row("Content-Length: 2147483648\r\n", 413);
    row("Content-Length: 2\r\nContent-Length: 2\r\n", 400);
    row("Content-Length: 2\r\nContent-Length: 3\r\n", 400);
    row("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", 400);
    row("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", 400);
    row("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400);
    for (const QByteArray encoding : {"xchunked", "gzip, chunked", "chunked, chunked", "identity", "gzip", "",
                                      "chunked;q=1", "\"chunked\"", "chunked,",
                                      "\x0b"
                                      "chunked"})
        row("Transfer-Encoding: " + encoding + "\r\n", encoding.startsWith('\x0b') ? 400 : 501);
    row("Transfer-Encoding:\r\n chunked\r\n", 501);
    row("Transfer-Encoding : chunked\r\n", 400);
    row("Expect: 200-ok\r\n", 417);
    row("Expect: 100-continue, x\r\n", 417);
    row("Host: example.org\r\n", 400);
}

void HeadTest::refusesDoubtfulFraming()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    const QByteArray head = "POST / HTTP/1.1\r\nHost: example.org\r\n" + fields + "\r\n";
    QCOMPARE(refusalOf(head), status);
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

void HeadTest::readsTheSameHoweverItIsCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
    QTest::newRow("two plain ones") << get("X: y\r\n") + next;
    QTest::newRow("empty lines first") << "\r\n\r\n" + get({}) + next;
    QTest::newRow("a body") << "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world" + next;
    QTest::newRow("chunks") << "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                               "chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nT: x\r\n\r\n" +
                                   next;
    QTest::newRow("a bad one after a good one") << get({}) + "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n";
    QTest::newRow("a bare LF") << QByteArray("GET / HTTP/1.1\r\nHost: a\n\r\n");
    QTest::newRow("a bad chunk") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n");
}

void HeadTest::readsTheSameHoweverItIsCut()
{
    QFETCH(QByteArray, bytes);
    const Outcome whole = readAll(bytes);
    QVERIFY(whole.refusal || whole.requests.size() == 2);
    for (qsizetype cut = 1; cut < bytes.size(); ++cut)
        QCOMPARE(readPieces({bytes.left(cut), bytes.mid(cut)}), whole);
    QByteArrayList single;
    for (const char byte : bytes)
        single.append(QByteArray(1, byte));
    QCOMPARE(readPieces(single), whole);
}

// A body must never be taken for the next request, nor the next request for a body.
void HeadTest::neverSmugglesABody()
{
    const QByteArray inner = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
    const QByteArray fields = "POST /x HTTP/1.1\r\nHost: a\r\n";
    QCOMPARE(
        readAll(fields + "Content-Length: " + QByteArray::number(inner.size()) + "\r\n\r\n" + inner).requests,
        QByteArrayList{"POST /x " + inner});
    for (const QByteArray framing :
         {"Content-Length: 0\r\nTransfer-Encoding: chunked", "Content-Length:\r\n 5",
          "Content-Length: 5\r\n\x0b: x", "X: y\r\nContent-Length\r\n: 5", "Transfer-Encoding: x",
          "Transfer-Encoding: chunked\r\nX"}) {
        const Outcome outcome = readAll(fields + framing + "\r\n\r\n0\r\n\r\n" + inner);
        QVERIFY2(outcome.requests.isEmpty() && outcome.refusal, framing.constData());
    }
    QCOMPARE(readAll(fields + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n" + inner).refusal, 400);
    QCOMPARE(readAll(fields + "Transfer-Encoding: chunked\r\n\r\n0\r\nxx" + inner).refusal, 400);
}

// What a fuzzer does at length: random changes of good requests. Two ways of cutting the same bytes
// must agree, and whatever gets through must be what the rules allow.
void HeadTest::survivesMutations()
{
    const QByteArrayList seeds{
        get("Cookie: a=b\r\nAccept: */*\r\n"),
        "POST /x?y=z HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + get({}),
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + get({})};
    const QByteArrayList words{"\r\n",
                               "\n",
                               "\r",
                               " ",
                               ":",
                               "%",
                               "%2F",
                               "Content-Length: 3\r\n",
                               "Transfer-Encoding: chunked\r\n",
                               "Host: b\r\n",
                               ",",
                               "\t",
                               "//",
                               "0"};
    std::mt19937 random(20240); // the same bytes on every run
    const auto below = [&](qsizetype bound) { return qsizetype(random() % quint32(bound)); };
    for (int round = 0; round < 6000; ++round) {
        QByteArray bytes = seeds[below(seeds.size())];
        for (qsizetype changes = 1 + below(4); changes > 0; --changes) {
            const qsizetype at = below(bytes.size());
            if (below(3) == 0)
                bytes.insert(at, words[below(words.size())]);
            else if (below(2) == 0)
                bytes[at] = char(below(256));
            else
                bytes.remove(at, 1 + below(3));
        }
        const qsizetype cut = below(bytes.size() + 1);
        const Outcome whole = readAll(bytes);
        QCOMPARE(readPieces({bytes.left(cut), bytes.mid(cut)}), whole);
        for (const QByteArray &request : whole.requests)
            QVERIFY2(request.contains(" /") && !request.contains(" //"),
                     request.toPercentEncoding().constData());
    }
}

void HeadTest::keepsNothingOfALargeRequest()
{
    RequestReader reader;
    reader.append(get("X: " + QByteArray(15'000, 'y') + "\r\n").toStdString());
    QVERIFY(std::get<RequestReader::Step>(reader.advance()) == RequestReader::Step::Head);
    QVERIFY(std::get<RequestReader::Step>(reader.advance()) == RequestReader::Step::Complete);
    QCOMPARE(reader.bufferedBytes(), size_t(0));
    QVERIFY(!reader.hasStarted());
}

QTEST_GUILESS_MAIN(HeadTest)
#include "tst_head.moc"
