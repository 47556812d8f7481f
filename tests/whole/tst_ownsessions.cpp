// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// GET and DELETE /user/sessions, DELETE /user/sessions/{id}.
class OwnSessionsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void showsWhereOneIsSignedIn();
    void showsTheLastUsedFirst();
    void endsAnother();
    void endsEveryTokenOfASession();
    void endsItsOwn();
    void endsAllOthers();
    void refusesAnothersSession();
    void refusesWhatIsNoSession_data();
    void refusesWhatIsNoSession();
    void refusesOtherSites();
    void refusesAPendingSignIn();

private:
    QString pathOf(const QString &token) const { return path::fill(path::ownSession, claimsOf(token)["sid"_L1].toString()); }

    TestServer m_server;
    int m_people = 0;
    Person m_ada;
};

void OwnSessionsTest::init()
{
    m_ada = m_server.addPerson(u"ada%1@example.org"_s.arg(++m_people));
}

void OwnSessionsTest::showsWhereOneIsSignedIn()
{
    m_server.signedIn(m_server.addPerson(u"other%1@example.org"_s.arg(m_people)));
    m_server.signedIn(m_ada);
    const QString token = m_server.accessToken(m_ada);
    const QJsonArray sessions = m_server.client().as(token).get(path::ownSessions).json()["sessions"_L1].toArray();
    QCOMPARE(sessions.size(), 2);
    int current = 0;
    for (const QJsonValue &session : sessions) {
        QVERIFY(!session["userId"_L1].isString() && !session["email"_L1].isString());
        QCOMPARE(session["current"_L1].toBool(), session["id"_L1] == claimsOf(token)["sid"_L1]);
        current += session["current"_L1].toBool();
    }
    QCOMPARE(current, 1);
}

void OwnSessionsTest::showsTheLastUsedFirst()
{
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids.prepend(claimsOf(m_server.accessToken(m_ada))["sid"_L1].toString());
        m_server.clock().advance(2min);
    }
    QStringList shown;
    for (const QJsonValue &session : m_server.signedIn(m_ada).get(path::ownSessions).json()["sessions"_L1].toArray())
        shown.append(session["id"_L1].toString());
    QCOMPARE(shown.mid(1), ids); // after the one that asks
}

// Access, refresh and session token, by body and by cookie alike, at the next request.
void OwnSessionsTest::endsEveryTokenOfASession()
{
    HttpClient browser = m_server.browser();
    const Answer lost = m_server.signIn(m_ada, browser);
    HttpClient client = m_server.signedIn(m_ada);
    QVERIFY_STATUS(client.remove(pathOf(lost.text("token"_L1))), 204);
    for (const char *name : {"access_token", "token"}) {
        QVERIFY_STATUS(m_server.client().as(lost.text(QLatin1StringView(name))).get(path::account), 401);
        QVERIFY_STATUS(m_server.client().get(path::account, {cookieHeader(name, lost.cookie(name)->value)}), 401);
    }
    const QJsonObject refresh{{u"refresh_token"_s, lost.text("refresh_token"_L1)}};
    QVERIFY_REFUSAL(m_server.client().post(path::refresh, refresh), 401, code::invalidRefreshToken);
    const Headers cookie{cookieHeader("refresh_token", lost.cookie("refresh_token")->value)};
    QVERIFY_REFUSAL(m_server.client().post(path::refresh, cookie), 401, code::invalidRefreshToken);
}

void OwnSessionsTest::endsAnother()
{
    const QString lost = m_server.accessToken(m_ada);
    HttpClient client = m_server.signedIn(m_ada);
    QVERIFY_STATUS(client.remove(pathOf(lost)), 204);
    QVERIFY_REFUSAL(m_server.client().as(lost).get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(client.remove(pathOf(lost)), 404, code::notFound);
    QVERIFY_STATUS(client.get(path::account), 200);
}

void OwnSessionsTest::endsItsOwn()
{
    HttpClient browser = m_server.browser();
    const Answer login = m_server.signIn(m_ada, browser);
    const Headers cookies{cookieHeader("access_token", login.cookie("access_token")->value)};
    const Answer answer = m_server.client().remove(pathOf(login.text("token"_L1)), cookies);
    QVERIFY_STATUS(answer, 204);
    for (const char *name : {"token", "access_token", "refresh_token"})
        QVERIFY(answer.cookie(name) && answer.cookie(name)->isRemoval());
    QVERIFY_REFUSAL(m_server.client().get(path::account, cookies), 401, code::unauthorized);
}

void OwnSessionsTest::endsAllOthers()
{
    const QString first = m_server.accessToken(m_ada);
    const QString second = m_server.accessToken(m_ada);
    const QString mine = m_server.accessToken(m_ada);
    QVERIFY_STATUS(m_server.client().as(mine).remove(path::ownSessions), 204);
    QVERIFY_STATUS(m_server.client().as(first).get(path::account), 401);
    QVERIFY_STATUS(m_server.client().as(second).get(path::account), 401);
    QVERIFY_STATUS(m_server.client().as(mine).get(path::account), 200);
}

void OwnSessionsTest::refusesAnothersSession()
{
    const QString hers = m_server.accessToken(m_ada);
    HttpClient eve = m_server.signedIn(m_server.addPerson(u"eve%1@example.org"_s.arg(m_people)));
    QVERIFY_REFUSAL(eve.remove(pathOf(hers)), 404, code::notFound);
    QVERIFY_STATUS(eve.remove(path::ownSessions), 204);
    QVERIFY_STATUS(m_server.client().as(hers).get(path::account), 200);
}

void OwnSessionsTest::refusesWhatIsNoSession_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("unknown") << u"11111111-2222-4333-8444-555555555555"_s;
    QTest::newRow("a word") << u"others"_s;
    QTest::newRow("a wildcard") << u"%25"_s;
}

void OwnSessionsTest::refusesWhatIsNoSession()
{
    QFETCH(const QString, id);
    QVERIFY_REFUSAL(m_server.signedIn(m_ada).remove(path::fill(path::ownSession, id)), 404, code::notFound);
}

void OwnSessionsTest::refusesOtherSites()
{
    HttpClient browser = m_server.browser();
    const Answer login = m_server.signIn(m_ada, browser);
    const Headers evil{cookieHeader("access_token", login.cookie("access_token")->value),
                       {"Sec-Fetch-Site", "cross-site"},
                       {"Origin", "https://evil.test"}};
    QVERIFY_REFUSAL(m_server.client().remove(path::ownSessions, evil), 403, code::csrfRejected);
    QVERIFY_REFUSAL(m_server.client().remove(pathOf(login.text("token"_L1)), evil), 403, code::csrfRejected);
}

void OwnSessionsTest::refusesAPendingSignIn()
{
    const Person eve = m_server.addWithTwoFactor(u"two%1@example.org"_s.arg(m_people));
    const QString pending = m_server.signIn(eve).text("token"_L1);
    QVERIFY_REFUSAL(m_server.client().as(pending).get(path::ownSessions), 401, code::twoFactorRequired);
    QVERIFY_REFUSAL(m_server.client().as(pending).remove(path::ownSessions), 401, code::twoFactorRequired);
    QVERIFY_REFUSAL(m_server.client().get(path::ownSessions), 401, code::unauthorized);
}

QTEST_GUILESS_MAIN(OwnSessionsTest)
#include "tst_ownsessions.moc"
