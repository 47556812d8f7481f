// SPDX-License-Identifier: GPL-3.0-only
#include "sessions/sessionlist.h"

#include "store/address.h"
#include "store/searchtext.h"
#include "support/fixedclock.h"
#include "support/temporarydatabase.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;

class TestSessionList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsEveryField();
    void showsOnlyLiveOnes();
    void filters_data();
    void filters();
    void sorts();
    void keepsToOneAccount();
    void refusesWhatItCantUnderstand();

private:
    AccountId newAccount(const QString &name, const QString &email) const;
    // `name` is the device's, so that it can be told from others.
    struct Wish
    {
        QString name;
        QString address;
        QString type = u"desktop"_s;
        QString methods = u"password"_s;
        int hoursAgo = 1;
        int seenHoursAgo = 0;
        int livesHours = 24; // from now
        bool isRemembered = false;
        bool isRevoked = false;
    };
    void insert(const AccountId &account, const Wish &wish) const;
    static QStringList devices(const Result<Page<Session>> &page);

    TemporaryDatabase m_database;
    FixedClock m_clock;
    SessionList m_list{*m_database, Secret(QByteArray("key")), m_clock.clock()};
    AccountId m_ada;
    AccountId m_bob;
};

AccountId TestSessionList::newAccount(const QString &name, const QString &email) const
{
    const AccountId id = AccountId::create();
    m_database.run(u"INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name, "
                   u"search_text, created_at)"
                   " VALUES (?, ?, ?, ?, '', '', '', ?, 0)"_s,
                   {id.toString(), email, email, name, store::searchText({name, email})});
    return id;
}

void TestSessionList::insert(const AccountId &account, const Wish &wish) const
{
    const auto hours = [&](int count) { return store::toColumn(m_clock.now().addSecs(count * 3600)); };
    m_database.run(
        u"INSERT INTO sessions (id, account_id, created_at, authenticated_at, methods, two_factor_passed, "
        u"remembered,"
        " is_form, rotated_at, last_seen_at, ends_at, expires_at, address, user_agent, device_name, "
        "device_type, city,"
        " country, revoked_at, account) VALUES (?, ?, ?, 0, ?, 0, ?, 0, 0, ?, 0, ?, ?, 'agent', ?, ?, 'Kyiv', 'Ukraine',"
        " ?, (SELECT number FROM accounts WHERE id = ?))"_s,
        {SessionId::create().toString(), account.toString(), hours(-wish.hoursAgo), wish.methods,
         wish.isRemembered, hours(-wish.seenHoursAgo), hours(wish.livesHours),
         store::toColumn(QHostAddress(wish.address)), wish.name, wish.type,
         wish.isRevoked ? QVariant(1) : QVariant(), account.toString()});
}

void TestSessionList::initTestCase()
{
    m_ada = newAccount(u"Ada Lovelace"_s, u"ada@example.com"_s);
    m_bob = newAccount(u"Bob Hope"_s, u"bob@example.org"_s);
    insert(m_ada, {.name = u"laptop"_s,
                   .address = u"10.0.0.7"_s,
                   .hoursAgo = 50,
                   .seenHoursAgo = 3,
                   .isRemembered = true});
    insert(m_ada, {.name = u"phone"_s,
                   .address = u"2001:db8::7"_s,
                   .type = u"mobile"_s,
                   .methods = u"password totp"_s,
                   .hoursAgo = 2,
                   .seenHoursAgo = 2});
    insert(m_bob, {.name = u"tablet"_s,
                   .address = u"10.9.0.7"_s,
                   .type = u"tablet"_s,
                   .methods = u"passkey"_s,
                   .hoursAgo = 30,
                   .seenHoursAgo = 1});
    insert(m_bob, {.name = u"revoked"_s, .address = u"10.9.0.7"_s, .isRevoked = true});
    insert(m_bob, {.name = u"expired"_s, .address = u"10.9.0.7"_s, .livesHours = 0});
}

QStringList TestSessionList::devices(const Result<Page<Session>> &page)
{
    if (!page)
        qFatal("%s %s", page.error().code.constData(), qPrintable(page.error().detail));
    QStringList names;
    for (const Session &session : page->items)
        names += session.deviceName;
    return names;
}

void TestSessionList::readsEveryField()
{
    const Session session = m_list.page({.filter = u"method:totp"_s})->items.first();
    QVERIFY(session.id.isValid());
    QCOMPARE(session.userId, m_ada);
    QCOMPARE(session.email, u"ada@example.com"_s);
    QCOMPARE(session.createdAt, m_clock.now().addSecs(-7200));
    QCOMPARE(session.lastSeenAt, m_clock.now().addSecs(-7200));
    QCOMPARE(session.expiresAt, m_clock.now().addSecs(24 * 3600));
    QCOMPARE(session.ipAddress, u"2001:db8::7"_s);
    QCOMPARE(session.userAgent, u"agent"_s);
    QCOMPARE(session.deviceType, u"mobile"_s);
    QCOMPARE(session.city + session.country, u"KyivUkraine"_s);
    QCOMPARE(session.methods, (QList<QString>{u"password"_s, u"totp"_s}));
    QVERIFY(!session.remembered);
}

void TestSessionList::showsOnlyLiveOnes()
{
    const auto page = m_list.page({});
    QCOMPARE(devices(page), (QStringList{u"tablet"_s, u"phone"_s, u"laptop"_s}));
    QCOMPARE(page->total, 3);
    QVERIFY(!page->totalIsEstimate);
}

void TestSessionList::filters_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("address") << u""_s << u"ip:10.0.0.7"_s << QStringList{u"laptop"_s};
    QTest::newRow("network") << u""_s << u"ip:10.0.0.0/8"_s << QStringList{u"tablet"_s, u"laptop"_s};
    QTest::newRow("not in the network") << u""_s << u"-ip:10.0.0.0/8"_s << QStringList{u"phone"_s};
    QTest::newRow("device") << u""_s << u"device:mobile"_s << QStringList{u"phone"_s};
    QTest::newRow("remembered") << u""_s << u"remembered"_s << QStringList{u"laptop"_s};
    QTest::newRow("not remembered") << u""_s << u"-remembered"_s << QStringList{u"tablet"_s, u"phone"_s};
    QTest::newRow("since") << u""_s << u"since:1d"_s << QStringList{u"phone"_s};
    QTest::newRow("seen") << u""_s << u"seen:150m"_s << QStringList{u"tablet"_s, u"phone"_s};
    QTest::newRow("method") << u""_s << u"method:password"_s << QStringList{u"phone"_s, u"laptop"_s};
    QTest::newRow("one of two methods") << u""_s << u"method:totp"_s << QStringList{u"phone"_s};
    QTest::newRow("not a method") << u""_s << u"-method:totp"_s << QStringList{u"tablet"_s, u"laptop"_s};
    QTest::newRow("method that nobody used") << u""_s << u"method:google"_s << QStringList();
    QTest::newRow("passkey") << u""_s << u"method:passkey"_s << QStringList{u"tablet"_s};
    QTest::newRow("device that nobody has") << u""_s << u"device:bot"_s << QStringList();
    QTest::newRow("beginning of a method") << u""_s << u"method:pass"_s << QStringList();
    QTest::newRow("name") << u"lovelace"_s << u""_s << QStringList{u"phone"_s, u"laptop"_s};
    QTest::newRow("name and filter") << u"love"_s << u"remembered"_s << QStringList{u"laptop"_s};
    QTest::newRow("address of an account") << u""_s << u"bob@"_s << QStringList{u"tablet"_s};
    QTest::newRow("nobody") << u"nobody"_s << u""_s << QStringList();
}

void TestSessionList::filters()
{
    QFETCH(QString, search);
    QFETCH(QString, filter);
    const auto page = m_list.page({.search = search, .filter = filter});
    QTEST(devices(page), "wanted");
    QCOMPARE(page->total, page->items.size());
}

void TestSessionList::sorts()
{
    QCOMPARE(devices(m_list.page({.sort = u"lastSeenAt"_s})),
             (QStringList{u"laptop"_s, u"phone"_s, u"tablet"_s}));
    QCOMPARE(devices(m_list.page({.sort = u"createdAt"_s})),
             (QStringList{u"laptop"_s, u"tablet"_s, u"phone"_s}));
    QCOMPARE(devices(m_list.page({.sort = u"-createdAt"_s})),
             (QStringList{u"phone"_s, u"tablet"_s, u"laptop"_s}));
}

void TestSessionList::keepsToOneAccount()
{
    const auto first = m_list.pageOf(m_ada, {.limit = 1});
    QCOMPARE(devices(first), QStringList{u"phone"_s});
    QCOMPARE(first->total, 2);
    m_clock.advance(std::chrono::seconds(1)); // a cursor outlives the moment
    QCOMPARE(devices(m_list.pageOf(m_ada, {.limit = 1, .cursor = *first->nextCursor})),
             QStringList{u"laptop"_s});
    QVERIFY_REFUSED(m_list.pageOf(m_bob, {.limit = 1, .cursor = *first->nextCursor}), "INVALID_CURSOR");
    QVERIFY_REFUSED(m_list.page({.limit = 1, .cursor = *first->nextCursor}), "INVALID_CURSOR");
    QCOMPARE(devices(m_list.pageOf(m_bob, {})), QStringList{u"tablet"_s});
    QVERIFY(devices(m_list.pageOf(AccountId::create(), {})).isEmpty());
}

void TestSessionList::refusesWhatItCantUnderstand()
{
    QVERIFY_REFUSED(m_list.page({.sort = u"expiresAt"_s}), "VALIDATION_FAILED");
    QVERIFY_REFUSED(m_list.page({.filter = u"disabled"_s + u":x"_s}), "VALIDATION_FAILED");
    QVERIFY_REFUSED(m_list.pageOf(m_ada, {.limit = 201}), "VALIDATION_FAILED");
}

QTEST_GUILESS_MAIN(TestSessionList)
#include "tst_sessionlist.moc"
