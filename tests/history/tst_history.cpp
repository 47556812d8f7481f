// SPDX-License-Identifier: GPL-3.0-only
#include "history/history.h"

#include "support/fixedclock.h"
#include "support/temporarydatabase.h"
#include "support/verify.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHistory : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void writesDownWhatHappened();
    void keepsEachUserAgentOnce();
    void cutsOffEndlessAddresses();
    void givesTheLastTwentyOfOne();
    void keepsEventsOfADeletedAccount();
    void filters_data();
    void filters();
    void searches_data();
    void searches();
    void keepsToOneAccount();
    void refusesWhatItCantUnderstand();
    void tellsWhatCameAfter();
    void knowsNoEventToComeAfter();
    void forgetsTheOldestInBatches();

private:
    AccountId newAccount(const QString &email) const;
    void record(const LoginTry &login, const QString &address = u"10.0.0.7"_s,
                const QString &userAgent = u"curl/8.5.0"_s) const;
    QStringList emails(const Result<Page<AdminLoginEvent>> &page) const;

    std::unique_ptr<TemporaryDatabase> m_database;
    FixedClock m_clock;
    Geo m_geo;
    std::unique_ptr<History> m_history;
    AccountId m_ada;
};

static const auto firefox =
    u"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"_s;

void TestHistory::init()
{
    m_database = std::make_unique<TemporaryDatabase>();
    m_history =
        std::make_unique<History>(**m_database, m_geo, Secret(QByteArray("cursor key")), m_clock.clock());
    m_ada = newAccount(u"ada@example.com"_s);
}

AccountId TestHistory::newAccount(const QString &email) const
{
    const AccountId id = AccountId::create();
    m_database->run(u"INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name, "
                    u"search_text, created_at)"
                    " VALUES (?, ?, ?, '', '', '', '', '', 0)"_s,
                    {id.toString(), email, email});
    return id;
}

void TestHistory::record(const LoginTry &login, const QString &address, const QString &userAgent) const
{
    const auto recorded =
        m_history->record(login, {.address = QHostAddress(address), .userAgent = userAgent});
    if (!recorded)
        qFatal("%s", qPrintable(recorded.error().detail));
}

QStringList TestHistory::emails(const Result<Page<AdminLoginEvent>> &page) const
{
    QStringList emails;
    for (const AdminLoginEvent &event : page->items)
        emails += event.email.section(u'@', 0, 0);
    return emails;
}

void TestHistory::writesDownWhatHappened()
{
    record({.account = m_ada,
            .email = u"Ada@Example.com"_s,
            .failureReason = u"invalid_password"_s,
            .provider = u"password"_s},
           u"2001:db8::7"_s, firefox);
    const auto page = m_history->list({});
    QVERIFY_RESULT(page);
    QCOMPARE(page->total, 1);
    const AdminLoginEvent &event = page->items.first();
    QVERIFY(!QUuid::fromString(event.id).isNull());
    QCOMPARE(event.id.size(), 36);
    QCOMPARE(event.createdAt, m_clock.now());
    QVERIFY(!event.success);
    QCOMPARE(event.failureReason, u"invalid_password"_s);
    QCOMPARE(event.provider, u"password"_s);
    QCOMPARE(event.ipAddress, u"2001:db8::7"_s);
    QCOMPARE(event.userAgent, firefox);
    QCOMPARE(event.deviceName, u"Firefox 128 on Windows"_s);
    QCOMPARE(event.deviceType, u"desktop"_s);
    QCOMPARE(event.city, QString());
    QCOMPARE(event.userId.value_or(AccountId()), m_ada);
    QCOMPARE(event.email, u"Ada@Example.com"_s);
}

void TestHistory::keepsEachUserAgentOnce()
{
    for (int i = 0; i < 5; ++i)
        record({.account = m_ada, .email = u"a@x.org"_s, .failureReason = {}, .provider = u"password"_s},
               u"10.0.0.7"_s, i % 2 == 0 ? firefox : QString());
    QCOMPARE(m_database->number(u"SELECT count(*) FROM devices"_s), 2);
    QCOMPARE(m_database->number(u"SELECT count(DISTINCT device) FROM login_events"_s), 2);
}

void TestHistory::cutsOffEndlessAddresses()
{
    record({.account = {},
            .email = QString(5000, u'x'),
            .failureReason = u"invalid_password"_s,
            .provider = u"password"_s});
    QCOMPARE(m_database->number(u"SELECT length(email) FROM login_events"_s), 254);
}

void TestHistory::givesTheLastTwentyOfOne()
{
    for (int i = 0; i < 25; ++i) {
        record({.account = m_ada,
                .email = u"ada@example.com"_s,
                .failureReason = {},
                .provider = u"password"_s});
        record({.account = {},
                .email = u"nobody@example.com"_s,
                .failureReason = u"invalid_password"_s,
                .provider = u"password"_s});
        m_clock.advance(1min);
    }
    const auto events = m_history->lastOf(m_ada);
    QVERIFY_RESULT(events);
    QCOMPARE(events->size(), 20);
    QCOMPARE(events->first().createdAt, m_clock.now().addSecs(-60));
    QVERIFY(events->last().createdAt < events->first().createdAt);
    QVERIFY(events->first().success);
    QVERIFY(m_history->lastOf(AccountId::create())->isEmpty());
}

void TestHistory::keepsEventsOfADeletedAccount()
{
    record({.account = m_ada, .email = u"ada@example.com"_s, .failureReason = {}, .provider = u"password"_s});
    m_database->run(u"DELETE FROM accounts"_s);
    const auto page = m_history->list({});
    QCOMPARE(page->items.size(), 1);
    QVERIFY(!page->items.first().userId);
    QCOMPARE(page->items.first().email, u"ada@example.com"_s);
}

void TestHistory::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("all") << QString() << QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("failed") << u"failed"_s << QStringList{u"c"_s, u"b"_s};
    QTest::newRow("not failed") << u"-failed"_s << QStringList{u"d"_s, u"a"_s};
    QTest::newRow("ok") << u"ok"_s << QStringList{u"d"_s, u"a"_s};
    QTest::newRow("reason") << u"reason:invalid_totp"_s << QStringList{u"c"_s};
    QTest::newRow("another reason") << u"-reason:invalid_totp"_s << QStringList{u"d"_s, u"b"_s, u"a"_s};
    QTest::newRow("provider") << u"provider:github"_s << QStringList{u"d"_s};
    QTest::newRow("provider password") << u"provider:password"_s << QStringList{u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("address") << u"ip:10.0.0.7"_s << QStringList{u"a"_s};
    QTest::newRow("network") << u"ip:10.0.0.0/8"_s << QStringList{u"c"_s, u"a"_s};
    QTest::newRow("IPv6 network") << u"ip:2001:db8::/32"_s << QStringList{u"d"_s};
    QTest::newRow("device") << u"device:desktop"_s << QStringList{u"b"_s};
    QTest::newRow("device that nobody has") << u"device:bot"_s << QStringList();
    QTest::newRow("not a device") << u"-device:desktop"_s << QStringList{u"d"_s, u"c"_s, u"a"_s};
    QTest::newRow("email in another case") << u"email:C@Example.COM"_s << QStringList{u"c"_s};
    QTest::newRow("since") << u"since:90m"_s << QStringList{u"d"_s, u"c"_s};
    QTest::newRow("not since") << u"-since:90m failed"_s << QStringList{u"b"_s};
    QTest::newRow("word") << u"B@"_s << QStringList{u"b"_s};
    QTest::newRow("address as a word") << u"10.0.0.9"_s << QStringList{u"c"_s};
}

static void fill(const std::function<void(const LoginTry &, const QString &, const QString &)> &record,
                 FixedClock &clock)
{
    record({.account = {}, .email = u"a@example.com"_s, .failureReason = {}, .provider = u"password"_s},
           u"10.0.0.7"_s, u"curl/8"_s);
    clock.advance(1h);
    record({.account = {},
            .email = u"b@example.com"_s,
            .failureReason = u"invalid_password"_s,
            .provider = u"password"_s},
           u"192.168.1.1"_s, firefox);
    clock.advance(1h);
    record({.account = {},
            .email = u"c@example.com"_s,
            .failureReason = u"invalid_totp"_s,
            .provider = u"password"_s},
           u"10.0.0.9"_s, u"curl/8"_s);
    clock.advance(1h);
    record({.account = {}, .email = u"d@example.com"_s, .failureReason = {}, .provider = u"github"_s},
           u"2001:db8::7"_s, u"curl/8"_s);
}

void TestHistory::filters()
{
    QFETCH(QString, filter);
    QFETCH(QStringList, wanted);
    fill([&](const LoginTry &login, const QString &address,
             const QString &agent) { record(login, address, agent); },
         m_clock);
    const auto page = m_history->list({.filter = filter});
    QVERIFY_RESULT(page);
    QCOMPARE(emails(page), wanted);
    QCOMPARE(page->total, wanted.size());
    QVERIFY(!page->totalIsEstimate);
    const auto upwards = m_history->list({.filter = filter, .sort = u"createdAt"_s});
    QVERIFY_RESULT(upwards);
    std::ranges::reverse(wanted);
    QCOMPARE(emails(upwards), wanted);
}

void TestHistory::searches_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("beginning") << u"a@exa"_s << QStringList{u"a"_s};
    QTest::newRow("middle") << u"example"_s << QStringList();
    QTest::newRow("nothing") << u" "_s << QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("network") << u"10.0.0.0/24"_s << QStringList{u"c"_s, u"a"_s};
    QTest::newRow("like a pattern") << u"%"_s << QStringList();
}

void TestHistory::searches()
{
    QFETCH(QString, search);
    fill([&](const LoginTry &login, const QString &address,
             const QString &agent) { record(login, address, agent); },
         m_clock);
    const auto page = m_history->list({.search = search});
    QVERIFY_RESULT(page);
    QTEST(emails(page), "wanted");
}

void TestHistory::keepsToOneAccount()
{
    const AccountId bob = newAccount(u"bob@example.com"_s);
    for (int i = 0; i < 5; ++i) {
        record({.account = m_ada,
                .email = u"ada@example.com"_s,
                .failureReason = {},
                .provider = u"password"_s});
        record(
            {.account = bob, .email = u"bob@example.com"_s, .failureReason = {}, .provider = u"password"_s});
    }
    const auto page = m_history->listOf(m_ada, {.limit = 3});
    QVERIFY_RESULT(page);
    QCOMPARE(page->total, 5);
    const auto rest = m_history->listOf(m_ada, {.limit = 3, .cursor = *page->nextCursor});
    QCOMPARE(rest->items.size(), 2);
    QVERIFY(!rest->nextCursor);
    QCOMPARE(emails(rest), (QStringList{u"ada"_s, u"ada"_s}));
    QVERIFY_REFUSED(m_history->listOf(bob, {.limit = 3, .cursor = *page->nextCursor}), "INVALID_CURSOR");
    QVERIFY_REFUSED(m_history->list({.limit = 3, .cursor = *page->nextCursor}), "INVALID_CURSOR");
}

void TestHistory::refusesWhatItCantUnderstand()
{
    QVERIFY_REFUSED(m_history->list({.filter = u"disabled:maybe"_s}), "VALIDATION_FAILED");
    QVERIFY_REFUSED(m_history->list({.sort = u"email"_s}), "VALIDATION_FAILED");
    QVERIFY_REFUSED(m_history->list({.limit = 500}), "VALIDATION_FAILED");
    QVERIFY_REFUSED(m_history->list({.cursor = u"x"_s}), "INVALID_CURSOR");
}

void TestHistory::tellsWhatCameAfter()
{
    fill([&](const LoginTry &login, const QString &address,
             const QString &agent) { record(login, address, agent); },
         m_clock);
    const auto all = m_history->list({});
    const auto later = m_history->after(all->items.last().id);
    QVERIFY_RESULT(later);
    QCOMPARE(later->size(), 3);
    QCOMPARE(later->first().email, u"b@example.com"_s);
    QCOMPARE(later->last().email, u"d@example.com"_s);
    QVERIFY(m_history->after(all->items.first().id)->isEmpty());
}

void TestHistory::knowsNoEventToComeAfter()
{
    QVERIFY_REFUSED(m_history->after(u"nonsense"_s), "INVALID_CURSOR");
    QVERIFY_REFUSED(m_history->after(QUuid::createUuid().toString(QUuid::WithoutBraces)), "INVALID_CURSOR");
}

void TestHistory::forgetsTheOldestInBatches()
{
    fill([&](const LoginTry &login, const QString &address,
             const QString &agent) { record(login, address, agent); },
         m_clock);
    const QDateTime time = m_clock.now().addSecs(-90 * 60);
    QCOMPARE(*m_history->forgetBefore(time, 1), 1);
    QCOMPARE(emails(m_history->list({})), (QStringList{u"d"_s, u"c"_s, u"b"_s}));
    QCOMPARE(*m_history->forgetBefore(time, 500), 1);
    QCOMPARE(*m_history->forgetBefore(time, 500), 0);
    QCOMPARE(emails(m_history->list({})), (QStringList{u"d"_s, u"c"_s}));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
