// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// GET /auth, and which of several credentials counts (api.md 0.6, A7).
class SessionTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatTheTokenSays_data();
    void tellsWhatTheTokenSays();
    void tellsTheLiveState();
    void asksForTheAddressBeforeTheSecondFactor();
    void knowsNobodyByOtherTokens_data();
    void knowsNobodyByOtherTokens();
    void clearsDeadCookies();
    void letsAuthorizationAloneDecide();
    void overlooksOtherSchemes_data();
    void overlooksOtherSchemes();
    void prefersTokenUnderAuthAndAccessTokenElsewhere();
    void skipsACookieThatIsDead();
    void neverTakesACredentialFromABody();
    void endsEveryTokenOnTime_data();
    void endsEveryTokenOnTime();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    static QString subjectOf(const Answer &answer)
    {
        return answer.json().value("auth"_L1).toObject().value("sub"_L1).toString();
    }
    static QByteArray cookies(const QString &token, const QString &accessToken)
    {
        return "token=" + token.toLatin1() + "; access_token=" + accessToken.toLatin1();
    }

    TestServer m_server;
    int m_people = 0;
};

void SessionTest::tellsWhatTheTokenSays_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("token") << u"token"_s;
    QTest::newRow("access token") << u"access_token"_s;
}

void SessionTest::tellsWhatTheTokenSays()
{
    QFETCH(QString, name);
    const Person ada = person();
    const QString token = m_server.signIn(ada).json().value(name).toString();
    const Answer answer = m_server.client().as(token).get(path::session);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"auth"_s, u"status"_s}));
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    const QJsonObject auth = answer.json().value("auth"_L1).toObject();
    QCOMPARE(auth, claimsOf(token)); // literally

    QCOMPARE(auth.value("sub"_L1), ada.id.toString());
    QCOMPARE(auth.value("use"_L1), name == "token"_L1 ? u"auth"_s : u"access"_s);
    QCOMPARE(auth.value("iss"_L1), m_server.publicUrl());
    QCOMPARE(auth.value("aud"_L1), m_server.publicUrl());
    QCOMPARE(auth.value("iat"_L1).toInteger(), m_server.clock().now().toSecsSinceEpoch());
    QCOMPARE(auth.value("email"_L1), ada.email);
    QVERIFY(!auth.value("jti"_L1).toString().isEmpty());
    const QJsonObject info{{u"id"_s, ada.id.toString()},
                           {u"email"_s, ada.email},
                           {u"emailVerified"_s, true},
                           {u"twoFactorConfigured"_s, false},
                           {u"twoFactorPassed"_s, true}};
    QCOMPARE(auth.value("info"_L1).toObject(), info);
}

void SessionTest::tellsTheLiveState()
{
    Person ada = m_server.add({.email = u"live@example.org"_s, .emailVerified = false});
    HttpClient client = m_server.signedIn(ada);
    QCOMPARE(client.get(path::session).text("status"_L1), u"email_not_verified"_s);
    prepared(m_server.services().accounts.setVerified(ada.id, {}, {}));
    QCOMPARE(client.get(path::session).text("status"_L1), u"ok"_s);
    QCOMPARE(client.get(path::session).json().value("auth"_L1).toObject().value("emailVerified"_L1),
             false); // as issued
    m_server.enableTwoFactor(ada);
    QCOMPARE(client.get(path::session).text("status"_L1), u"2fa_required"_s);
    prepared(m_server.services().accounts.setLocked(ada.id, true, {}, {}));
    QCOMPARE(client.get(path::session).json(),
             QJsonObject({{u"status"_s, u"ok"_s}, {u"auth"_s, QJsonValue()}}));
}

void SessionTest::asksForTheAddressBeforeTheSecondFactor()
{
    Person ada = m_server.addWithTwoFactor(u"both@example.org"_s);
    const QString token = m_server.signIn(ada).text("token"_L1);
    AccountChanges changes;
    changes.emailVerified = false;
    prepared(m_server.services().accounts.change(ada.id, changes, {}, {}));
    QCOMPARE(m_server.client().as(token).get(path::session).text("status"_L1), u"email_not_verified"_s);
    QVERIFY_REFUSAL(m_server.client().as(token).post(path::twoFactorVerify, {{u"token"_s, u"123456"_s}}), 400,
                    code::emailNotVerified);
    QVERIFY_STATUS(
        m_server.client().post(path::twoFactor, {{u"token"_s, token}, {u"code"_s, m_server.nextCodeOf(ada)}}),
        200);
}

void SessionTest::knowsNobodyByOtherTokens_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"none", "garbage", "refresh", "reset", "another server's"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void SessionTest::knowsNobodyByOtherTokens()
{
    QFETCH(QString, kind);
    const Person ada = person();
    QString token = kind == "garbage"_L1 ? u"a.b.c"_s : QString();
    if (kind == "refresh"_L1)
        token = m_server.signIn(ada).text("refresh_token"_L1);
    if (kind == "reset"_L1)
        token = QString::fromLatin1(m_server.resetToken(ada));
    if (kind == "another server's"_L1) {
        TestServer other;
        token = other.accessToken(other.addPerson(ada.email));
    }
    const QJsonObject nobody{{u"status"_s, u"ok"_s}, {u"auth"_s, QJsonValue()}};
    QCOMPARE(m_server.client().as(token).get(path::session).json(), nobody);
    QCOMPARE(m_server.client().get(path::session, {cookieHeader("token", token.toLatin1())}).json(), nobody);
    QVERIFY_REFUSAL(m_server.client().as(token).get(path::account), 401, code::unauthorized);
}

void SessionTest::clearsDeadCookies()
{
    const Answer dead = m_server.client().get(path::session, {{"Cookie", cookies(u"x.y.z"_s, u"x.y.z"_s)}});
    for (const char *name : {"token", "access_token"}) {
        QVERIFY(dead.cookie(name)->isRemoval());
        QCOMPARE(dead.cookie(name)->attribute("path"), QByteArray("/"));
    }
    QVERIFY(m_server.client().get(path::session).cookieNames().isEmpty());
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    QVERIFY(browser.get(path::session).cookieNames().isEmpty());
}

void SessionTest::letsAuthorizationAloneDecide()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    const Person other = person();
    browser.as(m_server.accessToken(other));
    QCOMPARE(subjectOf(browser.get(path::session)), other.id.toString());
    browser.as(u"a.b.c"_s);
    QVERIFY(browser.get(path::session).json().value("auth"_L1).isNull());
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::unauthorized);
    browser.as(u"nonsense"_s);
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(
        m_server.client().get(path::account, {{"Authorization", "a.b.c"},
                                              cookieHeader("access_token", browser.cookie("access_token"))}),
        401, code::unauthorized);
}

void SessionTest::overlooksOtherSchemes_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::newRow("Basic") << QByteArray("Basic YTpi");
    QTest::newRow("Digest") << QByteArray("Digest username=\"a\"");
    QTest::newRow("Bearer without a token") << QByteArray("Bearer ");
    QTest::newRow("two parts") << QByteArray("a.b");
    QTest::newRow("a word") << QByteArray("ocore_1234");
}

void SessionTest::overlooksOtherSchemes()
{
    QFETCH(QByteArray, authorization);
    HttpClient browser = m_server.browser();
    browser.post(path::login, person().credentials());
    QVERIFY_STATUS(browser.get(path::account, {{"Authorization", authorization}}), 200);
    QVERIFY_REFUSAL(m_server.client().get(path::account, {{"Authorization", authorization}}), 401,
                    code::unauthorized);
}

void SessionTest::prefersTokenUnderAuthAndAccessTokenElsewhere()
{
    const Person ada = person();
    const Person bob = person();
    const QByteArray both = cookies(m_server.signIn(ada).text("token"_L1), m_server.accessToken(bob));
    QCOMPARE(subjectOf(m_server.client().get(path::session, {{"Cookie", both}})), ada.id.toString());
    QCOMPARE(m_server.client()
                 .get(path::account, {{"Cookie", both}})
                 .json()
                 .value("user"_L1)
                 .toObject()
                 .value("id"_L1),
             bob.id.toString());
}

void SessionTest::skipsACookieThatIsDead()
{
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    const QString dead = m_server.signIn(person()).text("token"_L1);
    m_server.client().as(dead).post(path::logout);
    QCOMPARE(subjectOf(m_server.client().get(path::session,
                                             {{"Cookie", cookies(dead, login.text("access_token"_L1))}})),
             ada.id.toString());
    QVERIFY_STATUS(m_server.client().get(path::account, {{"Cookie", cookies(login.text("token"_L1), dead)}}),
                   200);
}

void SessionTest::neverTakesACredentialFromABody()
{
    const Answer login = m_server.signIn(person());
    const QJsonObject body{{u"token"_s, login.text("token"_L1)},
                           {u"access_token"_s, login.text("access_token"_L1)},
                           {u"refresh_token"_s, login.text("refresh_token"_L1)}};
    QVERIFY_REFUSAL(m_server.client().post(path::twoFactorEnableRequest, body), 401, code::unauthorized);
    QVERIFY_REFUSAL(
        m_server.client().get(path::account + u"?access_token="_s + login.text("access_token"_L1)), 401,
        code::unauthorized);
    QVERIFY_REFUSAL(
        m_server.client().get(path::account,
                              {cookieHeader("refresh_token", login.text("refresh_token"_L1).toLatin1())}),
        401, code::unauthorized);
}

void SessionTest::endsEveryTokenOnTime_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("seconds");
    QTest::newRow("access token") << u"access_token"_s << 3600;
    QTest::newRow("token") << u"token"_s << 30 * 24 * 3600;
}

// A clock that is off by half a minute does no harm; a session's end is exact.
void SessionTest::endsEveryTokenOnTime()
{
    QFETCH(QString, name);
    QFETCH(int, seconds);
    HttpClient client = m_server.client();
    client.as(m_server.signIn(person()).json().value(name).toString());
    m_server.clock().advance(std::chrono::seconds(seconds - 1));
    QVERIFY_STATUS(client.get(path::account), 200);
    m_server.clock().advance(31s);
    QVERIFY_REFUSAL(client.get(path::account), 401, code::unauthorized);
    QVERIFY(client.get(path::session).json().value("auth"_L1).isNull());
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
