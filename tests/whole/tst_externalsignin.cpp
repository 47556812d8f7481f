// SPDX-License-Identifier: GPL-3.0-only
#include "support/outboxreader.h"
#include "support/providerfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Signing in over a provider, on both families of routes.
class ExternalSignInTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void sendsTheBrowserToTheProvider_data();
    void sendsTheBrowserToTheProvider();
    void makesAnAccountAndKnowsItAgain();
    void mailsWhoseAddressIsNotVerified();
    void asksForTheSecondFactor();
    void signsInByAProvenAddress();
};

void ExternalSignInTest::initTestCase()
{
    start();
}

void ExternalSignInTest::sendsTheBrowserToTheProvider_data()
{
    QTest::addColumn<Family>("family");
    QTest::newRow("oauth") << Family::OAuth;
    QTest::newRow("external") << Family::External;
}

void ExternalSignInTest::sendsTheBrowserToTheProvider()
{
    QFETCH(Family, family);
    const bool isOAuth = family == Family::OAuth;
    HttpClient browser = m_server->browser();
    const ProviderTrip trip(*m_server, browser, u"good"_s, family);
    QVERIFY2(trip.begun.header("location").startsWith(m_rogue.issuer(u"good/authorize?"_s).toLatin1()),
             qPrintable(targetOf(trip.begun)));
    QCOMPARE(trip.value("response_type"), u"code"_s);
    QCOMPARE(trip.value("client_id"), u"gatehouse"_s);
    QCOMPARE(trip.value("scope"), u"openid email profile"_s);
    QCOMPARE(trip.value("code_challenge_method"), u"S256"_s);
    QCOMPARE(trip.value("code_challenge").size(), 43);
    QCOMPARE(trip.value("redirect_uri"),
             url(path::fill(isOAuth ? path::oauthCallback : path::externalRedirect, u"good"_s)));
    const auto state = trip.begun.cookie(isOAuth ? "oauth_state" : "openid_state");
    QVERIFY(state && state->value == trip.value("state").toLatin1());
    QVERIFY(state->has("httponly"));
    QCOMPARE(state->attribute("samesite"), "Lax");
    QCOMPARE(state->attribute("path"), isOAuth ? "/api/auth/oauth" : "/api/auth/external");
    QCOMPARE(state->attribute("max-age"), "600");
    if (!isOAuth) {
        QCOMPARE(trip.begun.cookie("openid_code")->value.size(), 43);
        QVERIFY(!trip.begun.header("location").contains(trip.begun.cookie("openid_code")->value));
    }
}

void ExternalSignInTest::makesAnAccountAndKnowsItAgain()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(u"new"_s, email).userinfo.insert(u"name"_s, u"Grace Hopper"_s);
    const Answer answer = trip.comeBack();
    QCOMPARE(targetOf(answer), url(u"/"_s));
    for (const char *name : {"token", "access_token", "refresh_token"})
        QVERIFY(answer.cookie(name));
    QVERIFY(answer.cookie("oauth_state")->isRemoval());
    const QJsonObject user = userOf(browser);
    QCOMPARE(user.value("email"_L1).toString(), email);
    QCOMPARE(user.value("name"_L1).toString(), u"Grace Hopper"_s);
    QCOMPARE(user.value("emailVerified"_L1).toBool(), true);
    QCOMPARE(user.value("hasPassword"_L1).toBool(), false);
    QCOMPARE(m_server->eventsOf(email).first().provider, u"good"_s);

    HttpClient other = m_server->browser(); // the subject counts, not the address
    QCOMPARE(targetOf(cameAs(other, u"new"_s, newAddress())), url(u"/"_s));
    QCOMPARE(userOf(other).value("id"_L1), user.value("id"_L1));
}

void ExternalSignInTest::mailsWhoseAddressIsNotVerified()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    const Answer answer =
        ProviderTrip(*m_server, browser, u"good"_s).as(newSubject(), email, false).comeBack();
    QCOMPARE(targetOf(answer), url(u"/"_s));
    QCOMPARE(userOf(browser).value("emailVerified"_L1).toBool(), false);
    QVERIFY(kindsTo(*m_server, email).contains("verify_email"));
}

void ExternalSignInTest::asksForTheSecondFactor()
{
    Person ada = proven(newAddress());
    m_server->enableTwoFactor(ada);
    HttpClient browser = m_server->browser();
    const Answer answer = cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    QCOMPARE(targetOf(answer), url(u"/login?requiresTOTP=true"_s));
    QVERIFY(answer.cookie("token") && answer.cookie("access_token")->isRemoval());
    QCOMPARE(browser.get(path::session).text("status"_L1), u"2fa_required"_s);
    const Answer done =
        browser.post(path::loginSecondFactor, QJsonObject{{u"code"_s, m_server->nextCodeOf(ada)}});
    QVERIFY_STATUS(done, 200);
    QCOMPARE(m_server->eventsOf(ada.email).first().provider, u"trusted"_s);
}

void ExternalSignInTest::signsInByAProvenAddress()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    QCOMPARE(targetOf(cameAs(browser, newSubject(), ada.email.toUpper(), u"trusted"_s)), url(u"/"_s));
    QCOMPARE(userOf(browser).value("id"_L1).toString(), ada.id.toString());
    QVERIFY(kindsTo(*m_server, ada.email).contains("external_changed"));
    QVERIFY_STATUS(m_server->signIn(ada), 200); // his own password stays
}

QTEST_GUILESS_MAIN(ExternalSignInTest)
#include "tst_externalsignin.moc"
