// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/documents.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;

// oCore's printed requests with real values: each gets the answer that is printed beside it.
class OCoreDocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void signsUp();
    void signsIn();
    void signsInWithTwoFactor();
    void refreshesAndLogsOut();
    void resetsAForgottenPassword();
    void verifiesAnAddress();
    void changesTheAddress();
    void changesThePassword();
    void setsAFirstPassword();
    void listsTheHistory();
    void deactivates();

private:
    Sample authSample(const QString &name) const { return sampleOf(u"ocore-auth"_s, name); }
    Sample accountSample(const QString &name) const { return sampleOf(u"ocore-account"_s, name); }
    QString targetOf(const QString &link) const;

    TestServer m_server;
};

// A mailed link, as what a browser asks this server for.
QString OCoreDocumentsTest::targetOf(const QString &link) const
{
    return link.startsWith(m_server.publicUrl()) ? link.mid(m_server.publicUrl().size()) : QString();
}

void OCoreDocumentsTest::signsUp()
{
    const Sample sample = authSample(u"POST /auth/signup"_s)
                              .with({{u"email"_s, u"new@example.org"_s},
                                     {u"name"_s, u"New Person"_s},
                                     {u"password"_s, u"correct horse 7"_s}});
    QVERIFY_DOCUMENTED(sample, sample.sendBy(m_server.client()));
}

void OCoreDocumentsTest::signsIn()
{
    const Person ada = m_server.addPerson(u"ada@example.org"_s);
    const Sample sample = authSample(u"POST /auth/login"_s).with(ada.credentials());
    const Answer answer = sample.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(sample, answer);
    QCOMPARE(answer.json().value("requiresTOTP"_L1), false);
    QCOMPARE(answer.json().value("user"_L1)["email"_L1], ada.email);
    QVERIFY(answer.cookie("access_token") && answer.cookie("refresh_token"));
}

void OCoreDocumentsTest::signsInWithTwoFactor()
{
    const Person eve = m_server.addWithTwoFactor(u"eve@example.org"_s);
    const Sample login = authSample(u"POST /auth/login"_s).with(eve.credentials());
    const Answer pending = login.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(login, pending);
    QCOMPARE(pending.json().value("requiresTOTP"_L1), true);
    const Sample second = authSample(u"POST /auth/login/2fa"_s)
                              .with({{u"code"_s, m_server.nextCodeOf(eve)},
                                     {u"partialToken"_s, pending.text("partialToken"_L1)}});
    const Answer answer = second.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(second, answer);
    QVERIFY(answer.cookie("access_token") && answer.cookie("refresh_token"));
}

void OCoreDocumentsTest::refreshesAndLogsOut()
{
    HttpClient browser = m_server.browser();
    const Person ada = m_server.addPerson(u"staying@example.org"_s);
    browser.post(path::login, ada.credentials());
    const Sample refresh = authSample(u"POST /auth/refresh"_s);
    const Answer renewed = refresh.sendBy(browser);
    QVERIFY_DOCUMENTED(refresh, renewed);
    QVERIFY(renewed.cookie("access_token") && renewed.cookie("refresh_token"));
    browser.setCookie("refresh_token", renewed.cookie("refresh_token")->value, "/api/auth");
    const Sample logout = authSample(u"POST /auth/logout"_s);
    const Answer out = logout.sendBy(browser);
    QVERIFY_DOCUMENTED(logout, out);
    QVERIFY(out.cookie("refresh_token")->isRemoval() && out.cookie("access_token")->isRemoval());
    browser.setCookie("access_token", renewed.cookie("access_token")->value);
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::unauthorized);
}

void OCoreDocumentsTest::resetsAForgottenPassword()
{
    const Person ada = m_server.addPerson(u"forgetful@example.org"_s);
    const Sample forgot = authSample(u"POST /auth/forgot-password"_s).with({{u"email"_s, ada.email}});
    QVERIFY_DOCUMENTED(forgot, forgot.sendBy(m_server.client()));
    const QString token = tokenTo(m_server, ada.email);
    QVERIFY(!token.isEmpty());
    const Sample reset = authSample(u"POST /auth/reset-password"_s)
                             .with({{u"password"_s, u"another horse 8"_s}, {u"token"_s, token}});
    QVERIFY_DOCUMENTED(reset, reset.sendBy(m_server.client()));
    QVERIFY_STATUS(m_server.signIn({.email = ada.email, .password = u"another horse 8"_s}), 200);
}

void OCoreDocumentsTest::verifiesAnAddress()
{
    const Person ada = m_server.add({.email = u"unverified@example.org"_s, .emailVerified = false});
    const Sample resend = authSample(u"POST /auth/verify-email/resend"_s).with({{u"email"_s, ada.email}});
    QVERIFY_DOCUMENTED(resend, resend.sendBy(m_server.client()));
    const Sample link = authSample(u"GET /auth/verify-email"_s).at(tokenTo(m_server, ada.email));
    QCOMPARE(link.target, targetOf(linkTo(m_server, ada.email)));
    const Answer answer = link.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(link, answer);
    QCOMPARE(answer.header("location"), m_server.publicUrl().toUtf8() + "/login?verified=true");
    QCOMPARE(m_server.signIn(ada).text("status"_L1), u"ok"_s);
}

void OCoreDocumentsTest::changesTheAddress()
{
    const Person ada = m_server.addPerson(u"moving@example.org"_s);
    const Sample change = accountSample(u"POST /user/change-email"_s)
                              .with({{u"newEmail"_s, u"moved@example.org"_s}, {u"password"_s, ada.password}})
                              .withToken(m_server.accessToken(ada));
    QVERIFY_DOCUMENTED(change, change.sendBy(m_server.client()));
    const Sample link =
        accountSample(u"GET /auth/verify-email-change"_s).at(tokenTo(m_server, u"moved@example.org"_s));
    QCOMPARE(link.target, targetOf(linkTo(m_server, u"moved@example.org"_s)));
    QVERIFY_DOCUMENTED(link, link.sendBy(m_server.client()));
    QVERIFY_STATUS(m_server.signIn({.email = u"moved@example.org"_s, .password = ada.password}), 200);
}

void OCoreDocumentsTest::changesThePassword()
{
    const Person ada = m_server.addPerson(u"changing@example.org"_s);
    const QString elsewhere = m_server.accessToken(ada);
    const Sample sample = accountSample(u"POST /user/change-password"_s)
                              .with({{u"currentPassword"_s, ada.password},
                                     {u"newPassword"_s, u"another horse 8"_s},
                                     {u"revokeOtherSessions"_s, true}})
                              .withToken(m_server.accessToken(ada));
    QVERIFY_DOCUMENTED(sample, sample.sendBy(m_server.client()));
    QVERIFY_REFUSAL(m_server.client().as(elsewhere).get(path::account), 401, code::unauthorized);
}

void OCoreDocumentsTest::setsAFirstPassword()
{
    const Person ada = m_server.addPerson(u"passwordless@example.org"_s);
    const QString token = m_server.accessToken(ada);
    prepared(m_server.services().database.run(u"DELETE FROM passwords WHERE account_id = ?"_s,
                                              {ada.id.toString()}));
    const Sample sample = accountSample(u"POST /user/set-password"_s)
                              .with({{u"newPassword"_s, u"another horse 8"_s}})
                              .withToken(token);
    QVERIFY_DOCUMENTED(sample, sample.sendBy(m_server.client()));
    QVERIFY_STATUS(m_server.signIn({.email = ada.email, .password = u"another horse 8"_s}), 200);
}

void OCoreDocumentsTest::listsTheHistory()
{
    const Person ada = m_server.addPerson(u"watching@example.org"_s);
    const Sample sample = accountSample(u"GET /user/login-history"_s).withToken(m_server.accessToken(ada));
    const Answer answer = sample.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(sample, answer);
    QCOMPARE(answer.json().value("events"_L1)[0]["success"_L1], true);
}

void OCoreDocumentsTest::deactivates()
{
    const Person ada = m_server.addPerson(u"leaving@example.org"_s);
    const Sample sample = accountSample(u"POST /user/deactivate"_s)
                              .with({{u"confirmText"_s, u"DEACTIVATE"_s}, {u"password"_s, ada.password}})
                              .withToken(m_server.accessToken(ada));
    const Answer answer = sample.sendBy(m_server.client());
    QVERIFY_DOCUMENTED(sample, answer);
    QVERIFY(answer.cookie("access_token")->isRemoval());
    QVERIFY_REFUSAL(m_server.signIn(ada), 403, code::accountDeactivated);
}

QTEST_GUILESS_MAIN(OCoreDocumentsTest)
#include "tst_documentsocore.moc"
