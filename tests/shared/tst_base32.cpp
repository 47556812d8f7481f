// SPDX-License-Identifier: GPL-3.0-only
#include "base/base32.h"

#include <QTest>

class TestBase32 : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithRfc4648_data();
    void agreesWithRfc4648();
    void turnsEveryLengthBack();
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
};

void TestBase32::agreesWithRfc4648_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("0") << QByteArray("") << QByteArray("");
    QTest::newRow("1") << QByteArray("f") << QByteArray("MY");
    QTest::newRow("2") << QByteArray("fo") << QByteArray("MZXQ");
    QTest::newRow("3") << QByteArray("foo") << QByteArray("MZXW6");
    QTest::newRow("4") << QByteArray("foob") << QByteArray("MZXW6YQ");
    QTest::newRow("5") << QByteArray("fooba") << QByteArray("MZXW6YTB");
    QTest::newRow("6") << QByteArray("foobar") << QByteArray("MZXW6YTBOI");
}

void TestBase32::agreesWithRfc4648()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(base32::encode(bytes), text);
    QCOMPARE(base32::decode(text), bytes);
    QCOMPARE(base32::decode(text + "======"), bytes);
}

void TestBase32::turnsEveryLengthBack()
{
    QByteArray bytes;
    for (int i = 0; i < 260; ++i) {
        QCOMPARE(base32::decode(base32::encode(bytes)), bytes);
        bytes += static_cast<char>(i * 37);
    }
}

void TestBase32::readsWhatPeopleType_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lower case") << QByteArray("mzxw6ytboi");
    QTest::newRow("groups") << QByteArray("MZXW 6YTB OI");
    QTest::newRow("dashes") << QByteArray("mzxw-6ytb-oi");
    QTest::newRow("blanks around") << QByteArray(" MZXW6YTBOI ");
}

void TestBase32::readsWhatPeopleType()
{
    QFETCH(QByteArray, text);
    QCOMPARE(base32::decode(text), QByteArray("foobar"));
}

void TestBase32::refusesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << QByteArray("MZXW6YT0");
    QTest::newRow("one") << QByteArray("MZXW6YT1");
    QTest::newRow("eight") << QByteArray("MZXW6YT8");
    QTest::newRow("tab") << QByteArray("MZXW\t6YTB");
    QTest::newRow("padding inside") << QByteArray("MY==MY");
    QTest::newRow("NUL") << QByteArray("MZXW6YT\0", 8);
    QTest::newRow("beyond ASCII") << QByteArray("MZXW6YT\xc3\xa4");
    QTest::newRow("one letter alone") << QByteArray("M");
    QTest::newRow("a letter too many") << QByteArray("MZXW6YTBM");
    QTest::newRow("a letter missing") << QByteArray("MZXW6Y");
}

void TestBase32::refusesEverythingElse()
{
    QFETCH(QByteArray, text);
    QVERIFY(!base32::decode(text));
}

QTEST_GUILESS_MAIN(TestBase32)
#include "tst_base32.moc"
