// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base32.h"
#include "otpauth.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Switching two-factor on: /auth/2fa/enable/request and /auth/2fa/enable/submit.
class TwoFactorSetupTest : public QObject
{
    Q_OBJECT
private slots:
    void givesASecretOf160Bits();
    void switchesItOnWithTheFirstCode();
    void replacesAnUnconfirmedSecret();
    void asksTheOtherSessionsForIt();
    void refusesUnverifiedAddresses();
    void refusesWhoHasItAlready();
    void refusesASubmissionWithoutARequest();
    void refusesALateSubmission();
    void refusesWrongCodes_data();
    void refusesWrongCodes();
    void refusesStrangers_data();
    void refusesStrangers();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    static QByteArray secretIn(const Answer &answer)
    {
        return base32::decode(answer.text("secret"_L1).toLatin1()).value_or(QByteArray());
    }

    TestServer m_server;
    int m_people = 0;
};

void TwoFactorSetupTest::givesASecretOf160Bits()
{
    const Person ada = person();
    const Answer answer = m_server.signedIn(ada).post(path::twoFactorEnableRequest);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"secret"_s, u"status"_s, u"url"_s}));
    QCOMPARE(answer.text("status"_L1), u"2fa_setup"_s);
    QCOMPARE(secretIn(answer).size(), 20);
    const auto uri = OtpAuth::fromUri(answer.text("url"_L1));
    QVERIFY(uri);
    QCOMPARE(uri->secret, secretIn(answer));
    QCOMPARE(uri->account, ada.email);
    QCOMPARE(uri->issuer, u"Gatehouse"_s);
    QVERIFY(answer.text("url"_L1).startsWith("otpauth://totp/Gatehouse:"_L1));
    const QByteArray stored = prepared(m_server.services().database.one(
        u"SELECT pending_secret FROM totp WHERE account_id = ?"_s, {ada.id.toString()},
        [](const store::Row &row) { return row.bytes(0); }));
    QVERIFY(!stored.contains(secretIn(answer)));
    QVERIFY(!stored.contains(answer.text("secret"_L1).toLatin1()));
}

void TwoFactorSetupTest::switchesItOnWithTheFirstCode()
{
    Person ada = person();
    HttpClient browser = m_server.browser();
    browser.post(path::login, ada.credentials());
    ada.totpSecret = secretIn(browser.post(path::twoFactorEnableRequest));
    const Answer answer = browser.post(path::twoFactorEnableSubmit, {{u"token"_s, m_server.codeOf(ada)}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"recoveryCodes"_s, u"status"_s, u"token"_s}));
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));

    const QJsonArray codes = answer.json().value("recoveryCodes"_L1).toArray();
    QCOMPARE(codes.size(), 8);
    for (const QJsonValue code : codes)
        QVERIFY(QRegularExpression(u"^[A-Z2-7]{6}(-[A-Z2-7]{6}){3}$"_s).match(code.toString()).hasMatch());
    QCOMPARE(
        m_server.number(u"SELECT count(*) FROM recovery_codes WHERE account_id = ?"_s, {ada.id.toString()}),
        8);

    QVERIFY_STATUS(browser.get(path::account), 200); // this session has passed it
    QCOMPARE(m_server.signIn(ada).text("status"_L1), u"2fa_required"_s);
}

void TwoFactorSetupTest::replacesAnUnconfirmedSecret()
{
    Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    ada.totpSecret = secretIn(client.post(path::twoFactorEnableRequest));
    const QString old = m_server.codeOf(ada);
    ada.totpSecret = secretIn(client.post(path::twoFactorEnableRequest));
    QVERIFY_REFUSAL(client.post(path::twoFactorEnableSubmit, {{u"token"_s, old}}), 400,
                    code::invalidTwoFactorCode);
    QVERIFY_STATUS(client.post(path::twoFactorEnableSubmit, {{u"token"_s, m_server.codeOf(ada)}}), 200);
}

void TwoFactorSetupTest::asksTheOtherSessionsForIt()
{
    Person ada = person();
    HttpClient here = m_server.signedIn(ada);
    HttpClient elsewhere = m_server.signedIn(ada);
    ada.totpSecret = secretIn(here.post(path::twoFactorEnableRequest));
    QVERIFY_STATUS(here.post(path::twoFactorEnableSubmit, {{u"token"_s, m_server.codeOf(ada)}}), 200);
    QVERIFY_STATUS(here.get(path::account), 200);
    QVERIFY_REFUSAL(elsewhere.get(path::account), 401, code::twoFactorRequired);
}

void TwoFactorSetupTest::refusesUnverifiedAddresses()
{
    const Person ada = m_server.add({.email = u"unverified@example.org"_s, .emailVerified = false});
    HttpClient client = m_server.signedIn(ada);
    for (const QString &path :
         {path::twoFactorEnableRequest, path::twoFactorEnableSubmit, path::twoFactorVerify}) {
        const Answer answer = client.post(path, {{u"token"_s, u"123456"_s}});
        QVERIFY_REFUSAL(answer, 400, code::emailNotVerified);
        QCOMPARE(answer.text("status"_L1), u"error"_s);
    }
}

void TwoFactorSetupTest::refusesWhoHasItAlready()
{
    const Person ada = m_server.addWithTwoFactor(u"already@example.org"_s);
    QVERIFY_REFUSAL(m_server.signedIn(ada).post(path::twoFactorEnableRequest), 409,
                    code::twoFactorAlreadyEnabled);
}

void TwoFactorSetupTest::refusesASubmissionWithoutARequest()
{
    HttpClient client = m_server.signedIn(person());
    QVERIFY_REFUSAL(client.post(path::twoFactorEnableSubmit, {{u"token"_s, u"123456"_s}}), 400,
                    code::twoFactorNotInitialized);
    QVERIFY_REFUSAL(client.post(path::twoFactorEnableSubmit, QJsonObject()), 400, code::validationFailed);
}

void TwoFactorSetupTest::refusesALateSubmission()
{
    Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    ada.totpSecret = secretIn(client.post(path::twoFactorEnableRequest));
    m_server.clock().advance(16min);
    QVERIFY_REFUSAL(client.post(path::twoFactorEnableSubmit, {{u"token"_s, m_server.codeOf(ada)}}), 400,
                    code::twoFactorNotInitialized);
}

void TwoFactorSetupTest::refusesWrongCodes_data()
{
    QTest::addColumn<int>("stepsAway");
    QTest::newRow("two steps old") << -2;
    QTest::newRow("two steps ahead") << 2;
    QTest::newRow("from another day") << 2880;
}

void TwoFactorSetupTest::refusesWrongCodes()
{
    QFETCH(int, stepsAway);
    Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    ada.totpSecret = secretIn(client.post(path::twoFactorEnableRequest));
    QVERIFY_REFUSAL(client.post(path::twoFactorEnableSubmit, {{u"token"_s, m_server.codeOf(ada, stepsAway)}}),
                    400, code::invalidTwoFactorCode);
    QVERIFY_STATUS(client.post(path::twoFactorEnableSubmit, {{u"token"_s, m_server.codeOf(ada, -1)}}), 200);
    QVERIFY_REFUSAL(client.post(path::twoFactorVerify, {{u"token"_s, m_server.codeOf(ada, -1)}}), 401,
                    code::invalidTwoFactorCode);
}

void TwoFactorSetupTest::refusesStrangers_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("request") << path::twoFactorEnableRequest;
    QTest::newRow("submit") << path::twoFactorEnableSubmit;
    QTest::newRow("verify") << path::twoFactorVerify;
}

void TwoFactorSetupTest::refusesStrangers()
{
    QFETCH(QString, path);
    QVERIFY_REFUSAL(m_server.client().post(path, {{u"token"_s, u"123456"_s}}), 401, code::unauthorized);
    QVERIFY_REFUSAL(m_server.client().as(u"x.y.z"_s).post(path, {{u"token"_s, u"123456"_s}}), 401,
                    code::unauthorized);
}

QTEST_GUILESS_MAIN(TwoFactorSetupTest)
#include "tst_twofactorsetup.moc"
