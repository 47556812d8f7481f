// SPDX-License-Identifier: GPL-3.0-only
#include "base/secret.h"

#include <QDebug>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype size = 100;

// Bytes whose memory outlives their QByteArray, so that one may look at it afterwards: Qt frees
// the header alone.
QByteArray bytesIn(char *memory)
{
    auto *header = static_cast<QTypedArrayData<char> *>(::malloc(sizeof(QTypedArrayData<char>)));
    header->ref_.storeRelaxed(1);
    header->flags = {};
    header->alloc = size;
    std::fill_n(memory, size, 'x');
    return QByteArray(QByteArray::DataPointer(header, memory, size));
}

bool isWiped(const char *memory)
{
    return std::all_of(memory, memory + size, [](char c) { return c == 0; });
}

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT
private slots:
    void neverPrintsItsBytes();
    void keepsBytesAndText();
    void wipesWhenTheLastHolderGoes();
    void wipesWhatItHeldBeforeAnAssignment();
    void leavesBytesAloneThatOthersHold();
    void survivesBeingMovedFrom();
};

void TestSecret::neverPrintsItsBytes()
{
    QString printed;
    QDebug(&printed) << Secret(u"hunter2"_s) << Secret();
    QCOMPARE(printed.simplified(), "*** ***"_L1);
}

void TestSecret::keepsBytesAndText()
{
    QCOMPARE(Secret(u"pässwörd"_s).bytes(), "pässwörd");
    QCOMPARE(Secret(QByteArray("pässwörd")).text(), u"pässwörd"_s);
    QVERIFY(Secret().isEmpty());
    QVERIFY(!Secret(QByteArray("x")).isEmpty());
}

void TestSecret::wipesWhenTheLastHolderGoes()
{
    char memory[size];
    std::optional<Secret> first(bytesIn(memory));
    std::optional<Secret> second = first;
    first.reset();
    QCOMPARE(second->bytes(), QByteArray(size, 'x'));
    second.reset();
    QVERIFY(isWiped(memory));
}

void TestSecret::wipesWhatItHeldBeforeAnAssignment()
{
    char memory[size];
    Secret secret(bytesIn(memory));
    secret = Secret(QByteArray("next"));
    QVERIFY(isWiped(memory));
    QCOMPARE(secret.bytes(), "next");

    const Secret other(bytesIn(memory));
    secret = other;
    secret = Secret();
    QCOMPARE(other.bytes(), QByteArray(size, 'x'));
}

void TestSecret::leavesBytesAloneThatOthersHold()
{
    const QByteArray mine(100, 'x');
    {
        const Secret secret(mine);
        QCOMPARE(secret.bytes().constData(), mine.constData());
    }
    QCOMPARE(mine, QByteArray(100, 'x'));
    static const char fixed[] = "text in read-only memory";
    {
        const Secret secret(QByteArray::fromRawData(fixed, sizeof fixed));
    }
    QCOMPARE(fixed[0], 't');
}

void TestSecret::survivesBeingMovedFrom()
{
    Secret first(QByteArray("bytes"));
    const Secret second = std::move(first);
    QCOMPARE(second.bytes(), "bytes");
    first = Secret(QByteArray("again"));
    QCOMPARE(first.bytes(), "again");
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
