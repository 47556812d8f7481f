// SPDX-License-Identifier: GPL-3.0-only
#include "filter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using filter::Fault;
using filter::Term;

using Terms = QList<Term>;

class TestFilter : public QObject
{
    Q_OBJECT

private slots:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void saysWhereAFaultStands();
    void readsOnAfterAFault();
    void writesTermsThatItReadsBack_data();
    void writesTermsThatItReadsBack();
    void knowsAges_data();
    void knowsAges();
};

// The keys of all lists together.
static QList<filter::Key> keys()
{
    return filter::accountKeys() + filter::eventKeys() + filter::sessionKeys();
}

void TestFilter::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<Terms>("terms");
    QTest::newRow("nothing") << u"  "_s << QStringList() << Terms();
    QTest::newRow("words") << u" ada  Lovelace "_s << QStringList{u"ada"_s, u"Lovelace"_s} << Terms();
    QTest::newRow("quoted words") << u"\"ada lovelace\" x"_s << QStringList{u"ada lovelace"_s, u"x"_s}
                                  << Terms();
    QTest::newRow("a quoted key is a word") << u"\"disabled\""_s << QStringList{u"disabled"_s} << Terms();
    QTest::newRow("flag") << u"disabled"_s << QStringList() << Terms{{u"disabled"_s, u"yes"_s}};
    QTest::newRow("flag, other case") << u"DISABLED:No"_s << QStringList() << Terms{{u"disabled"_s, u"no"_s}};
    QTest::newRow("negated flag") << u"-verified"_s << QStringList()
                                  << Terms{{u"verified"_s, u"yes"_s, true}};
    QTest::newRow("choice") << u"2fa:off"_s << QStringList() << Terms{{u"2fa"_s, u"off"_s}};
    QTest::newRow("all at once") << u"2fa:off -admin since:30d bob"_s << QStringList{u"bob"_s}
                                 << Terms{{u"2fa"_s, u"off"_s},
                                          {u"admin"_s, u"yes"_s, true},
                                          {u"since"_s, u"30d"_s}};
    QTest::newRow("network") << u"ip:10.0.0.0/8"_s << QStringList() << Terms{{u"ip"_s, u"10.0.0.0/8"_s}};
    QTest::newRow("IPv6") << u"ip:fd00::/8"_s << QStringList() << Terms{{u"ip"_s, u"fd00::/8"_s}};
    QTest::newRow("text keeps its case")
        << u"email:Ada@X.org"_s << QStringList() << Terms{{u"email"_s, u"Ada@X.org"_s}};
    QTest::newRow("quoted value") << u"provider:\"my \\\"idp\\\"\""_s << QStringList()
                                  << Terms{{u"provider"_s, u"my \"idp\""_s}};
    QTest::newRow("dash within a word") << u"anna-lena"_s << QStringList{u"anna-lena"_s} << Terms();
}

void TestFilter::understands()
{
    QFETCH(QString, text);
    const auto parsed = filter::parse(text, keys());
    QVERIFY(parsed.faults.isEmpty());
    QTEST(parsed.words, "words");
    QTEST(parsed.terms, "terms");
}

void TestFilter::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Fault::Reason>("reason");
    QTest::addColumn<bool>("isUnfinished");
    QTest::newRow("unknown key") << u"colour:red"_s << Fault::Reason::UnknownKey << false;
    QTest::newRow("negated word") << u"-bob"_s << Fault::Reason::UnknownKey << false;
    QTest::newRow("beginning of a negated key") << u"-disa"_s << Fault::Reason::UnknownKey << true;
    QTest::newRow("the same, not at the end") << u"-disa "_s << Fault::Reason::UnknownKey << false;
    QTest::newRow("no value") << u"since:"_s << Fault::Reason::MissingValue << true;
    QTest::newRow("no value, typed on") << u"since: x"_s << Fault::Reason::MissingValue << false;
    QTest::newRow("key alone") << u"since"_s << Fault::Reason::MissingValue << true;
    QTest::newRow("dash alone") << u"-"_s << Fault::Reason::MissingValue << true;
    QTest::newRow("not a choice") << u"2fa:maybe"_s << Fault::Reason::BadValue << false;
    QTest::newRow("half a choice") << u"2fa:o"_s << Fault::Reason::BadValue << true;
    QTest::newRow("half a flag") << u"locked:y"_s << Fault::Reason::BadValue << true;
    QTest::newRow("not a flag") << u"locked:true"_s << Fault::Reason::BadValue << false;
    QTest::newRow("half an age") << u"since:30"_s << Fault::Reason::BadValue << true;
    QTest::newRow("no age") << u"since:30y"_s << Fault::Reason::BadValue << false;
    QTest::newRow("half an address") << u"ip:10.0"_s << Fault::Reason::BadValue << true;
    QTest::newRow("no address") << u"ip:there"_s << Fault::Reason::BadValue << false;
    QTest::newRow("too long a prefix") << u"ip:10.0.0.0/64 "_s << Fault::Reason::BadValue << false;
    QTest::newRow("open quote") << u"\"ada love"_s << Fault::Reason::OpenQuote << true;
    QTest::newRow("open quote in a value") << u"provider:\"a b"_s << Fault::Reason::OpenQuote << true;
    QTest::newRow("empty quoted value") << u"provider:\"\" "_s << Fault::Reason::MissingValue << false;
}

void TestFilter::refuses()
{
    QFETCH(QString, text);
    const auto parsed = filter::parse(text, keys());
    QCOMPARE(parsed.faults.size(), 1);
    QTEST(parsed.faults.first().reason, "reason");
    QTEST(parsed.faults.first().isUnfinished, "isUnfinished");
}

void TestFilter::saysWhereAFaultStands()
{
    const QString text = u"bob  colour:\"dark red\" x"_s;
    const auto fault = filter::parse(text, keys()).faults.value(0);
    QCOMPARE(text.mid(fault.position, fault.length), u"colour:\"dark red\""_s);
    QCOMPARE(fault.piece, u"colour:dark red"_s);
}

void TestFilter::readsOnAfterAFault()
{
    const auto parsed = filter::parse(u"since:x disabled y:z bob"_s, keys());
    QCOMPARE(parsed.faults.size(), 2);
    QCOMPARE(parsed.terms, (Terms{{u"disabled"_s, u"yes"_s}}));
    QCOMPARE(parsed.words, QStringList{u"bob"_s});
}

void TestFilter::writesTermsThatItReadsBack_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"github"_s << u"-provider:github"_s;
    QTest::newRow("blank") << u"a b"_s << u"-provider:\"a b\""_s;
    QTest::newRow("quote") << u"a\"b"_s << u"-provider:\"a\\\"b\""_s;
    QTest::newRow("backslash") << u"a\\b"_s << u"-provider:\"a\\\\b\""_s;
    QTest::newRow("colon") << u"a:b"_s << u"-provider:a:b"_s;
}

void TestFilter::writesTermsThatItReadsBack()
{
    QFETCH(QString, value);
    const Term term{u"provider"_s, value, true};
    QTEST(filter::toText(term), "text");
    QCOMPARE(filter::parse(filter::toText(term), keys()).terms, Terms{term});
}

void TestFilter::knowsAges_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << u"90s"_s << qint64(90);
    QTest::newRow("minutes") << u"15m"_s << qint64(900);
    QTest::newRow("hours") << u"12h"_s << qint64(43'200);
    QTest::newRow("days") << u"7d"_s << qint64(604'800);
    QTest::newRow("weeks") << u"4w"_s << qint64(2'419'200);
    QTest::newRow("no unit") << u"7"_s << qint64(0);
    QTest::newRow("no number") << u"d"_s << qint64(0);
    QTest::newRow("nothing") << QString() << qint64(0);
    QTest::newRow("years") << u"1y"_s << qint64(0);
    QTest::newRow("too many digits") << u"9999999d"_s << qint64(0);
    QTest::newRow("negative") << u"-1d"_s << qint64(0);
}

void TestFilter::knowsAges()
{
    QFETCH(QString, value);
    QTEST(filter::ageSeconds(value), "seconds");
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
