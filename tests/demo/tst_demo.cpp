// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demo.h"

#include "crypto/passwordhash.h"
#include "support/temporarydatabase.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;

class TestDemo : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void makesWhatWasWished();
    void letsTheAdministratorSignIn();
    void keepsTimesInOrder();
    void mixesStates();
    void leavesTheDatabaseWhole();
    void isTheSameForTheSameSeed();
    void replacesItself();
    void refusesOthersPeople();

private:
    static Result<> fill(const store::Database &database, quint32 seed)
    {
        const DemoWish wish{.users = 800,
                            .events = 6000,
                            .seed = seed,
                            .now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC)};
        return fillWithDemoData(database, wish, [](const QString &) {});
    }
    // Something that any other content would change.
    static qint64 digest(const TemporaryDatabase &database)
    {
        return database.number(
            u"SELECT (SELECT total(last_login_at + length(search_text) * number) FROM accounts)"
            " + (SELECT total(created_at % 1000003 + length(email) * number) FROM login_events)"_s);
    }

    TemporaryDatabase m_database;
};

void TestDemo::initTestCase() { QVERIFY_RESULT(fill(*m_database, 1)); }

void TestDemo::makesWhatWasWished()
{
    QCOMPARE(m_database.number(u"SELECT count(*) FROM accounts"_s), 800);
    QCOMPARE(m_database.number(u"SELECT value FROM counters WHERE name = 'accounts'"_s), 800);
    QCOMPARE(m_database.number(u"SELECT count(*) FROM login_events"_s), 6000);
    QVERIFY(m_database.number(u"SELECT count(*) FROM sessions"_s) > 100);
    QVERIFY(m_database.number(u"SELECT count(*) FROM devices WHERE name <> ''"_s) > 50);
    QVERIFY(m_database.number(u"SELECT count(*) FROM account_search WHERE account_search MATCH '\"exa\"'"_s) >
            700);
}

void TestDemo::letsTheAdministratorSignIn()
{
    const auto hash = (*m_database)
                          .one(u"SELECT p.hash FROM accounts a JOIN passwords p ON p.account_id = a.id"
                               " WHERE a.email = ? AND a.is_admin = 1 AND a.email_verified_at > 0"
                               " AND a.two_factor_at IS NULL AND a.deactivated_at IS NULL"_s,
                               {demoAdmin}, [](const store::Row &row) { return row.text(0); });
    QVERIFY_RESULT(hash);
    QVERIFY(crypto::verifyPassword(Secret(demoPassword), hash->toUtf8()));
}

void TestDemo::keepsTimesInOrder()
{
    QCOMPARE(m_database.number(
                 u"SELECT count(*) FROM login_events a JOIN login_events b ON b.number = a.number + 1"
                 " WHERE b.created_at < a.created_at"_s),
             0);
    QCOMPARE(m_database.number(u"SELECT count(*) FROM login_events e JOIN accounts a ON a.number = e.account"
                               " WHERE e.created_at < a.created_at"_s),
             0);
    QCOMPARE(m_database.number(
                 u"SELECT count(*) FROM accounts a WHERE last_login_at <> coalesce((SELECT max(created_at)"
                 " FROM login_events WHERE account = a.number AND success = 1), 0)"_s),
             0);
    QCOMPARE(m_database.number(
                 u"SELECT count(*) FROM sessions WHERE last_seen_at < created_at OR expires_at > ends_at"_s),
             0);
}

void TestDemo::mixesStates()
{
    for (const QString &state :
         {u"deactivated_at IS NOT NULL"_s, u"locked_at IS NOT NULL"_s, u"email_verified_at IS NULL"_s,
          u"two_factor_at IS NOT NULL"_s, u"username IS NOT NULL"_s, u"last_login_at = 0"_s}) {
        const qint64 count = m_database.number(u"SELECT count(*) FROM accounts WHERE "_s + state);
        QVERIFY2(count > 0 && count < 700, qPrintable(state));
    }
    const qint64 failures = m_database.number(u"SELECT count(*) FROM login_events WHERE success = 0"_s);
    QVERIFY(failures > 200 && failures < 1500);
    QVERIFY(m_database.number(u"SELECT count(*) FROM login_events WHERE account IS NULL"_s) > 0);
    QVERIFY(m_database.number(u"SELECT count(DISTINCT city) FROM login_events"_s) > 10);
}

void TestDemo::leavesTheDatabaseWhole()
{
    const auto text = [&](const QString &sql) {
        return (*m_database)
            .one(sql, {}, [](const store::Row &row) { return row.text(0); })
            .value_or(QString());
    };
    QCOMPARE(text(u"PRAGMA integrity_check"_s), u"ok"_s);
    QCOMPARE(text(u"PRAGMA journal_mode"_s), u"wal"_s);
    QCOMPARE(text(u"PRAGMA synchronous"_s), u"2"_s);
    QCOMPARE(text(u"PRAGMA foreign_keys"_s), u"1"_s);
    const auto broken =
        (*m_database).all(u"PRAGMA foreign_key_check"_s, {}, [](const store::Row &) { return 0; });
    QVERIFY(broken && broken->isEmpty());
    QVERIFY_RESULT(
        (*m_database).run(u"INSERT INTO account_search (account_search) VALUES ('integrity-check')"_s));
    const TemporaryDatabase fresh;
    const auto schema = u"SELECT count(*) FROM sqlite_schema"_s;
    QCOMPARE(m_database.number(schema), fresh.number(schema));
}

void TestDemo::isTheSameForTheSameSeed()
{
    const TemporaryDatabase same;
    QVERIFY_RESULT(fill(*same, 1));
    QCOMPARE(digest(same), digest(m_database));
    const TemporaryDatabase other;
    QVERIFY_RESULT(fill(*other, 2));
    QVERIFY(digest(other) != digest(m_database));
}

void TestDemo::replacesItself()
{
    const TemporaryDatabase database;
    QVERIFY_RESULT(fill(*database, 2));
    QVERIFY_RESULT(fill(*database, 1));
    QCOMPARE(digest(database), digest(m_database));
}

void TestDemo::refusesOthersPeople()
{
    const TemporaryDatabase database;
    database.run(u"INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name, "
                 u"search_text, created_at)"
                 " VALUES ('x', 'real@example.com', '', '', '', '', '', '', 0)"_s);
    const auto filled = fill(*database, 1);
    QVERIFY(!filled);
    QCOMPARE(filled.error().kind, Error::Kind::Conflict);
    QCOMPARE(database.number(u"SELECT count(*) FROM accounts"_s), 1);
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
