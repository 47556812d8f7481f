// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Whom the second step of a login turns away, and what a first step alone does not open.
class SecondFactorRefusalsTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesBadBodies_data();
    void refusesBadBodies();
    void refusesTokensThatNameNoPendingSignIn_data();
    void refusesTokensThatNameNoPendingSignIn();
    void refusesAWrongCode_data();
    void refusesAWrongCode();
    void opensNothingElse_data();
    void opensNothingElse();
    void endsAfterFifteenMinutes();
    void endsWithLogout();
    void refusesAnAccountThatWasShutMeanwhile();

private:
    QString pendingOf(const Person &person) { return m_server.signIn(person).text("partialToken"_L1); }
    Person person();

    TestServer m_server;
    int m_people = 0;
};

Person SecondFactorRefusalsTest::person()
{
    return m_server.addWithTwoFactor(u"person%1@example.org"_s.arg(++m_people));
}

void SecondFactorRefusalsTest::refusesBadBodies_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QJsonObject>("codes");
    QTest::newRow("login/2fa without a code")
        << path::loginSecondFactor << QJsonObject{{u"partialToken"_s, u"x"_s}}
        << QJsonObject{{u"code"_s, u"REQUIRED"_s}};
    QTest::newRow("login/2fa, code a number") << path::loginSecondFactor << QJsonObject{{u"code"_s, 123456}}
                                              << QJsonObject{{u"code"_s, u"INVALID"_s}};
    QTest::newRow("two-factor, nothing")
        << path::twoFactor << QJsonObject()
        << QJsonObject{{u"token"_s, u"REQUIRED"_s}, {u"code"_s, u"REQUIRED"_s}};
    QTest::newRow("2fa/verify, nothing")
        << path::twoFactorVerify << QJsonObject() << QJsonObject{{u"token"_s, u"REQUIRED"_s}};
}

void SecondFactorRefusalsTest::refusesBadBodies()
{
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    QFETCH(QJsonObject, codes);
    HttpClient client = m_server.client();
    if (path == path::twoFactorVerify)
        client.as(pendingOf(person()));
    const Answer answer = client.post(path, body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void SecondFactorRefusalsTest::refusesTokensThatNameNoPendingSignIn_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"empty", "garbage", "handle", "access", "auth", "refresh", "reset", "spent"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void SecondFactorRefusalsTest::refusesTokensThatNameNoPendingSignIn()
{
    QFETCH(QString, kind);
    const Person ada = person();
    const Answer full = m_server.client().post(
        path::twoFactor, {{u"token"_s, pendingOf(ada)}, {u"code"_s, m_server.nextCodeOf(ada)}});
    QString token = kind == "garbage"_L1 ? u"x.y.z"_s : kind == "handle"_L1 ? QString(64, u'a') : QString();
    if (kind == "access"_L1 || kind == "refresh"_L1)
        token = full.text(kind == "access"_L1 ? "access_token"_L1 : "refresh_token"_L1);
    if (kind == "auth"_L1)
        token = QString::fromLatin1(full.cookie("token")->value);
    if (kind == "reset"_L1)
        token = QString::fromLatin1(m_server.resetToken(ada));
    if (kind == "spent"_L1) {
        token = pendingOf(ada);
        QVERIFY_STATUS(m_server.client().post(path::twoFactor,
                                              {{u"token"_s, token}, {u"code"_s, m_server.nextCodeOf(ada)}}),
                       200);
    }
    const QString code = m_server.nextCodeOf(ada);
    QVERIFY_REFUSAL(
        m_server.client().post(path::loginSecondFactor, {{u"partialToken"_s, token}, {u"code"_s, code}}), 401,
        code::invalidPartialToken);
    if (kind != "empty"_L1)
        QVERIFY_REFUSAL(m_server.client().post(path::twoFactor, {{u"token"_s, token}, {u"code"_s, code}}),
                        400, code::invalidTwoFactorToken);
    QVERIFY_STATUS(m_server.client().post(path::twoFactor, {{u"token"_s, pendingOf(ada)}, {u"code"_s, code}}),
                   200); // it was not spent
}

void SecondFactorRefusalsTest::refusesAWrongCode_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("another") << u"?"_s;
    QTest::newRow("five digits") << u"12345"_s;
    QTest::newRow("letters") << u"abcdef"_s;
    QTest::newRow("Arabic digits") << u"\u0661\u0662\u0663\u0664\u0665\u0666"_s;
    QTest::newRow("long") << QString(10'000, u'1');
    QTest::newRow("a recovery code of nobody") << u"AAAAAA-BBBBBB-CCCCCC-DDDDDD"_s;
}

void SecondFactorRefusalsTest::refusesAWrongCode()
{
    QFETCH(QString, code);
    const Person ada = person();
    const QString token = pendingOf(ada);
    const QString digits = code == "?"_L1 ? m_server.wrongCodeOf(ada) : code;
    QVERIFY_REFUSAL(
        m_server.client().post(path::loginSecondFactor, {{u"partialToken"_s, token}, {u"code"_s, digits}}),
        401, code::invalidTwoFactorCode);
    QVERIFY_STATUS(m_server.client().post(path::loginSecondFactor, {{u"partialToken"_s, token},
                                                                    {u"code"_s, m_server.nextCodeOf(ada)}}),
                   200);
}

void SecondFactorRefusalsTest::opensNothingElse_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::newRow("account") << QByteArray("GET") << path::account;
    QTest::newRow("history") << QByteArray("GET") << path::loginHistory;
    QTest::newRow("change-password") << QByteArray("POST") << path::changePassword;
    QTest::newRow("reauthenticate") << QByteArray("POST") << path::reauthenticate;
    QTest::newRow("2fa/enable/request") << QByteArray("POST") << path::twoFactorEnableRequest;
    QTest::newRow("2fa/enable/submit") << QByteArray("POST") << path::twoFactorEnableSubmit;
}

void SecondFactorRefusalsTest::opensNothingElse()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const QString token = pendingOf(person());
    QVERIFY_REFUSAL(m_server.client().as(token).send(method, path, {}), 401, code::twoFactorRequired);
    for (const char *name : {"token", "access_token"})
        QVERIFY_REFUSAL(m_server.client().send(method, path, {cookieHeader(name, token.toLatin1())}), 401,
                        code::twoFactorRequired);
}

void SecondFactorRefusalsTest::endsAfterFifteenMinutes()
{
    const Person ada = person();
    const QString token = pendingOf(ada);
    m_server.clock().advance(14min);
    QCOMPARE(m_server.client().as(token).get(path::session).text("status"_L1), u"2fa_required"_s);
    m_server.clock().advance(1min);
    QVERIFY(m_server.client().as(token).get(path::session).json().value("auth"_L1).isNull());
    QVERIFY_REFUSAL(m_server.client().post(path::loginSecondFactor,
                                           {{u"partialToken"_s, token}, {u"code"_s, m_server.codeOf(ada)}}),
                    401, code::invalidPartialToken);
    QVERIFY_REFUSAL(
        m_server.client().as(token).post(path::twoFactorVerify, {{u"token"_s, m_server.codeOf(ada)}}), 401,
        code::unauthorized);
}

void SecondFactorRefusalsTest::endsWithLogout()
{
    const Person ada = person();
    const QString token = pendingOf(ada);
    QVERIFY_STATUS(m_server.client().as(token).post(path::logout), 200);
    QVERIFY_REFUSAL(
        m_server.client().post(path::twoFactor, {{u"token"_s, token}, {u"code"_s, m_server.nextCodeOf(ada)}}),
        400, code::invalidTwoFactorToken);
}

void SecondFactorRefusalsTest::refusesAnAccountThatWasShutMeanwhile()
{
    const Person ada = person();
    const QString token = pendingOf(ada);
    prepared(m_server.services().accounts.setDeactivated(ada.id, true, {}, {}));
    QVERIFY_REFUSAL(m_server.client().post(path::loginSecondFactor, {{u"partialToken"_s, token},
                                                                     {u"code"_s, m_server.nextCodeOf(ada)}}),
                    403, code::accountDeactivated);
    QVERIFY(m_server.client().as(token).get(path::session).json().value("auth"_L1).isNull());
}

QTEST_GUILESS_MAIN(SecondFactorRefusalsTest)
#include "tst_secondfactorrefusals.moc"
