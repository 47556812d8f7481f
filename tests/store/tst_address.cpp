// SPDX-License-Identifier: GPL-3.0-only
#include "store/address.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void comesBackFromItsColumn_data();
    void comesBackFromItsColumn();
    void hasNoTextWhereThereIsNone();
    void putsANetworkIntoOneRange_data();
    void putsANetworkIntoOneRange();
    void knowsNoRangeOfNonsense();
};

void TestAddress::comesBackFromItsColumn_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {u"10.0.0.7"_s, u"255.255.255.255"_s, u"127.0.0.1"_s, u"::1"_s, u"fd00::42"_s, u"2001:db8::ff"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void TestAddress::comesBackFromItsColumn()
{
    QFETCH(QString, text);
    const QByteArray column = store::toColumn(QHostAddress(text));
    QCOMPARE(column.size(), 16);
    QCOMPARE(store::addressFrom(column), QHostAddress(text));
    QCOMPARE(store::addressText(column), text);
}

void TestAddress::hasNoTextWhereThereIsNone()
{
    QCOMPARE(store::toColumn(QHostAddress()), QByteArray(16, '\0'));
    QCOMPARE(store::addressText(QByteArray(16, '\0')), QString());
    QCOMPARE(store::addressText(QByteArray()), QString());
    QCOMPARE(store::addressText("short"), QString());
}

void TestAddress::putsANetworkIntoOneRange_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::newRow("one") << u"10.0.0.7"_s << u"10.0.0.7"_s << u"10.0.0.7"_s;
    QTest::newRow("/8") << u"10.1.2.3/8"_s << u"10.0.0.0"_s << u"10.255.255.255"_s;
    QTest::newRow("/22") << u"192.168.5.1/22"_s << u"192.168.4.0"_s << u"192.168.7.255"_s;
    QTest::newRow("IPv6") << u"fd00::/8"_s << u"fd00::"_s << u"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"_s;
}

void TestAddress::putsANetworkIntoOneRange()
{
    QFETCH(QString, network);
    const auto range = store::rangeOf(network);
    QVERIFY(range);
    QTEST(store::addressText(range->first), "first");
    QTEST(store::addressText(range->last), "last");
}

void TestAddress::knowsNoRangeOfNonsense()
{
    QVERIFY(!store::rangeOf(u"nowhere"_s));
    QVERIFY(!store::rangeOf(u"10.0.0.0/33"_s));
    QVERIFY(!store::rangeOf(QString()));
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
