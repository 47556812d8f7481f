// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Guessing second factors over HTTP (api.md 0.9).
class GuessedCodesTest : public QObject
{
    Q_OBJECT
private slots:
    void countsWrongCodesInTheLadder();
    void endsAPendingSignInWithTheFifthWrongCode_data();
    void endsAPendingSignInWithTheFifthWrongCode();
    void closesAfterTwentyWrongCodes();
    void canBeSwitchedOff();

private:
    Answer guess(const Person &person, const QByteArray &address = "192.0.2.1",
                 const QString &password = u"wrong"_s)
    {
        return m_server.client().from(address).post(path::login,
                                                    {{u"email"_s, person.email}, {u"password"_s, password}});
    }

    TestServer m_server{{u"server.trusted_proxies=[\"127.0.0.1/32\"]"_s}};
    int m_people = 0;
};

void GuessedCodesTest::countsWrongCodesInTheLadder()
{
    const Person ada = m_server.addWithTwoFactor(u"codeladder@example.org"_s);
    HttpClient client = m_server.client().from("192.0.2.1");
    const QString token = client.post(path::login, ada.credentials()).text("token"_L1);
    const QJsonObject wrong{{u"token"_s, token}, {u"code"_s, m_server.wrongCodeOf(ada)}};
    QVERIFY_REFUSAL(client.post(path::twoFactor, wrong), 401, code::invalidTwoFactorCode);
    QVERIFY_REFUSAL(client.post(path::twoFactor, wrong), 401, code::invalidTwoFactorCode);
    QVERIFY_REFUSAL(client.post(path::twoFactor, wrong), 429, code::tooManyRequests);
    QVERIFY_REFUSAL(guess(ada, "192.0.2.1", ada.password), 429, code::tooManyRequests);
}

void GuessedCodesTest::endsAPendingSignInWithTheFifthWrongCode_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("login/2fa") << path::loginSecondFactor;
    QTest::newRow("two-factor") << path::twoFactor;
    QTest::newRow("2fa/verify") << path::twoFactorVerify;
}

void GuessedCodesTest::endsAPendingSignInWithTheFifthWrongCode()
{
    QFETCH(QString, path);
    const Person ada = m_server.addWithTwoFactor(u"five%1@example.org"_s.arg(++m_people));
    const QString token = m_server.signIn(ada).text("token"_L1);
    const auto answerTo = [&](const QString &code) {
        m_server.clock().advance(10s);
        const bool isBrowsarys = path == path::twoFactorVerify;
        return m_server.client()
            .as(isBrowsarys ? token : QString())
            .post(path,
                  {{u"token"_s, isBrowsarys ? code : token}, {u"partialToken"_s, token}, {u"code"_s, code}});
    };
    for (int i = 0; i < 5; ++i)
        QVERIFY_REFUSAL(answerTo(m_server.wrongCodeOf(ada)), 401, code::invalidTwoFactorCode);
    QVERIFY(m_server.client().as(token).get(path::session).json().value("auth"_L1).isNull());
    const Answer refused = answerTo(m_server.nextCodeOf(ada));
    if (path == path::twoFactor)
        QVERIFY_REFUSAL(refused, 400, code::invalidTwoFactorToken);
    else
        QVERIFY_REFUSAL(refused, 401,
                        path == path::twoFactorVerify ? code::unauthorized : code::invalidPartialToken);
    m_server.clock().advance(10s);
    QVERIFY(!m_server.accessToken(ada).isEmpty()); // a new sign-in works
}

void GuessedCodesTest::closesAfterTwentyWrongCodes()
{
    const Person ada = m_server.addWithTwoFactor(u"twenty@example.org"_s);
    const auto tryCode = [&](const QString &code) {
        m_server.clock().advance(11s);
        const QString token = m_server.signIn(ada).text("token"_L1);
        m_server.clock().advance(11s);
        return m_server.client().post(
            path::twoFactor,
            {{u"token"_s, token}, {u"code"_s, code == "next"_L1 ? m_server.nextCodeOf(ada) : code}});
    };
    for (int i = 0; i < 20; ++i)
        QVERIFY_REFUSAL(tryCode(m_server.wrongCodeOf(ada)), 401, code::invalidTwoFactorCode);
    const auto mails = [&] {
        return m_server.number(
            u"SELECT count(*) FROM outbox WHERE kind = 'second_factor_guessed' AND recipient = ?"_s,
            {ada.email});
    };
    QCOMPARE(mails(), 1);
    const Answer refused = tryCode(u"next"_s);
    QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
    QVERIFY(refused.header("retry-after").toInt() > 3000);
    QVERIFY_REFUSAL(tryCode(ada.recoveryCodes.first()), 429, code::tooManyRequests);
    QCOMPARE(mails(), 1);

    m_server.clock().advance(1h);
    QVERIFY_STATUS(tryCode(ada.recoveryCodes.first()), 200); // the refusal has spent nothing
}

void GuessedCodesTest::canBeSwitchedOff()
{
    TestServer server({u"throttle.enabled=false"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    for (int i = 0; i < 30; ++i)
        QVERIFY_REFUSAL(
            server.client().post(path::login, {{u"email"_s, ada.email}, {u"password"_s, u"wrong"_s}}), 401,
            code::invalidCredentials);
    QVERIFY_STATUS(server.signIn(ada), 200);
    const Person eve = server.addWithTwoFactor(u"eve@example.org"_s);
    const QString token = server.signIn(eve).text("token"_L1);
    for (int i = 0; i < 5; ++i) // these are not lifted
        QVERIFY_REFUSAL(server.client().post(path::twoFactor,
                                             {{u"token"_s, token}, {u"code"_s, server.wrongCodeOf(eve)}}),
                        401, code::invalidTwoFactorCode);
    QVERIFY_REFUSAL(
        server.client().post(path::twoFactor, {{u"token"_s, token}, {u"code"_s, server.nextCodeOf(eve)}}),
        400, code::invalidTwoFactorToken);
}

QTEST_GUILESS_MAIN(GuessedCodesTest)
#include "tst_guessedcodes.moc"
