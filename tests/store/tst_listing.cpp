// SPDX-License-Identifier: GPL-3.0-only
#include "thingsfixture.h"

#include "support/verify.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using store::Criterion;
using store::Row;

// What pages hold, how they follow each other, and what they say of all.
class TestListing : public QObject, private ThingsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { fill(); }
    void givesEachRowOnceInOrder_data();
    void givesEachRowOnceInOrder();
    void readsTheRowsOfAPage();
    void countsExactlyWhatIsFew();
    void saysAtLeastWhenMany();
    void leadsOnFromAWalkThatGaveUp();
    void findsManyFarAwayAtOnce();
    void keepsToItsScope();
    void seesNoRowTwiceWhenOthersComeAndGo();
};

void TestListing::givesEachRowOnceInOrder_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("sort");
    const QStringList filters{u""_s,
                              u"rare"_s,
                              u"-rare"_s,
                              u"common"_s,
                              u"-common rare"_s,
                              u"colour:red"_s,
                              u"-colour:red"_s,
                              u"colour:red common"_s,
                              u"colour:blue rare"_s,
                              u"since:500s"_s,
                              u"-since:500s common"_s,
                              u"since:990s common"_s,
                              u"n29"_s,
                              u"n29 rare"_s,
                              u"nothing"_s};
    for (const QString &filter : filters) {
        for (const QString &sort : {u""_s, u"number"_s, u"name"_s, u"-at"_s})
            QTest::addRow("%s by %s", qPrintable(filter), qPrintable(sort)) << filter << sort;
    }
}

void TestListing::givesEachRowOnceInOrder()
{
    QFETCH(QString, filter);
    QFETCH(QString, sort);
    const auto wanted = [&](const Thing &thing) {
        const auto words = filter.split(u' ', Qt::SkipEmptyParts);
        return std::ranges::all_of(words, [&](QString word) {
            const bool isNegated = word.startsWith(u'-');
            word.remove(0, isNegated ? 1 : 0);
            const bool holds = word == "rare"_L1            ? thing.isRare
                               : word == "common"_L1        ? thing.isCommon
                               : word.contains(u"colour"_s) ? word.endsWith(thing.colour)
                               : word.contains(u"since"_s)  ? thing.at >= filter::ageSeconds(word.mid(6))
                                                            : thing.name.contains(word);
            return holds != isNegated;
        });
    };
    QCOMPARE(pages({.filter = filter, .sort = sort, .limit = 200}), expected(wanted, sort));
}

void TestListing::readsTheRowsOfAPage()
{
    const auto page = listing().page(*m_database, {ListQuery{.limit = 3}, key},
                                     [](const Row &row) { return row.number(0); });
    QVERIFY_RESULT(page);
    QCOMPARE(page->items, (QList<qint64>{24'000, 23'999, 23'998}));
    QVERIFY(page->nextCursor);
    const auto last = listing().page(*m_database, {ListQuery{.sort = u"number"_s, .cursor = QString()}, key},
                                     [](const Row &row) { return row.number(0); });
    QCOMPARE(last->items.size(), 50);
}

void TestListing::countsExactlyWhatIsFew()
{
    const auto rare = std::ranges::count_if(m_things, &Thing::isRare);
    for (const QString &sort : {u"number"_s, u"name"_s, u"-at"_s}) {
        ListQuery query{.filter = u"rare"_s, .sort = sort, .limit = 10};
        for (int i = 0; i < 3; ++i) {
            const auto page = listing().numbers(*m_database, {query, key});
            QVERIFY_RESULT(page);
            QCOMPARE(page->total, rare);
            QVERIFY(!page->totalIsEstimate);
            query.cursor = *page->nextCursor;
        }
    }
    const auto all = listing().numbers(*m_database, {ListQuery{}, key});
    QCOMPARE(all->total, 24'000);
    QVERIFY(!all->totalIsEstimate);
}

void TestListing::saysAtLeastWhenMany()
{
    for (const QString &filter : {u"colour:blue"_s, u"common"_s}) {
        const auto page = listing().numbers(*m_database, {ListQuery{.filter = filter}, key});
        QVERIFY_RESULT(page);
        QVERIFY(page->totalIsEstimate);
        QVERIFY(page->total <= store::fewRows);
        QVERIFY(page->total > store::fewRows / 2);
    }
}

// Nothing indexes the last row's name, and it is far away: the page may be short, but leads there.
void TestListing::leadsOnFromAWalkThatGaveUp()
{
    const TemporaryDatabase database;
    database.run(u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, "
                 "rare INTEGER NOT NULL, common INTEGER NOT NULL, colour TEXT NOT NULL) STRICT"_s);
    database.run(u"CREATE INDEX things_by_at ON things (at, number)"_s);
    database.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO things SELECT i, CASE i WHEN 190000 THEN 'needle' ELSE 'hay' END, i / 1000, 0, 0, '' FROM n"_s);
    for (const QString &sort : {u"number"_s, u"at"_s}) {
        ListQuery query{.search = u"needle"_s, .sort = sort};
        QList<qint64> found;
        int reads = 0;
        for (bool isMore = true; isMore && reads < 20; ++reads) {
            const auto page = listing().numbers(*database, {query, key});
            QVERIFY_RESULT(page);
            QVERIFY(page->totalIsEstimate);
            found += page->numbers;
            isMore = page->nextCursor.has_value();
            query.cursor = page->nextCursor.value_or(QString());
        }
        QCOMPARE(found, QList<qint64>{190'000});
        QVERIFY(reads > 1 && reads < 16);
    }
}

// Too many to be few, and all at the end of the sort order: no page is short for that.
void TestListing::findsManyFarAwayAtOnce()
{
    const TemporaryDatabase database;
    database.run(u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, "
                 "rare INTEGER NOT NULL, common INTEGER NOT NULL, colour TEXT NOT NULL) STRICT"_s);
    database.run(u"CREATE INDEX things_by_at ON things (at, number)"_s);
    database.run(u"CREATE INDEX things_rare ON things (number) WHERE rare = 1"_s);
    database.run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
                 "INSERT INTO things SELECT i, '', i, i > 88000, 0, '' FROM n"_s);
    ListQuery query{.filter = u"rare"_s, .sort = u"at"_s, .limit = 100};
    for (qint64 first = 88'001; first < 88'600; first += 100) {
        const auto page = listing().numbers(*database, {query, key});
        QVERIFY_RESULT(page);
        QCOMPARE(page->numbers.size(), 100);
        QCOMPARE(page->numbers.first(), first);
        QCOMPARE(page->total, 12'000);
        QVERIFY(!page->totalIsEstimate);
        query.cursor = *page->nextCursor;
    }
}

void TestListing::keepsToItsScope()
{
    const Criterion red{.holds = {u"t.colour = ?"_s, {u"red"_s}}};
    const auto wanted = [](const Thing &thing) { return thing.colour == "red"_L1 && thing.isCommon; };
    QCOMPARE(pages({.filter = u"common"_s}, {red}), expected(wanted, {}));
}

void TestListing::seesNoRowTwiceWhenOthersComeAndGo()
{
    const TemporaryDatabase database;
    database.run(u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"_s);
    database.run(u"CREATE INDEX things_by_name ON things (name, number)"_s);
    database.run(u"INSERT INTO things (number, name) VALUES (1, 'a'), (2, 'c'), (3, 'e'), (4, 'g')"_s);
    ListQuery query{.sort = u"name"_s, .limit = 2};
    const auto first = listing().numbers(*database, {query, key});
    QCOMPARE(first->numbers, (QList<qint64>{1, 2}));
    database.run(u"INSERT INTO things (number, name) VALUES (5, 'b'), (6, 'd')"_s);
    database.run(u"DELETE FROM things WHERE number = 2"_s); // the very row that the cursor names
    query.cursor = *first->nextCursor;
    QCOMPARE(listing().numbers(*database, {query, key})->numbers, (QList<qint64>{6, 3}));
}

QTEST_GUILESS_MAIN(TestListing)
#include "tst_listing.moc"
