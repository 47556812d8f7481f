// SPDX-License-Identifier: GPL-3.0-only
#include "widgets/timetext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QDateTime at(const QString &text) { return QDateTime::fromString(text, Qt::ISODateWithMs); }

QDateTime inBerlin(const QString &text) { return at(text).toTimeZone(QTimeZone("Europe/Berlin")); }

} // namespace

class TimeTextTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void saysHowLongAgo_data();
    void saysHowLongAgo();
    void changesTheDayAtMidnightOfTheZone();
    void namesTheExactTimeWithItsZone_data();
    void namesTheExactTimeWithItsZone();
    void saysNothingOfNoTime();
    void writesTheOffsetIntoFiles();
    void saysSpans_data();
    void saysSpans();
};

void TimeTextTest::saysHowLongAgo_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("said");
    QTest::newRow("now") << u"2026-03-12T14:00:00Z"_s << u"just now"_s;
    QTest::newRow("a clock slightly ahead") << u"2026-03-12T14:00:20Z"_s << u"just now"_s;
    QTest::newRow("under a minute") << u"2026-03-12T13:59:20Z"_s << u"just now"_s;
    QTest::newRow("nearly a minute") << u"2026-03-12T13:59:10Z"_s << u"1 min ago"_s;
    QTest::newRow("minutes") << u"2026-03-12T13:57:00Z"_s << u"3 min ago"_s;
    QTest::newRow("nearly an hour") << u"2026-03-12T13:00:01Z"_s << u"59 min ago"_s;
    QTest::newRow("hours") << u"2026-03-12T09:10:00Z"_s << u"4 h ago"_s;
    QTest::newRow("this morning") << u"2026-03-12T00:10:00Z"_s << u"13 h ago"_s;
    QTest::newRow("yesterday") << u"2026-03-11T20:00:00Z"_s << u"yesterday"_s;
    QTest::newRow("days") << u"2026-03-09T20:00:00Z"_s << u"3 day(s) ago"_s;
    QTest::newRow("this year") << u"2026-02-12T20:00:00Z"_s << u"12 Feb"_s;
    QTest::newRow("earlier years") << u"2024-02-29T20:00:00Z"_s << u"29 Feb 2024"_s;
    QTest::newRow("soon") << u"2026-03-12T14:05:30Z"_s << u"in 5 min"_s;
    QTest::newRow("later today") << u"2026-03-12T22:05:30Z"_s << u"in 8 h"_s;
    QTest::newRow("tomorrow") << u"2026-03-13T22:05:30Z"_s << u"tomorrow"_s;
    QTest::newRow("days to come") << u"2026-03-15T22:05:30Z"_s << u"in 3 day(s)"_s;
    QTest::newRow("far ahead") << u"2027-03-15T22:05:30Z"_s << u"15 Mar 2027"_s;
}

void TimeTextTest::saysHowLongAgo()
{
    QFETCH(QString, time);
    QTEST(timetext::relative(at(time), at(u"2026-03-12T14:00:00Z"_s)), "said");
}

void TimeTextTest::changesTheDayAtMidnightOfTheZone()
{
    const QDateTime time = at(u"2026-07-11T22:30:00Z"_s); // 00:30 of the 12th in Berlin
    QCOMPARE(timetext::relative(time, at(u"2026-07-12T10:00:00Z"_s)), u"yesterday"_s);
    QCOMPARE(timetext::relative(time, inBerlin(u"2026-07-12T10:00:00Z"_s)), u"11 h ago"_s);
}

void TimeTextTest::namesTheExactTimeWithItsZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("said");
    QTest::newRow("UTC") << QByteArray("UTC") << u"Thursday, 12 March 2026 14:03:22 UTC (UTC+00:00)"_s;
    QTest::newRow("winter") << QByteArray("Europe/Berlin")
                            << u"Thursday, 12 March 2026 15:03:22 CET (UTC+01:00)"_s;
    QTest::newRow("west") << QByteArray("America/St_Johns")
                          << u"Thursday, 12 March 2026 11:33:22 NDT (UTC−02:30)"_s;
}

void TimeTextTest::namesTheExactTimeWithItsZone()
{
    QFETCH(QByteArray, zone);
    QTEST(timetext::exact(at(u"2026-03-12T14:03:22.400Z"_s), QTimeZone(zone)), "said");
}

void TimeTextTest::saysNothingOfNoTime()
{
    QCOMPARE(timetext::relative({}, at(u"2026-03-12T14:00:00Z"_s)), u"never"_s);
    QCOMPARE(timetext::exact({}), QString());
    QCOMPARE(timetext::forExport({}), QString());
}

void TimeTextTest::writesTheOffsetIntoFiles()
{
    const QDateTime time = at(u"2026-03-12T14:03:22.400Z"_s);
    QCOMPARE(timetext::forExport(time, QTimeZone::utc()), u"2026-03-12T14:03:22.400Z"_s);
    QCOMPARE(timetext::forExport(time, QTimeZone("Europe/Berlin")), u"2026-03-12T15:03:22.400+01:00"_s);
}

void TimeTextTest::saysSpans_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("said");
    QTest::newRow("seconds") << 90 << u"90 second(s)"_s;
    QTest::newRow("minutes") << 150 << u"2 minute(s)"_s;
    QTest::newRow("hours") << 3 * 3600 << u"3 hour(s)"_s;
    QTest::newRow("days") << 3 * 86400 << u"3 day(s)"_s;
}

void TimeTextTest::saysSpans()
{
    QFETCH(int, seconds);
    QTEST(timetext::span(seconds), "said");
}

QTEST_GUILESS_MAIN(TimeTextTest)
#include "tst_timetext.moc"
