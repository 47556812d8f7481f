// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST /auth/forgot-password, /auth/reset/request, /user/change-email, GET /auth/verify-email-change,
// POST /user/set-password, /user/deactivate, /auth/2fa/reset.
class LeavingTest : public QObject
{
    Q_OBJECT
private slots:
    void resetsAForgottenPassword();
    void mailsNothingToThoseWhoAreOut();
    void buildsLinksFromTheConfigurationAlone();
    void movesToAnotherAddress();
    void refusesBadMoves();
    void refusesAnAddressThatWasTakenMeanwhile();
    void killsLinksWithTheAddress();
    void setsAFirstPassword();
    void deactivates_data();
    void deactivates();
    void refusesToDeactivate();
    void keepsTheLastAdmin();
    void renewsTheSecondFactor();
    void refusesToRenewTheSecondFactor();

private:
    Person person() { return m_server.addPerson(newAddress()); }
    QString newAddress() { return u"person%1@example.org"_s.arg(++m_people); }

    TestServer m_server{{u"throttle.mails_per_client=1000"_s}};
    int m_people = 0;
};

void LeavingTest::resetsAForgottenPassword()
{
    Person ada = person();
    for (const QString &path : {path::forgotPassword, path::resetRequest}) {
        QVERIFY_STATUS(m_server.client().post(path, QJsonObject{{u"email"_s, ada.email.toUpper()}}), 200);
        ada.password += u'!';
        const QJsonObject body{{u"token"_s, tokenTo(m_server, ada.email)}, {u"password"_s, ada.password}};
        QVERIFY_STATUS(m_server.client().post(path::resetPassword, body), 200);
        QVERIFY_REFUSAL(m_server.client().post(path::resetPassword, body), 400, code::expiredOrAlreadyUsed);
        QVERIFY_STATUS(m_server.signIn(ada), 200);
    }
    QCOMPARE(kindsTo(m_server, ada.email).count("password_changed"), 2);
}

void LeavingTest::mailsNothingToThoseWhoAreOut()
{
    const Person ada = person();
    prepared(m_server.services().accounts.setDeactivated(ada.id, true, {.action = "test"}, {}));
    QVERIFY_STATUS(m_server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, ada.email}}), 200);
    QCOMPARE(lettersTo(m_server, ada.email).size(), 0);
}

void LeavingTest::buildsLinksFromTheConfigurationAlone()
{
    const Person ada = person();
    const Headers poison{{"X-Forwarded-Host", "evil.test"}, {"X-Forwarded-Proto", "https"}, {"X-Original-Host", "evil.test"}, {"Forwarded", "host=evil.test"}};
    QVERIFY_STATUS(m_server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, ada.email}}, poison), 200);
    QVERIFY(linkTo(m_server, ada.email).startsWith(m_server.publicUrl() + u"/reset-password?token="_s));
}

void LeavingTest::movesToAnotherAddress()
{
    Person ada = person();
    const QString old = ada.email;
    const QString wanted = newAddress();
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_STATUS(client.post(path::changeEmail, QJsonObject{{u"newEmail"_s, wanted}, {u"password"_s, ada.password}}), 200);
    QVERIFY_STATUS(m_server.signIn(ada), 200); // the old one stays until the link is used
    QCOMPARE(kindsTo(m_server, old).first(), QByteArray("email_change_asked"));
    const QString target = path::verifyEmailChange + u"?token="_s + tokenTo(m_server, wanted);
    QVERIFY(m_server.client().get(target).header("location").endsWith("/login?emailChanged=true"));
    QVERIFY(m_server.client().get(target).header("location").endsWith("error=invalid_or_expired_token"));
    QVERIFY_REFUSAL(m_server.signIn(ada), 401, code::invalidCredentials);
    ada.email = wanted;
    QVERIFY_STATUS(m_server.signIn(ada), 200);
    QCOMPARE(kindsTo(m_server, old).first(), QByteArray("email_changed_unproven")); // for a proven one see tst_stoppedaccount
}

void LeavingTest::refusesBadMoves()
{
    const Person ada = person();
    const Person grace = person();
    HttpClient client = m_server.signedIn(ada);
    const auto ask = [&](const QString &email, const QString &password) {
        return client.post(path::changeEmail, QJsonObject{{u"newEmail"_s, email}, {u"password"_s, password}});
    };
    QVERIFY_REFUSAL(ask(newAddress(), u"wrong"_s), 400, code::invalidPassword);
    QVERIFY_REFUSAL(ask(ada.email.toUpper(), ada.password), 409, code::emailConflict);
    QVERIFY_REFUSAL(ask(grace.email, ada.password), 409, code::emailAlreadyExists);
    QVERIFY_REFUSAL(ask(u"no address"_s, ada.password), 400, code::validationFailed);
    QVERIFY_REFUSAL(m_server.client().post(path::changeEmail, QJsonObject{}), 401, code::unauthorized);
}

void LeavingTest::refusesAnAddressThatWasTakenMeanwhile()
{
    const Person ada = person();
    const QString wanted = newAddress();
    QVERIFY_STATUS(m_server.signedIn(ada).post(path::changeEmail, QJsonObject{{u"newEmail"_s, wanted}, {u"password"_s, ada.password}}), 200);
    const QString token = tokenTo(m_server, wanted);
    m_server.addPerson(wanted);
    QVERIFY(m_server.client().get(path::verifyEmailChange + u"?token="_s + token).header("location").contains("error="));
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void LeavingTest::killsLinksWithTheAddress()
{
    const Person ada = person();
    m_server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, ada.email}});
    const QString reset = tokenTo(m_server, ada.email);
    const QString wanted = newAddress();
    m_server.signedIn(ada).post(path::changeEmail, QJsonObject{{u"newEmail"_s, wanted}, {u"password"_s, ada.password}});
    m_server.client().get(path::verifyEmailChange + u"?token="_s + tokenTo(m_server, wanted));
    QVERIFY_REFUSAL(m_server.client().post(path::resetPassword, QJsonObject{{u"token"_s, reset}, {u"password"_s, u"a new password 8"_s}}), 400, code::expiredOrAlreadyUsed);
}

void LeavingTest::setsAFirstPassword()
{
    const Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_REFUSAL(client.post(path::setPassword, QJsonObject{{u"newPassword"_s, u"a new password 8"_s}}), 400, code::passwordAlreadySet);
    prepared(m_server.services().database.run(u"DELETE FROM passwords WHERE account_id = ?"_s, {ada.id.toString()}));
    QVERIFY_REFUSAL(client.post(path::setPassword, QJsonObject{{u"newPassword"_s, u"short"_s}}), 400, code::validationFailed);
    QVERIFY_STATUS(client.post(path::setPassword, QJsonObject{{u"newPassword"_s, u"a new password 8"_s}}), 200);
    QVERIFY_STATUS(m_server.signIn({.email = ada.email, .password = u"a new password 8"_s}), 200);
}

void LeavingTest::deactivates_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"DEACTIVATE", "  deactivate ", "Delete", "deactivate my account", "<email>"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void LeavingTest::deactivates()
{
    QFETCH(QString, text);
    const Person ada = person();
    HttpClient browser = m_server.browser();
    browser.post(path::login, ada.credentials());
    const QString confirmation = text == "<email>"_L1 ? ada.email : text;
    const Answer answer = browser.post(path::deactivate, QJsonObject{{u"confirmText"_s, confirmation}, {u"password"_s, ada.password}});
    QVERIFY_STATUS(answer, 200);
    QVERIFY(answer.cookie("token")->isRemoval() && answer.cookie("access_token")->isRemoval() && answer.cookie("refresh_token")->isRemoval());
    QVERIFY_REFUSAL(m_server.signIn(ada), 403, code::accountDeactivated);
}

void LeavingTest::refusesToDeactivate()
{
    const Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_REFUSAL(client.post(path::deactivate, QJsonObject{{u"confirmText"_s, u"yes"_s}, {u"password"_s, ada.password}}), 400, code::invalidConfirmation);
    QVERIFY_REFUSAL(client.post(path::deactivate, QJsonObject{{u"confirmText"_s, u"DELETE"_s}, {u"password"_s, u"wrong"_s}}), 400, code::invalidPassword);
    QVERIFY_REFUSAL(client.post(path::deactivate, QJsonObject{{u"confirmText"_s, u"DELETE"_s}}), 400, code::invalidPassword);
    QVERIFY_STATUS(client.get(path::account), 200);
}

void LeavingTest::keepsTheLastAdmin()
{
    TestServer server;
    const Person admin = server.addAdmin(u"admin@example.org"_s);
    QVERIFY_REFUSAL(server.signedIn(admin).post(path::deactivate, QJsonObject{{u"confirmText"_s, u"DELETE"_s}, {u"password"_s, admin.password}}), 409, code::lastAdmin);
}

// The old authenticator stays good until the new one has shown its first code.
void LeavingTest::renewsTheSecondFactor()
{
    Person ada = m_server.addWithTwoFactor(newAddress());
    HttpClient client = m_server.signedIn(ada);
    const Answer answer = client.post(path::twoFactorReset, QJsonObject{{u"token"_s, m_server.nextCodeOf(ada)}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"2fa_setup"_s);
    QCOMPARE(answer.cookieNames().size(), 3);
    QVERIFY_STATUS(m_server.client().post(path::loginSecondFactor, QJsonObject{{u"partialToken"_s, m_server.signIn(ada).text("partialToken"_L1)}, {u"code"_s, m_server.nextCodeOf(ada)}}), 200);
}

void LeavingTest::refusesToRenewTheSecondFactor()
{
    Person ada = m_server.addWithTwoFactor(newAddress());
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_REFUSAL(client.post(path::twoFactorReset, QJsonObject{{u"token"_s, m_server.wrongCodeOf(ada)}}), 401, code::invalidTwoFactorCode);
    QVERIFY_REFUSAL(client.post(path::twoFactorReset, QJsonObject{{u"token"_s, ada.recoveryCodes.value(0)}}), 401, code::invalidTwoFactorCode);
    QVERIFY_REFUSAL(m_server.client().post(path::twoFactorReset, QJsonObject{{u"token"_s, u"000000"_s}}), 401, code::unauthorized);
}

QTEST_GUILESS_MAIN(LeavingTest)
#include "tst_leaving.moc"
