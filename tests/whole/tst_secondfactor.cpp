// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The second step of a login: /auth/login/2fa, /auth/two-factor and /auth/2fa/verify.
class SecondFactorTest : public QObject
{
    Q_OBJECT
private slots:
    void asksForItInAllShapesAtOnce();
    void asksForItInAFormByAHandle();
    void tellsThatItIsAwaited();
    void completesAsOCore();
    void completesAsOCoreByTheCookieAlone();
    void completesAsMrDemonWolf_data();
    void completesAsMrDemonWolf();
    void completesAsBrowsary_data();
    void completesAsBrowsary();
    void keepsWhatWasRemembered_data();
    void keepsWhatWasRemembered();
    void takesARecoveryCodeOnEveryPath_data();
    void takesARecoveryCodeOnEveryPath();
    void renewsAFullSession();
    void liftsASessionThatIsOlderThanTheSecondFactor();
    void writesOneEventAtCompletion();

private:
    QString pendingOf(const Person &person) { return m_server.signIn(person).text("partialToken"_L1); }
    Person person();

    TestServer m_server;
    int m_people = 0;
};

Person SecondFactorTest::person()
{
    return m_server.addWithTwoFactor(u"person%1@example.org"_s.arg(++m_people));
}

void SecondFactorTest::asksForItInAllShapesAtOnce()
{
    const Answer answer = m_server.signIn(person());
    QVERIFY_STATUS(answer, 200);
    const QJsonObject body = answer.json();
    QCOMPARE(body.keys(), QStringList({u"code"_s, u"message"_s, u"partialToken"_s, u"requiresTOTP"_s,
                                       u"status"_s, u"token"_s, u"twoFactor"_s, u"user"_s}));
    QCOMPARE(body.value("status"_L1), u"2fa_required"_s);
    QCOMPARE(body.value("code"_L1), u"TWO_FACTOR_REQUIRED"_s);
    QCOMPARE(body.value("requiresTOTP"_L1), true);
    QCOMPARE(body.value("twoFactor"_L1), true);
    QVERIFY(body.value("user"_L1).toObject().isEmpty());
    QCOMPARE(body.value("partialToken"_L1), body.value("token"_L1));
    QCOMPARE(QString::fromLatin1(answer.cookie("token")->value), answer.text("token"_L1));
    QCOMPARE(answer.cookie("token")->attribute("max-age"), QByteArray("900"));
    QVERIFY(answer.cookie("access_token")->isRemoval());
    QVERIFY(answer.cookie("refresh_token")->isRemoval());
}

void SecondFactorTest::asksForItInAFormByAHandle()
{
    const Answer answer = m_server.client().postForm(path::login, person().formCredentials());
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"code"_s, u"error"_s, u"token"_s, u"twoFactor"_s}));
    QCOMPARE(answer.text("code"_L1), u"TWO_FACTOR_REQUIRED"_s);
    QCOMPARE(answer.text("error"_L1), u"Two Factor is required to complete login."_s);
    QVERIFY(QRegularExpression(u"^[0-9A-Za-z]{64}$"_s).match(answer.text("token"_L1)).hasMatch());
    QVERIFY(answer.cookieNames().isEmpty());
    QCOMPARE(m_server.number(u"SELECT count(*) FROM pending_signins WHERE handle_hash = ?"_s,
                             {answer.text("token"_L1).toLatin1()}),
             0);
}

void SecondFactorTest::tellsThatItIsAwaited()
{
    const Person ada = person();
    const QString token = pendingOf(ada);
    const Answer answer = m_server.client().as(token).get(path::session);
    QCOMPARE(answer.text("status"_L1), u"2fa_required"_s);
    const QJsonObject claims = answer.json().value("auth"_L1).toObject();
    QCOMPARE(claims.value("use"_L1), u"pending"_s);
    QCOMPARE(claims.value("sub"_L1), ada.id.toString());
    QCOMPARE(claims.value("twoFactorPassed"_L1), false);
    QCOMPARE(m_server.number(u"SELECT count(*) FROM sessions WHERE account_id = ?"_s, {ada.id.toString()}),
             0);
}

void SecondFactorTest::completesAsOCore()
{
    const Person ada = person();
    const QString token = pendingOf(ada);
    const Answer answer = m_server.client().post(
        path::loginSecondFactor, {{u"partialToken"_s, token}, {u"code"_s, m_server.nextCodeOf(ada)}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"user"_s});
    QCOMPARE(answer.json().value("user"_L1).toObject().value("totpEnabled"_L1), true);
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
    QVERIFY_STATUS(m_server.client().as(answer.cookie("access_token")->value).get(path::account), 200);
}

void SecondFactorTest::completesAsOCoreByTheCookieAlone()
{
    const Person ada = person();
    HttpClient browser = m_server.browser();
    m_server.signIn(ada, browser);
    browser.post(path::login, ada.credentials());
    QVERIFY_STATUS(browser.post(path::loginSecondFactor, {{u"code"_s, m_server.nextCodeOf(ada)}}), 200);
    QVERIFY_STATUS(browser.get(path::account), 200);
}

void SecondFactorTest::completesAsMrDemonWolf_data()
{
    QTest::addColumn<bool>("startsByForm");
    QTest::addColumn<bool>("endsByForm");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("code");
    QTest::newRow("form") << true << true << u"token"_s << u"code"_s;
    QTest::newRow("form, capitals") << true << true << u"Token"_s << u"Code"_s;
    QTest::newRow("handle in json") << true << false << u"token"_s << u"code"_s;
    QTest::newRow("json token in a form") << false << true << u"token"_s << u"Code"_s;
    QTest::newRow("json") << false << false << u"Token"_s << u"code"_s;
}

void SecondFactorTest::completesAsMrDemonWolf()
{
    QFETCH(bool, startsByForm);
    QFETCH(bool, endsByForm);
    QFETCH(QString, token);
    QFETCH(QString, code);
    const Person ada = person();
    HttpClient client = m_server.client();
    const QString pending =
        startsByForm ? client.postForm(path::login, ada.formCredentials()).text("token"_L1) : pendingOf(ada);
    const QString digits = m_server.nextCodeOf(ada);
    const Answer answer = endsByForm ? client.postForm(path::twoFactor, {{token, pending}, {code, digits}})
                                     : client.post(path::twoFactor, {{token, pending}, {code, digits}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"access_token"_s, u"refresh_token"_s, u"twoFactor"_s}));
    QCOMPARE(answer.json().value("twoFactor"_L1), true);
    QCOMPARE(answer.cookieNames().size(), endsByForm ? 0 : 3);
    const QJsonObject claims = claimsOf(answer.text("access_token"_L1));
    QCOMPARE(claims.value("twoFactorPassed"_L1), true);
    QCOMPARE(claims.value("exp"_L1).toInt() - claims.value("iat"_L1).toInt(), startsByForm ? 1800 : 3600);
}

void SecondFactorTest::completesAsBrowsary_data()
{
    QTest::addColumn<bool>("byCookie");
    QTest::newRow("cookie") << true;
    QTest::newRow("bearer") << false;
}

void SecondFactorTest::completesAsBrowsary()
{
    QFETCH(bool, byCookie);
    const Person ada = person();
    HttpClient client = byCookie ? m_server.browser() : m_server.client();
    const Answer first = client.post(path::login, ada.credentials());
    if (!byCookie)
        client.as(first.text("token"_L1));
    const Answer answer = client.post(path::twoFactorVerify, {{u"token"_s, m_server.nextCodeOf(ada)}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"status"_s, u"token"_s}));
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
    QCOMPARE(claimsOf(answer.text("token"_L1)).value("use"_L1), u"auth"_s);
    QCOMPARE(m_server.client().as(answer.text("token"_L1)).get(path::session).text("status"_L1), u"ok"_s);
}

void SecondFactorTest::keepsWhatWasRemembered_data()
{
    QTest::addColumn<bool>("remember");
    QTest::newRow("remembered") << true;
    QTest::newRow("not remembered") << false;
}

void SecondFactorTest::keepsWhatWasRemembered()
{
    QFETCH(bool, remember);
    const Person ada = person();
    QJsonObject body = ada.credentials();
    body.insert("remember"_L1, remember);
    HttpClient browser = m_server.browser();
    QCOMPARE(browser.post(path::login, body).cookie("token")->has("max-age"), remember);
    const Answer answer = browser.post(path::loginSecondFactor, {{u"code"_s, m_server.nextCodeOf(ada)}});
    for (const char *name : {"token", "access_token", "refresh_token"})
        QCOMPARE(answer.cookie(name)->has("max-age"), remember);
}

void SecondFactorTest::takesARecoveryCodeOnEveryPath_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("codeKey");
    QTest::newRow("login/2fa") << path::loginSecondFactor << u"code"_s;
    QTest::newRow("two-factor") << path::twoFactor << u"code"_s;
    QTest::newRow("2fa/verify") << path::twoFactorVerify << u"token"_s;
}

void SecondFactorTest::takesARecoveryCodeOnEveryPath()
{
    QFETCH(QString, path);
    QFETCH(QString, codeKey);
    const Person ada = person();
    QCOMPARE(ada.recoveryCodes.size(), 8);
    const auto answerTo = [&](const QString &code) {
        m_server.clock().advance(10s);
        const QString token = pendingOf(ada);
        QJsonObject body{{u"token"_s, token}, {u"partialToken"_s, token}};
        body.insert(codeKey, code);
        m_server.clock().advance(10s); // past the ladder
        return m_server.client().as(path == path::twoFactorVerify ? token : QString()).post(path, body);
    };
    QVERIFY_STATUS(answerTo(ada.recoveryCodes[0]), 200);
    QVERIFY_REFUSAL(answerTo(ada.recoveryCodes[0]), 401, code::invalidTwoFactorCode);
    QVERIFY_STATUS(answerTo(ada.recoveryCodes[1].toLower().remove(u'-')), 200);
    QCOMPARE(m_server.column(u"SELECT methods FROM sessions WHERE account_id = ?"_s, {ada.id.toString()}),
             u"password recovery_code"_s);
    QVERIFY_REFUSAL(answerTo(ada.recoveryCodes[1]), 401, code::invalidTwoFactorCode);
}

void SecondFactorTest::renewsAFullSession()
{
    const Person ada = person();
    HttpClient browser = m_server.browser();
    browser.post(path::login, ada.credentials());
    const Answer first = browser.post(path::loginSecondFactor, {{u"code"_s, m_server.nextCodeOf(ada)}});
    const Answer second = browser.post(path::twoFactorVerify, {{u"token"_s, m_server.nextCodeOf(ada)}});
    QVERIFY_STATUS(second, 200);
    QCOMPARE(second.cookieNames().size(), 3);
    const auto sid = [](const Answer &answer) {
        return claimsOf(QString::fromLatin1(answer.cookie("token")->value)).value("sid"_L1);
    };
    QCOMPARE(sid(second), sid(first));
    QVERIFY_REFUSAL(browser.post(path::twoFactorVerify, {{u"token"_s, m_server.wrongCodeOf(ada)}}), 401,
                    code::invalidTwoFactorCode);
    QVERIFY_STATUS(browser.get(path::account), 200);
}

// A session of an account that switched two-factor on elsewhere (api.md 0.5).
void SecondFactorTest::liftsASessionThatIsOlderThanTheSecondFactor()
{
    Person ada = m_server.addPerson(u"elsewhere@example.org"_s);
    HttpClient browser = m_server.browser();
    const Answer first = browser.post(path::login, ada.credentials());
    m_server.enableTwoFactor(ada);
    QCOMPARE(browser.get(path::session).text("status"_L1), u"2fa_required"_s);
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::twoFactorRequired);
    QVERIFY_REFUSAL(browser.post(path::refresh), 401, code::twoFactorRequired);
    QVERIFY_REFUSAL(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, first.text("refresh_token"_L1)}}), 401,
        code::twoFactorRequired);
    QVERIFY_STATUS(browser.post(path::twoFactorVerify, {{u"token"_s, m_server.nextCodeOf(ada)}}), 200);
    QVERIFY_STATUS(browser.get(path::account), 200);
    QVERIFY_STATUS(browser.post(path::refresh), 200);
}

void SecondFactorTest::writesOneEventAtCompletion()
{
    const Person ada = person();
    const QString token = pendingOf(ada);
    const auto events = [&] { return prepared(m_server.services().history.lastOf(ada.id)); };
    QVERIFY(events().isEmpty());
    m_server.client().post(path::loginSecondFactor,
                           {{u"partialToken"_s, token}, {u"code"_s, m_server.wrongCodeOf(ada)}});
    QCOMPARE(events().size(), 1);
    QCOMPARE(events().first().failureReason, u"invalid_totp"_s);
    m_server.client().post(path::loginSecondFactor,
                           {{u"partialToken"_s, token}, {u"code"_s, m_server.nextCodeOf(ada)}});
    QCOMPARE(events().size(), 2);
    QVERIFY(events().first().success);
    QCOMPARE(events().first().provider, u"password"_s);
}

QTEST_GUILESS_MAIN(SecondFactorTest)
#include "tst_secondfactor.moc"
