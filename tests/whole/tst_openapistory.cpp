// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base32.h"
#include "support/apiexamples.h"
#include "support/outboxreader.h"
#include "totpcode.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

// The examples of the API's description, sent to the server in an order that makes sense: what
// comes back has the status and the shape that are described.
class OpenApiStoryTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void tellsAboutTheServer();
    void signsUpAndIn();
    void registersAndConfirms();
    void setsPasswords();
    void setsTwoFactorUp();
    void changesTheAddressAndLeaves();
    void administersPeople();
    void administersTwoFactor();
    void administersSessions();
    void hasAskedNearlyEverything();

private:
    TestServer m_server;
    ApiDescription m_api{{}};
    ApiExamples m_examples;
};

#define ASK(client, ...)                                                                                     \
    [&] {                                                                                                    \
        const Answer answer = m_examples.ask(m_api, client, ExampleWish __VA_ARGS__);                        \
        if (!m_examples.fault().isEmpty())                                                                   \
            QTest::qFail(qPrintable(m_examples.fault()), __FILE__, __LINE__);                                \
        return answer;                                                                                       \
    }()

void OpenApiStoryTest::initTestCase()
{
    m_api = ApiDescription(m_server.client().get(path::openapi).json());
    QVERIFY(!m_api.operations().isEmpty());
}

void OpenApiStoryTest::tellsAboutTheServer()
{
    m_server.addAdmin(u"first@example.org"_s);
    HttpClient client = m_server.client();
    for (const QString &id : {u"keys"_s, u"health"_s, u"ready"_s, u"description"_s})
        ASK(client, {.id = id});
}

void OpenApiStoryTest::signsUpAndIn()
{
    HttpClient client = m_server.client();
    ASK(client, {.id = u"signup"_s});
    ASK(client, {.id = u"sessionStatus"_s});
    const Answer login = ASK(client, {.id = u"login"_s});
    client.as(login.text("access_token"_L1));
    QCOMPARE(ASK(client, {.id = u"sessionStatus"_s}).json()["auth"_L1]["use"_L1].toString(), u"access"_s);
    for (const QString &id : {u"ownAccount"_s, u"ownLoginHistory"_s, u"ownSessions"_s, u"reauthenticate"_s})
        ASK(client, {.id = id});
    const Answer renewed = ASK(client, {.id = u"refresh"_s,
                                        .instead = {{u"refresh_token"_s, login.text("refresh_token"_L1)}},
                                        .example = u"body"_s});
    client.as(renewed.text("access_token"_L1));
    HttpClient browser = m_server.browser();
    ASK(browser, {.id = u"login"_s});
    ASK(browser, {.id = u"refresh"_s, .example = u"cookie"_s});
    const auto sessions = ASK(browser, {.id = u"ownSessions"_s}).json()["sessions"_L1].toArray();
    for (const QJsonValue session : sessions) {
        if (!session["current"_L1].toBool())
            ASK(browser, {.id = u"endOwnSession"_s, .argument = session["id"_L1].toString()});
    }
    ASK(browser, {.id = u"endOtherSessions"_s});
    ASK(browser, {.id = u"logout"_s});
    ASK(browser, {.id = u"logoutByLink"_s});
    client.as(ASK(browser, {.id = u"login"_s}).text("access_token"_L1));
    ASK(client, {.id = u"logout"_s});
}

void OpenApiStoryTest::registersAndConfirms()
{
    HttpClient browser = m_server.browser();
    ASK(browser, {.id = u"register"_s, .example = u"mrDemonWolf"_s});
    ASK(browser, {.id = u"register"_s, .example = u"browsary"_s});
    ASK(browser, {.id = u"sessionStatus"_s});
    ASK(browser, {.id = u"requestVerification"_s});
    ASK(browser, {.id = u"submitVerification"_s,
                  .instead = {{u"token"_s, tokenTo(m_server, u"grace@example.org"_s)}}});
    HttpClient client = m_server.client();
    ASK(client, {.id = u"resendVerification"_s, .instead = {{u"email"_s, u"edsger@example.org"_s}}});
    const QUrl link(linkTo(m_server, u"edsger@example.org"_s));
    QCOMPARE(link.path(), m_api.operation(u"verifyEmailByLink"_s).path);
    const Answer answer = client.get(link.path() + u'?' + link.query());
    QVERIFY(m_api.operation(u"verifyEmailByLink"_s).statuses(200, 399).contains(answer.status));
    QVERIFY(answer.header("location").endsWith("/login?verified=true"));
    m_examples.count(u"verifyEmailByLink"_s);
}

void OpenApiStoryTest::setsPasswords()
{
    const Person ada = m_server.addPerson(u"forgetful@example.org"_s);
    HttpClient browser = m_server.browser();
    ASK(browser, {.id = u"forgotPassword"_s, .instead = {{u"email"_s, ada.email}}});
    ASK(browser, {.id = u"resetPassword"_s, .instead = {{u"token"_s, tokenTo(m_server, ada.email)}}});
    ASK(browser, {.id = u"requestReset"_s, .instead = {{u"email"_s, ada.email}}});
    ASK(browser, {.id = u"submitReset"_s, .instead = {{u"token"_s, tokenTo(m_server, ada.email)}}});
    ASK(browser, {.id = u"changePassword"_s,
                  .instead = {{u"currentPassword"_s, u"difference engine 2"_s},
                              {u"newPassword"_s, u"engine number 1"_s}}});
    const Person bob = m_server.addPerson(u"passwordless@example.org"_s);
    HttpClient client = m_server.signedIn(bob);
    prepared(m_server.services().database.run(u"DELETE FROM passwords WHERE account_id = ?"_s,
                                              {bob.id.toString()}));
    ASK(client, {.id = u"setPassword"_s});
}

static QString codeFor(const QString &secret, const QDateTime &now)
{
    return QString::fromLatin1(totp::codeAt(base32::decode(secret.toLatin1()).value_or(QByteArray()),
                                            totp::timeStep(now.toSecsSinceEpoch())));
}

void OpenApiStoryTest::setsTwoFactorUp()
{
    Person eve = m_server.addPerson(u"eve@example.org"_s);
    HttpClient browser = m_server.browser();
    ASK(browser, {.id = u"login"_s, .instead = eve.credentials()});
    const Answer setup = ASK(browser, {.id = u"requestTwoFactor"_s});
    ASK(browser, {.id = u"totpQrCode"_s, .instead = {{u"url"_s, setup.text("url"_L1)}}});
    const QString secret = setup.text("secret"_L1);
    eve.totpSecret = base32::decode(secret.toLatin1()).value_or(QByteArray());
    ASK(browser,
        {.id = u"submitTwoFactor"_s, .instead = {{u"token"_s, codeFor(secret, m_server.clock().now())}}});

    const Answer pending = ASK(browser, {.id = u"login"_s, .instead = eve.credentials()});
    QCOMPARE(pending.json()["requiresTOTP"_L1], true);
    ASK(browser, {.id = u"completeLogin"_s,
                  .instead = {{u"code"_s, m_server.nextCodeOf(eve)},
                              {u"partialToken"_s, pending.text("partialToken"_L1)}}});
    ASK(browser, {.id = u"login"_s, .instead = eve.credentials()});
    QCOMPARE(ASK(browser, {.id = u"sessionStatus"_s}).text("status"_L1), u"2fa_required"_s);
    ASK(browser, {.id = u"verifyTwoFactor"_s, .instead = {{u"token"_s, m_server.nextCodeOf(eve)}}});
    ASK(browser, {.id = u"resetTwoFactor"_s, .instead = {{u"token"_s, m_server.nextCodeOf(eve)}}});

    HttpClient client = m_server.client();
    const Answer first = client.postForm(path::login, eve.formCredentials());
    QCOMPARE(m_api.faultOf(first.json(), m_api.operation(u"login"_s).answer(200)["schema"_L1]), QString());
    ASK(client, {.id = u"completeFormLogin"_s,
                 .instead = {{u"token"_s, first.text("token"_L1)}, {u"code"_s, m_server.nextCodeOf(eve)}}});
}

void OpenApiStoryTest::changesTheAddressAndLeaves()
{
    const Person ada = m_server.addPerson(u"leaving@example.org"_s);
    HttpClient client = m_server.signedIn(ada);
    ASK(client, {.id = u"changeEmail"_s, .instead = {{u"password"_s, ada.password}}});
    const QUrl link(linkTo(m_server, u"countess@example.org"_s));
    QCOMPARE(link.path(), m_api.operation(u"confirmEmailChange"_s).path);
    QVERIFY_STATUS(m_server.client().get(link.path() + u'?' + link.query()), 302);
    m_examples.count(u"confirmEmailChange"_s);
    ASK(client, {.id = u"deactivate"_s, .instead = {{u"password"_s, ada.password}}});
}

void OpenApiStoryTest::administersPeople()
{
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"people@example.org"_s));
    const Answer made =
        ASK(admin, {.id = u"createAccount"_s,
                    .instead = {{u"email"_s, u"made@example.org"_s}, {u"username"_s, u"made"_s}}});
    const QString id = made.json()["user"_L1]["id"_L1].toString();
    for (const QString &each :
         {u"showAccount"_s, u"changeAccount"_s, u"lockAccount"_s, u"unlockAccount"_s, u"disableAccount"_s,
          u"enableAccount"_s, u"verifyAccount"_s, u"makeLink"_s, u"deleteAccount"_s})
        ASK(admin, {.id = each, .argument = id});
    ASK(admin, {.id = u"listAccounts"_s});
    ASK(admin, {.id = u"forgotPassword"_s, .instead = {{u"email"_s, u"people@example.org"_s}}});
    const auto mails = ASK(admin, {.id = u"listMails"_s}).json()["mails"_L1].toArray();
    QVERIFY(!mails.isEmpty());
    ASK(admin, {.id = u"resendMail"_s, .argument = mails.first()["id"_L1].toString()});
}

void OpenApiStoryTest::administersTwoFactor()
{
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"factors@example.org"_s));
    const QString id = m_server.addPerson(u"enrolled@example.org"_s).id.toString();
    const QString secret = ASK(admin, {.id = u"enrolTotp"_s, .argument = id}).text("secret"_L1);
    ASK(admin, {.id = u"confirmTotp"_s,
                .instead = {{u"code"_s, codeFor(secret, m_server.clock().now())}},
                .argument = id});
    ASK(admin, {.id = u"removeTotp"_s, .argument = id});
}

void OpenApiStoryTest::administersSessions()
{
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"sessions@example.org"_s));
    const Person ada = m_server.addPerson(u"visited@example.org"_s);
    m_server.signIn(ada);
    m_server.signIn(ada);
    const QString id = ada.id.toString();
    ASK(admin, {.id = u"listSessions"_s});
    const auto sessions =
        ASK(admin, {.id = u"listSessionsOfAccount"_s, .argument = id}).json()["sessions"_L1].toArray();
    QCOMPARE(sessions.size(), 2);
    ASK(admin, {.id = u"endSession"_s, .argument = sessions.first()["id"_L1].toString()});
    for (const QString &each : {u"endSessionsOfAccount"_s, u"listLoginsOfAccount"_s})
        ASK(admin, {.id = each, .argument = id});
    ASK(admin, {.id = u"listLogins"_s});
}

void OpenApiStoryTest::hasAskedNearlyEverything()
{
    QVERIFY2(m_examples.asked().size() >= 57, qPrintable(QString::number(m_examples.asked().size())));
}

QTEST_GUILESS_MAIN(OpenApiStoryTest)
#include "tst_openapistory.moc"
