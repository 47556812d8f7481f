// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

// POST /auth/login with a password alone, in the shapes of the three systems.
class LoginTest : public QObject
{
    Q_OBJECT
private slots:
    void answersAllThreeShapesToJson();
    void showsTheWholeUser();
    void decidesByRememberWhetherCookiesOutliveTheBrowser_data();
    void decidesByRememberWhetherCookiesOutliveTheBrowser();
    void answersAFormInMrDemonWolfsShapeWithoutCookies();
    void readsJsonUnderTheFormsType();
    void readsJsonWithoutAType();
    void hidesTokensAsConfigured_data();
    void hidesTokensAsConfigured();
    void givesEachKindOfTokenItsLifetime_data();
    void givesEachKindOfTokenItsLifetime();
    void findsTheAddressWhateverItsCase();
    void ignoresUnknownKeys();
    void writesOneEventForEachTry();
    void endsTheSessionThatTheCookiesNamed_data();
    void endsTheSessionThatTheCookiesNamed();

private:
    TestServer m_server;
};

static QStringList sorted(QStringList words)
{
    words.sort();
    return words;
}

void LoginTest::answersAllThreeShapesToJson()
{
    const Person ada = m_server.addPerson(u"shapes@example.org"_s);
    const Answer answer = m_server.signIn(ada);
    QVERIFY_STATUS(answer, 200);
    const QJsonObject body = answer.json();
    QCOMPARE(body.keys(), sorted({u"status"_s, u"token"_s, u"user"_s, u"requiresTOTP"_s, u"partialToken"_s,
                                  u"access_token"_s, u"refresh_token"_s, u"twoFactor"_s}));
    QCOMPARE(body.value("status"_L1), u"ok"_s);
    QCOMPARE(body.value("requiresTOTP"_L1), false);
    QCOMPARE(body.value("twoFactor"_L1), false);
    QCOMPARE(body.value("partialToken"_L1), u""_s);
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
    for (const auto name : {"token"_L1, "access_token"_L1, "refresh_token"_L1})
        QCOMPARE(QString::fromLatin1(answer.cookie(name.data())->value), answer.text(name));
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    QCOMPARE(answer.header("cache-control"), QByteArray("no-store"));
}

void LoginTest::showsTheWholeUser()
{
    const Person ada = m_server.add({.email = u"Whole@Example.org"_s, .username = u"wholeuser"_s});
    const QJsonObject user = m_server.signIn(ada).json().value("user"_L1).toObject();
    QCOMPARE(user.keys(), sorted({u"id"_s, u"email"_s, u"name"_s, u"firstName"_s, u"lastName"_s,
                                  u"username"_s, u"emailVerified"_s, u"emailProven"_s, u"totpEnabled"_s, u"hasPassword"_s,
                                  u"isServerAdmin"_s, u"avatarUrl"_s, u"createdAt"_s, u"lastLoginAt"_s}));
    QCOMPARE(user.value("id"_L1), ada.id.toString());
    QCOMPARE(user.value("email"_L1), u"Whole@Example.org"_s);
    QCOMPARE(user.value("name"_L1), u"Ada Lovelace"_s);
    QCOMPARE(user.value("username"_L1), u"wholeuser"_s);
    QCOMPARE(user.value("emailVerified"_L1), true);
    QCOMPARE(user.value("totpEnabled"_L1), false);
    QCOMPARE(user.value("hasPassword"_L1), true);
    QCOMPARE(user.value("isServerAdmin"_L1), false);
    QVERIFY(user.value("avatarUrl"_L1).isNull());
    QVERIFY(user.value("createdAt"_L1).toString().endsWith(u'Z'));
    QCOMPARE(user.value("lastLoginAt"_L1), m_server.clock().now().toString(Qt::ISODateWithMs));
}

void LoginTest::decidesByRememberWhetherCookiesOutliveTheBrowser_data()
{
    QTest::addColumn<QJsonValue>("remember");
    QTest::addColumn<bool>("outlives");
    QTest::newRow("absent") << QJsonValue(QJsonValue::Undefined) << true;
    QTest::newRow("null") << QJsonValue() << true;
    QTest::newRow("true") << QJsonValue(true) << true;
    QTest::newRow("1") << QJsonValue(1) << true;
    QTest::newRow("text on") << QJsonValue(u"on"_s) << true;
    QTest::newRow("text true") << QJsonValue(u"true"_s) << true;
    QTest::newRow("false") << QJsonValue(false) << false;
    QTest::newRow("0") << QJsonValue(0) << false;
    QTest::newRow("text false") << QJsonValue(u"false"_s) << false;
    QTest::newRow("text 0") << QJsonValue(u"0"_s) << false;
    QTest::newRow("empty text") << QJsonValue(u""_s) << false;
}

void LoginTest::decidesByRememberWhetherCookiesOutliveTheBrowser()
{
    QFETCH(QJsonValue, remember);
    QFETCH(bool, outlives);
    const Person ada =
        m_server.addPerson(QStringLiteral("remember-%1@example.org")
                               .arg(QLatin1StringView(QTest::currentDataTag()).toString().remove(u' ')));
    QJsonObject body = ada.credentials();
    if (!remember.isUndefined())
        body.insert("remember"_L1, remember);
    HttpClient browser = m_server.browser();
    for (const Answer &answer : {browser.post(path::login, body), browser.post(path::refresh)}) {
        QVERIFY_STATUS(answer, 200);
        for (const char *name : {"token", "access_token", "refresh_token"})
            QCOMPARE(answer.cookie(name)->has("max-age"), outlives);
        if (outlives) {
            QCOMPARE(answer.cookie("token")->attribute("max-age").toInt(), 30 * 24 * 3600);
            QCOMPARE(answer.cookie("access_token")->attribute("max-age").toInt(), 3600);
            QCOMPARE(answer.cookie("refresh_token")->attribute("max-age").toInt(), 30 * 24 * 3600);
        }
    }
}

void LoginTest::answersAFormInMrDemonWolfsShapeWithoutCookies()
{
    const Person ada = m_server.addPerson(u"form@example.org"_s);
    const Answer answer = m_server.client().postForm(path::login, ada.formCredentials());
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"access_token"_s, u"refresh_token"_s, u"twoFactor"_s}));
    QCOMPARE(answer.json().value("twoFactor"_L1), false);
    QVERIFY(answer.cookieNames().isEmpty());
}

void LoginTest::readsJsonUnderTheFormsType()
{
    const Person ada = m_server.addPerson(u"curl@example.org"_s);
    const QByteArray body = " \n" + QJsonDocument(ada.credentials()).toJson();
    const Answer answer = m_server.client().send(
        "POST", path::login, {{"Content-Type", "application/x-www-form-urlencoded"}}, body);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(answer.cookieNames().size(), 3);
}

void LoginTest::readsJsonWithoutAType()
{
    const Person ada = m_server.addPerson(u"typeless@example.org"_s);
    const QByteArray body = QJsonDocument(ada.credentials()).toJson();
    QVERIFY_STATUS(m_server.client().send("POST", path::login, {}, body), 200);
    QVERIFY_STATUS(m_server.client().send("POST", path::login,
                                          {{"Content-Type", "application/vnd.api+json; charset=utf-8"}},
                                          body),
                   200);
}

void LoginTest::hidesTokensAsConfigured_data()
{
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("full") << QStringList{u"access_token"_s, u"refresh_token"_s, u"token"_s};
    QTest::newRow("session") << QStringList{u"token"_s};
    QTest::newRow("none") << QStringList();
}

// Pending tokens, form answers and refreshes by body show theirs whatever is set.
void LoginTest::hidesTokensAsConfigured()
{
    QFETCH(QStringList, shown);
    TestServer server({u"auth.json_login_tokens="_s + QLatin1StringView(QTest::currentDataTag())});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    const Answer answer = server.signIn(ada);
    QVERIFY_STATUS(answer, 200);
    QStringList tokens = answer.json().keys();
    tokens.removeIf([](const QString &key) { return !key.endsWith("oken"_L1) || key == "partialToken"_L1; });
    QCOMPARE(tokens, shown);
    QCOMPARE(answer.cookieNames().size(), 3);

    const Answer form = server.client().postForm(path::login, ada.formCredentials());
    QVERIFY(!form.text("access_token"_L1).isEmpty());
    const Answer renewed =
        server.client().post(path::refresh, {{u"refresh_token"_s, form.text("refresh_token"_L1)}});
    QCOMPARE(renewed.json().keys(), QStringList({u"access_token"_s, u"refresh_token"_s}));
    const Answer pending = server.signIn(server.addWithTwoFactor(u"eve@example.org"_s));
    QVERIFY(!pending.text("token"_L1).isEmpty());
    QCOMPARE(pending.text("partialToken"_L1), pending.text("token"_L1));
}

void LoginTest::givesEachKindOfTokenItsLifetime_data()
{
    QTest::addColumn<bool>("isForm");
    QTest::addColumn<bool>("remember");
    QTest::addColumn<int>("access");
    QTest::addColumn<int>("refresh");
    QTest::newRow("json") << false << true << 3600 << 30 * 24 * 3600;
    QTest::newRow("json, unremembered") << false << false << 3600 << 24 * 3600;
    QTest::newRow("form") << true << true << 1800 << 24 * 3600;
}

void LoginTest::givesEachKindOfTokenItsLifetime()
{
    QFETCH(bool, isForm);
    QFETCH(bool, remember);
    QFETCH(int, access);
    QFETCH(int, refresh);
    const Person ada = m_server.addPerson(QStringLiteral("life-%1-%2@example.org").arg(isForm).arg(remember));
    QJsonObject body = ada.credentials();
    body.insert("remember"_L1, remember);
    HttpClient client = m_server.client();
    const Answer answer =
        isForm ? client.postForm(path::login, ada.formCredentials()) : client.post(path::login, body);
    const auto lifeOf = [&](QLatin1StringView name) {
        const QJsonObject claims = claimsOf(answer.text(name));
        return claims.value("exp"_L1).toInt() - claims.value("iat"_L1).toInt();
    };
    QCOMPARE(lifeOf("access_token"_L1), access);
    QCOMPARE(lifeOf("refresh_token"_L1), refresh);
    if (!isForm)
        QCOMPARE(lifeOf("token"_L1), remember ? 30 * 24 * 3600 : 24 * 3600);
}

void LoginTest::findsTheAddressWhateverItsCase()
{
    Person ada = m_server.addPerson(u"Case@Example.org"_s);
    ada.email = u"  cASE@eXAMPLE.ORG "_s;
    const Answer answer = m_server.signIn(ada);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().value("user"_L1).toObject().value("email"_L1), u"Case@Example.org"_s);
}

void LoginTest::ignoresUnknownKeys()
{
    QJsonObject body = m_server.addPerson(u"unknownkeys@example.org"_s).credentials();
    body.insert("deviceId"_L1, QJsonArray{1, 2});
    QVERIFY_STATUS(m_server.client().post(path::login, body), 200);
}

void LoginTest::writesOneEventForEachTry()
{
    Person ada = m_server.addPerson(u"events@example.org"_s);
    m_server.signIn(ada);
    QCOMPARE(m_server.eventsOf(ada.email).size(), 1);
    QVERIFY(m_server.eventsOf(ada.email).first().success);
    QCOMPARE(*m_server.eventsOf(ada.email).first().userId, ada.id);
    ada.password = u"wrong"_s;
    m_server.signIn(ada);
    QCOMPARE(m_server.eventsOf(ada.email).size(), 2);
    QCOMPARE(m_server.eventsOf(ada.email).first().failureReason, u"invalid_password"_s);

    m_server.client().post(path::login,
                           {{u"email"_s, u"nobody-here@example.org"_s}, {u"password"_s, u"wrong"_s}});
    QCOMPARE(m_server.eventsOf(u"nobody-here@example.org"_s).size(), 1);
    QVERIFY(!m_server.eventsOf(u"nobody-here@example.org"_s).first().userId);
}

void LoginTest::endsTheSessionThatTheCookiesNamed_data()
{
    QTest::addColumn<bool>("hasTwoFactor");
    QTest::newRow("password alone") << false;
    QTest::newRow("two-factor") << true;
}

void LoginTest::endsTheSessionThatTheCookiesNamed()
{
    QFETCH(bool, hasTwoFactor);
    const Person bob = m_server.addPerson(u"before%1@example.org"_s.arg(hasTwoFactor));
    const Person ada =
        m_server.add({.email = u"after%1@example.org"_s.arg(hasTwoFactor), .hasTwoFactor = hasTwoFactor});
    HttpClient browser = m_server.browser();
    const QString first = browser.post(path::login, bob.credentials()).text("access_token"_L1);
    QVERIFY_STATUS(browser.post(path::login, ada.credentials()), 200);
    if (hasTwoFactor)
        QVERIFY_STATUS(browser.post(path::loginSecondFactor, {{u"code"_s, m_server.nextCodeOf(ada)}}), 200);
    QVERIFY_REFUSAL(m_server.client().as(first).get(path::account), 401, code::unauthorized);
    QVERIFY_STATUS(browser.get(path::account), 200);
    QVERIFY(claimsOf(first).value("sid"_L1) !=
            claimsOf(QString::fromLatin1(browser.cookie("token"))).value("sid"_L1));
}

QTEST_GUILESS_MAIN(LoginTest)
#include "tst_login.moc"
