// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Whom POST /auth/login turns away.
class LoginRefusalsTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesWhatCannotBeRead_data();
    void refusesWhatCannotBeRead();
    void refusesWrongCredentialsAlike_data();
    void refusesWrongCredentialsAlike();
    void tellsOnlyWithTheRightPasswordThatAnAccountIsShut_data();
    void tellsOnlyWithTheRightPasswordThatAnAccountIsShut();
    void letsUnverifiedAddressesIn();
    void letsUnverifiedAddressesInOnlyAsBrowsaryIfRequired();

private:
    TestServer m_server;
};

void LoginRefusalsTest::refusesWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QJsonObject>("codes");
    const QByteArray json = "application/json";
    const QByteArray form = "application/x-www-form-urlencoded";
    const QJsonObject both{{u"email"_s, u"REQUIRED"_s}, {u"password"_s, u"REQUIRED"_s}};
    QTest::newRow("nothing") << json << QByteArray() << 400 << QByteArray(code::validationFailed) << both;
    QTest::newRow("an empty object") << json << QByteArray("{}") << 400 << QByteArray(code::validationFailed)
                                     << both;
    QTest::newRow("an empty form") << form << QByteArray("a=b") << 400 << QByteArray(code::validationFailed)
                                   << both;
    QTest::newRow("null and empty") << json << QByteArray(R"({"email":null,"password":""})") << 400
                                    << QByteArray(code::validationFailed) << both;
    QTest::newRow("a number") << json << QByteArray(R"({"email":1,"password":"x"})") << 400
                              << QByteArray(code::validationFailed)
                              << QJsonObject{{u"email"_s, u"INVALID"_s}};
    QTest::newRow("a list") << json << QByteArray(R"({"email":"a@b.org","password":["x"]})") << 400
                            << QByteArray(code::validationFailed)
                            << QJsonObject{{u"password"_s, u"INVALID"_s}};
    QTest::newRow("remember as object")
        << json << QByteArray(R"({"email":"a@b.org","password":"x","remember":{}})") << 400
        << QByteArray(code::validationFailed) << QJsonObject{{u"remember"_s, u"INVALID"_s}};
    QTest::newRow("broken json") << json << QByteArray(R"({"email":)") << 400 << QByteArray(code::invalidJson)
                                 << QJsonObject();
    QTest::newRow("no object") << json << QByteArray(R"(["email"])") << 400 << QByteArray(code::invalidJson)
                               << QJsonObject();
    QTest::newRow("a key twice") << json
                                 << QByteArray(R"({"email":"a@b.org","email":"c@d.org","password":"x"})")
                                 << 400 << QByteArray(code::invalidJson) << QJsonObject();
    QTest::newRow("xml") << QByteArray("text/xml") << QByteArray("<a/>") << 415
                         << QByteArray(code::unsupportedMediaType) << QJsonObject();
    QTest::newRow("plain text") << QByteArray("text/plain")
                                << QByteArray(R"({"email":"a@b.org","password":"x"})") << 415
                                << QByteArray(code::unsupportedMediaType) << QJsonObject();
    QTest::newRow("multipart") << QByteArray("multipart/form-data; boundary=x") << QByteArray("--x--") << 415
                               << QByteArray(code::unsupportedMediaType) << QJsonObject();
    QTest::newRow("too much") << json << QByteArray(70'000, ' ') << 413 << QByteArray(code::payloadTooLarge)
                              << QJsonObject();
}

void LoginRefusalsTest::refusesWhatCannotBeRead()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(QJsonObject, codes);
    const Answer answer = m_server.client().send("POST", path::login, {{"Content-Type", type}}, body);
    QVERIFY_REFUSAL(answer, status, code.constData());
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
    QCOMPARE(answer.json().value("errors"_L1).toObject().keys(), codes.keys());
    QVERIFY(answer.cookieNames().isEmpty());
}

void LoginRefusalsTest::refusesWrongCredentialsAlike_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("password");
    QTest::newRow("wrong password") << u"known@example.org"_s << u"wrong"_s;
    QTest::newRow("nobody's address") << u"nobody@example.org"_s << u"correct horse 7"_s;
    QTest::newRow("no address at all") << u"'; DROP TABLE accounts; --"_s << u"correct horse 7"_s;
    QTest::newRow("no password yet") << u"invited@example.org"_s << u"correct horse 7"_s;
    QTest::newRow("a password of 100,000 characters") << u"long@example.org"_s << QString(50'000, u'x');
    QTest::newRow("a zero character")
        << u"known2@example.org"_s << QString(u"correct horse 7"_s + QChar(u'\0'));
}

void LoginRefusalsTest::refusesWrongCredentialsAlike()
{
    QFETCH(QString, email);
    QFETCH(QString, password);
    static const QStringList made = [this] {
        for (const QString &known : {u"known@example.org"_s, u"known2@example.org"_s, u"long@example.org"_s})
            m_server.addPerson(known);
        m_server.add({.email = u"invited@example.org"_s, .hasPassword = false});
        return QStringList();
    }();
    HttpClient client = m_server.client();
    const Answer json = client.post(path::login, {{u"email"_s, email}, {u"password"_s, password}});
    QVERIFY_REFUSAL(json, 401, code::invalidCredentials);
    const Answer form = client.postForm(path::login, {{u"email"_s, email}, {u"password"_s, password}});
    QVERIFY_REFUSAL(form, 400, code::invalidCredentials);
    QCOMPARE(form.body, json.body);
    QVERIFY(json.cookieNames().isEmpty());
}

void LoginRefusalsTest::tellsOnlyWithTheRightPasswordThatAnAccountIsShut_data()
{
    QTest::addColumn<bool>("isLocked");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("deactivated") << false << QByteArray(code::accountDeactivated);
    QTest::newRow("locked") << true << QByteArray(code::accountLocked);
}

void LoginRefusalsTest::tellsOnlyWithTheRightPasswordThatAnAccountIsShut()
{
    QFETCH(bool, isLocked);
    QFETCH(QByteArray, code);
    const QString word = QString::fromLatin1(QTest::currentDataTag());
    for (const bool hasTwoFactor : {false, true}) {
        Person ada = m_server.add({.email = word + QString::number(hasTwoFactor) + u"@example.org"_s,
                                   .hasTwoFactor = hasTwoFactor});
        const Accounts &accounts = m_server.services().accounts;
        prepared(isLocked ? accounts.setLocked(ada.id, true, {}, {})
                          : accounts.setDeactivated(ada.id, true, {}, {}));
        QVERIFY_REFUSAL(m_server.signIn(ada), 403, code.constData());
        QCOMPARE(m_server.eventsOf(ada.email).first().failureReason, u"account_"_s + word);
        ada.password = u"wrong"_s;
        QVERIFY_REFUSAL(m_server.signIn(ada), 401, code::invalidCredentials);
    }
}

void LoginRefusalsTest::letsUnverifiedAddressesIn()
{
    const Answer answer =
        m_server.signIn(m_server.add({.email = u"unverified@example.org"_s, .emailVerified = false}));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"email_not_verified"_s);
    QVERIFY(!answer.text("access_token"_L1).isEmpty());
}

void LoginRefusalsTest::letsUnverifiedAddressesInOnlyAsBrowsaryIfRequired()
{
    TestServer server({u"auth.require_verified_email=true"_s});
    const Person ada = server.add({.email = u"ada@example.org"_s, .emailVerified = false});
    QVERIFY_REFUSAL(server.signIn(ada), 403, code::emailNotVerified);
    QVERIFY_REFUSAL(server.client().postForm(path::login, ada.formCredentials()), 403,
                    code::emailNotVerified);

    QJsonObject body = ada.credentials();
    body.insert("remember"_L1, true);
    HttpClient browser = server.browser();
    const Answer answer = browser.post(path::login, body);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"status"_s, u"token"_s}));
    QCOMPARE(answer.text("status"_L1), u"email_not_verified"_s);
    QCOMPARE(browser.get(path::session).text("status"_L1), u"email_not_verified"_s);
    QVERIFY_REFUSAL(browser.get(path::account), 403, code::emailNotVerified);
    QVERIFY_REFUSAL(browser.post(path::refresh), 403, code::emailNotVerified);
    prepared(server.services().accounts.setVerified(ada.id, {}, {}));
    QVERIFY_STATUS(browser.get(path::account), 200);
    QVERIFY_STATUS(browser.post(path::refresh), 200);
}

QTEST_GUILESS_MAIN(LoginRefusalsTest)
#include "tst_loginrefusals.moc"
