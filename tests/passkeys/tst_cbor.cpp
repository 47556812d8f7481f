// SPDX-License-Identifier: GPL-3.0-only
#include "webauthn/cbor.h"

#include <QTest>

using namespace Qt::StringLiterals;

class CborTest : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatAuthenticatorsWrite_data();
    void readsWhatAuthenticatorsWrite();
    void refusesOtherForms_data();
    void refusesOtherForms();
    void refusesAnythingCutShort();
    void tellsWhereAnItemEnds();
    void survivesClaimsOfGreatLength();
    void readsNoGreatMaps();
};

// A map with the keys 0, 1, … and zeros.
static QByteArray mapOf(int members)
{
    const auto number = [](int major, int value) {
        return value < 24 ? QByteArray(1, char(major | value)) : QByteArray(1, char(major | 24)) + char(value);
    };
    QByteArray map = number(0xa0, members);
    for (int i = 0; i < members; ++i)
        map += number(0x00, i) + '\0';
    return map;
}

void CborTest::readsWhatAuthenticatorsWrite_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("a small number") << QByteArray("17");
    QTest::newRow("24") << QByteArray("1818");
    QTest::newRow("256") << QByteArray("190100");
    QTest::newRow("65536") << QByteArray("1a00010000");
    QTest::newRow("four billion") << QByteArray("1b0000000100000000");
    QTest::newRow("a negative number") << QByteArray("390100");
    QTest::newRow("bytes") << QByteArray("43010203");
    QTest::newRow("text") << QByteArray("63c3a461");
    QTest::newRow("a list") << QByteArray("820102");
    QTest::newRow("a map") << QByteArray("a2616101616202");
    QTest::newRow("booleans and null") << QByteArray("83f4f5f6");
}

void CborTest::readsWhatAuthenticatorsWrite()
{
    QFETCH(QByteArray, hex);
    QVERIFY(webauthn::cbor::only(QByteArray::fromHex(hex)));
}

void CborTest::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("23 in two bytes") << QByteArray("1817");
    QTest::newRow("255 in three") << QByteArray("1900ff");
    QTest::newRow("65535 in five") << QByteArray("1a0000ffff");
    QTest::newRow("a length longer than needed") << QByteArray("5803010203");
    QTest::newRow("a map's length longer than needed") << QByteArray("b801616101");
    QTest::newRow("bytes of unknown length") << QByteArray("5f4101ff");
    QTest::newRow("text of unknown length") << QByteArray("7f6161ff");
    QTest::newRow("a list of unknown length") << QByteArray("9f01ff");
    QTest::newRow("a map of unknown length") << QByteArray("bf616101ff");
    QTest::newRow("a break alone") << QByteArray("ff");
    QTest::newRow("a reserved length") << QByteArray("1c");
    QTest::newRow("a tag") << QByteArray("c11a514b67b0");
    QTest::newRow("half a number") << QByteArray("f93c00");
    QTest::newRow("a number with a point") << QByteArray("fb3ff199999999999a");
    QTest::newRow("undefined") << QByteArray("f7");
    QTest::newRow("a simple value") << QByteArray("f820");
    QTest::newRow("a number beyond 63 bits") << QByteArray("1bffffffffffffffff");
    QTest::newRow("text that is not UTF-8") << QByteArray("61ff");
    QTest::newRow("a key twice") << QByteArray("a2616101616102");
    QTest::newRow("a number as key twice") << QByteArray("a201010102");
    QTest::newRow("a key twice further in") << QByteArray("81a2616101616102");
    QTest::newRow("bytes as a key") << QByteArray("a1410101");
    QTest::newRow("trailing bytes") << QByteArray("0100");
    QTest::newRow("nested nine times") << QByteArray("81").repeated(9) + "01";
}

void CborTest::refusesOtherForms()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!webauthn::cbor::only(QByteArray::fromHex(hex)));
}

void CborTest::refusesAnythingCutShort()
{
    const QByteArray whole = QByteArray::fromHex("a363666d74646e6f6e656761747453746d74a068617574684461746158190102030405"
                                                 "060708090a0b0c0d0e0f10111213141516171819");
    QVERIFY(webauthn::cbor::only(whole));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!webauthn::cbor::first(whole.first(size)), QByteArray::number(size));
}

void CborTest::tellsWhereAnItemEnds()
{
    const auto item = webauthn::cbor::first(QByteArray::fromHex("820102a0"));
    QVERIFY(item);
    QCOMPARE(item->size, 3);
}

void CborTest::survivesClaimsOfGreatLength()
{
    for (const char *head : {"5b7fffffffffffffff", "7b7fffffffffffffff", "9b7fffffffffffffff", "bb7fffffffffffffff",
                             "bb8000000000000001", "9affffffff", "baffffffff"})
        QVERIFY(!webauthn::cbor::first(QByteArray::fromHex(head) + QByteArray(64, '\0')));
    QVERIFY(!webauthn::cbor::first(QByteArray(64 * 1024, '\x81')));
}

// Sorting keys apart takes time, and whoever sends them need not be known.
void CborTest::readsNoGreatMaps()
{
    QVERIFY(webauthn::cbor::only(mapOf(64)));
    QVERIFY(!webauthn::cbor::only(mapOf(65)));
    QVERIFY(webauthn::cbor::only("\x81" + mapOf(64)));
    QVERIFY(!webauthn::cbor::only("\x81" + mapOf(65)));
    QVERIFY(!webauthn::cbor::only(QByteArray::fromHex("a16161") + mapOf(65)));
    QVERIFY(!webauthn::cbor::only(QByteArray::fromHex("b92904") + QByteArray(2 * 10500, '\0')));
}

QTEST_GUILESS_MAIN(CborTest)
#include "tst_cbor.moc"
