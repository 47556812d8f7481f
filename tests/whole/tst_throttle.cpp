// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Guessing passwords over HTTP, one after the other and all at once (api.md 0.9).
class ThrottleOverHttpTest : public QObject
{
    Q_OBJECT
private slots:
    void climbsTheLadder();
    void countsNoRefusedTry();
    void refusesRightAndWrongAlike();
    void treatsUnknownAddressesAlike();
    void admitsNoMoreOfManyAtOnce_data();
    void admitsNoMoreOfManyAtOnce();
    void forgetsAfterACompletedSignInOnly();
    void forgetsAfterADay();
    void keepsNetworksApart();
    void closesAnAccountToUnknownNetworks();
    void closesANetworkToAccountsThatDoNotKnowIt();
    void guardsEveryPasswordThatIsAsked_data();
    void guardsEveryPasswordThatIsAsked();
    void countsHeadersOnlyOfTrustedProxies_data();
    void countsHeadersOnlyOfTrustedProxies();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    Answer guess(const Person &person, const QByteArray &address = "192.0.2.1",
                 const QString &password = u"wrong"_s)
    {
        return m_server.client().from(address).post(path::login,
                                                    {{u"email"_s, person.email}, {u"password"_s, password}});
    }
    void fail(const Person &person, int times, const QByteArray &address = "192.0.2.1");

    TestServer m_server{{u"server.trusted_proxies=[\"127.0.0.1/32\"]"_s}};
    TestServer m_direct; // trusts no proxy
    int m_people = 0;
};

// So many failures, each after as long as it takes.
void ThrottleOverHttpTest::fail(const Person &person, int times, const QByteArray &address)
{
    for (int i = 0; i < times; ++i) {
        m_server.clock().advance(11s);
        QVERIFY_REFUSAL(guess(person, address), 401, code::invalidCredentials);
    }
}

void ThrottleOverHttpTest::climbsTheLadder()
{
    const Person ada = person();
    for (int failure = 1; failure <= 26; ++failure) {
        QVERIFY_REFUSAL(guess(ada), 401, code::invalidCredentials);
        const int wait = failure < 3 ? 0 : failure < 6 ? 1 : failure < 10 ? 3 : failure < 25 ? 5 : 10;
        if (wait == 0)
            continue;
        const Answer refused = guess(ada);
        QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
        QCOMPARE(refused.header("retry-after").toInt(), wait);
        m_server.clock().advance(std::chrono::seconds(wait) - 1ms);
        QVERIFY_REFUSAL(guess(ada), 429, code::tooManyRequests);
        m_server.clock().advance(1ms);
    }
}

void ThrottleOverHttpTest::countsNoRefusedTry()
{
    const Person ada = person();
    fail(ada, 3);
    for (int i = 0; i < 30; ++i)
        QVERIFY_REFUSAL(guess(ada), 429, code::tooManyRequests);
    QCOMPARE(m_server.eventsOf(ada.email).size(), 3); // and none is written down
    m_server.clock().advance(1s);
    QVERIFY_STATUS(guess(ada, "192.0.2.1", ada.password), 200);
}

void ThrottleOverHttpTest::refusesRightAndWrongAlike()
{
    const Person ada = person();
    fail(ada, 3);
    const Answer right = guess(ada, "192.0.2.1", ada.password);
    const Answer wrong = guess(ada);
    QVERIFY_REFUSAL(right, 429, code::tooManyRequests);
    QCOMPARE(right.body, wrong.body);
    QCOMPARE(right.header("retry-after"), wrong.header("retry-after"));
}

void ThrottleOverHttpTest::treatsUnknownAddressesAlike()
{
    const Person nobody{.email = u"nobody@example.org"_s};
    fail(nobody, 6);
    const Answer refused = guess({.email = u" NOBODY@example.org"_s});
    QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
    QCOMPARE(refused.header("retry-after").toInt(), 3);
    QCOMPARE(m_server.number(u"SELECT count(*) FROM login_tries WHERE subject LIKE '%nobody%'"_s), 0);
}

void ThrottleOverHttpTest::admitsNoMoreOfManyAtOnce_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("an account") << true;
    QTest::newRow("nobody") << false;
}

void ThrottleOverHttpTest::admitsNoMoreOfManyAtOnce()
{
    QFETCH(bool, isKnown);
    const Person ada = isKnown ? person() : Person{.email = u"parallel-nobody@example.org"_s};
    QList<int> statuses(24);
    std::vector<std::thread> threads;
    for (int &status : statuses)
        threads.emplace_back([&] { status = guess(ada).status; });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(statuses.count(401), 3);
    QCOMPARE(statuses.count(429), 21);
}

void ThrottleOverHttpTest::forgetsAfterACompletedSignInOnly()
{
    const Person ada = m_server.addWithTwoFactor(u"clears@example.org"_s);
    fail(ada, 5);
    m_server.clock().advance(11s);
    const Answer first = guess(ada, "192.0.2.1", ada.password); // the sixth try: right, but only half
    QVERIFY_STATUS(first, 200);
    QCOMPARE(guess(ada).header("retry-after").toInt(), 3);
    m_server.clock().advance(11s);
    HttpClient client = m_server.client().from("192.0.2.1");
    QVERIFY_STATUS(client.post(path::twoFactor,
                               {{u"token"_s, first.text("token"_L1)}, {u"code"_s, m_server.nextCodeOf(ada)}}),
                   200);
    for (int i = 0; i < 3; ++i)
        QVERIFY_REFUSAL(guess(ada), 401, code::invalidCredentials); // from the bottom again
}

void ThrottleOverHttpTest::forgetsAfterADay()
{
    const Person ada = person();
    fail(ada, 12);
    m_server.clock().advance(24h);
    for (int i = 0; i < 3; ++i)
        QVERIFY_REFUSAL(guess(ada), 401, code::invalidCredentials);
}

void ThrottleOverHttpTest::keepsNetworksApart()
{
    const Person ada = person();
    fail(ada, 10);
    QVERIFY_REFUSAL(guess(ada), 429, code::tooManyRequests);
    QVERIFY_STATUS(guess(ada, "192.0.2.2", ada.password), 200);
    const Person bob = person();
    fail(bob, 3, "2001:db8:1:2::1");
    QVERIFY_REFUSAL(guess(bob, "2001:db8:1:2:ffff::9"), 429, code::tooManyRequests); // the same /64
    QVERIFY_REFUSAL(guess(bob, "2001:db8:1:3::1"), 401, code::invalidCredentials);
}

void ThrottleOverHttpTest::closesAnAccountToUnknownNetworks()
{
    const Person ada = person();
    QVERIFY_STATUS(guess(ada, "198.51.100.1", ada.password), 200); // known from now on
    for (int i = 0; i < 100; ++i)
        fail(ada, 1, "203.0.113." + QByteArray::number(i));
    const Answer unknown = guess(ada, "203.0.113.200", ada.password);
    QVERIFY_REFUSAL(unknown, 429, code::tooManyRequests);
    QCOMPARE(unknown.header("retry-after").toInt(), 3600);
    QVERIFY_REFUSAL(guess(ada, "198.51.100.1"), 401, code::invalidCredentials); // keeps its own ladder only
    prepared(m_server.services().throttle.forgive(ada.id));
    QVERIFY_STATUS(guess(ada, "203.0.113.200", ada.password), 200);
}

void ThrottleOverHttpTest::closesANetworkToAccountsThatDoNotKnowIt()
{
    const Person known = person();
    const Person unknown = person();
    QVERIFY_STATUS(guess(known, "198.51.100.7", known.password), 200);
    for (int i = 0; i < 300; ++i)
        QVERIFY_REFUSAL(guess({.email = u"sprayed%1@example.org"_s.arg(i)}, "198.51.100.7"), 401,
                        code::invalidCredentials);
    QVERIFY_REFUSAL(guess(unknown, "198.51.100.7", unknown.password), 429, code::tooManyRequests);
    QVERIFY_STATUS(guess(known, "198.51.100.7", known.password), 200);
    QVERIFY_STATUS(guess(unknown, "198.51.100.8", unknown.password), 200);
    m_server.clock().advance(1h + 1s);
    QVERIFY_STATUS(guess(unknown, "198.51.100.7", unknown.password), 200);
}

void ThrottleOverHttpTest::guardsEveryPasswordThatIsAsked_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("change-password") << path::changePassword;
    QTest::newRow("reauthenticate") << path::reauthenticate;
}

// A stolen session must not become a way to guess.
void ThrottleOverHttpTest::guardsEveryPasswordThatIsAsked()
{
    QFETCH(QString, path);
    const Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    const auto ask = [&](const QString &password) {
        return client.post(path, {{u"password"_s, password},
                                  {u"currentPassword"_s, password},
                                  {u"newPassword"_s, u"a new password 8"_s}});
    };
    for (int i = 0; i < 3; ++i)
        QVERIFY_REFUSAL(ask(u"wrong"_s), 400, code::invalidPassword);
    QVERIFY_REFUSAL(ask(ada.password), 429, code::tooManyRequests);
    m_server.clock().advance(1s);
    QVERIFY_STATUS(ask(ada.password), 200);
    QCOMPARE(m_server.eventsOf(ada.email).size(), 1); // no logins, so no events
}

void ThrottleOverHttpTest::countsHeadersOnlyOfTrustedProxies_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"X-Forwarded-For", "X_Forwarded_For", "X-Real-IP", "Forwarded",
                             "CF-Connecting-IP", "True-Client-IP", "X-Client-IP"})
        QTest::newRow(name) << QByteArray(name);
}

// Another address in a header for each try is still one client.
void ThrottleOverHttpTest::countsHeadersOnlyOfTrustedProxies()
{
    QFETCH(QByteArray, name);
    const Person ada = m_direct.addPerson(QString::fromLatin1(name).remove(u'_') + u"@example.org"_s);
    const auto ask = [&](int i) {
        const QByteArray address = "203.0.113." + QByteArray::number(i);
        const QByteArray value = name == "Forwarded" ? "for=" + address : address;
        return m_direct.client().post(path::login, {{u"email"_s, ada.email}, {u"password"_s, u"wrong"_s}},
                                      {{name, value}});
    };
    int limited = 0;
    for (int i = 0; i < 5; ++i)
        limited += ask(i).status == 429;
    QCOMPARE(limited, 2);
    for (const AdminLoginEvent &event : m_direct.eventsOf(ada.email))
        QCOMPARE(event.ipAddress, u"127.0.0.1"_s);
}

QTEST_GUILESS_MAIN(ThrottleOverHttpTest)
#include "tst_throttle.moc"
