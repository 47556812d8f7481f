// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST and GET /auth/logout.
class LogoutTest : public QObject
{
    Q_OBJECT
private slots:
    void answersOCoreByCookie();
    void isIdempotentByCookie();
    void answersMrDemonWolfByToken_data();
    void answersMrDemonWolfByToken();
    void endsAllViewsOfTheSession_data();
    void endsAllViewsOfTheSession();
    void acceptsAnExpiredAccessToken();
    void refusesTokensThatOpenNothing_data();
    void refusesTokensThatOpenNothing();
    void prefersTheTokenButClearsTheCookies();
    void answersBrowsaryByLink();
    void leavesOtherSessionsAlone();
    void endsTheSessionOfTheRefreshTokenFirst();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }

    TestServer m_server;
    int m_people = 0;
};

void LogoutTest::answersOCoreByCookie()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    const Answer answer = browser.post(path::logout);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"message"_s});
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
    QVERIFY(!browser.hasCookies());
}

void LogoutTest::isIdempotentByCookie()
{
    for (const Headers &headers :
         {Headers{}, Headers{cookieHeader("token", "x.y.z")}, Headers{{"Authorization", "Basic YTpi"}}}) {
        const Answer answer = m_server.client().post(path::logout, headers);
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(answer.json().keys(), QStringList{u"message"_s});
    }
}

void LogoutTest::answersMrDemonWolfByToken_data()
{
    QTest::addColumn<bool>("isForm");
    QTest::addColumn<QByteArray>("scheme");
    QTest::newRow("form") << true << QByteArray("Bearer ");
    QTest::newRow("json") << false << QByteArray("Bearer ");
    QTest::newRow("small letters") << false << QByteArray("bearer ");
    QTest::newRow("no scheme") << false << QByteArray();
}

void LogoutTest::answersMrDemonWolfByToken()
{
    QFETCH(bool, isForm);
    QFETCH(QByteArray, scheme);
    const QString token = m_server.signIn(person()).text("access_token"_L1);
    const Headers headers{{"Authorization", scheme + token.toLatin1()}};
    HttpClient client = m_server.client();
    const auto logOut = [&] {
        return isForm ? client.postForm(path::logout, {}, headers) : client.post(path::logout, headers);
    };
    const Answer answer = logOut();
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"code"_s, u"error"_s, u"message"_s}));
    QCOMPARE(answer.text("code"_L1), u"LOGGED_OUT"_s);
    QCOMPARE(answer.text("error"_L1), u"You are now logged out."_s);
    QVERIFY(answer.cookieNames().isEmpty());
    QVERIFY_REFUSAL(logOut(), 401, code::unauthorized);
}

void LogoutTest::endsAllViewsOfTheSession_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how :
         {"POST by cookie", "POST by access token", "POST by session token", "GET by cookie", "GET by token"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

// Whatever a client kept is dead at once.
void LogoutTest::endsAllViewsOfTheSession()
{
    QFETCH(QString, how);
    HttpClient browser = m_server.browser();
    const Answer login = browser.post(path::login, person().credentials());
    HttpClient client = how.endsWith("cookie"_L1) ? browser : m_server.client();
    if (!how.endsWith("cookie"_L1))
        client.as(login.text(how.contains("session"_L1) ? "token"_L1 : "access_token"_L1));
    QVERIFY_STATUS(client.send(how.startsWith("GET"_L1) ? "GET" : "POST", path::logout, {}), 200);

    QVERIFY_REFUSAL(m_server.client().as(login.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized);
    QVERIFY_REFUSAL(m_server.client().as(login.text("token"_L1)).get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 401,
        code::invalidRefreshToken);
    QVERIFY(m_server.client().as(login.text("token"_L1)).get(path::session).json().value("auth"_L1).isNull());
}

void LogoutTest::acceptsAnExpiredAccessToken()
{
    const Answer login = m_server.signIn(person());
    m_server.clock().advance(2h);
    HttpClient client = m_server.client();
    client.as(login.text("access_token"_L1));
    QVERIFY_REFUSAL(client.get(path::account), 401, code::unauthorized);
    QVERIFY_STATUS(client.post(path::logout), 200);
    QVERIFY_REFUSAL(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 401,
        code::invalidRefreshToken);
    QVERIFY_REFUSAL(client.post(path::logout), 401, code::unauthorized);
}

void LogoutTest::refusesTokensThatOpenNothing_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"garbage", "tampered", "refresh", "reset", "none, form", "none, Form"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void LogoutTest::refusesTokensThatOpenNothing()
{
    QFETCH(QString, kind);
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    const QString access = login.text("access_token"_L1);
    QString token = kind == "garbage"_L1   ? u"nonsense"_s
                    : kind == "refresh"_L1 ? login.text("refresh_token"_L1)
                                           : QString();
    if (kind == "tampered"_L1)
        token = access.left(access.size() - 2) + (access.endsWith("AA"_L1) ? u"BB"_s : u"AA"_s);
    if (kind == "reset"_L1)
        token = QString::fromLatin1(m_server.resetToken(ada));
    HttpClient client = m_server.client();
    client.as(token);
    const QByteArray type =
        kind.endsWith("Form"_L1) ? "Application/X-WWW-Form-URLencoded" : "application/x-www-form-urlencoded";
    const bool isForm = kind.endsWith("form"_L1, Qt::CaseInsensitive);
    const Answer answer = client.post(path::logout, isForm ? Headers{{"Content-Type", type}} : Headers());
    QVERIFY_REFUSAL(answer, 401, code::unauthorized);
    QVERIFY_STATUS(m_server.client().as(access).get(path::account), 200);
}

void LogoutTest::prefersTheTokenButClearsTheCookies()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    const QByteArray own = browser.cookie("access_token");
    const QString other = m_server.signIn(person()).text("access_token"_L1);
    browser.as(other);
    const Answer answer = browser.post(path::logout);
    QCOMPARE(answer.text("code"_L1), u"LOGGED_OUT"_s);
    QCOMPARE(answer.cookieNames().size(), 3);
    QVERIFY_REFUSAL(m_server.client().as(other).get(path::account), 401, code::unauthorized);
    QVERIFY_STATUS(m_server.client().as(own).get(path::account), 200);
}

void LogoutTest::answersBrowsaryByLink()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    for (HttpClient &client :
         QList<HttpClient>{browser, m_server.client(), m_server.client().as(u"x.y.z"_s)}) {
        const Answer answer = client.get(path::logout);
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(answer.json(), QJsonObject({{u"status"_s, u"logout"_s}}));
        QCOMPARE(answer.header("cache-control"), QByteArray("no-store"));
        QVERIFY(answer.cookie("token")->isRemoval());
    }
}

void LogoutTest::leavesOtherSessionsAlone()
{
    const Person ada = person();
    const QString other = m_server.accessToken(ada);
    QVERIFY_STATUS(m_server.signedIn(ada).post(path::logout), 200);
    QVERIFY_STATUS(m_server.client().as(other).get(path::account), 200);
}

void LogoutTest::endsTheSessionOfTheRefreshTokenFirst()
{
    const Answer first = m_server.signIn(person());
    const Answer second = m_server.signIn(person());
    const QByteArray cookies = "refresh_token=" + first.text("refresh_token"_L1).toLatin1() +
                               "; access_token=" + second.text("access_token"_L1).toLatin1();
    QVERIFY_STATUS(m_server.client().post(path::logout, {{"Cookie", cookies}}), 200);
    QVERIFY_REFUSAL(m_server.client().as(first.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized);
    QVERIFY_STATUS(m_server.client().as(second.text("access_token"_L1)).get(path::account), 200);
}

QTEST_GUILESS_MAIN(LogoutTest)
#include "tst_logout.moc"
