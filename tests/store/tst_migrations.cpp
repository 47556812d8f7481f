// SPDX-License-Identifier: GPL-3.0-only
#include "support/temporarydatabase.h"
#include "support/verify.h"

#include <QDir>
#include <QProcess>

#include <thread>

using namespace Qt::StringLiterals;

class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void makesEveryTableOnce();
    void refusesADatabaseOfANewerProgram();
    void letsManyStartAtOnce();
    void startsInSeveralProcessesAtOnce();
    void keepsSearchAndCounterInStep();
    void deletesWhatBelongsToAnAccountWithIt();
    void tellsOlderSessionsTheirAccounts();
};

static qint64 newestInTheSource()
{
    const auto files = QDir(QStringLiteral(SOURCE_ROOT "/resources/migrations/sqlite"))
                           .entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    return files.last().left(4).toInt();
}

void TestMigrations::makesEveryTableOnce()
{
    const TemporaryDatabase database;
    QCOMPARE(database.number(u"SELECT max(number) FROM migrations"_s), newestInTheSource());
    QVERIFY_RESULT(store::migrate(*database));
    QCOMPARE(database.number(u"SELECT count(*) FROM migrations WHERE number = 1"_s), 1);
    QCOMPARE(database.number(u"SELECT count(*) FROM accounts"_s), 0);
}

void TestMigrations::refusesADatabaseOfANewerProgram()
{
    const TemporaryDatabase database;
    database.run(u"INSERT INTO migrations (number, name, applied_at) VALUES (9999, 'future', 0)"_s);
    const auto migrated = store::migrate(*database);
    QVERIFY(!migrated);
    QVERIFY(migrated.error().detail.contains(u"newer"_s));
}

void TestMigrations::letsManyStartAtOnce()
{
    const QTemporaryDir folder;
    std::atomic<int> good = 0;
    std::vector<std::thread> starts;
    for (int i = 0; i < 6; ++i) {
        starts.emplace_back([&] {
            const store::Database own(folder.filePath(u"shared.db"_s));
            good += store::migrate(own).has_value() ? 1 : 0;
        });
    }
    for (std::thread &start : starts)
        start.join();
    QCOMPARE(int(good), 6);
}

void TestMigrations::startsInSeveralProcessesAtOnce()
{
    const QTemporaryDir folder;
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 4; ++i) {
        auto &process = *processes.emplace_back(std::make_unique<QProcess>());
        process.start(QCoreApplication::applicationFilePath(),
                      {u"--migrate"_s, folder.filePath(u"shared.db"_s)});
    }
    for (const auto &process : processes) {
        QVERIFY(process->waitForFinished(30'000));
        QCOMPARE(process->exitCode(), 0);
    }
}

static void insertAccount(const TemporaryDatabase &database, int number, const QString &name)
{
    database.run(
        u"INSERT INTO accounts (number, id, email, email_shown, name, name_key, first_name, last_name, "
        u"search_text, created_at) "
        "VALUES (?, ?, ?, '', ?, ?, '', '', ?, 0)"_s,
        {number, u"id-%1"_s.arg(number), u"%1@example.com"_s.arg(number), name, name, u"  "_s + name});
}

static qint64 found(const TemporaryDatabase &database, const QString &trigram)
{
    return database.number(u"SELECT count(*) FROM account_search WHERE account_search MATCH ?"_s,
                           {u'"' + trigram + u'"'});
}

void TestMigrations::keepsSearchAndCounterInStep()
{
    const TemporaryDatabase database;
    insertAccount(database, 1, u"ada"_s);
    insertAccount(database, 2, u"bob"_s);
    QCOMPARE(database.number(u"SELECT value FROM counters WHERE name = 'accounts'"_s), 2);
    QCOMPARE(found(database, u"ada"_s), 1);
    database.run(u"UPDATE accounts SET search_text = '  eve' WHERE number = 1"_s);
    QCOMPARE(found(database, u"ada"_s), 0);
    QCOMPARE(found(database, u"eve"_s), 1);
    database.run(u"DELETE FROM accounts WHERE number = 1"_s);
    QCOMPARE(found(database, u"eve"_s), 0);
    QCOMPARE(database.number(u"SELECT value FROM counters WHERE name = 'accounts'"_s), 1);
    QVERIFY_RESULT(
        database->run(u"INSERT INTO account_search (account_search) VALUES ('integrity-check')"_s));
}

void TestMigrations::deletesWhatBelongsToAnAccountWithIt()
{
    const TemporaryDatabase database;
    insertAccount(database, 1, u"ada"_s);
    database.run(u"INSERT INTO passwords (account_id, hash, changed_at) VALUES ('id-1', 'x', 0)"_s);
    database.run(
        u"INSERT INTO known_networks (account_id, network, last_login_at) VALUES ('id-1', '10.0.0.1', 0)"_s);
    database.run(u"DELETE FROM accounts"_s);
    QCOMPARE(
        database.number(u"SELECT (SELECT count(*) FROM passwords) + (SELECT count(*) FROM known_networks)"_s),
        0);
}

// A database as the program before left it.
void TestMigrations::tellsOlderSessionsTheirAccounts()
{
    const TemporaryDatabase database;
    for (const QString &index :
         {u"sessions_by_last_seen"_s, u"sessions_by_created"_s, u"sessions_by_device"_s,
          u"sessions_by_methods"_s, u"login_events_by_device"_s})
        database.run(u"DROP INDEX "_s + index);
    database.run(u"ALTER TABLE sessions DROP COLUMN account"_s);
    database.run(u"CREATE INDEX sessions_by_last_seen ON sessions (last_seen_at, number)"_s);
    database.run(u"CREATE INDEX sessions_by_created ON sessions (created_at, number)"_s);
    database.run(u"DELETE FROM migrations WHERE number >= 6"_s);
    insertAccount(database, 7, u"ada"_s);
    database.run(
        u"INSERT INTO sessions (id, account_id, created_at, authenticated_at, methods, two_factor_passed,"
        " remembered, is_form, rotated_at, last_seen_at, ends_at, expires_at, address, user_agent,"
        " device_name, device_type, city, country)"
        " VALUES ('s', 'id-7', 0, 0, '', 0, 0, 0, 0, 0, 0, 0, x'', '', '', '', '', '')"_s);
    QVERIFY_RESULT(store::migrate(*database));
    QCOMPARE(database.number(u"SELECT account FROM sessions"_s), 7);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == "--migrate"_L1) {
        const store::Database database(application.arguments().value(2));
        return store::migrate(database) ? 0 : 1;
    }
    TestMigrations test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_migrations.moc"
