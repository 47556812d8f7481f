// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base32.h"
#include "support/documents.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Browsary's documented requests with real values, by a browser that keeps its cookies.
class BrowsaryDocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void registersAndVerifies();
    void registersWithoutACookie();
    void signsInAndOut();
    void resetsThePassword();
    void setsTwoFactorUp();
    void asksForTheSecondFactor();

private:
    Sample sample(const QString &name) const { return sampleOf(u"browsary"_s, name); }
    Answer ask(HttpClient &browser, const Sample &sample)
    {
        return browser.send(sample.method, sample.target, sample.headers, sample.body);
    }
    QString stateOf(HttpClient &browser) { return browser.get(path::session).text("status"_L1); }

    TestServer m_server;
};

static QJsonObject registrationOf(const QString &email, bool remember)
{
    return {{u"firstName"_s, u"Grace"_s},
            {u"lastName"_s, u"Hopper"_s},
            {u"email"_s, email},
            {u"password"_s, u"debugging 1947"_s},
            {u"confirmPassword"_s, u"debugging 1947"_s},
            {u"remember"_s, remember}};
}

void BrowsaryDocumentsTest::registersAndVerifies()
{
    HttpClient browser = m_server.browser();
    const QString email = u"grace@example.org"_s;
    const Sample registration = sample(u"POST /api/auth/register"_s).with(registrationOf(email, true));
    const Answer registered = ask(browser, registration);
    QVERIFY_DOCUMENTED(registration, registered);
    QVERIFY(registered.cookie("token"));
    const Sample state = sample(u"GET /api/auth"_s);
    QVERIFY_DOCUMENTED(state, ask(browser, state));
    QCOMPARE(stateOf(browser), u"email_not_verified"_s);

    const Sample request = sample(u"POST /api/auth/verify/request"_s).with({{u"returnUrl"_s, u"/welcome"_s}});
    QVERIFY_DOCUMENTED(request, ask(browser, request));
    QVERIFY(linkTo(m_server, email).endsWith("&returnUrl=%2Fwelcome"_L1));
    const Sample submit =
        sample(u"POST /api/auth/verify/submit"_s).with({{u"token"_s, tokenTo(m_server, email)}});
    const Answer verified = ask(browser, submit);
    QVERIFY_DOCUMENTED(submit, verified);
    QVERIFY(verified.cookie("token"));
    QCOMPARE(stateOf(browser), u"ok"_s);
}

void BrowsaryDocumentsTest::registersWithoutACookie()
{
    HttpClient browser = m_server.browser();
    const Sample registration =
        sample(u"POST /api/auth/register"_s).with(registrationOf(u"forgetting@example.org"_s, false));
    const Answer registered = ask(browser, registration);
    QVERIFY_DOCUMENTED(registration, registered);
    QVERIFY(registered.cookieNames().isEmpty());
}

void BrowsaryDocumentsTest::signsInAndOut()
{
    const Person ada = m_server.addPerson(u"ada@example.org"_s);
    for (const bool remember : {true, false}) {
        HttpClient browser = m_server.browser();
        const Sample login =
            sample(u"POST /api/auth/login"_s)
                .with({{u"email"_s, ada.email}, {u"password"_s, ada.password}, {u"remember"_s, remember}});
        const Answer answer = ask(browser, login);
        QVERIFY_DOCUMENTED(login, answer);
        QCOMPARE(answer.cookie("token")->has("max-age"), remember);
        QCOMPARE(browser.get(path::session).json()["auth"_L1]["email"_L1].toString(), ada.email);
        const Sample logout = sample(u"GET /api/auth/logout"_s);
        QVERIFY_DOCUMENTED(logout, ask(browser, logout));
        QVERIFY(browser.get(path::session).json()["auth"_L1].isNull());
    }
}

void BrowsaryDocumentsTest::resetsThePassword()
{
    const Person ada = m_server.addPerson(u"forgetful@example.org"_s);
    HttpClient browser = m_server.browser();
    const Sample request = sample(u"POST /api/auth/reset/request"_s)
                               .with({{u"email"_s, ada.email}, {u"returnUrl"_s, u"/welcome"_s}});
    QVERIFY_DOCUMENTED(request, ask(browser, request));
    const Sample submit = sample(u"POST /api/auth/reset/submit"_s)
                              .with({{u"token"_s, tokenTo(m_server, ada.email)},
                                     {u"password"_s, u"another horse 8"_s},
                                     {u"confirmPassword"_s, u"another horse 8"_s}});
    const Answer answer = ask(browser, submit);
    QVERIFY_DOCUMENTED(submit, answer);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(browser.get(path::session).json()["auth"_L1]["email"_L1].toString(), ada.email);
}

void BrowsaryDocumentsTest::setsTwoFactorUp()
{
    Person eve = m_server.addPerson(u"eve@example.org"_s);
    HttpClient browser = m_server.browser();
    browser.post(path::login, eve.credentials());
    const Sample request = sample(u"POST /api/auth/2fa/enable/request"_s);
    const Answer setup = ask(browser, request);
    QVERIFY_DOCUMENTED(request, setup);
    QVERIFY(setup.text("url"_L1).startsWith("otpauth://totp/"_L1));
    eve.totpSecret = base32::decode(setup.text("secret"_L1).toLatin1()).value_or(QByteArray());
    const Sample submit =
        sample(u"POST /api/auth/2fa/enable/submit"_s).with({{u"token"_s, m_server.codeOf(eve)}});
    const Answer enabled = ask(browser, submit);
    QVERIFY_DOCUMENTED(submit, enabled);
    QVERIFY(enabled.cookie("token"));
    QCOMPARE(stateOf(browser), u"ok"_s);
    const Sample reset = sample(u"POST /api/auth/2fa/reset"_s).with({{u"token"_s, m_server.nextCodeOf(eve)}});
    const Answer again = ask(browser, reset);
    QVERIFY_DOCUMENTED(reset, again);
    QCOMPARE(again.text("status"_L1), u"2fa_setup"_s);
    QVERIFY(again.text("secret"_L1) != setup.text("secret"_L1));
}

void BrowsaryDocumentsTest::asksForTheSecondFactor()
{
    const Person eve = m_server.addWithTwoFactor(u"careful@example.org"_s);
    HttpClient browser = m_server.browser();
    const Sample login =
        sample(u"POST /api/auth/login"_s)
            .with({{u"email"_s, eve.email}, {u"password"_s, eve.password}, {u"remember"_s, true}});
    QVERIFY_DOCUMENTED(login, ask(browser, login));
    QCOMPARE(stateOf(browser), u"2fa_required"_s);
    const Sample verify =
        sample(u"POST /api/auth/2fa/verify"_s).with({{u"token"_s, m_server.nextCodeOf(eve)}});
    const Answer answer = ask(browser, verify);
    QVERIFY_DOCUMENTED(verify, answer);
    QVERIFY(answer.cookie("token"));
    QCOMPARE(stateOf(browser), u"ok"_s);
}

QTEST_GUILESS_MAIN(BrowsaryDocumentsTest)
#include "tst_documentsbrowsary.moc"
