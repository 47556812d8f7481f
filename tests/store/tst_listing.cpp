// SPDX-License-Identifier: GPL-3.0-only
#include "store/listing.h"

#include "support/temporarydatabase.h"
#include "support/verify.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using store::Criterion;
using store::Row;

namespace {

// What a row holds, to find out by brute force what a list must give.
struct Thing
{
    qint64 number;
    QString name;
    qint64 at;
    bool isRare;
    bool isCommon;
    QString colour;
};

const Secret key{QByteArray("a key for cursors")};

Criterion meaning(const filter::Term &term)
{
    if (term.key == "rare"_L1)
        return {.holds = {term.value == "yes"_L1 ? u"t.rare = 1"_s : u"t.rare = 0"_s},
                .numbers = {term.value == "yes"_L1
                                ? u"SELECT number FROM things INDEXED BY things_rare WHERE rare = 1"_s
                                : QString()}};
    if (term.key == "common"_L1)
        return {.holds = {u"t.common = ?"_s, {term.value == "yes"_L1}}};
    if (term.key == "colour"_L1)
        return {.holds = {u"t.colour = ?"_s, {term.value}},
                .numbers = {u"SELECT number FROM things INDEXED BY things_by_colour WHERE colour = ?"_s,
                            {term.value}},
                .orderedIndex = u"things_by_colour"_s};
    const qint64 since = filter::ageSeconds(term.value); // here: the time itself
    return {.holds = {u"t.at >= ?"_s, {since}}, .column = u"at"_s, .least = since};
}

const store::Listing &listing()
{
    static const store::Listing things{
        .name = u"things"_s,
        .table = u"things"_s,
        .columns = u"t.number"_s,
        .sortKeys = {{u"number"_s, u"number"_s},
                     {u"name"_s, u"name"_s, u"things_by_name"_s},
                     {u"at"_s, u"at"_s, u"things_by_at"_s}},
        .defaultSort = u"-number"_s,
        .filterKeys = {{u"rare"_s, filter::Kind::Flag},
                       {u"common"_s, filter::Kind::Flag},
                       {u"colour"_s, filter::Kind::Text},
                       {u"since"_s, filter::Kind::Age}},
        .meaning = meaning,
        .wordMeaning =
            [](const QString &word) {
                return Criterion{.holds = {u"instr(t.name, ?) > 0"_s, {word}}};
            },
        .all = {u"SELECT count(*) FROM things"_s},
    };
    return things;
}

} // namespace

class TestListing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void givesEachRowOnceInOrder_data();
    void givesEachRowOnceInOrder();
    void readsTheRowsOfAPage();
    void countsExactlyWhatIsFew();
    void saysAtLeastWhenMany();
    void leadsOnFromAWalkThatGaveUp();
    void findsManyFarAwayAtOnce();
    void keepsToItsScope();
    void seesNoRowTwiceWhenOthersComeAndGo();
    void refusesWhatItCantUnderstand_data();
    void refusesWhatItCantUnderstand();
    void refusesACursorOfAnotherList_data();
    void refusesACursorOfAnotherList();
    void refusesAForgedCursor();

private:
    QList<qint64> expected(const std::function<bool(const Thing &)> &wanted, const QString &sort) const;
    QList<qint64> pages(const ListQuery &query, const QList<Criterion> &scope = {}) const;

    TemporaryDatabase m_database;
    QList<Thing> m_things;
};

// 24,000 things: one in a hundred is rare, half are common; names and times have many ties.
void TestListing::initTestCase()
{
    m_database.run(
        u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, "
        "rare INTEGER NOT NULL, common INTEGER NOT NULL, colour TEXT NOT NULL) STRICT"_s);
    m_database.run(u"CREATE INDEX things_by_name ON things (name, number)"_s);
    m_database.run(u"CREATE INDEX things_by_at ON things (at, number)"_s);
    m_database.run(u"CREATE INDEX things_rare ON things (number) WHERE rare = 1"_s);
    m_database.run(u"CREATE INDEX things_by_colour ON things (colour, number)"_s);
    QRandomGenerator random(7);
    auto transaction = store::Transaction::begin(*m_database);
    for (int i = 1; i <= 24'000; ++i) {
        const Thing thing{i,
                          u"n%1"_s.arg(random.bounded(300)),
                          random.bounded(5) == 0 ? 0 : random.bounded(1000),
                          random.bounded(100) == 0,
                          random.bounded(2) == 0,
                          random.bounded(50) == 0 ? u"red"_s : u"blue"_s};
        m_database.run(
            u"INSERT INTO things (number, name, at, rare, common, colour) VALUES (?, ?, ?, ?, ?, ?)"_s,
            {thing.number, thing.name, thing.at, thing.isRare, thing.isCommon, thing.colour});
        m_things.append(thing);
    }
    QVERIFY_RESULT(transaction->commit());
}

QList<qint64> TestListing::expected(const std::function<bool(const Thing &)> &wanted,
                                    const QString &sort) const
{
    QList<Thing> things;
    std::ranges::copy_if(m_things, std::back_inserter(things), wanted);
    std::ranges::sort(things, [&](const Thing &a, const Thing &b) {
        if (sort.endsWith(u"name"_s))
            return std::tie(a.name, a.number) < std::tie(b.name, b.number);
        return sort.endsWith(u"at"_s) ? std::tie(a.at, a.number) < std::tie(b.at, b.number)
                                      : a.number < b.number;
    });
    if (sort.isEmpty() || sort.startsWith(u'-'))
        std::ranges::reverse(things);
    QList<qint64> numbers;
    for (const Thing &thing : things)
        numbers += thing.number;
    return numbers;
}

// All pages, one after the other.
QList<qint64> TestListing::pages(const ListQuery &query, const QList<Criterion> &scope) const
{
    QList<qint64> numbers;
    ListQuery next = query;
    for (int guard = 0; guard < 1000; ++guard) {
        const auto page = listing().numbers(*m_database, {next, key, scope});
        if (!page)
            qFatal("%s %s", page.error().code.constData(), qPrintable(page.error().detail));
        numbers += page->numbers;
        if (!page->nextCursor)
            break;
        next.cursor = *page->nextCursor;
    }
    return numbers;
}

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
        QVERIFY(reads > 1 && reads < 12);
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

void TestListing::refusesWhatItCantUnderstand_data()
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

void TestListing::refusesWhatItCantUnderstand()
{
    QFETCH(ListQuery, query);
    const auto page = listing().numbers(*m_database, {query, key});
    QVERIFY_REFUSED(page, "VALIDATION_FAILED");
    QCOMPARE(page.error().fields.size(), 1);
    QTEST(page.error().fields.first().field, "field");
}

void TestListing::refusesACursorOfAnotherList_data()
{
    QTest::addColumn<ListQuery>("query");
    QTest::newRow("sort") << ListQuery{.sort = u"-name"_s};
    QTest::newRow("filter") << ListQuery{.filter = u"rare"_s, .sort = u"name"_s};
    QTest::newRow("search") << ListQuery{.search = u"n1"_s, .sort = u"name"_s};
}

void TestListing::refusesACursorOfAnotherList()
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

void TestListing::refusesAForgedCursor()
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

QTEST_GUILESS_MAIN(TestListing)
#include "tst_listing.moc"
