// SPDX-License-Identifier: GPL-3.0-only
// Lists of so many rows that how a page is come by matters: what matches is far away, or seldom, or
// nearly everything.
#include "thingsfixture.h"

#include "support/verify.h"

#include <QSet>

using namespace Qt::StringLiterals;
using store::Row;

namespace {

// A table with `count` things whose columns follow from their number `i`, as SQL says.
void makeThings(const TemporaryDatabase &database, int count, const QString &columns)
{
    database.run(u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, "
                 "rare INTEGER NOT NULL, common INTEGER NOT NULL, colour TEXT NOT NULL) STRICT"_s);
    database.run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                 "INSERT INTO things SELECT "_s +
                     columns + u" FROM n"_s,
                 {count});
    database.run(u"CREATE INDEX things_by_name ON things (name, number)"_s);
    database.run(u"CREATE INDEX things_by_at ON things (at, number)"_s);
    database.run(u"CREATE INDEX things_rare ON things (number) WHERE rare = 1"_s);
    database.run(u"CREATE INDEX things_by_colour ON things (colour, number)"_s);
}

// The numbers that a SELECT gives.
QList<qint64> numbersOf(const TemporaryDatabase &database, const QString &sql)
{
    const auto numbers = database->all(sql, {}, [](const Row &row) { return row.number(0); });
    return numbers.value_or(QList<qint64>());
}

} // namespace

class TestListingOfMany : public QObject, private ThingsFixture
{
    Q_OBJECT

private slots:
    void findsAHandfulAmongMany_data();
    void findsAHandfulAmongMany();
    void walksOnOverCollectedNumbers_data();
    void walksOnOverCollectedNumbers();
    void picksTheNextNumbersOfManyFarAway_data();
    void picksTheNextNumbersOfManyFarAway();
    void findsWhatTwoIndexesHaveInCommon();
    void searchesVeryManyAtAnyDepth();

private:
    struct Read
    {
        QList<qint64> numbers = {};
        int shortPages = 0; // though more follow
        qint64 total = 0;
        bool isEstimate = false;
    };
    static Read readAll(const store::Listing &listing, const TemporaryDatabase &database, ListQuery query);
};

TestListingOfMany::Read TestListingOfMany::readAll(const store::Listing &listing,
                                                   const TemporaryDatabase &database, ListQuery query)
{
    Read read;
    for (int guard = 0; guard < 5000; ++guard) {
        const auto page = listing.numbers(*database, {query, key});
        if (!page)
            qFatal("%s %s", page.error().code.constData(), qPrintable(page.error().detail));
        if (guard == 0)
            std::tie(read.total, read.isEstimate) = std::pair(page->total, page->totalIsEstimate);
        read.numbers += page->numbers;
        if (!page->nextCursor)
            break;
        read.shortPages += page->numbers.size() < query.limit ? 1 : 0;
        query.cursor = *page->nextCursor;
    }
    return read;
}

void TestListingOfMany::findsAHandfulAmongMany_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << u"colour:green"_s << 0;
    QTest::newRow("a handful") << u"colour:white"_s << 4;
    QTest::newRow("a handful of many") << u"colour:white rare"_s << 3;
    QTest::newRow("more than a page") << u"colour:pink"_s << 120;
}

// What an index can tell costs no walk: no page is short, and the total is exact.
void TestListingOfMany::findsAHandfulAmongMany()
{
    QFETCH(QString, filter);
    QFETCH(int, count);
    const TemporaryDatabase database;
    makeThings(database, 100'000,
               u"i, 'n', i / 7, i % 2, 0, CASE WHEN i IN (24999, 49999, 77777, 88888) THEN 'white'"
               " WHEN i > 99880 THEN 'pink' ELSE 'blue' END"_s);
    for (const QString &sort : {u"number"_s, u"-number"_s, u"name"_s, u"-at"_s}) {
        const Read read = readAll(listing(), database, {.filter = filter, .sort = sort});
        QCOMPARE(read.numbers.size(), count);
        QCOMPARE(QSet<qint64>(read.numbers.begin(), read.numbers.end()).size(), count);
        QCOMPARE(read.shortPages, 0);
        QCOMPARE(read.total, count);
        QVERIFY(!read.isEstimate);
    }
}

void TestListingOfMany::walksOnOverCollectedNumbers_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("where");
    QTest::newRow("alone") << u"rare"_s << u"rare = 1"_s;
    QTest::newRow("with what no index tells") << u"rare common"_s << u"rare = 1 AND common = 1"_s;
    QTest::newRow("with what does not hold") << u"rare -common"_s << u"rare = 1 AND common = 0"_s;
}

// Too many to be sorted, and behind a long gap: the gap is crossed in a few pages, by both directions.
void TestListingOfMany::walksOnOverCollectedNumbers()
{
    QFETCH(QString, filter);
    QFETCH(QString, where);
    const TemporaryDatabase database;
    makeThings(database, 140'000, u"i, '', i / 3, i > 116000 OR i < 20, i % 5 = 0, ''"_s);
    for (const QString &sort : {u"at"_s, u"-at"_s}) {
        const QString direction = sort.startsWith(u'-') ? u" DESC"_s : QString();
        const Read read = readAll(listing(), database, {.filter = filter, .sort = sort, .limit = 200});
        QCOMPARE(read.numbers,
                 numbersOf(database, u"SELECT number FROM things WHERE "_s + where + u" ORDER BY at"_s +
                                         direction + u", number"_s + direction));
        QVERIFY2(read.shortPages <= 3, qPrintable(QString::number(read.shortPages)));
        QVERIFY(read.total <= read.numbers.size());
        QVERIFY(read.isEstimate);
    }
}

void TestListingOfMany::picksTheNextNumbersOfManyFarAway_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("mostShortPages");
    QTest::newRow("alone") << u"rare"_s << u"rare = 1"_s << 0;
    QTest::newRow("with another") << u"rare common"_s << u"rare = 1 AND common = 1"_s << 0;
    QTest::newRow("with a seldom one") << u"rare since:89990s"_s << u"rare = 1 AND at >= 89990"_s << 8;
}

void TestListingOfMany::picksTheNextNumbersOfManyFarAway()
{
    QFETCH(QString, filter);
    QFETCH(QString, where);
    QFETCH(int, mostShortPages);
    const TemporaryDatabase database;
    makeThings(database, 100'000,
               u"i, '', CASE WHEN i % 5000 = 0 THEN 300000 ELSE i % 90000 END,"
               " i BETWEEN 50000 AND 75000, i % 5 = 0, ''"_s);
    for (const QString &sort : {u"number"_s, u"-number"_s}) {
        const QString direction = sort.startsWith(u'-') ? u" DESC"_s : QString();
        const Read read = readAll(listing(), database, {.filter = filter, .sort = sort, .limit = 200});
        QCOMPARE(read.numbers, numbersOf(database, u"SELECT number FROM things WHERE "_s + where +
                                                       u" ORDER BY number"_s + direction));
        QVERIFY2(read.shortPages <= mostShortPages, qPrintable(QString::number(read.shortPages)));
    }
}

// Each lets very many through, but not both: the few are all found at once, and counted.
void TestListingOfMany::findsWhatTwoIndexesHaveInCommon()
{
    const TemporaryDatabase database;
    makeThings(database, 100'000,
               u"i, '', i / 3, i < 30000 OR i > 99998, 0,"
               " CASE WHEN i BETWEEN 29700 AND 60000 OR i = 100000 THEN 'red' ELSE 'blue' END"_s);
    for (const QString &sort : {u"at"_s, u"-at"_s, u"name"_s, u"number"_s}) {
        const Read read = readAll(listing(), database, {.filter = u"rare colour:red"_s, .sort = sort});
        const QString order = sort.endsWith(u"at"_s) && sort.startsWith(u'-') ? u"DESC"_s : QString();
        QCOMPARE(read.numbers,
                 numbersOf(database, u"SELECT number FROM things WHERE rare = 1 AND colour = 'red'"
                                     " ORDER BY number "_s +
                                         order));
        QCOMPARE(read.numbers.size(), 301);
        QCOMPARE(read.shortPages, 0);
        QVERIFY(read.total == 301 && !read.isEstimate);
    }
}

// As many as half the table, and ties without end: from the first page to the last each once, in order.
void TestListingOfMany::searchesVeryManyAtAnyDepth()
{
    const TemporaryDatabase database;
    makeThings(database, 60'000,
               u"i, (i / 2 % 50) || CASE WHEN i % 2 THEN ' hay' ELSE ' straw' END, i / 20000, 0, 0, ''"_s);
    for (const QString &sort : {u"number"_s, u"name"_s, u"-at"_s}) {
        const QString column = sort.endsWith(u"at"_s) ? u"at DESC, number DESC"_s : sort + u", number"_s;
        const Read read = readAll(listing(), database, {.search = u"hay"_s, .sort = sort, .limit = 200});
        QCOMPARE(
            read.numbers,
            numbersOf(database, u"SELECT number FROM things WHERE name LIKE '%hay' ORDER BY "_s + column));
        QCOMPARE(read.numbers.size(), 30'000);
        QCOMPARE(read.shortPages, 0);
        QVERIFY(read.total > 0 && read.total <= read.numbers.size());
    }
}

QTEST_GUILESS_MAIN(TestListingOfMany)
#include "tst_listingofmany.moc"
