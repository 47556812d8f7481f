// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// GET /auth/verify-email, POST /auth/verify-email/resend, /auth/verify/request, /auth/verify/submit.
class VerificationTest : public QObject
{
    Q_OBJECT
private slots:
    void verifiesByTheMailedLink();
    void provesByMailOnly();
    void refusesALinkTwice();
    void refusesALinkAfterADay();
    void refusesOtherTokens();
    void sendsAnotherLinkOnRequest();
    void answersTheSameForEveryAddress_data();
    void answersTheSameForEveryAddress();
    void sendsNoMoreThanThreeMailsAnHour();
    void limitsAsksOfOneClient();
    void leadsTheAppsPeopleBackToTheirPage();
    void refusesToLeadElsewhere_data();
    void refusesToLeadElsewhere();
    void signsInByTheMailedToken();
    void stopsAtTheSecondFactor();

private:
    Person person() { return m_server.add({.email = newAddress(), .emailVerified = false}); }
    QString newAddress() { return u"person%1@example.org"_s.arg(++m_people); }
    QString resentToken(const Person &person);

    TestServer m_server{{u"throttle.mails_per_client=1000"_s, u"server.return_urls=[\"https://app.example/done\"]"_s}};
    int m_people = 0;
};

QString VerificationTest::resentToken(const Person &person)
{
    m_server.client().post(path::resendVerification, QJsonObject{{u"email"_s, person.email}});
    return tokenTo(m_server, person.email);
}

void VerificationTest::verifiesByTheMailedLink()
{
    const QString email = newAddress();
    const QJsonObject body{{u"firstName"_s, u"Ada"_s}, {u"lastName"_s, u"Lovelace"_s}, {u"email"_s, email},
                           {u"password"_s, u"correct horse 7"_s}, {u"confirmPassword"_s, u"correct horse 7"_s}};
    QVERIFY_STATUS(m_server.client().post(path::registration, body), 200);
    const QString link = linkTo(m_server, email);
    QVERIFY2(link.startsWith(m_server.publicUrl() + u"/api/auth/verify-email?token="_s), qPrintable(link));
    const Answer answer = m_server.client().get(link.mid(m_server.publicUrl().size()));
    QVERIFY_STATUS(answer, 302);
    QCOMPARE(answer.header("location"), (m_server.publicUrl() + u"/login?verified=true"_s).toUtf8());
    QCOMPARE(m_server.number(u"SELECT email_verified_at IS NOT NULL FROM accounts WHERE email = ?"_s, {email}), 1);
}

// Without a mail server an administrator hands links on, whoever asks him for one (api.md 0.10).
void VerificationTest::provesByMailOnly()
{
    for (const bool hasMail : {true, false}) {
        TestServer server({hasMail ? u"mail.url=smtp://127.0.0.1:9"_s : u"mail.language=en"_s});
        const Person ada = server.add({.email = u"ada@example.org"_s, .emailVerified = false});
        server.client().post(path::resendVerification, QJsonObject{{u"email"_s, ada.email}});
        QVERIFY_STATUS(server.client().post(path::verifySubmit, QJsonObject{{u"token"_s, tokenTo(server, ada.email)}}), 200);
        QCOMPARE(server.number(u"SELECT email_proven_at IS NOT NULL FROM accounts WHERE email_verified_at IS NOT NULL"_s), qint64(hasMail));
    }
}

void VerificationTest::refusesALinkTwice()
{
    const Person ada = person();
    const QString target = path::verifyEmail + u"?token="_s + resentToken(ada);
    QVERIFY(m_server.client().get(target).header("location").endsWith("verified=true"));
    QVERIFY(m_server.client().get(target).header("location").endsWith("/login?error=invalid_or_expired_token"));
}

void VerificationTest::refusesALinkAfterADay()
{
    const Person ada = person();
    const QString token = resentToken(ada);
    m_server.clock().advance(24h + 1min);
    QVERIFY_REFUSAL(m_server.client().post(path::verifySubmit, QJsonObject{{u"token"_s, token}}), 400, code::expiredOrAlreadyUsed);
}

void VerificationTest::refusesOtherTokens()
{
    const Person ada = person();
    for (const QString &token : {QString::fromLatin1(m_server.resetToken(ada)), u"x"_s, u"a.b.c"_s})
        QVERIFY_REFUSAL(m_server.client().post(path::verifySubmit, QJsonObject{{u"token"_s, token}}), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(m_server.client().post(path::verifySubmit, QJsonObject{}), 400, code::validationFailed);
}

void VerificationTest::sendsAnotherLinkOnRequest()
{
    const Person ada = person();
    const QString first = resentToken(ada);
    const QString second = resentToken(ada);
    QVERIFY(first != second);
    // The older one is good too, until one of them is used.
    QVERIFY_STATUS(m_server.client().post(path::verifySubmit, QJsonObject{{u"token"_s, first}}), 200);
}

void VerificationTest::answersTheSameForEveryAddress_data()
{
    QTest::addColumn<QString>("email");
    QTest::newRow("known") << person().email;
    QTest::newRow("verified") << m_server.addPerson(newAddress()).email;
    QTest::newRow("unknown") << u"nobody@example.org"_s;
    QTest::newRow("no address") << u"?"_s;
    QTest::newRow("empty") << u""_s;
}

void VerificationTest::answersTheSameForEveryAddress()
{
    QFETCH(QString, email);
    for (const QString &path : {path::resendVerification, path::forgotPassword}) {
        const Answer answer = m_server.client().post(path, QJsonObject{{u"email"_s, email}});
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(answer.json().keys(), QStringList{u"message"_s});
        QVERIFY_REFUSAL(m_server.client().post(path, QJsonObject{}), 400, code::validationFailed);
        QVERIFY_REFUSAL(m_server.client().post(path, QJsonObject{{u"email"_s, 7}}), 400, code::validationFailed);
    }
}

void VerificationTest::sendsNoMoreThanThreeMailsAnHour()
{
    const Person ada = person();
    for (int i = 0; i < 5; ++i)
        QVERIFY_STATUS(m_server.client().post(path::resendVerification, QJsonObject{{u"email"_s, ada.email}}), 200);
    QCOMPARE(lettersTo(m_server, ada.email).size(), 3);
    m_server.clock().advance(1h + 1s);
    resentToken(ada);
    QCOMPARE(lettersTo(m_server, ada.email).size(), 4);
}

void VerificationTest::limitsAsksOfOneClient()
{
    TestServer server;
    for (int i = 0; i < 20; ++i)
        QVERIFY_STATUS(server.client().post(path::resendVerification, QJsonObject{{u"email"_s, u"x%1@example.org"_s.arg(i)}}), 200);
    QVERIFY_REFUSAL(server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, u"y@example.org"_s}}), 429, code::tooManyRequests);
}

void VerificationTest::leadsTheAppsPeopleBackToTheirPage()
{
    const Person ada = person();
    const QString token = m_server.signIn(ada).text("access_token"_L1);
    const Answer answer = m_server.client().as(token).post(path::verifyRequest, QJsonObject{{u"returnUrl"_s, u"https://app.example/done"_s}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    const QString link = linkTo(m_server, ada.email);
    QVERIFY2(link.startsWith(m_server.publicUrl() + u"/verify?token="_s), qPrintable(link));
    QVERIFY2(link.endsWith(u"&returnUrl=https%3A%2F%2Fapp.example%2Fdone"_s), qPrintable(link));
    QVERIFY_REFUSAL(m_server.client().post(path::verifyRequest, QJsonObject{}), 401, code::unauthorized);
}

void VerificationTest::refusesToLeadElsewhere_data()
{
    QTest::addColumn<QString>("returnUrl");
    for (const char *evil : {"https://app.example.evil.test/done", "https://evilapp.example/done", "https://app.example@evil.test/done",
                             "https://app.example\\@evil.test/done", "//evil.test", "/\\evil.test", "\\\\evil.test", "/\t/evil.test",
                             "https:evil.test", "javascript:alert(1)", "http://app.example/done", "https://app.example:444/done",
                             "https://app.example/other", " https://app.example/done", "https://user@app.example/done", "data:text/html,x",
                             "/..//evil.test", "/.//evil.test", "/a/../..//evil.test", "/%2e%2E//evil.test", "/a/.."})
        QTest::newRow(evil) << QString::fromLatin1(evil);
}

void VerificationTest::refusesToLeadElsewhere()
{
    QFETCH(QString, returnUrl);
    const Answer answer = m_server.client().post(path::resetRequest, QJsonObject{{u"email"_s, u"x@example.org"_s}, {u"returnUrl"_s, returnUrl}});
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject().value("returnUrl"_L1).toString(), u"INVALID"_s);
}

void VerificationTest::signsInByTheMailedToken()
{
    const Person ada = person();
    HttpClient browser = m_server.browser();
    const Answer answer = browser.post(path::verifySubmit, QJsonObject{{u"token"_s, resentToken(ada)}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(answer.cookieNames().size(), 3);
    QCOMPARE(browser.get(path::session).text("status"_L1), u"ok"_s);
}

void VerificationTest::stopsAtTheSecondFactor()
{
    Person ada = m_server.addWithTwoFactor(newAddress());
    AccountChanges changes;
    changes.emailVerified = false;
    prepared(m_server.services().accounts.change(ada.id, changes, {.action = "test"}, {}));
    HttpClient browser = m_server.browser();
    const Answer answer = browser.post(path::verifySubmit, QJsonObject{{u"token"_s, resentToken(ada)}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(browser.get(path::session).text("status"_L1), u"2fa_required"_s);
    QVERIFY_REFUSAL(browser.get(path::account), 401, code::twoFactorRequired);
}

QTEST_GUILESS_MAIN(VerificationTest)
#include "tst_verification.moc"
