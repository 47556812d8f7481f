// SPDX-License-Identifier: GPL-3.0-only
#include "base/base64url.h"

#include <QTest>

class TestBase64url : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithTheRfcs_data();
    void agreesWithTheRfcs();
    void turnsEveryLengthBack();
    void hasOneSpellingForEachValue();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
};

void TestBase64url::agreesWithTheRfcs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("0") << QByteArray("") << QByteArray("");
    QTest::newRow("1") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("2") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("3") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("6") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    QTest::newRow("RFC 7515 appendix C") << QByteArray("\x03\xec\xff\xe0\xc1", 5) << QByteArray("A-z_4ME");
}

void TestBase64url::agreesWithTheRfcs()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(base64url::encode(bytes), text);
    QCOMPARE(base64url::decode(text), bytes);
}

void TestBase64url::turnsEveryLengthBack()
{
    QByteArray bytes;
    for (int i = 0; i < 260; ++i) {
        QCOMPARE(base64url::decode(base64url::encode(bytes)), bytes);
        bytes += static_cast<char>(i * 37);
    }
}

// Of all texts of one to three letters, exactly those count that encode() makes.
void TestBase64url::hasOneSpellingForEachValue()
{
    int counted = 0;
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            const char text[] = {static_cast<char>(a), static_cast<char>(b)};
            counted += base64url::decode(QByteArrayView(text, 2)).has_value();
        }
        const char letter = static_cast<char>(a);
        QVERIFY(!base64url::decode(QByteArrayView(&letter, 1)));
    }
    QCOMPARE(counted, 256);
}

void TestBase64url::refusesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("padding") << QByteArray("Zg==");
    QTest::newRow("needless padding") << QByteArray("Zm9v=");
    QTest::newRow("padding alone") << QByteArray("=");
    QTest::newRow("plus") << QByteArray("A+z_4ME");
    QTest::newRow("slash") << QByteArray("A-z/4ME");
    QTest::newRow("blank") << QByteArray("Zm 9v");
    QTest::newRow("line break") << QByteArray("Zm9v\n");
    QTest::newRow("NUL") << QByteArray("Zm9v\0", 5);
    QTest::newRow("spare bits set") << QByteArray("Zh");
    QTest::newRow("spare bits set, three letters") << QByteArray("Zm9");
    QTest::newRow("impossible length") << QByteArray("Zm9vZ");
    QTest::newRow("beyond ASCII") << QByteArray("Zm9\xc3\xa4");
}

void TestBase64url::refusesEverythingElse()
{
    QFETCH(QByteArray, text);
    QVERIFY(!base64url::decode(text));
}

QTEST_GUILESS_MAIN(TestBase64url)
#include "tst_base64url.moc"
