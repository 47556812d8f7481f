// SPDX-License-Identifier: GPL-3.0-only
#include "support/temporarydatabase.h"
#include "support/verify.h"

#include <QElapsedTimer>

#include <sys/resource.h>

#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using store::Row;

class TestDatabase : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void givesBackWhatWasBound();
    void bindsEmptyTextsAsEmptyAndNothingAsNull();
    void tellsAUniqueViolationByItsColumns();
    void findsNothingWhereNothingIs();
    void rollsBackWhatWasNotCommitted();
    void readsAStatementWhileItIsBeingRead();
    void leavesNoReadLockBehind();
    void givesEachThreadItsOwnConnection();
    void worksAgainAfterAStatementFailed();
    void keepsForeignKeysAndDurability();
    void refusesToOpenAFileThatIsNoDatabase();
    void saysThatTheDiskTakesNothing_data();
    void saysThatTheDiskTakesNothing();
    void knowsThatWritesFailUntilOneWorks();
    void isFast();

private:
    std::unique_ptr<TemporaryDatabase> m_database;
};

void TestDatabase::init()
{
    m_database = std::make_unique<TemporaryDatabase>();
    m_database->run(u"CREATE TABLE things (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
                    "content BLOB, at INTEGER) STRICT"_s);
}

void TestDatabase::givesBackWhatWasBound()
{
    const auto now = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    const QByteArray bytes("\0\xff\x01", 3);
    m_database->run(u"INSERT INTO things (name, content, at) VALUES (?, ?, ?)"_s,
                    {u"Zoë \U0001F600"_s, bytes, store::toColumn(now)});
    const auto seen = (*m_database)->one(u"SELECT name, content, at FROM things"_s, {}, [&](const Row &row) {
        return row.text(0) == u"Zoë \U0001F600"_s && row.bytes(1) == bytes && row.time(2) == now;
    });
    QVERIFY(seen && *seen);
}

void TestDatabase::bindsEmptyTextsAsEmptyAndNothingAsNull()
{
    m_database->run(u"INSERT INTO things (name, content, at) VALUES (?, ?, ?)"_s,
                    {QString(), QByteArray(), store::toColumn(QDateTime())});
    QCOMPARE(m_database->number(u"SELECT name = '' AND content = x'' AND at IS NULL FROM things"_s), 1);
    const auto seen = (*m_database)->one(u"SELECT at, name FROM things"_s, {}, [](const Row &row) {
        return row.isNull(0) && !row.timeOrNone(0) && !row.isNull(1) && row.textOrNone(1) == QString();
    });
    QVERIFY(seen && *seen);
}

void TestDatabase::tellsAUniqueViolationByItsColumns()
{
    const auto insert = u"INSERT INTO things (name) VALUES ('one')"_s;
    m_database->run(insert);
    const auto again = (*m_database)->run(insert);
    QVERIFY_REFUSED(again, "UNIQUE");
    QCOMPARE(again.error().kind, Error::Kind::Conflict);
    QCOMPARE(again.error().detail.trimmed(), u"things.name"_s);
}

void TestDatabase::findsNothingWhereNothingIs()
{
    const auto read = [](const Row &row) { return row.number(0); };
    const auto first = (*m_database)->first(u"SELECT number FROM things"_s, {}, read);
    QVERIFY(first && !*first);
    QVERIFY_REFUSED((*m_database)->one(u"SELECT number FROM things"_s, {}, read), "NOT_FOUND");
}

void TestDatabase::rollsBackWhatWasNotCommitted()
{
    {
        auto transaction = store::Transaction::begin(**m_database);
        QVERIFY_RESULT(transaction);
        m_database->run(u"INSERT INTO things (name) VALUES ('lost')"_s);
    }
    auto transaction = store::Transaction::begin(**m_database);
    m_database->run(u"INSERT INTO things (name) VALUES ('kept')"_s);
    QVERIFY_RESULT(transaction->commit());
    QCOMPARE(m_database->number(u"SELECT count(*) FROM things WHERE name = 'kept'"_s), 1);
    QCOMPARE(m_database->number(u"SELECT count(*) FROM things"_s), 1);
}

void TestDatabase::readsAStatementWhileItIsBeingRead()
{
    m_database->run(u"INSERT INTO things (name) VALUES ('a'), ('b'), ('c')"_s);
    const auto sql = u"SELECT name FROM things ORDER BY name"_s;
    QString seen;
    const auto outer = (*m_database)->each(sql, {}, [&](const Row &row) {
        seen += row.text(0);
        const auto inner =
            (*m_database)->each(sql, {}, [&](const Row &other) { seen += other.text(0).toUpper(); });
        QVERIFY_RESULT(inner);
    });
    QVERIFY_RESULT(outer);
    QCOMPARE(seen, u"aABCbABCcABC"_s);
}

void TestDatabase::leavesNoReadLockBehind()
{
    m_database->run(u"INSERT INTO things (name) VALUES ('a'), ('b')"_s);
    QCOMPARE(m_database->number(u"SELECT number FROM things ORDER BY name"_s), 1);
    QString answer;
    const auto checkpoint =
        (*m_database)->each(u"PRAGMA wal_checkpoint(TRUNCATE)"_s, {}, [&](const Row &row) {
            answer = row.text(0);
        });
    QVERIFY_RESULT(checkpoint);
    QCOMPARE(answer, u"0"_s); // not busy
}

void TestDatabase::givesEachThreadItsOwnConnection()
{
    std::vector<std::thread> threads;
    std::atomic<int> done = 0;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 25; ++i)
                done += (*m_database)
                            ->run(u"INSERT INTO things (name) VALUES (?)"_s, {u"%1/%2"_s.arg(thread).arg(i)})
                            .value_or(0);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(int(done), 100);
    QCOMPARE(m_database->number(u"SELECT count(*) FROM things"_s), 100);
}

void TestDatabase::worksAgainAfterAStatementFailed()
{
    const auto insert = u"INSERT INTO things (number, name) VALUES (?, ?)"_s;
    QVERIFY_REFUSED((*m_database)->run(insert, {u"x"_s, u"a"_s}), "INTERNAL_SERVER_ERROR");
    QVERIFY_REFUSED((*m_database)->run(u"SELECT nonsense"_s), "INTERNAL_SERVER_ERROR");
    QVERIFY_RESULT((*m_database)->run(insert, {1, u"a"_s}));
    QCOMPARE(m_database->number(u"SELECT count(*) FROM things"_s), 1);
}

void TestDatabase::keepsForeignKeysAndDurability()
{
    const QTemporaryDir folder;
    const store::Database database(folder.filePath(u"plain.db"_s));
    const auto pragma = [&](const QString &name) {
        return database.one(u"PRAGMA "_s + name, {}, [](const Row &row) { return row.text(0); })
            .value_or(QString());
    };
    QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
    QCOMPARE(pragma(u"synchronous"_s), u"2"_s); // FULL
    QCOMPARE(pragma(u"busy_timeout"_s), u"5000"_s);
    QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
}

void TestDatabase::refusesToOpenAFileThatIsNoDatabase()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"text.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const store::Database broken(file.fileName());
    QVERIFY_REFUSED(store::migrate(broken), "INTERNAL_SERVER_ERROR");
    const store::Database nowhere(folder.filePath(u"no/such/folder/a.db"_s));
    QVERIFY_REFUSED(store::migrate(nowhere), "INTERNAL_SERVER_ERROR");
}

void TestDatabase::saysThatTheDiskTakesNothing_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::addColumn<QString>("words");
    QTest::newRow("full") << u"PRAGMA max_page_count = 1"_s << u"The disk is full"_s;
    QTest::newRow("to be read only") << u"PRAGMA query_only = ON"_s << u"may only be read"_s;
}

void TestDatabase::saysThatTheDiskTakesNothing()
{
    QFETCH(QString, obstacle);
    QFETCH(QString, words);
    m_database->run(obstacle);
    const auto full = (*m_database)->run(u"INSERT INTO things (name, content) VALUES ('one', zeroblob(1000000))"_s);
    QVERIFY_REFUSED(full, "SERVER_BUSY");
    QCOMPARE(full.error().kind, Error::Kind::Unavailable);
    QVERIFY(full.error().retryAfter > 1);
    QVERIFY2(full.error().detail.contains(words), qPrintable(full.error().detail));
}

// A limit of the file's size is as good as a full disk.
void TestDatabase::knowsThatWritesFailUntilOneWorks()
{
    QVERIFY_RESULT((*m_database)->checkWrites());
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{.rlim_cur = 4096, .rlim_max = before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &little);
    const auto insert = u"INSERT INTO things (name) VALUES (?)"_s;
    const auto written = (*m_database)->run(insert, {u"one"_s});
    const auto checked = (*m_database)->checkWrites();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    QVERIFY_REFUSED(written, "SERVER_BUSY");
    QVERIFY2(written.error().detail.contains(u"The disk refuses"_s), qPrintable(written.error().detail));
    QVERIFY_REFUSED(checked, "SERVER_BUSY");
    QVERIFY_RESULT((*m_database)->checkWrites());
    QVERIFY_RESULT((*m_database)->run(insert, {u"two"_s}));
    QCOMPARE(m_database->number(u"SELECT count(*) FROM things"_s), 1);
}

// A read by key takes about 10 µs; the bound is loose, for machines that are busy or instrumented.
void TestDatabase::isFast()
{
    m_database->run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                    "INSERT INTO things (number, name) SELECT i, 'thing ' || i FROM n"_s);
    QElapsedTimer timer;
    timer.start();
    constexpr int reads = 5000;
    for (int i = 1; i <= reads; ++i)
        QCOMPARE(m_database->number(u"SELECT number FROM things WHERE name = ?"_s, {u"thing %1"_s.arg(i)}),
                 i);
    const double microseconds = double(timer.nsecsElapsed()) / 1000 / reads;
    qInfo("%.1f µs a read", microseconds);
    QVERIFY(microseconds < 500);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
