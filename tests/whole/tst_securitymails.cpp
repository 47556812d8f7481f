// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What an account's owner is told of without having asked: each mail is written together with its
// reason, and says what to do if it was somebody else.
class SecurityMailsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void tellsOfANewDevice();
    void tellsNothingOfTheFirstSignIn();
    void tellsNothingOfAnUpdatedBrowser();
    void tellsOfADeviceOnlyOncePastTheSecondFactor();
    void remembersNoDeviceOfAFailedSignIn();
    void knowsTheDeviceOfTheRegistration();
    void keepsDevicesOfAccountsApart();
    void remembersFiftyDevices();
    void tellsOfTheSecondFactor();
    void tellsOfASecondFactorThatAnAdminTook();
    void tellsOfAUsedRecoveryCode();
    void tellsNothingOfAWrongRecoveryCode();
    void leadsToANewPasswordThatEndsAllSessions();
    void keepsNoMailWithoutItsReason();

private:
    Answer signIn(const Person &person, const QByteArray &userAgent)
    {
        return m_server.client().alwaysSend("User-Agent", userAgent).post(path::login, person.credentials());
    }
    qsizetype count(const QByteArray &kind) const { return kindsTo(m_server, m_ada.email).count(kind); }

    TestServer m_server;
    int m_people = 0;
    Person m_ada;
};

namespace {

const QByteArray firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const QByteArray newerFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0";
const QByteArray chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                          "Chrome/126.0.0.0 Safari/537.36";

} // namespace

void SecurityMailsTest::init()
{
    m_ada = m_server.addPerson(u"ada%1@example.org"_s.arg(++m_people));
}

void SecurityMailsTest::tellsOfANewDevice()
{
    QVERIFY_STATUS(signIn(m_ada, firefox), 200);
    QVERIFY_STATUS(signIn(m_ada, chrome), 200);
    QCOMPARE(kindsTo(m_server, m_ada.email), QList<QByteArray>{"new_device"});
    const Letter letter = lettersTo(m_server, m_ada.email).first();
    const MailText mail = prepared(m_server.services().outbox.write(letter));
    for (const QString &part : {u"Chrome 126 on Windows"_s, u"127.0.0.1"_s, u"UTC"_s, u"/forgot-password"_s})
        QVERIFY2(mail.text.contains(part), qPrintable(mail.text));
    QVERIFY_STATUS(signIn(m_ada, chrome), 200);
    QVERIFY_STATUS(signIn(m_ada, firefox), 200);
    QCOMPARE(count("new_device"), 1);
}

void SecurityMailsTest::tellsNothingOfTheFirstSignIn()
{
    QVERIFY_STATUS(signIn(m_ada, chrome), 200);
    QVERIFY(kindsTo(m_server, m_ada.email).isEmpty());
}

void SecurityMailsTest::tellsNothingOfAnUpdatedBrowser()
{
    QVERIFY_STATUS(signIn(m_ada, firefox), 200);
    QVERIFY_STATUS(signIn(m_ada, newerFirefox), 200);
    QVERIFY(kindsTo(m_server, m_ada.email).isEmpty());
}

// Who knows the password alone has not been in.
void SecurityMailsTest::tellsOfADeviceOnlyOncePastTheSecondFactor()
{
    m_server.enableTwoFactor(m_ada);
    m_server.accessToken(m_ada);
    const Answer first = signIn(m_ada, chrome);
    QCOMPARE(count("new_device"), 0);
    const QJsonObject second{{u"token"_s, first.text("token"_L1)}, {u"code"_s, m_server.nextCodeOf(m_ada)}};
    QVERIFY_STATUS(m_server.client().alwaysSend("User-Agent", chrome).post(path::twoFactor, second), 200);
    QCOMPARE(count("new_device"), 1);
}

void SecurityMailsTest::remembersNoDeviceOfAFailedSignIn()
{
    QVERIFY_STATUS(signIn(m_ada, firefox), 200);
    Person guesser = m_ada;
    guesser.password = u"a wrong one"_s;
    QVERIFY_STATUS(signIn(guesser, chrome), 401);
    QCOMPARE(count("new_device"), 0);
    QVERIFY_STATUS(signIn(m_ada, chrome), 200);
    QCOMPARE(count("new_device"), 1);
}

void SecurityMailsTest::knowsTheDeviceOfTheRegistration()
{
    const Person eve{.email = u"eve@example.org"_s, .password = u"correct horse 7"_s};
    QJsonObject body = eve.credentials();
    body.insert("firstName"_L1, u"Eve"_s);
    body.insert("lastName"_L1, u"E"_s);
    body.insert("confirmPassword"_L1, eve.password);
    QVERIFY_STATUS(m_server.client().alwaysSend("User-Agent", firefox).post(path::registration, body), 200);
    QVERIFY_STATUS(signIn(eve, firefox), 200);
    QCOMPARE(kindsTo(m_server, eve.email).count("new_device"), 0);
    QVERIFY_STATUS(signIn(eve, chrome), 200);
    QCOMPARE(kindsTo(m_server, eve.email).count("new_device"), 1);
}

void SecurityMailsTest::keepsDevicesOfAccountsApart()
{
    const Person eve = m_server.addPerson(u"eve%1@example.org"_s.arg(m_people));
    QVERIFY_STATUS(signIn(eve, chrome), 200);
    QVERIFY_STATUS(signIn(m_ada, firefox), 200);
    QVERIFY_STATUS(signIn(m_ada, chrome), 200);
    QCOMPARE(count("new_device"), 1);
    QVERIFY(kindsTo(m_server, eve.email).isEmpty());
}

// Whoever has the password can make up as many as he likes.
void SecurityMailsTest::remembersFiftyDevices()
{
    const Services &s = m_server.services();
    const auto appOf = [](int i) { return u"App"_s + QChar(u'A' + i / 26) + QChar(u'A' + i % 26); };
    for (int i = 0; i < 60; ++i) {
        m_server.clock().advance(1s);
        const Client client{.address = QHostAddress(u"192.0.2.7"_s), .userAgent = appOf(i) + u"/1.0"_s};
        QCOMPARE(prepared(s.history.meetDevice(m_ada.id, client)), i > 0);
    }
    const QString known = u"SELECT count(*) FROM known_devices WHERE account_id = ?"_s;
    QCOMPARE(m_server.number(known, {m_ada.id.toString()}), 50);
    const Client last{.address = QHostAddress(u"192.0.2.9"_s), .userAgent = appOf(59) + u"/2.0"_s};
    QVERIFY(!prepared(s.history.meetDevice(m_ada.id, last)));
}

void SecurityMailsTest::tellsOfTheSecondFactor()
{
    m_server.enableTwoFactor(m_ada);
    QCOMPARE(kindsTo(m_server, m_ada.email), QList<QByteArray>{"two_factor_on"});
    m_server.clock().advance(60s);
    m_server.enableTwoFactor(m_ada);
    QCOMPARE(kindsTo(m_server, m_ada.email), (QList<QByteArray>{"two_factor_changed", "two_factor_on"}));
}

void SecurityMailsTest::tellsOfASecondFactorThatAnAdminTook()
{
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"admin%1@example.org"_s.arg(m_people)));
    const QString path = path::fill(path::adminUserTotp, m_ada.id.toString());
    QVERIFY_STATUS(admin.remove(path), 204); // there is none yet
    QVERIFY(kindsTo(m_server, m_ada.email).isEmpty());
    m_server.enableTwoFactor(m_ada);
    QVERIFY_STATUS(admin.remove(path), 204);
    QCOMPARE(kindsTo(m_server, m_ada.email).first(), QByteArray("two_factor_off"));
}

void SecurityMailsTest::tellsOfAUsedRecoveryCode()
{
    m_server.enableTwoFactor(m_ada);
    const QJsonObject second{{u"token"_s, m_server.signIn(m_ada).text("token"_L1)},
                             {u"code"_s, m_ada.recoveryCodes.first()}};
    QVERIFY_STATUS(m_server.client().post(path::twoFactor, second), 200);
    QCOMPARE(count("recovery_code_used"), 1);
}

void SecurityMailsTest::tellsNothingOfAWrongRecoveryCode()
{
    m_server.enableTwoFactor(m_ada);
    const QJsonObject second{{u"token"_s, m_server.signIn(m_ada).text("token"_L1)},
                             {u"code"_s, u"ABCDEF-GHIJKL-MNOPQR-STUVWX"_s}};
    QVERIFY_REFUSAL(m_server.client().post(path::twoFactor, second), 401, code::invalidTwoFactorCode);
    QCOMPARE(count("recovery_code_used"), 0);
}

// "This was not me": the whole way that such a mail shows.
void SecurityMailsTest::leadsToANewPasswordThatEndsAllSessions()
{
    HttpClient owner = m_server.client().as(signIn(m_ada, firefox).text("access_token"_L1));
    const Answer thief = signIn(m_ada, chrome);
    QCOMPARE(linkTo(m_server, m_ada.email), m_server.publicUrl() + u"/forgot-password"_s);
    QVERIFY_STATUS(m_server.client().get(u"/forgot-password"_s), 200);
    QVERIFY_STATUS(m_server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, m_ada.email}}), 200);
    const QJsonObject reset{{u"token"_s, tokenTo(m_server, m_ada.email)}, {u"password"_s, u"another horse 8"_s}};
    QVERIFY_STATUS(m_server.client().post(path::resetPassword, reset), 200);
    QVERIFY_STATUS(owner.get(path::account), 401);
    QVERIFY_STATUS(m_server.client().as(thief.text("access_token"_L1)).get(path::account), 401);
    const QJsonObject refresh{{u"refresh_token"_s, thief.text("refresh_token"_L1)}};
    QVERIFY_REFUSAL(m_server.client().post(path::refresh, refresh), 401, code::invalidRefreshToken);
    QCOMPARE(kindsTo(m_server, m_ada.email).first(), QByteArray("password_changed"));
}

// A sign-in that can't be written down tells of nothing, and one whose mail can't be written is none.
void SecurityMailsTest::keepsNoMailWithoutItsReason()
{
    QVERIFY_STATUS(signIn(m_ada, firefox), 200);
    const QString sessions = u"SELECT count(*) FROM sessions WHERE account_id = ?"_s;
    const qint64 before = m_server.number(sessions, {m_ada.id.toString()});
    prepared(m_server.services().database.run(u"CREATE TRIGGER no_mail BEFORE INSERT ON outbox BEGIN"
                                              " SELECT RAISE(ABORT, 'the disk is full'); END"_s));
    QVERIFY_STATUS(signIn(m_ada, chrome), 500);
    prepared(m_server.services().database.run(u"DROP TRIGGER no_mail"_s));
    QCOMPARE(m_server.number(sessions, {m_ada.id.toString()}), before);
    QVERIFY_STATUS(signIn(m_ada, chrome), 200);
    QCOMPARE(count("new_device"), 1);
}

QTEST_GUILESS_MAIN(SecurityMailsTest)
#include "tst_securitymails.moc"
