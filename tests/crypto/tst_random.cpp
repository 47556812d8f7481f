// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/random.h"

#include <QSet>
#include <QTest>

class TestRandom : public QObject
{
    Q_OBJECT
private slots:
    void givesAsManyBytesAsAsked();
    void neverRepeatsItself();
    void makesHandlesOfEveryLetterAlike();
    void comparesBytes_data();
    void comparesBytes();
    void hashesAsFips180Says();
    void authenticatesAsRfc4231Says_data();
    void authenticatesAsRfc4231Says();
};

void TestRandom::givesAsManyBytesAsAsked()
{
    QCOMPARE(crypto::randomBytes(0).size(), 0);
    QCOMPARE(crypto::randomBytes(33).size(), 33);
}

void TestRandom::neverRepeatsItself()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i)
        seen << crypto::randomBytes(16) << crypto::randomText(16);
    QCOMPARE(seen.size(), 2000);
}

void TestRandom::makesHandlesOfEveryLetterAlike()
{
    constexpr int each = 1000;
    const QByteArray text = crypto::randomText(62 * each);
    QHash<char, int> counts;
    for (const char letter : text)
        ++counts[letter];
    QCOMPARE(counts.size(), 62);
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        QVERIFY(isalnum(it.key()));
        // Seven standard deviations to either side: wrong once in ten thousand million runs.
        QVERIFY2(qAbs(it.value() - each) < 220, QByteArray(1, it.key()));
    }
}

void TestRandom::comparesBytes_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("same") << QByteArray("secret") << QByteArray("secret") << true;
    QTest::newRow("first byte") << QByteArray("secret") << QByteArray("Secret") << false;
    QTest::newRow("last byte") << QByteArray("secret") << QByteArray("secreT") << false;
    QTest::newRow("beginning") << QByteArray("secret") << QByteArray("sec") << false;
    QTest::newRow("after NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
    QTest::newRow("both empty") << QByteArray() << QByteArray("") << true;
    QTest::newRow("one empty") << QByteArray() << QByteArray("a") << false;
}

void TestRandom::comparesBytes()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(crypto::equal(a, b), "same");
    QTEST(crypto::equal(b, a), "same");
}

void TestRandom::hashesAsFips180Says()
{
    QCOMPARE(crypto::sha256("abc").toHex(),
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QCOMPARE(crypto::sha256({}).toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

void TestRandom::authenticatesAsRfc4231Says_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("mac");
    QTest::newRow("1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                       << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                       << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("6, long key") << QByteArray(131, '\xaa')
                                 << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
                                 << QByteArray(
                                        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

void TestRandom::authenticatesAsRfc4231Says()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, data);
    QTEST(crypto::hmacSha256(Secret(key), data).toHex(), "mac");
}

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
