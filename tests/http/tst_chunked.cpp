// SPDX-License-Identifier: GPL-3.0-only
#include "http/chunked.h"

#include <QTest>

using namespace http;

class ChunkedTest : public QObject
{
    Q_OBJECT
private slots:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void decodesTheSameHoweverItIsCut();
    void leavesTheNextRequestAlone();
    void boundsTheContent();
    void boundsTheWireOfTinyChunks();
    void boundsTrailers();
};

namespace {

struct Outcome
{
    std::string content;
    std::string left;
    int refusal = 0;
    bool isDone = false;
};

Outcome decode(const QByteArrayList &pieces, const ChunkedLimits &limits = {})
{
    ChunkedDecoder decoder(limits);
    Outcome outcome;
    for (const QByteArray &piece : pieces) {
        outcome.left.append(piece.constData(), size_t(piece.size()));
        std::string_view bytes = outcome.left;
        const auto progress = decoder.decode(bytes, outcome.content);
        if (const auto *refusal = std::get_if<Refusal>(&progress))
            outcome.refusal = int(*refusal);
        else
            outcome.isDone = std::get<ChunkedDecoder::Progress>(progress) == ChunkedDecoder::Progress::Done;
        outcome.left = std::string(bytes);
        if (outcome.refusal)
            break;
    }
    return outcome;
}

} // namespace

void ChunkedTest::decodes_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const QByteArray &wire, const QByteArray &content) {
        QTest::newRow(QByteArray(wire).replace("\r\n", "|").constData()) << wire << content;
    };
    row("0\r\n\r\n", "");
    row("5\r\nhello\r\n0\r\n\r\n", "hello");
    row("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world");
    row("A\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row("a\r\n0123456789\r\n000\r\n\r\n", "0123456789");
    row("5;ext=value\r\nhello\r\n0;last\r\n\r\n", "hello");
    row("5 ;ext\r\nhello\r\n0\r\n\r\n", "hello");
    row("2\r\n\r\n\r\n0\r\n\r\n", "\r\n");
    row("0\r\nX-Checksum: abc\r\nY: z\r\n\r\n", "");
}

void ChunkedTest::decodes()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, content);
    const Outcome outcome = decode({wire});
    QVERIFY(outcome.isDone);
    QCOMPARE(outcome.content, content.toStdString());
    QVERIFY(outcome.left.empty());
}

void ChunkedTest::refuses_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &wire, int status) {
        QTest::newRow(QByteArray(wire).replace("\r", "\\r").replace("\n", "\\n").constData())
            << wire << status;
    };
    for (const QByteArray size :
         {"zz", "-5", "+5", "0x5", " 5", "5 ", "5,", "", ";x", "5\t", "5 x", "5;a\x01"})
        row(size + "\r\nhello\r\n0\r\n\r\n", 400);
    row("5\nhello\n0\n\n", 400);
    row("5\rhello\r0\r\r", 400);
    row("5\r\nhelloXX0\r\n\r\n", 400);
    row("5\r\nhello\n0\r\n\r\n", 400);
    row("5\r\nhello\rX", 400);
    row("5\r\nhello\r\n0\r\nxxGET / HTTP/1.1\r\n\r\n", 400);
    row("0\r\nBad Name: x\r\n\r\n", 400);
    row("0\r\nX: y\n\r\n", 400);
    row("5;a\rb\r\nhello\r\n", 400);
    row("5;" + QByteArray(300, 'x'), 400);
    row("10001\r\n", 413);
    row("ffffffff\r\n", 413);
    row("fffffffff\r\n", 413);
    row("ffffffffffffffffffff\r\n", 413);
    row("000000000000000001\r\n", 413);
}

void ChunkedTest::refuses()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);
    QCOMPARE(decode({wire}).refusal, status);
    QByteArrayList single;
    for (const char byte : wire)
        single.append(QByteArray(1, byte));
    QCOMPARE(decode(single).refusal, status);
}

void ChunkedTest::decodesTheSameHoweverItIsCut()
{
    const QByteArray wire = "5;x=y\r\nhello\r\n7\r\n world!\r\n0\r\nT: u\r\n\r\n";
    for (qsizetype first = 1; first < wire.size(); ++first) {
        for (qsizetype second = first; second < wire.size(); ++second) {
            const Outcome outcome =
                decode({wire.left(first), wire.mid(first, second - first), wire.mid(second)});
            QVERIFY(outcome.isDone);
            QCOMPARE(outcome.content, std::string("hello world!"));
        }
    }
}

// The end of the body cut between CR and LF must not eat the first byte of what follows.
void ChunkedTest::leavesTheNextRequestAlone()
{
    const QByteArray next = "GET / HTTP/1.1";
    QCOMPARE(decode({"0\r\n\r\n" + next}).left, next.toStdString());
    QCOMPARE(decode({"0\r\n\r", "\n" + next}).left, next.toStdString());
    QCOMPARE(decode({"1\r\nx\r", "\n0\r", "\n\r", "\n" + next}).left, next.toStdString());
}

void ChunkedTest::boundsTheContent()
{
    const ChunkedLimits limits{.content = 10};
    QVERIFY(decode({"a\r\n0123456789\r\n0\r\n\r\n"}, limits).isDone);
    QCOMPARE(decode({"b\r\n"}, limits).refusal, 413); // before a byte of it is read
    QCOMPARE(decode({"9\r\n012345678\r\n2\r\n"}, limits).refusal, 413);
}

void ChunkedTest::boundsTheWireOfTinyChunks()
{
    QByteArray wire;
    for (int i = 0; i < 60'000; ++i)
        wire += "1;" + QByteArray(20, 'x') + "\r\ny\r\n";
    const Outcome outcome = decode({wire});
    QCOMPARE(outcome.refusal, 413);
    QVERIFY(outcome.content.size() < 20'000);
}

void ChunkedTest::boundsTrailers()
{
    QCOMPARE(decode({"0\r\nX: " + QByteArray(5000, 'y')}).refusal, 431);
    QByteArray trailers;
    for (int i = 0; i < 600; ++i)
        trailers += "X: yyy\r\n";
    QCOMPARE(decode({"0\r\n" + trailers}).refusal, 431);
}

QTEST_GUILESS_MAIN(ChunkedTest)
#include "tst_chunked.moc"
