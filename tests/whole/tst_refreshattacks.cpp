// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST /auth/refresh with stolen, forged and dead tokens, and by many at once (api.md 0.3).
class RefreshAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void givesRacersTheSameGeneration_data();
    void givesRacersTheSameGeneration();
    void answersALateRacerInItsOwnForm();
    void endsTheSessionOfAStolenToken_data();
    void endsTheSessionOfAStolenToken();
    void revokesNothingForTokensThatAreNotGood_data();
    void revokesNothingForTokensThatAreNotGood();
    void refusesBadBodies_data();
    void refusesBadBodies();
    void refusesShutAccounts_data();
    void refusesShutAccounts();
    void limitsEachClient();

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

void RefreshAttacksTest::givesRacersTheSameGeneration_data()
{
    QTest::addColumn<bool>("byBody");
    QTest::newRow("body") << true;
    QTest::newRow("cookie") << false;
}

void RefreshAttacksTest::givesRacersTheSameGeneration()
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
        const QString renewed = byBody ? answer.text("refresh_token"_L1)
                                       : QString::fromLatin1(answer.cookie("refresh_token")->value);
        QCOMPARE(generation(renewed), 2);
    }
    QCOMPARE(m_server.number(u"SELECT generation FROM sessions WHERE id = ?"_s,
                             {claimsOf(token).value("sid"_L1).toString()}),
             2);
}

void RefreshAttacksTest::answersALateRacerInItsOwnForm()
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

void RefreshAttacksTest::endsTheSessionOfAStolenToken_data()
{
    QTest::addColumn<int>("refreshes");
    QTest::addColumn<int>("seconds");
    QTest::newRow("the predecessor after the grace") << 1 << 11;
    QTest::newRow("an older one at once") << 2 << 0;
}

void RefreshAttacksTest::endsTheSessionOfAStolenToken()
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
    QVERIFY_REFUSAL(m_server.client().as(latest.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized);
    QCOMPARE(
        m_server.number(
            u"SELECT count(*) FROM audit_events WHERE action = 'session.refresh_token_reused' AND target_id = ?"_s,
            {ada.id.toString()}),
        1);
}

void RefreshAttacksTest::revokesNothingForTokensThatAreNotGood_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind :
         {"garbage", "forged", "unsigned", "access", "auth", "reset", "a later generation"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void RefreshAttacksTest::revokesNothingForTokensThatAreNotGood()
{
    QFETCH(QString, kind);
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    const QString good = login.text("refresh_token"_L1);
    QString token = kind == "garbage"_L1  ? u"x.y.z"_s
                    : kind == "access"_L1 ? login.text("access_token"_L1)
                                          : login.text("token"_L1);
    if (kind == "forged"_L1)
        token = good.left(good.lastIndexOf(u'.') + 1) + QString(43, u'A');
    if (kind == "unsigned"_L1)
        token = good.left(good.lastIndexOf(u'.') + 1);
    if (kind == "reset"_L1)
        token = QString::fromLatin1(m_server.resetToken(ada));
    if (kind == "a later generation"_L1) {
        QJsonObject claims = claimsOf(good);
        claims.insert("gen"_L1, 7);
        token = QString::fromLatin1(prepared(
            m_server.services().tokens.issue(TokenUse::Refresh, claims, m_server.clock().now().addDays(1))));
    }
    QVERIFY_REFUSAL(refresh(token), 401, code::invalidRefreshToken);
    QVERIFY_REFUSAL(refreshByCookie(token), 401, code::invalidRefreshToken);
    QVERIFY_REFUSAL(m_server.client().as(token).post(path::refresh), 401, code::invalidRefreshToken);
    QVERIFY_STATUS(refresh(good), 200);
}

void RefreshAttacksTest::refusesBadBodies_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const QByteArray form = "application/x-www-form-urlencoded";
    const QByteArray json = "application/json";
    QTest::newRow("nothing") << json << QByteArray() << 401 << QByteArray(code::invalidRefreshToken);
    QTest::newRow("an empty form") << form << QByteArray() << 401 << QByteArray(code::invalidRefreshToken);
    QTest::newRow("an empty object") << json << QByteArray("{}") << 401
                                     << QByteArray(code::invalidRefreshToken);
    QTest::newRow("other form fields")
        << form << QByteArray("token=x") << 400 << QByteArray(code::validationFailed);
    QTest::newRow("an empty token") << json << QByteArray(R"({"refresh_token":""})") << 400
                                    << QByteArray(code::validationFailed);
    QTest::newRow("broken json") << json << QByteArray("{") << 400 << QByteArray(code::invalidJson);
    QTest::newRow("plain text") << QByteArray("text/plain") << QByteArray("x") << 415
                                << QByteArray(code::unsupportedMediaType);
}

void RefreshAttacksTest::refusesBadBodies()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    const Answer answer = m_server.client().send("POST", path::refresh, {{"Content-Type", type}}, body);
    QVERIFY_REFUSAL(answer, status, code.constData());
    if (status == 400 && code == code::validationFailed)
        QCOMPARE(answer.json().value("codes"_L1).toObject(),
                 QJsonObject({{u"refresh_token"_s, u"REQUIRED"_s}}));
}

void RefreshAttacksTest::refusesShutAccounts_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"disable", "lock", "delete"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void RefreshAttacksTest::refusesShutAccounts()
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

void RefreshAttacksTest::limitsEachClient()
{
    HttpClient client = m_server.client();
    client.from("203.0.113.7");
    for (int i = 0; i < 60; ++i)
        QVERIFY_REFUSAL(client.post(path::refresh, {{u"refresh_token"_s, u"x.y.z"_s}}), 401,
                        code::invalidRefreshToken);
    const Answer answer = client.post(path::refresh, {{u"refresh_token"_s, refreshTokenOf(person())}});
    QVERIFY_REFUSAL(answer, 429, code::tooManyRequests);
    QVERIFY(answer.header("retry-after").toInt() <= 60);
    QVERIFY_REFUSAL(
        m_server.client().from("203.0.113.8").post(path::refresh, {{u"refresh_token"_s, u"x.y.z"_s}}), 401,
        code::invalidRefreshToken);
    m_server.clock().advance(1min);
    QVERIFY_STATUS(client.post(path::refresh, {{u"refresh_token"_s, refreshTokenOf(person())}}), 200);
}

QTEST_GUILESS_MAIN(RefreshAttacksTest)
#include "tst_refreshattacks.moc"
