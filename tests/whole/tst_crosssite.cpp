// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Requests that another site makes a browser send (api.md 0.8), and the cookies against them (2.5).
class CrossSiteOverHttpTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_ada = m_server.addPerson(u"ada@example.org"_s); }
    void looksAtWhereARequestComesFrom_data();
    void looksAtWhereARequestComesFrom();
    void guardsEveryWayIn_data();
    void guardsEveryWayIn();
    void looksAfterTheBodyAtLogin();
    void trustsWhatAuthorizationSigns();
    void letsReadingPass();
    void letsCookielessFormsPassThatSetNone();
    void givesCookiesTheirAttributes_data();
    void givesCookiesTheirAttributes();
    void clearsCookiesWithTheSameAttributes_data();
    void clearsCookiesWithTheSameAttributes();

private:
    TestServer m_server{{u"server.public_url=http://login.example.org:8420"_s,
                         u"server.app_url=https://App.example.org/base"_s,
                         u"server.cors_origins=[\"https://tools.example.org\"]"_s}};
    Person m_ada;
};

void CrossSiteOverHttpTest::looksAtWhereARequestComesFrom_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *name, const Headers &headers, bool passes) {
        QTest::newRow(name) << headers << passes;
    };
    row("neither header", {}, true);
    row("same-origin", {{"Sec-Fetch-Site", "same-origin"}}, true);
    row("none", {{"Sec-Fetch-Site", "none"}}, true);
    row("same-site", {{"Sec-Fetch-Site", "same-site"}}, false);
    row("cross-site", {{"Sec-Fetch-Site", "cross-site"}}, false);
    row("nonsense", {{"Sec-Fetch-Site", "nonsense"}}, false);
    row("public_url", {{"Origin", "http://login.example.org:8420"}}, true);
    row("app_url", {{"Origin", "https://app.example.org"}}, true);
    row("cors_origins", {{"Origin", "https://tools.example.org"}}, true);
    row("null", {{"Origin", "null"}}, false);
    row("another site", {{"Origin", "https://evil.example"}}, false);
    row("another port", {{"Origin", "http://login.example.org"}}, false);
    row("another scheme", {{"Origin", "https://login.example.org:8420"}}, false);
    row("a longer name", {{"Origin", "http://login.example.org.evil.example:8420"}}, false);
    row("a shorter name", {{"Origin", "http://example.org:8420"}}, false);
    row("user info", {{"Origin", "http://login.example.org:8420@evil.example"}}, false);
    row("with a path", {{"Origin", "http://login.example.org:8420/"}}, false);
    row("two origins", {{"Origin", "http://login.example.org:8420 https://evil.example"}}, false);
    row("cross-site from app_url", {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://app.example.org"}},
        true);
    row("cross-site from elsewhere", {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}},
        false);
    row("same-site from elsewhere", {{"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}},
        false);
    row("a referer proves nothing",
        {{"Origin", "https://evil.example"}, {"Referer", "http://login.example.org:8420/"}}, false);
}

void CrossSiteOverHttpTest::looksAtWhereARequestComesFrom()
{
    QFETCH(Headers, headers);
    QFETCH(bool, passes);
    HttpClient browser = m_server.browser();
    QVERIFY_STATUS(browser.post(path::login, m_ada.credentials()), 200);
    const QByteArray before = browser.cookie("refresh_token");
    const Answer refreshed = browser.post(path::refresh, headers);
    const Answer loggedIn = m_server.client().post(path::login, m_ada.credentials(), headers);
    const Answer loggedOut = browser.post(path::logout, headers);
    for (const Answer &answer : {refreshed, loggedIn, loggedOut}) {
        if (passes) {
            QVERIFY_STATUS(answer, 200);
        } else {
            QVERIFY_REFUSAL(answer, 403, code::csrfRejected);
            QVERIFY(answer.cookieNames().isEmpty());
        }
    }
    QCOMPARE(browser.cookie("refresh_token") == before, !passes);
}

void CrossSiteOverHttpTest::guardsEveryWayIn_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("setsCookies");
    QTest::newRow("login") << path::login << true;
    QTest::newRow("login/2fa") << path::loginSecondFactor << true;
    QTest::newRow("two-factor") << path::twoFactor << true;
    QTest::newRow("2fa/verify") << path::twoFactorVerify << true;
    QTest::newRow("2fa/enable/submit") << path::twoFactorEnableSubmit << true;
    QTest::newRow("register") << path::registration << true;
    QTest::newRow("reset/submit") << path::resetSubmit << true;
    QTest::newRow("verify/submit") << path::verifySubmit << true;
    for (const QString &path : {path::signup, path::forgotPassword, path::resetRequest, path::resetPassword,
                                path::resendVerification, path::verifyRequest, path::changeEmail,
                                path::setPassword, path::deactivate})
        QTest::newRow(qPrintable(path)) << path << false;
    QTest::newRow("2fa/enable/request") << path::twoFactorEnableRequest << false;
    QTest::newRow("change-password") << path::changePassword << false;
    QTest::newRow("reauthenticate") << path::reauthenticate << false;
    QTest::newRow("refresh") << path::refresh << false;
    QTest::newRow("logout") << path::logout << false;
}

// Those that set cookies are a way to sign a visitor in as somebody else: they need none to be worth it.
void CrossSiteOverHttpTest::guardsEveryWayIn()
{
    QFETCH(QString, path);
    QFETCH(bool, setsCookies);
    const QJsonObject body = m_ada.credentials();
    const Headers evil{{"Origin", "https://evil.example"}};
    for (const char *name : {"token", "access_token", "refresh_token"})
        QVERIFY_REFUSAL(m_server.client().post(path, body, evil + Headers{cookieHeader(name, "x")}), 403,
                        code::csrfRejected);
    const Answer cookieless = m_server.client().post(path, body, evil);
    QCOMPARE(cookieless.status == 403, setsCookies);
    QCOMPARE(cookieless.cookieNames().size(), path == path::logout ? 3 : 0); // which it clears
    QVERIFY(m_server.client().post(path, body, {cookieHeader("another", "x")}).status != 403);
}

void CrossSiteOverHttpTest::looksAfterTheBodyAtLogin()
{
    const Headers evil{{"Origin", "https://evil.example"}};
    QVERIFY_REFUSAL(m_server.client().post(path::login, QJsonObject(), evil), 400, code::validationFailed);
    const Person nobody{.email = u"nobody@example.org"_s, .password = u"x"_s};
    for (int i = 0; i < 5; ++i) // refused before anything is counted
        QVERIFY_REFUSAL(m_server.client().post(path::login, nobody.credentials(), evil), 403,
                        code::csrfRejected);
    QVERIFY_REFUSAL(m_server.client().post(path::login, nobody.credentials()), 401, code::invalidCredentials);
}

void CrossSiteOverHttpTest::trustsWhatAuthorizationSigns()
{
    HttpClient browser = m_server.browser();
    const QString token = browser.post(path::login, m_ada.credentials()).text("access_token"_L1);
    const Headers evil{{"Origin", "https://evil.example"}};
    browser.as(token);
    QVERIFY_STATUS(browser.post(path::twoFactorEnableRequest, evil), 200);
    browser.as(QString()).alwaysSend("Authorization", "Basic YTpi");
    QVERIFY_REFUSAL(browser.post(path::twoFactorEnableRequest, evil), 403, code::csrfRejected);
}

void CrossSiteOverHttpTest::letsReadingPass()
{
    HttpClient browser = m_server.browser();
    browser.post(path::login, m_ada.credentials());
    const Headers evil{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}};
    const Answer answer = browser.get(path::account, evil);
    QVERIFY_STATUS(answer, 200);
    QVERIFY(answer.header("access-control-allow-origin").isEmpty()); // but no script there may read it
    QCOMPARE(browser.get(path::account, {{"Origin", "https://tools.example.org"}})
                 .header("access-control-allow-origin"),
             QByteArray("https://tools.example.org"));
    QVERIFY_STATUS(browser.get(path::logout, evil), 200); // documented (api.md C13)
}

void CrossSiteOverHttpTest::letsCookielessFormsPassThatSetNone()
{
    const QString token = m_server.signIn(m_ada).text("refresh_token"_L1);
    const Headers elsewhere{{"Origin", "https://other.example"}};
    const Answer answer = m_server.client().postForm(path::refresh, {{u"refresh_token"_s, token}}, elsewhere);
    QVERIFY_STATUS(answer, 200);
    QVERIFY(answer.cookieNames().isEmpty());
}

void CrossSiteOverHttpTest::givesCookiesTheirAttributes_data()
{
    QTest::addColumn<QString>("publicUrl");
    QTest::addColumn<bool>("isSecure");
    QTest::newRow("http") << u"http://login.example.org"_s << false;
    QTest::newRow("https") << u"https://login.example.org"_s << true;
}

void CrossSiteOverHttpTest::givesCookiesTheirAttributes()
{
    QFETCH(QString, publicUrl);
    QFETCH(bool, isSecure);
    TestServer server({u"server.public_url="_s + publicUrl});
    HttpClient browser = server.browser();
    const Person ada = server.addPerson(u"ada@example.org"_s);
    const Person eve = server.addWithTwoFactor(u"eve@example.org"_s);
    const Answer answers[] = {server.client().post(path::login, eve.credentials()),
                              browser.post(path::login, ada.credentials()), browser.post(path::refresh),
                              browser.post(path::logout)};
    for (const Answer &answer : answers) {
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
        for (const char *name : {"token", "access_token", "refresh_token"}) {
            const SetCookie cookie = *answer.cookie(name);
            QVERIFY(cookie.has("httponly"));
            QCOMPARE(cookie.attribute("samesite"), QByteArray("Lax"));
            QCOMPARE(cookie.attribute("path"),
                     QByteArray(name) == "refresh_token" ? QByteArray("/api/auth") : QByteArray("/"));
            QCOMPARE(cookie.has("secure"), isSecure);
            QVERIFY(!cookie.has("domain"));
        }
    }
}

void CrossSiteOverHttpTest::clearsCookiesWithTheSameAttributes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::newRow("logout") << QByteArray("POST") << path::logout;
    QTest::newRow("logout by link") << QByteArray("GET") << path::logout;
    QTest::newRow("refresh that fails") << QByteArray("POST") << path::refresh;
    QTest::newRow("session status") << QByteArray("GET") << path::session;
}

// A removal that differs in path or Secure would leave the cookie in the browser.
void CrossSiteOverHttpTest::clearsCookiesWithTheSameAttributes()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const Answer started = m_server.signIn(m_ada);
    const Answer ended =
        m_server.client().send(method, path, {{"Cookie", "token=x; access_token=x; refresh_token=x"}});
    QVERIFY(!ended.cookieNames().isEmpty());
    const auto names = ended.cookieNames();
    for (const QByteArray &name : names) {
        SetCookie set = *started.cookie(name);
        SetCookie removed = *ended.cookie(name);
        QVERIFY(removed.isRemoval());
        QVERIFY(removed.value.isEmpty());
        set.attributes.erase("max-age");
        removed.attributes.erase("max-age");
        QVERIFY(set.attributes == removed.attributes);
    }
}

QTEST_GUILESS_MAIN(CrossSiteOverHttpTest)
#include "tst_crosssite.moc"
