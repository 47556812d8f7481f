// SPDX-License-Identifier: GPL-3.0-only
#include "thingsfixture.h"

#include "support/verify.h"

using namespace Qt::StringLiterals;
using store::Criterion;

// What a list does not answer: questions it can't understand, and cursors it did not give for them.
class TestListingRefusals : public QObject, private ThingsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { fill(); }
    void refusesWhatItCantUnderstand_data();
    void refusesWhatItCantUnderstand();
    void refusesACursorOfAnotherList_data();
    void refusesACursorOfAnotherList();
    void refusesAForgedCursor();
};

void TestListingRefusals::refusesWhatItCantUnderstand_data()
{
    QTest::addColumn<ListQuery>("query");
    QTest::addColumn<QString>("field");
    QTest::newRow("sort") << ListQuery{.sort = u"colour"_s} << u"sort"_s;
    QTest::newRow("SQL as sort") << ListQuery{.sort = u"name; DROP TABLE things"_s} << u"sort"_s;
    QTest::newRow("dash as sort") << ListQuery{.sort = u"-"_s} << u"sort"_s;
    QTest::newRow("limit 0") << ListQuery{.limit = 0} << u"limit"_s;
    QTest::newRow("limit -1") << ListQuery{.limit = -1} << u"limit"_s;
    QTest::newRow("limit 201") << ListQuery{.limit = 201} << u"limit"_s;
    QTest::newRow("unknown key") << ListQuery{.filter = u"size:9"_s} << u"filter"_s;
    QTest::newRow("bad value") << ListQuery{.filter = u"rare:maybe"_s} << u"filter"_s;
    QTest::newRow("open quote") << ListQuery{.filter = u"\"x"_s} << u"filter"_s;
    QTest::newRow("long search") << ListQuery{.search = QString(201, u'x')} << u"search"_s;
    QTest::newRow("many words") << ListQuery{.search = u"a b c d e f g h i"_s} << u"search"_s;
    QTest::newRow("long filter") << ListQuery{.filter = QString(201, u'x')} << u"filter"_s;
}

void TestListingRefusals::refusesWhatItCantUnderstand()
{
    QFETCH(ListQuery, query);
    const auto page = listing().numbers(*m_database, {query, key});
    QVERIFY_REFUSED(page, "VALIDATION_FAILED");
    QCOMPARE(page.error().fields.size(), 1);
    QTEST(page.error().fields.first().field, "field");
}

void TestListingRefusals::refusesACursorOfAnotherList_data()
{
    QTest::addColumn<ListQuery>("query");
    QTest::newRow("sort") << ListQuery{.sort = u"-name"_s};
    QTest::newRow("filter") << ListQuery{.filter = u"rare"_s, .sort = u"name"_s};
    QTest::newRow("search") << ListQuery{.search = u"n1"_s, .sort = u"name"_s};
}

void TestListingRefusals::refusesACursorOfAnotherList()
{
    QFETCH(ListQuery, query);
    query.cursor = *listing().numbers(*m_database, {ListQuery{.sort = u"name"_s}, key})->nextCursor;
    QVERIFY_REFUSED(listing().numbers(*m_database, {query, key}), "INVALID_CURSOR");

    const Criterion red{.holds = {u"t.colour = ?"_s, {u"red"_s}}};
    const ListQuery same{.sort = u"name"_s, .cursor = query.cursor};
    QVERIFY_RESULT(listing().numbers(*m_database, {same, key}));
    QVERIFY_REFUSED(listing().numbers(*m_database, {same, key, {red}}), "INVALID_CURSOR");
    const Secret otherKey{QByteArray("another key")};
    QVERIFY_REFUSED(listing().numbers(*m_database, {same, otherKey}), "INVALID_CURSOR");
}

void TestListingRefusals::refusesAForgedCursor()
{
    const QString good = *listing().numbers(*m_database, {ListQuery{}, key})->nextCursor;
    QStringList forged{u"x"_s, u"AAAA"_s, good + u'A', good.chopped(1), good.left(20), u"ünïcode"_s};
    for (qsizetype i = 0; i < good.size(); ++i) {
        QString changed = good;
        changed[i] = changed[i] == u'A' ? u'B' : u'A';
        forged += changed;
    }
    for (const QString &cursor : std::as_const(forged))
        QVERIFY_REFUSED(listing().numbers(*m_database, {ListQuery{.cursor = cursor}, key}), "INVALID_CURSOR");
}

QTEST_GUILESS_MAIN(TestListingRefusals)
#include "tst_listingrefusals.moc"
