// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

#include <functional>
#include <map>

using namespace Qt::StringLiterals;

// The requests that the documents of the three systems print, sent as they stand there; then the
// same with real values, whose answers must have the printed shape.
class DocumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void answersPrintedRequests_data();
    void answersPrintedRequests();
    void registersMrDemonWolfsUser();
    void hasTheShapesOfOCore_data();
    void hasTheShapesOfOCore();
    void hasTheShapesOfBrowsary();
    void hasTheShapesOfMrDemonWolf();

private:
    TestServer m_server;
    Person m_ada;
    Person m_eve; // with two-factor
};

static const QByteArray jsonType = "application/json";
static const QByteArray formType = "application/x-www-form-urlencoded";

// What curl's --data-urlencode makes of its arguments.
static QByteArray encoded(const QList<QByteArray> &arguments)
{
    QByteArrayList pairs;
    for (const QByteArray &argument : arguments) {
        const qsizetype equals = argument.indexOf('=');
        pairs +=
            argument.left(equals + 1) + QUrl::toPercentEncoding(QString::fromUtf8(argument.mid(equals + 1)));
    }
    return pairs.join('&');
}

static QJsonObject parsed(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }

// Whether every member of a printed answer is there with a value of the same type; where an object
// is printed empty, any will do.
static QByteArray faultOfShape(const QJsonValue &actual, const QJsonValue &printed)
{
    if (actual.type() != printed.type())
        return "another type than " + QJsonDocument(QJsonArray{printed}).toJson(QJsonDocument::Compact);
    if (printed.isArray() && !actual.toArray().isEmpty())
        return faultOfShape(actual.toArray().first(), printed.toArray().first());
    const QJsonObject wanted = printed.toObject();
    for (auto member = wanted.begin(); member != wanted.end(); ++member) {
        const QByteArray fault = faultOfShape(actual.toObject().value(member.key()), member.value());
        if (!fault.isEmpty())
            return member.key().toUtf8() + ": " + fault;
    }
    return {};
}

#define QVERIFY_SHAPE(answer, printed)                                                                       \
    do {                                                                                                     \
        const QByteArray fault = faultOfShape((answer).json(), parsed(printed));                             \
        QVERIFY2(fault.isEmpty(), fault + " in " + (answer).body);                                           \
    } while (false)

void DocumentsTest::initTestCase()
{
    m_ada = m_server.addPerson(u"ada@example.org"_s);
    m_eve = m_server.addWithTwoFactor(u"eve@example.org"_s);
}

void DocumentsTest::answersPrintedRequests_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QString &path, const Headers &headers, const QByteArray &body,
                        int status, const char *code) {
        QTest::newRow(name) << path << headers << body << status << QByteArray(code);
    };
    // oCore
    row("login", u"/api/auth/login"_s, {{"Content-Type", jsonType}},
        "{\n    \"email\": \"string\",\n    \"password\": \"string\"\n  }", 401, code::invalidCredentials);
    row("login/2fa", u"/api/auth/login/2fa"_s, {{"Content-Type", jsonType}},
        "{\n    \"code\": \"string\",\n    \"partialToken\": \"string\"\n  }", 401,
        code::invalidPartialToken);
    row("logout", u"/api/auth/logout"_s, {}, "", 200, "");
    row("refresh", u"/api/auth/refresh"_s, {}, "", 401, code::invalidRefreshToken);
    row("reset-password", u"/api/auth/reset-password"_s, {{"Content-Type", jsonType}},
        "{\n    \"password\": \"string\",\n    \"token\": \"string\"\n  }", 400, code::expiredOrAlreadyUsed);
    row("signup", u"/api/auth/signup"_s, {{"Content-Type", jsonType}},
        "{\n    \"email\": \"string\",\n    \"name\": \"string\",\n    \"password\": \"string\"\n  }", 400,
        code::validationFailed);
    row("change-password", u"/api/user/change-password"_s,
        {{"Authorization", "<token>"}, {"Content-Type", jsonType}},
        "{\n    \"currentPassword\": \"string\",\n    \"newPassword\": \"string\",\n    "
        "\"revokeOtherSessions\": true\n  }",
        401, code::unauthorized);
    // MrDemonWolf, with the tokens that it prints: another server's
    const QByteArray refresh =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
        "eyJzdWIiOiI1ZjRiZmYxMjEwMzdlNDI0YTE3YTNlYmMiLCJpYXQiOjE1OTkyNDE1OTMsImV4cCI6MTU5OTMyNzk5M30."
        "QtOrs1kJyh7sWDt2Y0_VpPRyXYZcfK9W4SR-YsxCrHk";
    const QByteArray access =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
        "eyJzdWIiOiI1ZjEwYjBkMjEwZDZhNzBiZTE0OTdkZTEiLCJpc3MiOiJodHRwczovL2ZlZmE0M2RkZDVjYi5uZ3Jvay5pby"
        "IsImlhdCI6MTU5NDkyOTQzNSwiZXhwIjoxNTk0OTMxMjM1fQ.U5pH17a88I0LSSLzlA4N4pnelgbB3P8358rc_3CKh64";
    row("form login", u"/api/auth/login"_s, {{"Content-Type", formType}},
        encoded({"email=user@mrdemonwolf.github.io", "password=uuser@mrdemonwolf.github.io"}), 400,
        code::invalidCredentials);
    row("two-factor", u"/api/auth/two-factor"_s, {{"Content-Type", formType}},
        encoded({"token=qh8C0G8azJRUJmdn9jCiZNJ0pTLmBldoChcRvPgt31GEOD5sShmHzqn7ROCzqwU2", "code=110450"}),
        400, code::invalidTwoFactorToken);
    row("form refresh", u"/api/auth/refresh"_s, {{"Content-Type", formType}},
        encoded({"refresh_token=" + refresh}), 401, code::invalidRefreshToken);
    row("bearer logout", u"/api/auth/logout"_s, {{"Authorization", "Bearer " + access}}, "", 401,
        code::unauthorized);
}

void DocumentsTest::answersPrintedRequests()
{
    QFETCH(QString, path);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    const Answer answer = m_server.client().send("POST", path, headers, body);
    if (status == 200)
        QVERIFY_STATUS(answer, 200);
    else
        QVERIFY_REFUSAL(answer, status, code.constData());
}

// The one printed request that changes something by itself, and the login that is printed after it,
// its typing error mended.
void DocumentsTest::registersMrDemonWolfsUser()
{
    const QByteArray user = encoded({"username=usermrdemonwolfgithubio", "email=user@mrdemonwolf.github.io",
                                     "password=user@mrdemonwolf.github.io"});
    const Answer registered =
        m_server.client().send("POST", u"/api/auth/register"_s, {{"Content-Type", formType}}, user);
    QVERIFY_STATUS(registered, 201);
    QCOMPARE(
        registered.json(),
        parsed(
            R"({"code": "PENDING_CONFIRMATION", "error": "Please confirm your email address to complete the registration."})"));
    const QByteArray login =
        encoded({"email=user@mrdemonwolf.github.io", "password=user@mrdemonwolf.github.io"});
    const Answer answer =
        m_server.client().send("POST", u"/api/auth/login"_s, {{"Content-Type", formType}}, login);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().value("twoFactor"_L1), false);
}

void DocumentsTest::hasTheShapesOfOCore_data()
{
    QTest::addColumn<QString>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("printed");
    QTest::newRow("login") << u"login"_s << 200
                           << QByteArray(R"({"partialToken": "string", "requiresTOTP": true, "user": {}})");
    QTest::newRow("login with TOTP")
        << u"login with TOTP"_s << 200
        << QByteArray(R"({"partialToken": "string", "requiresTOTP": true, "user": {}})");
    QTest::newRow("login/2fa") << u"login/2fa"_s << 200 << QByteArray(R"({"user": {}})");
    QTest::newRow("refresh") << u"refresh"_s << 200 << QByteArray(R"({"message": "string"})");
    QTest::newRow("logout") << u"logout"_s << 200 << QByteArray(R"({"message": "string"})");
    QTest::newRow("signup") << u"signup"_s << 201 << QByteArray(R"({"message": "string"})");
    QTest::newRow("reset-password") << u"reset-password"_s << 200 << QByteArray(R"({"message": "string"})");
    QTest::newRow("change-password") << u"change-password"_s << 200 << QByteArray(R"({"message": "string"})");
    QTest::newRow("login-history") << u"login-history"_s << 200
                                   << QByteArray(R"({"events": [{"city": "string", "country": "string",
        "createdAt": "string", "deviceName": "string", "deviceType": "string", "failureReason": "string", "id": "string",
        "ipAddress": "string", "provider": "string", "success": true, "userAgent": "string"}]})");
}

void DocumentsTest::hasTheShapesOfOCore()
{
    QFETCH(QString, request);
    QFETCH(int, status);
    QFETCH(QByteArray, printed);
    HttpClient client = m_server.browser();
    if (!request.startsWith("login"_L1) || request == "login-history"_L1)
        client.post(path::login, m_ada.credentials());
    const QString partial =
        request == "login/2fa"_L1 ? m_server.signIn(m_eve).text("partialToken"_L1) : QString();
    const QString password = m_ada.password;
    const std::map<QString, std::function<Answer()>> requests{
        {u"login"_s, [&] { return client.post(path::login, m_ada.credentials()); }},
        {u"login with TOTP"_s, [&] { return client.post(path::login, m_eve.credentials()); }},
        {u"login/2fa"_s,
         [&] {
             return client.post(path::loginSecondFactor,
                                {{u"code"_s, m_server.nextCodeOf(m_eve)}, {u"partialToken"_s, partial}});
         }},
        {u"refresh"_s, [&] { return client.post(path::refresh); }},
        {u"logout"_s, [&] { return client.post(path::logout); }},
        {u"signup"_s,
         [&] {
             return client.post(
                 path::signup,
                 {{u"email"_s, u"new@example.org"_s}, {u"name"_s, u"New"_s}, {u"password"_s, password}});
         }},
        {u"reset-password"_s,
         [&] {
             return client.post(
                 path::resetPassword,
                 {{u"password"_s, password}, {u"token"_s, QString::fromLatin1(m_server.resetToken(m_ada))}});
         }},
        {u"change-password"_s,
         [&] {
             return client.post(path::changePassword, {{u"currentPassword"_s, password},
                                                       {u"newPassword"_s, password},
                                                       {u"revokeOtherSessions"_s, true}});
         }},
        {u"login-history"_s, [&] { return client.get(path::loginHistory); }},
    };
    const Answer answer = requests.at(request)();
    QVERIFY_STATUS(answer, status);
    QVERIFY_SHAPE(answer, printed);
}

void DocumentsTest::hasTheShapesOfBrowsary()
{
    HttpClient browser = m_server.browser();
    const QJsonObject registration =
        parsed(R"({"firstName": "Grace", "lastName": "Hopper", "email": "grace@example.org",
        "password": "debugging 1947", "confirmPassword": "debugging 1947", "remember": true})");
    const Answer registered = browser.post(path::registration, registration);
    QVERIFY_STATUS(registered, 200);
    QVERIFY_SHAPE(registered, R"({"status": "email_not_verified", "token": "string"})");
    QCOMPARE(registered.text("status"_L1), u"email_not_verified"_s);
    QVERIFY(registered.cookie("token"));
    QVERIFY_SHAPE(browser.get(path::session), R"({"status": "email_not_verified", "auth": {}})");
    const AccountRow grace = *prepared(m_server.services().accounts.byEmail(u"grace@example.org"_s));
    prepared(m_server.services().accounts.setVerified(grace.id, {}, {}));
    QCOMPARE(browser.get(path::session).text("status"_L1), u"ok"_s);
    QVERIFY_SHAPE(browser.post(path::twoFactorEnableRequest),
                  R"({"status": "2fa_setup", "url": "string", "secret": "string"})");
    QCOMPARE(browser.get(path::logout).json(), parsed(R"({"status": "logout"})"));
    QCOMPARE(browser.get(path::session).json(), parsed(R"({"status": "ok", "auth": null})"));

    const Answer login = browser.post(
        path::login,
        parsed(R"({"email": "grace@example.org", "password": "debugging 1947", "remember": false})"));
    QVERIFY_SHAPE(login, R"({"status": "ok", "token": "string"})");
    QVERIFY(!login.cookie("token")->has("max-age"));
    const QJsonObject reset{
        {u"token"_s, QString::fromLatin1(m_server.resetToken({.id = grace.id, .email = grace.email}))},
        {u"password"_s, u"debugging 1948"_s},
        {u"confirmPassword"_s, u"debugging 1948"_s}};
    QVERIFY_SHAPE(browser.post(path::resetSubmit, reset), R"({"status": "ok", "token": "string"})");

    browser.post(path::login, m_eve.credentials());
    QCOMPARE(browser.get(path::session).text("status"_L1), u"2fa_required"_s);
    QVERIFY_SHAPE(browser.post(path::twoFactorVerify, {{u"token"_s, m_server.nextCodeOf(m_eve)}}),
                  R"({"status": "ok", "token": "string"})");
}

void DocumentsTest::hasTheShapesOfMrDemonWolf()
{
    HttpClient client = m_server.client();
    const Answer login = client.postForm(path::login, m_ada.formCredentials());
    QVERIFY_SHAPE(login, R"({"access_token": "string", "refresh_token": "string", "twoFactor": false})");
    const Answer renewed =
        client.postForm(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}});
    QVERIFY_SHAPE(renewed, R"({"access_token": "string", "refresh_token": "string"})");
    client.as(renewed.text("access_token"_L1));
    const QJsonObject loggedOut = client.postForm(path::logout, {}).json();
    QCOMPARE(loggedOut.value("code"_L1), u"LOGGED_OUT"_s);
    QCOMPARE(loggedOut.value("error"_L1), u"You are now logged out."_s);

    const Answer first = m_server.client().postForm(path::login, m_eve.formCredentials());
    const Answer second = m_server.client().postForm(
        path::twoFactor, {{u"token"_s, first.text("token"_L1)}, {u"code"_s, m_server.nextCodeOf(m_eve)}});
    QVERIFY_SHAPE(second, R"({"access_token": "string", "refresh_token": "string", "twoFactor": true})");
    QCOMPARE(second.json().value("twoFactor"_L1), true);
}

QTEST_GUILESS_MAIN(DocumentsTest)
#include "tst_documents.moc"
