// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST /auth/refresh: rotation, racers, theft (api.md 0.3).
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
    void givesRacersTheSameGeneration_data();
    void givesRacersTheSameGeneration();
    void answersALateRacerInItsOwnForm();
    void endsTheSessionOfAStolenToken_data();
    void endsTheSessionOfAStolenToken();
    void revokesNothingForTokensThatAreNotGood_data();
    void revokesNothingForTokensThatAreNotGood();
    void clearsDeadCookies();
    void refusesBadBodies_data();
    void refusesBadBodies();
    void livesOnWithEachRefreshButNotForEver();
    void staysUnremembered();
    void refusesShutAccounts_data();
    void refusesShutAccounts();
    void survivesARestart();
    void limitsEachClient();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    QString refreshTokenOf(const Person &person) { return m_server.signIn(person).text("refresh_token"_L1); }
    Answer refresh(const QString &token) { return m_server.client().post(path::refresh, {{u"refresh_token"_s, token}}); }
    Answer refreshByCookie(const QString &token) { return m_server.client().post(path::refresh, {cookieHeader("refresh_token", token.toLatin1())}); }
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
    const Answer answer = isForm ? m_server.client().postForm(path::refresh, {{u"refresh_token"_s, token}}) : refresh(token);
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

void RefreshTest::givesRacersTheSameGeneration_data()
{
    QTest::addColumn<bool>("byBody");
    QTest::newRow("body") << true;
    QTest::newRow("cookie") << false;
}

void RefreshTest::givesRacersTheSameGeneration()
{
    QFETCH(bool, byBody);
    constexpr int racers = 12;
    const QString token = refreshTokenOf(person());
    QList<Answer> answers(racers);
    std::vector<std::thread> threads;
    for (Answer &answer : answers)
        threads.emplace_back([&] { answer = byBody ? refresh(token) : refreshByCookie(token); });
    for (std::thread &thread : threads)
        thread.join();
    for (const Answer &answer : answers) {
        QVERIFY_STATUS(answer, 200);
        const QString renewed = byBody ? answer.text("refresh_token"_L1) : QString::fromLatin1(answer.cookie("refresh_token")->value);
        QCOMPARE(generation(renewed), 2);
    }
    QCOMPARE(m_server.number(u"SELECT generation FROM sessions WHERE id = ?"_s, {claimsOf(token).value("sid"_L1).toString()}), 2);
}

void RefreshTest::answersALateRacerInItsOwnForm()
{
    const QString token = refreshTokenOf(person());
    const QString winner = refresh(token).text("access_token"_L1);
    m_server.clock().advance(10s);
    const Answer late = refreshByCookie(token);
    QVERIFY_STATUS(late, 200);
    QCOMPARE(late.json().keys(), QStringList{u"message"_s});
    QCOMPARE(generation(QString::fromLatin1(late.cookie("refresh_token")->value)), 2);
    QVERIFY_STATUS(m_server.client().as(winner).get(path::account), 200);
}

void RefreshTest::endsTheSessionOfAStolenToken_data()
{
    QTest::addColumn<int>("refreshes");
    QTest::addColumn<int>("seconds");
    QTest::newRow("the predecessor after the grace") << 1 << 11;
    QTest::newRow("an older one at once") << 2 << 0;
}

void RefreshTest::endsTheSessionOfAStolenToken()
{
    QFETCH(int, refreshes);
    QFETCH(int, seconds);
    const Person ada = person();
    const QString stolen = refreshTokenOf(ada);
    Answer latest = refresh(stolen);
    for (int i = 1; i < refreshes; ++i)
        latest = refresh(latest.text("refresh_token"_L1));
    m_server.clock().advance(std::chrono::seconds(seconds));
    QVERIFY_REFUSAL(refresh(stolen), 401, code::invalidRefreshToken);
    QVERIFY_REFUSAL(refresh(latest.text("refresh_token"_L1)), 401, code::invalidRefreshToken);
    QVERIFY_REFUSAL(m_server.client().as(latest.text("access_token"_L1)).get(path::account), 401, code::unauthorized);
    QCOMPARE(m_server.number(u"SELECT count(*) FROM audit_events WHERE action = 'session.refresh_token_reused' AND target_id = ?"_s,
                             {ada.id.toString()}), 1);
}

void RefreshTest::revokesNothingForTokensThatAreNotGood_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"garbage", "forged", "unsigned", "access", "auth", "reset", "a later generation"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void RefreshTest::revokesNothingForTokensThatAreNotGood()
{
    QFETCH(QString, kind);
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    const QString good = login.text("refresh_token"_L1);
    QString token = kind == "garbage"_L1 ? u"x.y.z"_s : kind == "access"_L1 ? login.text("access_token"_L1) : login.text("token"_L1);
    if (kind == "forged"_L1)
        token = good.left(good.lastIndexOf(u'.') + 1) + QString(43, u'A');
    if (kind == "unsigned"_L1)
        token = good.left(good.lastIndexOf(u'.') + 1);
    if (kind == "reset"_L1)
        token = QString::fromLatin1(m_server.resetToken(ada));
    if (kind == "a later generation"_L1) {
        QJsonObject claims = claimsOf(good);
        claims.insert("gen"_L1, 7);
        token = QString::fromLatin1(prepared(m_server.services().tokens.issue(TokenUse::Refresh, claims, m_server.clock().now().addDays(1))));
    }
    QVERIFY_REFUSAL(refresh(token), 401, code::invalidRefreshToken);
    QVERIFY_REFUSAL(refreshByCookie(token), 401, code::invalidRefreshToken);
    QVERIFY_REFUSAL(m_server.client().as(token).post(path::refresh), 401, code::invalidRefreshToken);
    QVERIFY_STATUS(refresh(good), 200);
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

void RefreshTest::refusesBadBodies_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const QByteArray form = "application/x-www-form-urlencoded";
    const QByteArray json = "application/json";
    QTest::newRow("nothing") << json << QByteArray() << 401 << QByteArray(code::invalidRefreshToken);
    QTest::newRow("an empty form") << form << QByteArray() << 401 << QByteArray(code::invalidRefreshToken);
    QTest::newRow("an empty object") << json << QByteArray("{}") << 401 << QByteArray(code::invalidRefreshToken);
    QTest::newRow("other form fields") << form << QByteArray("token=x") << 400 << QByteArray(code::validationFailed);
    QTest::newRow("an empty token") << json << QByteArray(R"({"refresh_token":""})") << 400 << QByteArray(code::validationFailed);
    QTest::newRow("broken json") << json << QByteArray("{") << 400 << QByteArray(code::invalidJson);
    QTest::newRow("plain text") << QByteArray("text/plain") << QByteArray("x") << 415 << QByteArray(code::unsupportedMediaType);
}

void RefreshTest::refusesBadBodies()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    const Answer answer = m_server.client().send("POST", path::refresh, {{"Content-Type", type}}, body);
    QVERIFY_REFUSAL(answer, status, code.constData());
    if (status == 400 && code == code::validationFailed)
        QCOMPARE(answer.json().value("codes"_L1).toObject(), QJsonObject({{u"refresh_token"_s, u"REQUIRED"_s}}));
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

void RefreshTest::refusesShutAccounts_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"disable", "lock", "delete"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void RefreshTest::refusesShutAccounts()
{
    QFETCH(QString, how);
    const Person ada = person();
    const QString token = refreshTokenOf(ada);
    const Accounts &accounts = m_server.services().accounts;
    prepared(how == "disable"_L1 ? accounts.setDeactivated(ada.id, true, {}, {})
             : how == "lock"_L1  ? accounts.setLocked(ada.id, true, {}, {})
                                 : accounts.remove(ada.id, {}, {}));
    QVERIFY_REFUSAL(refresh(token), 401, code::invalidRefreshToken);
    if (how == "disable"_L1) {
        prepared(accounts.setDeactivated(ada.id, false, {}, {}));
        QVERIFY_REFUSAL(refresh(token), 401, code::invalidRefreshToken); // it was revoked, not only refused
    }
}

void RefreshTest::survivesARestart()
{
    TestServer server({u"server.public_url=http://login.example.org"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    const Answer login = server.signIn(ada);
    server.restart();
    QVERIFY_STATUS(server.client().as(login.text("access_token"_L1)).get(path::account), 200);
    QVERIFY_STATUS(server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 200);
}

void RefreshTest::limitsEachClient()
{
    HttpClient client = m_server.client();
    client.from("203.0.113.7");
    for (int i = 0; i < 60; ++i)
        QVERIFY_REFUSAL(client.post(path::refresh, {{u"refresh_token"_s, u"x.y.z"_s}}), 401, code::invalidRefreshToken);
    const Answer answer = client.post(path::refresh, {{u"refresh_token"_s, refreshTokenOf(person())}});
    QVERIFY_REFUSAL(answer, 429, code::tooManyRequests);
    QVERIFY(answer.header("retry-after").toInt() <= 60);
    QVERIFY_REFUSAL(m_server.client().from("203.0.113.8").post(path::refresh, {{u"refresh_token"_s, u"x.y.z"_s}}), 401, code::invalidRefreshToken);
    m_server.clock().advance(1min);
    QVERIFY_STATUS(client.post(path::refresh, {{u"refresh_token"_s, refreshTokenOf(person())}}), 200);
}

QTEST_GUILESS_MAIN(RefreshTest)
#include "tst_refresh.moc"
