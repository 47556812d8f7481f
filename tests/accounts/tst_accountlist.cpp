// SPDX-License-Identifier: GPL-3.0-only
#include "accounts/accountlist.h"

#include "store/searchtext.h"
#include "support/fixedclock.h"
#include "support/temporarydatabase.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;

class TestAccountList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsEveryField();
    void findsOne();
    void searches_data();
    void searches();
    void filters_data();
    void filters();
    void sorts_data();
    void sorts();
    void goesOnWhereThePageBeforeEnded();
    void countsEverybody();
    void refusesWhatItCantUnderstand_data();
    void refusesWhatItCantUnderstand();

private:
    struct Person
    {
        QString name;
        QString email;
        QString username;
        int daysAgo;      // created
        int loginDays;    // since the last login; -1: never
        QString set = {}; // further columns, as SQL
    };
    void insert(const Person &person);
    QStringList names(const ListQuery &query) const;

    TemporaryDatabase m_database;
    FixedClock m_clock;
    AccountList m_list{*m_database, Secret(QByteArray("key")), m_clock.clock()};
};

void TestAccountList::insert(const Person &person)
{
    const auto ago = [&](int days) { return store::toColumn(m_clock.now().addDays(-days)); };
    m_database.run(
        u"INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name, username, "
        u"username_key,"
        " search_text, email_verified_at, created_at, last_login_at) VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?, 1, ?, ?)"_s,
        {AccountId::create().toString(), person.email.toLower(), person.email, person.name,
         store::folded(person.name), person.username.isEmpty() ? QVariant() : QVariant(person.username),
         person.username.isEmpty() ? QVariant() : QVariant(person.username.toLower()),
         store::searchText({person.name, person.email, person.username}), ago(person.daysAgo),
         person.loginDays < 0 ? QVariant(0) : ago(person.loginDays)});
    if (!person.set.isEmpty())
        m_database.run(u"UPDATE accounts SET "_s + person.set + u" WHERE email_shown = ?"_s, {person.email});
}

void TestAccountList::initTestCase()
{
    insert({u"Ada Lovelace"_s, u"Ada@Example.com"_s, u"ada"_s, 100, 1, u"is_admin = 1, two_factor_at = 1"_s});
    insert({u"Björn Åkesson"_s, u"bjorn.akesson@example.org"_s, u"bjorn7"_s, 80, 5, u"deactivated_at = 5"_s});
    insert({u"Zoë O'Brien"_s, u"zoe@example.com"_s, {}, 60, -1, u"email_verified_at = NULL"_s});
    insert({u"李 伟"_s, u"wei.li@example.net"_s, {}, 40, 20, u"locked_at = 7, two_factor_at = 1"_s});
    insert({u"Anna-Lena Weiß"_s, u"anna@example.org"_s, u"weiss"_s, 20, -1});
    insert({u"ada smith"_s, u"smith@example.com"_s, {}, 2, 0});
}

QStringList TestAccountList::names(const ListQuery &query) const
{
    const auto page = m_list.page(query);
    if (!page)
        qFatal("%s %s", page.error().code.constData(), qPrintable(page.error().detail));
    QStringList names;
    for (const Account &account : page->items)
        names += account.name.section(u' ', 0, 0);
    return names;
}

void TestAccountList::readsEveryField()
{
    const QString id = m_list.page({.search = u"lovelace"_s})->items.first().id.toString();
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    m_database.run(u"INSERT INTO passwords (account_id, hash, changed_at) VALUES (?, 'x', 0)"_s, {id});
    m_database.run(u"INSERT INTO login_tries (subject, network, failures, not_before, last_failure_at) "
                   u"VALUES (?, 'n', 9, ?, ?),"
                   " (?, 'm', 9, ?, ?)"_s,
                   {id, now + 3000, now, id, now - 1, now});
    for (const auto &[expires, revoked] :
         {std::pair{now + 1, QVariant()}, {now, QVariant()}, {now + 1, QVariant(1)}})
        m_database.run(
            u"INSERT INTO sessions (id, account_id, created_at, authenticated_at, methods, "
            u"two_factor_passed, remembered,"
            " is_form, rotated_at, last_seen_at, ends_at, expires_at, address, user_agent, device_name, "
            "device_type, city,"
            " country, revoked_at) VALUES (?, ?, 0, 0, '', 0, 0, 0, 0, 0, 0, ?, x'', '', '', '', '', '', ?)"_s,
            {SessionId::create().toString(), id, expires, revoked});

    const Account account = *m_list.one(AccountId::fromString(id));
    QCOMPARE(account.name, u"Ada Lovelace"_s);
    QCOMPARE(account.email, u"Ada@Example.com"_s);
    QCOMPARE(account.username.value_or(QString()), u"ada"_s);
    QVERIFY(account.emailVerified && account.isServerAdmin && account.totpEnabled && account.hasPassword);
    QCOMPARE(account.createdAt, m_clock.now().addDays(-100));
    QCOMPARE(account.lastLoginAt.value_or(QDateTime()), m_clock.now().addDays(-1));
    QCOMPARE(account.sessionCount, 1);
    QCOMPARE(account.passkeyCount, 0);
    QCOMPARE(account.throttledUntil.value_or(QDateTime()), m_clock.now().addMSecs(3000));
    QVERIFY(!account.lockedAt && !account.deactivatedAt);

    const Account other = m_list.page({.search = u"zoe"_s})->items.first();
    QVERIFY(!other.emailVerified && !other.hasPassword && !other.lastLoginAt && !other.username &&
            !other.throttledUntil);
}

void TestAccountList::findsOne() { QVERIFY_REFUSED(m_list.one(AccountId::create()), "NOT_FOUND"); }

void TestAccountList::searches_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("name in another case") << u"LOVE"_s << QStringList{u"Ada"_s};
    QTest::newRow("without accents") << u"akesson"_s << QStringList{u"Björn"_s};
    QTest::newRow("with accents") << u"zoë"_s << QStringList{u"Zoë"_s};
    QTest::newRow("sharp s") << u"WEISS"_s << QStringList{u"Anna-Lena"_s};
    QTest::newRow("middle of an address") << u"ample.net"_s << QStringList{u"李"_s};
    QTest::newRow("user name") << u"bjorn7"_s << QStringList{u"Björn"_s};
    QTest::newRow("two words") << u"ada smi"_s << QStringList{u"ada"_s};
    QTest::newRow("two letters begin a word") << u"ad"_s << QStringList{u"Ada"_s, u"ada"_s};
    QTest::newRow("two letters within a word") << u"ov"_s << QStringList();
    QTest::newRow("one letter") << u"z"_s << QStringList{u"Zoë"_s};
    QTest::newRow("one Chinese character") << u"伟"_s << QStringList{u"李"_s};
    QTest::newRow("an apostrophe") << u"o'bri"_s << QStringList{u"Zoë"_s};
    QTest::newRow("quotes") << u"\"ada"_s << QStringList();
    QTest::newRow("an operator of the index") << u"ada OR zoe"_s << QStringList();
    QTest::newRow("wildcards") << u"a%a *"_s << QStringList();
    QTest::newRow("nobody") << u"nobody-at-all"_s << QStringList();
}

void TestAccountList::searches()
{
    QFETCH(QString, search);
    QTEST(names({.search = search}), "wanted");
    const auto page = m_list.page({.search = search});
    QCOMPARE(page->total, page->items.size());
}

void TestAccountList::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("2fa:on") << u"2fa:on"_s << QStringList{u"Ada"_s, u"李"_s};
    QTest::newRow("2fa:off") << u"2fa:off admin"_s << QStringList();
    QTest::newRow("-2fa:on") << u"-2fa:on seen:3d"_s << QStringList{u"ada"_s};
    QTest::newRow("disabled") << u"disabled"_s << QStringList{u"Björn"_s};
    QTest::newRow("-disabled and a word") << u"-disabled ada"_s << QStringList{u"Ada"_s, u"ada"_s};
    QTest::newRow("locked") << u"locked"_s << QStringList{u"李"_s};
    QTest::newRow("locked:no") << u"locked:no 2fa:on"_s << QStringList{u"Ada"_s};
    QTest::newRow("verified:no") << u"verified:no"_s << QStringList{u"Zoë"_s};
    QTest::newRow("-verified") << u"-verified"_s << QStringList{u"Zoë"_s};
    QTest::newRow("verified") << u"verified never"_s << QStringList{u"Anna-Lena"_s};
    QTest::newRow("admin") << u"admin"_s << QStringList{u"Ada"_s};
    QTest::newRow("-admin") << u"-admin 2fa:on"_s << QStringList{u"李"_s};
    QTest::newRow("never") << u"never"_s << QStringList{u"Anna-Lena"_s, u"Zoë"_s};
    QTest::newRow("-never") << u"-never"_s << QStringList{u"Ada"_s, u"ada"_s, u"Björn"_s, u"李"_s};
    QTest::newRow("since") << u"since:30d"_s << QStringList{u"ada"_s, u"Anna-Lena"_s};
    QTest::newRow("-since") << u"-since:90d"_s << QStringList{u"Ada"_s};
    QTest::newRow("seen") << u"seen:2d"_s << QStringList{u"Ada"_s, u"ada"_s};
}

void TestAccountList::filters()
{
    QFETCH(QString, filter);
    QTEST(names({.filter = filter}), "wanted");
    QCOMPARE(m_list.page({.filter = filter})->total, names({.filter = filter}).size());
}

void TestAccountList::sorts_data()
{
    QTest::addColumn<QString>("sort");
    QTest::addColumn<QStringList>("wanted");
    const QStringList byName{u"Ada"_s, u"ada"_s, u"Anna-Lena"_s, u"Björn"_s, u"Zoë"_s, u"李"_s};
    QTest::newRow("default") << QString() << byName;
    QTest::newRow("name") << u"name"_s << byName;
    QTest::newRow("-email") << u"-email"_s
                            << QStringList{u"Zoë"_s, u"李"_s, u"ada"_s, u"Björn"_s, u"Anna-Lena"_s, u"Ada"_s};
    QTest::newRow("createdAt") << u"createdAt"_s << QStringList{u"Ada"_s, u"Björn"_s,     u"Zoë"_s,
                                                                u"李"_s,  u"Anna-Lena"_s, u"ada"_s};
    QTest::newRow("-lastLoginAt") << u"-lastLoginAt"_s << QStringList{u"ada"_s, u"Ada"_s,       u"Björn"_s,
                                                                      u"李"_s,  u"Anna-Lena"_s, u"Zoë"_s};
}

void TestAccountList::sorts()
{
    QFETCH(QString, sort);
    QTEST(names({.sort = sort}), "wanted");
}

void TestAccountList::goesOnWhereThePageBeforeEnded()
{
    for (const QString &sort :
         {u"name"_s, u"-email"_s, u"lastLoginAt"_s, u"-lastLoginAt"_s, u"createdAt"_s}) {
        QStringList seen;
        ListQuery query{.sort = sort, .limit = 2};
        for (bool isMore = true; isMore;) {
            const auto page = m_list.page(query);
            QVERIFY_RESULT(page);
            for (const Account &account : page->items)
                seen += account.email;
            isMore = page->nextCursor.has_value();
            query.cursor = page->nextCursor.value_or(QString());
        }
        QCOMPARE(seen.size(), 6);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 6);
    }
}

void TestAccountList::countsEverybody()
{
    const auto page = m_list.page({.limit = 2});
    QCOMPARE(page->items.size(), 2);
    QCOMPARE(page->total, 6);
    QVERIFY(!page->totalIsEstimate);
}

void TestAccountList::refusesWhatItCantUnderstand_data()
{
    QTest::addColumn<ListQuery>("query");
    QTest::newRow("sort") << ListQuery{.sort = u"search_text"_s};
    QTest::newRow("filter of another list") << ListQuery{.filter = u"ip:10.0.0.1"_s};
    QTest::newRow("limit") << ListQuery{.limit = 0};
}

void TestAccountList::refusesWhatItCantUnderstand()
{
    QFETCH(ListQuery, query);
    QVERIFY_REFUSED(m_list.page(query), "VALIDATION_FAILED");
}

QTEST_GUILESS_MAIN(TestAccountList)
#include "tst_accountlist.moc"
