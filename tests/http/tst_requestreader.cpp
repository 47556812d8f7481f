// SPDX-License-Identifier: GPL-3.0-only
#include "requestoutcome.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace http;

namespace {

// What would be seen by a prober: a status class if a request got through.
QString seen(const Outcome &outcome)
{
    if (outcome.refusal)
        return QString::number(outcome.refusal);
    return outcome.requests.isEmpty() ? u"timeout"_s : u"2xx"_s;
}

} // namespace

// Where a request begins and ends, however its bytes come.
class RequestReaderTest : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithTheConformanceVectors_data();
    void agreesWithTheConformanceVectors();
    void takesPlainRequests();
    void refusesDoubtfulFraming_data();
    void refusesDoubtfulFraming();
    void readsTheSameHoweverItIsCut_data();
    void readsTheSameHoweverItIsCut();
    void neverSmugglesABody();
    void survivesMutations();
    void keepsNothingOfALargeRequest();
};

void RequestReaderTest::agreesWithTheConformanceVectors_data()
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
void RequestReaderTest::agreesWithTheConformanceVectors()
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

void RequestReaderTest::takesPlainRequests()
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

void RequestReaderTest::refusesDoubtfulFraming_data()
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

void RequestReaderTest::refusesDoubtfulFraming()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    const QByteArray head = "POST / HTTP/1.1\r\nHost: example.org\r\n" + fields + "\r\n";
    QCOMPARE(refusalOf(head), status);
}

void RequestReaderTest::readsTheSameHoweverItIsCut_data()
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

void RequestReaderTest::readsTheSameHoweverItIsCut()
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
void RequestReaderTest::neverSmugglesABody()
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
void RequestReaderTest::survivesMutations()
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

void RequestReaderTest::keepsNothingOfALargeRequest()
{
    RequestReader reader;
    reader.append(get("X: " + QByteArray(15'000, 'y') + "\r\n").toStdString());
    QVERIFY(std::get<RequestReader::Step>(reader.advance()) == RequestReader::Step::Head);
    QVERIFY(std::get<RequestReader::Step>(reader.advance()) == RequestReader::Step::Complete);
    QCOMPARE(reader.bufferedBytes(), size_t(0));
    QVERIFY(!reader.hasStarted());
}

QTEST_GUILESS_MAIN(RequestReaderTest)
#include "tst_requestreader.moc"
