// SPDX-License-Identifier: GPL-3.0-only
#include "ipnetwork.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestIpNetwork : public QObject
{
    Q_OBJECT

private slots:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
};

void TestIpNetwork::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("IPv4") << u"10.0.0.7"_s << QByteArray("00000000000000000000ffff0a000007")
                          << QByteArray("00000000000000000000ffff0a000007");
    QTest::newRow("IPv4 network") << u"10.9.8.7/12"_s << QByteArray("00000000000000000000ffff0a000000")
                                  << QByteArray("00000000000000000000ffff0a0fffff");
    QTest::newRow("all of IPv4") << u"0.0.0.0/0"_s << QByteArray("00000000000000000000ffff00000000")
                                 << QByteArray("00000000000000000000ffffffffffff");
    QTest::newRow("loopback") << u"::1"_s << QByteArray("00000000000000000000000000000001")
                              << QByteArray("00000000000000000000000000000001");
    QTest::newRow("everything") << u"::/0"_s << QByteArray(32, '0') << QByteArray(32, 'f');
    QTest::newRow("full") << u"2001:DB8:0:1:2:3:4:5"_s << QByteArray("20010db8000000010002000300040005")
                          << QByteArray("20010db8000000010002000300040005");
    QTest::newRow("gap in the middle")
        << u"2001:db8::5/32"_s << QByteArray("20010db8000000000000000000000000")
        << QByteArray("20010db8ffffffffffffffffffffffff");
    QTest::newRow("mapped") << u"::ffff:10.0.0.7"_s << QByteArray("00000000000000000000ffff0a000007")
                            << QByteArray("00000000000000000000ffff0a000007");
}

void TestIpNetwork::understands()
{
    QFETCH(QString, text);
    const auto network = IpNetwork::fromString(text);
    QVERIFY(network);
    QTEST(network->first().toHex(), "first");
    QTEST(network->last().toHex(), "last");
}

void TestIpNetwork::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u""_s,
                                u"10"_s,
                                u"10.1"_s,
                                u"10.0.0.256"_s,
                                u"10.0.0.01"_s,
                                u"10.0.0.0/33"_s,
                                u"10.0.0.0/"_s,
                                u"10.0.0.0/-1"_s,
                                u"10.0.0.0/8/8"_s,
                                u" 10.0.0.1"_s,
                                u"1.2.3.4.5"_s,
                                u":"_s,
                                u":::"_s,
                                u"::1::"_s,
                                u"1:2:3:4:5:6:7"_s,
                                u"1:2:3:4:5:6:7:8:9"_s,
                                u"1::2:3:4:5:6:7:8"_s,
                                u"12345::"_s,
                                u"fg::"_s,
                                u"fe80::1%eth0"_s,
                                u"::/129"_s,
                                u"1.2.3.4::"_s,
                                u"::1.2.3"_s,
                                u"localhost"_s,
                                u"٠.٠.٠.٠"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void TestIpNetwork::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!IpNetwork::fromString(text));
}

QTEST_GUILESS_MAIN(TestIpNetwork)
#include "tst_ipnetwork.moc"
