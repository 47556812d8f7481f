// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

// POST /auth/signup and the three shapes of POST /auth/register.
class RegistrationTest : public QObject
{
    Q_OBJECT
private slots:
    void signsUpAsOCore();
    void registersAsMrDemonWolf_data();
    void registersAsMrDemonWolf();
    void registersAsBrowsary_data();
    void registersAsBrowsary();
    void storesAUserNameBesideBrowsarysFields();
    void knowsTheShapeByItsFields_data();
    void knowsTheShapeByItsFields();
    void writesNoLoginEventForTheFirstSession();
    void needsNoConfirmationIfConfigured();
    void takesThePasswordOfMrDemonWolfsDocument();

private:
    QString address() { return u"person%1@example.org"_s.arg(++m_people); }
    static QJsonObject signUpBody(const QString &email)
    {
        return {
            {u"name"_s, u"Ada King Lovelace"_s}, {u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}};
    }
    static QJsonObject browsaryBody(const QString &email)
    {
        return {{u"firstName"_s, u"Ada"_s},
                {u"lastName"_s, u"Lovelace"_s},
                {u"email"_s, email},
                {u"password"_s, u"correct horse 7"_s},
                {u"confirmPassword"_s, u"correct horse 7"_s}};
    }
    static QJsonObject mrDemonWolfBody(const QString &email, const QString &username)
    {
        return {{u"username"_s, username}, {u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}};
    }
    static AccountRow accountOf(const TestServer &server, const QString &email)
    {
        return prepared(server.services().accounts.byEmail(email)).value_or(AccountRow());
    }

    TestServer m_server{{u"server.trusted_proxies=[\"127.0.0.1/32\"]"_s}};
    int m_people = 0;
};

void RegistrationTest::signsUpAsOCore()
{
    const QString email = address();
    const Answer answer = m_server.client().post(path::signup, signUpBody(email));
    QVERIFY_STATUS(answer, 201);
    QCOMPARE(answer.json(), QJsonObject({{u"message"_s, u"Your account was created."_s}}));
    QVERIFY(answer.cookieNames().isEmpty());
    const AccountRow account = accountOf(m_server, email);
    QCOMPARE(account.name, u"Ada King Lovelace"_s);
    QCOMPARE(account.firstName, u"Ada"_s);
    QCOMPARE(account.lastName, u"King Lovelace"_s);
    QVERIFY(account.emailVerifiedAt); // no mail is configured
    QVERIFY(!account.emailProvenAt);
    QVERIFY(!account.isAdmin);
    QVERIFY_STATUS(m_server.signIn({.email = email, .password = u"correct horse 7"_s}), 200);
}

void RegistrationTest::registersAsMrDemonWolf_data()
{
    QTest::addColumn<bool>("isForm");
    QTest::newRow("form") << true;
    QTest::newRow("json") << false;
}

void RegistrationTest::registersAsMrDemonWolf()
{
    QFETCH(bool, isForm);
    const QString email = address();
    const QString username = isForm ? u"FormUser7"_s : u"JsonUser7"_s;
    HttpClient client = m_server.client();
    const Answer answer = isForm
                              ? client.postForm(path::registration, {{u"username"_s, username},
                                                                     {u"email"_s, email},
                                                                     {u"password"_s, u"correct horse 7"_s}})
                              : client.post(path::registration, mrDemonWolfBody(email, username));
    QVERIFY_STATUS(answer, 201);
    QCOMPARE(
        answer.json(),
        QJsonObject({{u"code"_s, u"PENDING_CONFIRMATION"_s},
                     {u"error"_s, u"Please confirm your email address to complete the registration."_s}}));
    QVERIFY(answer.cookieNames().isEmpty());
    const AccountRow account = accountOf(m_server, email);
    QCOMPARE(account.name, username);
    QCOMPARE(account.username, std::optional(username));
    QVERIFY(!account.emailVerifiedAt);
    QCOMPARE(m_server.number(u"SELECT count(*) FROM outbox WHERE kind = 'verify_email' AND recipient = ?"_s,
                             {email}),
             1);
    QCOMPARE(m_server.signIn({.email = email, .password = u"correct horse 7"_s}).text("status"_L1),
             u"email_not_verified"_s);
}

void RegistrationTest::registersAsBrowsary_data()
{
    QTest::addColumn<QJsonValue>("remember");
    QTest::addColumn<bool>("setsCookies");
    QTest::newRow("absent") << QJsonValue(QJsonValue::Undefined) << false;
    QTest::newRow("false") << QJsonValue(false) << false;
    QTest::newRow("text 0") << QJsonValue(u"0"_s) << false;
    QTest::newRow("true") << QJsonValue(true) << true;
    QTest::newRow("text on") << QJsonValue(u"on"_s) << true;
    QTest::newRow("1") << QJsonValue(1) << true;
}

void RegistrationTest::registersAsBrowsary()
{
    QFETCH(QJsonValue, remember);
    QFETCH(bool, setsCookies);
    const QString email = address();
    QJsonObject body = browsaryBody(email);
    if (!remember.isUndefined())
        body.insert("remember"_L1, remember);
    const Answer answer = m_server.client().post(path::registration, body);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"status"_s, u"token"_s}));
    QCOMPARE(answer.text("status"_L1), u"email_not_verified"_s);
    QCOMPARE(answer.cookieNames(),
             setsCookies ? QByteArrayList({"token", "access_token", "refresh_token"}) : QByteArrayList());
    if (setsCookies)
        QVERIFY(answer.cookie("token")->has("max-age"));
    QCOMPARE(m_server.client().as(answer.text("token"_L1)).get(path::session).text("status"_L1),
             u"email_not_verified"_s);
    QCOMPARE(accountOf(m_server, email).name, u"Ada Lovelace"_s);
}

void RegistrationTest::storesAUserNameBesideBrowsarysFields()
{
    const QString email = address();
    QJsonObject body = browsaryBody(email);
    body.insert("username"_L1, u"AdaBeside"_s);
    QVERIFY_STATUS(m_server.client().post(path::registration, body), 200);
    QCOMPARE(accountOf(m_server, email).username, std::optional(u"AdaBeside"_s));
}

void RegistrationTest::knowsTheShapeByItsFields_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QStringList>("missing");
    const QStringList all{u"confirmPassword"_s, u"email"_s, u"firstName"_s, u"lastName"_s, u"password"_s};
    QTest::newRow("nothing") << QStringList() << all;
    QTest::newRow("only unknown ones") << QStringList{u"name"_s} << all;
    QTest::newRow("firstName") << QStringList{u"firstName"_s}
                               << QStringList{u"confirmPassword"_s, u"email"_s, u"lastName"_s, u"password"_s};
    QTest::newRow("confirmPassword and username")
        << QStringList{u"confirmPassword"_s, u"username"_s}
        << QStringList{u"email"_s, u"firstName"_s, u"lastName"_s, u"password"_s};
    QTest::newRow("username") << QStringList{u"username"_s} << QStringList{u"email"_s, u"password"_s};
}

void RegistrationTest::knowsTheShapeByItsFields()
{
    QFETCH(QStringList, keys);
    QFETCH(QStringList, missing);
    QJsonObject body;
    for (const QString &key : keys)
        body.insert(key, u"someword"_s);
    const Answer answer = m_server.client().post(path::registration, body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject().keys(), missing);
    if (!keys.contains(u"confirmPassword"_s))
        return;
    const Answer form = m_server.client().postForm(
        path::registration, {{u"firstName"_s, u"Ada"_s}}); // a form is always MrDemonWolf's
    QVERIFY_REFUSAL(form, 400, code::validationFailed);
    QCOMPARE(form.json().value("codes"_L1).toObject().keys(),
             QStringList({u"email"_s, u"password"_s, u"username"_s}));
}

void RegistrationTest::writesNoLoginEventForTheFirstSession()
{
    const QString email = address();
    QVERIFY_STATUS(m_server.client().post(path::registration, browsaryBody(email)), 200);
    QVERIFY(m_server.eventsOf(email).isEmpty());
}

void RegistrationTest::needsNoConfirmationIfConfigured()
{
    TestServer server({u"auth.verification=none"_s});
    const Answer answer =
        server.client().post(path::registration, mrDemonWolfBody(u"a@example.org"_s, u"Ready"_s));
    QVERIFY_STATUS(answer, 201);
    QCOMPARE(answer.text("code"_L1), u"REGISTERED"_s);
    QCOMPARE(server.client().post(path::registration, browsaryBody(u"b@example.org"_s)).text("status"_L1),
             u"ok"_s);
    QCOMPARE(server.number(u"SELECT count(*) FROM outbox"_s), 0);
}

// Its address is its password there; the same is refused in the other shapes.
void RegistrationTest::takesThePasswordOfMrDemonWolfsDocument()
{
    const QString email = u"user@mrdemonwolf.github.io"_s;
    QJsonObject body = browsaryBody(email);
    body.insert("password"_L1, email);
    body.insert("confirmPassword"_L1, email);
    QCOMPARE(m_server.client().post(path::registration, body).json().value("codes"_L1).toObject(),
             QJsonObject({{u"password"_s, u"TOO_COMMON"_s}}));
    const FormFields form{
        {u"username"_s, u"usermrdemonwolfgithubio"_s}, {u"email"_s, email}, {u"password"_s, email}};
    QVERIFY_STATUS(m_server.client().postForm(path::registration, form), 201);
}

QTEST_GUILESS_MAIN(RegistrationTest)
#include "tst_registration.moc"
