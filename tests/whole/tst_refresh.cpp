// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST /auth/refresh: rotation and lifetimes (api.md 0.3, 0.4).
class RefreshTest : public QObject
{
    Q_OBJECT
private slots:
    void renewsByBodyInMrDemonWolfsShape_data();
    void renewsByBodyInMrDemonWolfsShape();
    void renewsByCookieInOCoresShape();
    void prefersTheBody();
    void leavesTheCookieOfAnotherSessionAlone();
    void endsOlderAccessTokensOnlyByBody_data();
    void endsOlderAccessTokensOnlyByBody();
    void showsSessionAndGeneration();
    void clearsDeadCookies();
    void livesOnWithEachRefreshButNotForEver();
    void staysUnremembered();
    void survivesARestart();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    QString refreshTokenOf(const Person &person) { return m_server.signIn(person).text("refresh_token"_L1); }
    Answer refresh(const QString &token)
    {
        return m_server.client().post(path::refresh, {{u"refresh_token"_s, token}});
    }
    Answer refreshByCookie(const QString &token)
    {
        return m_server.client().post(path::refresh, {cookieHeader("refresh_token", token.toLatin1())});
    }
    static qint64 generation(const QString &token) { return claimsOf(token).value("gen"_L1).toInteger(); }

    TestServer m_server{{u"server.trusted_proxies=[\"127.0.0.1/32\"]"_s}};
    int m_people = 0;
};

void RefreshTest::renewsByBodyInMrDemonWolfsShape_data()
{
    QTest::addColumn<bool>("isForm");
    QTest::newRow("json") << false;
    QTest::newRow("form") << true;
}

void RefreshTest::renewsByBodyInMrDemonWolfsShape()
{
    QFETCH(bool, isForm);
    const QString token = refreshTokenOf(person());
    const Answer answer =
        isForm ? m_server.client().postForm(path::refresh, {{u"refresh_token"_s, token}}) : refresh(token);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"access_token"_s, u"refresh_token"_s}));
    QVERIFY(answer.text("refresh_token"_L1) != token);
    QVERIFY(answer.cookieNames().isEmpty());
    QVERIFY_STATUS(m_server.client().as(answer.text("access_token"_L1)).get(path::account), 200);
}

void RefreshTest::renewsByCookieInOCoresShape()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    const QByteArray before = browser.cookie("refresh_token");
    const Answer answer = browser.post(path::refresh);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"message"_s});
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
    QVERIFY(browser.cookie("refresh_token") != before);
    QVERIFY_STATUS(browser.get(path::account), 200);
    QVERIFY_STATUS(browser.post(path::refresh, QJsonObject()), 200); // an empty object is no body either
}

void RefreshTest::prefersTheBody()
{
    HttpClient browser = m_server.browser();
    const QString token = browser.post(path::login, person().credentials()).text("refresh_token"_L1);
    const Answer answer = browser.post(path::refresh, {{u"refresh_token"_s, token}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"access_token"_s, u"refresh_token"_s}));
    QCOMPARE(answer.cookieNames().size(), 3); // of the same session, so they are replaced
    QCOMPARE(generation(QString::fromLatin1(browser.cookie("refresh_token"))), 2);
}

void RefreshTest::leavesTheCookieOfAnotherSessionAlone()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    const QString other = refreshTokenOf(person());
    const Answer answer = browser.post(path::refresh, {{u"refresh_token"_s, other}});
    QVERIFY_STATUS(answer, 200);
    QVERIFY(answer.cookieNames().isEmpty());
    QVERIFY_STATUS(browser.post(path::refresh), 200);
}

void RefreshTest::endsOlderAccessTokensOnlyByBody_data()
{
    QTest::addColumn<bool>("byBody");
    QTest::newRow("body") << true;
    QTest::newRow("cookie") << false;
}

void RefreshTest::endsOlderAccessTokensOnlyByBody()
{
    QFETCH(bool, byBody);
    const Answer login = m_server.signIn(person());
    const QString old = login.text("access_token"_L1);
    const QString token = login.text("refresh_token"_L1);
    QVERIFY_STATUS(byBody ? refresh(token) : refreshByCookie(token), 200);
    QCOMPARE(m_server.client().as(old).get(path::account).status, byBody ? 401 : 200);
}

void RefreshTest::showsSessionAndGeneration()
{
    const Answer login = m_server.signIn(person());
    const QJsonObject first = claimsOf(login.text("refresh_token"_L1));
    QCOMPARE(first.value("use"_L1), u"refresh"_s);
    QCOMPARE(first.value("gen"_L1), 1);
    QCOMPARE(first.value("sid"_L1), claimsOf(login.text("access_token"_L1)).value("sid"_L1));
    const QJsonObject second = claimsOf(refresh(login.text("refresh_token"_L1)).text("refresh_token"_L1));
    QCOMPARE(second.value("gen"_L1), 2);
    QCOMPARE(second.value("sid"_L1), first.value("sid"_L1));
}

void RefreshTest::clearsDeadCookies()
{
    HttpClient browser = m_server.browser();
    const QString token = browser.post(path::login, person().credentials()).text("refresh_token"_L1);
    m_server.client().as(browser.cookie("access_token")).post(path::logout);
    const Answer answer = browser.post(path::refresh);
    QVERIFY_REFUSAL(answer, 401, code::invalidRefreshToken);
    QCOMPARE(answer.cookieNames().size(), 3);
    QVERIFY(!browser.hasCookies());
    QVERIFY_REFUSAL(refresh(token), 401, code::invalidRefreshToken);
}

void RefreshTest::livesOnWithEachRefreshButNotForEver()
{
    QString token = refreshTokenOf(person());
    const auto expiryOf = [](const QString &of) { return claimsOf(of).value("exp"_L1).toInteger(); };
    const qint64 end = m_server.clock().now().addDays(90).toSecsSinceEpoch();
    for (int i = 1; i <= 3; ++i) {
        m_server.clock().advance(25 * 24h);
        const Answer answer = refresh(token);
        QVERIFY_STATUS(answer, 200);
        token = answer.text("refresh_token"_L1);
        QCOMPARE(expiryOf(token), qMin(m_server.clock().now().addDays(30).toSecsSinceEpoch(), end));
        QVERIFY(expiryOf(answer.text("access_token"_L1)) <= end);
    }
    m_server.clock().advance(15 * 24h);
    QVERIFY_REFUSAL(refresh(token), 401, code::invalidRefreshToken);
    const QString idle = refreshTokenOf(person());
    m_server.clock().advance(30 * 24h);
    QVERIFY_REFUSAL(refresh(idle), 401, code::invalidRefreshToken);
}

void RefreshTest::staysUnremembered()
{
    HttpClient browser = m_server.browser();
    QJsonObject body = person().credentials();
    body.insert("remember"_L1, false);
    browser.post(path::login, body);
    for (int i = 0; i < 3; ++i) {
        m_server.clock().advance(20h);
        const Answer answer = browser.post(path::refresh);
        QVERIFY_STATUS(answer, 200);
        for (const char *name : {"token", "access_token", "refresh_token"})
            QVERIFY(!answer.cookie(name)->has("max-age"));
    }
    m_server.clock().advance(24h);
    QVERIFY_REFUSAL(browser.post(path::refresh), 401, code::invalidRefreshToken);
}

void RefreshTest::survivesARestart()
{
    TestServer server({u"server.public_url=http://login.example.org"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    const Answer login = server.signIn(ada);
    server.restart();
    QVERIFY_STATUS(server.client().as(login.text("access_token"_L1)).get(path::account), 200);
    QVERIFY_STATUS(
        server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 200);
}

QTEST_GUILESS_MAIN(RefreshTest)
#include "tst_refresh.moc"
