// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QLoggingCategory>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The state that ties a way over a provider to one browser, one provider and one time. Past bugs of
// comparable servers by their numbers in tests/vectors/auth-bugs.json: 12.
class ExternalStatesTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void usesAStateOnce();
    void usesAStateOnceOfManyAtOnce();
    void endsAStateOnTime();
    void refusesAnotherBrowsersState_data();
    void refusesAnotherBrowsersState();
    void refusesACallbackWithoutACookie_data();
    void refusesACallbackWithoutACookie();
    void refusesAnotherVerifierCookie();
    void refusesMixedUpProviders();
    void refusesAnswersOfOtherIssuers_data();
    void refusesAnswersOfOtherIssuers();
    void knowsTheIssuerOfGitHub();
    void refusesTheOtherFamilysState();
    void refusesInjectedCodes_data();
    void refusesInjectedCodes();
    void refusesWhatTheProviderRefused();
    void keepsTheVerifierToItself();
    void takesEachWayWithAFreshChallenge();
};

void ExternalStatesTest::initTestCase()
{
    const QString page = m_rogue.issuer(u"gh"_s);
    QStringList plain;
    for (const QString &type : {u"github"_s, u"oauth2"_s}) {
        const QString key = u"providers.%1."_s.arg(type);
        plain += {key + u"type="_s + type, key + u"client_id=gatehouse"_s, key + u"client_secret_file="_s + secretFile(),
                  key + u"authorization_url="_s + page + u"/login/oauth/authorize"_s,
                  key + u"token_url="_s + page + u"/token"_s, key + u"userinfo_url="_s + page + u"/user"_s};
    }
    start(provider(u"saying"_s, u"saying"_s) + plain);
    QLoggingCategory::setFilterRules(u"gatehouse.*=false"_s); // it deplores each of them
}

void ExternalStatesTest::usesAStateOnce()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    const QByteArray state = browser.cookie("oauth_state");
    trip.as(newSubject(), newAddress()).comeBack();
    QVERIFY(isIn(browser));
    HttpClient again = m_server->browser();
    again.setCookie("oauth_state", state, "/api/auth/oauth");
    QCOMPARE(targetOf(trip.comeBack(again)), error(u"invalid_state"_s));
    QVERIFY(!isIn(again));
}

void ExternalStatesTest::usesAStateOnceOfManyAtOnce()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(newSubject(), newAddress());
    const QString callback = trip.callback();
    std::atomic_int in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&, copy = browser]() mutable {
            in += copy.get(callback).cookie("token").has_value();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(in.load(), 1);
}

void ExternalStatesTest::endsAStateOnTime()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    m_server->clock().advance(10min);
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack()), error(u"invalid_state"_s));
}

// Login CSRF: who is sent to an attacker's callback does not become the attacker.
void ExternalStatesTest::refusesAnotherBrowsersState_data()
{
    QTest::addColumn<Family>("family");
    QTest::newRow("oauth") << Family::OAuth;
    QTest::newRow("external") << Family::External;
}

void ExternalStatesTest::refusesAnotherBrowsersState()
{
    QFETCH(Family, family);
    HttpClient attacker = m_server->browser();
    ProviderTrip trip(*m_server, attacker, u"good"_s, family);
    HttpClient victim = m_server->browser();
    const ProviderTrip own(*m_server, victim, u"good"_s, family);
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack(victim)), error(u"invalid_state"_s));
    QVERIFY(!isIn(victim));
    const Answer still = trip.comeBack(attacker); // it was not spent by the wrong browser
    QVERIFY(!targetOf(still).contains("error"_L1));
}

void ExternalStatesTest::refusesACallbackWithoutACookie_data()
{
    refusesAnotherBrowsersState_data();
}

void ExternalStatesTest::refusesACallbackWithoutACookie()
{
    QFETCH(Family, family);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, family);
    HttpClient bare = m_server->browser();
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack(bare)), error(u"invalid_state"_s));
    const QString pattern = family == Family::OAuth ? path::oauthCallback : path::externalRedirect;
    QCOMPARE(targetOf(bare.get(path::fill(pattern, u"good"_s))), error(u"invalid_state"_s));
    QCOMPARE(targetOf(bare.get(path::fill(pattern, u"good"_s) + u"?code=x&state="_s)),
             error(u"invalid_state"_s));
}

void ExternalStatesTest::refusesAnotherVerifierCookie()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    browser.setCookie("openid_code", QByteArray(43, 'A'), "/api/auth/external");
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack()), error(u"invalid_state"_s));
}

void ExternalStatesTest::refusesMixedUpProviders()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(newSubject(), newAddress());
    QCOMPARE(targetOf(browser.get(trip.callback(u"trusted"_s))), error(u"invalid_state"_s));
    ProviderTrip named(*m_server, browser, u"good"_s);
    named.as(newSubject(), newAddress());
    QCOMPARE(targetOf(browser.get(named.callback() + u"&iss=https%3A%2F%2Fevil.example"_s)),
             error(u"invalid_state"_s));
    QVERIFY(!isIn(browser));
}

// RFC 9207 section 2.4: a provider that says whose its answers are says it always, and nobody else's
// name is taken for it.
void ExternalStatesTest::refusesAnswersOfOtherIssuers_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("said"); // OWN: the provider's issuer
    QTest::addColumn<bool>("isIn");
    QTest::newRow("its own") << u"saying"_s << u"&iss=OWN"_s << true;
    QTest::newRow("none, though announced") << u"saying"_s << QString() << false;
    QTest::newRow("an empty one, though announced") << u"saying"_s << u"&iss="_s << false;
    QTest::newRow("another, though announced") << u"saying"_s << u"&iss=https%3A%2F%2Fevil.example"_s << false;
    QTest::newRow("another first") << u"saying"_s << u"&iss=https%3A%2F%2Fevil.example&iss=OWN"_s << false;
    QTest::newRow("a longer one") << u"saying"_s << u"&iss=OWN.evil.example"_s << false;
    QTest::newRow("none, which nobody announced") << u"good"_s << QString() << true;
    QTest::newRow("its own, which nobody announced") << u"good"_s << u"&iss=OWN"_s << true;
    QTest::newRow("an empty one, which nobody announced") << u"good"_s << u"&iss="_s << false;
    QTest::newRow("another, which nobody announced") << u"good"_s << u"&iss=https%3A%2F%2Fevil.example"_s << false;
}

void ExternalStatesTest::refusesAnswersOfOtherIssuers()
{
    QFETCH(QString, provider);
    QFETCH(QString, said);
    QFETCH(bool, isIn);
    said.replace("OWN"_L1, QString::fromLatin1(QUrl::toPercentEncoding(m_rogue.issuer(provider))));
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, provider);
    const int asked = m_rogue.asked(u"/%1/token"_s.arg(provider));
    const Answer answer = browser.get(trip.as(newSubject(), newAddress()).callback() + said);
    QCOMPARE(targetOf(answer), isIn ? url(u"/"_s) : error(u"invalid_state"_s));
    QCOMPARE(m_rogue.asked(u"/%1/token"_s.arg(provider)), asked + isIn); // the code went nowhere else
    const ProviderTrip refused(*m_server, browser, provider);
    const QString place = path::fill(path::oauthCallback, provider) + u"?error=access_denied&state="_s;
    QCOMPARE(targetOf(browser.get(place + refused.value("state") + said)),
             error(isIn ? u"access_denied"_s : u"invalid_state"_s));
}

// It has no metadata, but names itself by the folder of its sign-in page.
void ExternalStatesTest::knowsTheIssuerOfGitHub()
{
    const QString own = m_rogue.issuer(u"gh"_s);
    const auto comeBack = [&](const QString &provider, const QString &issuer) {
        HttpClient browser = m_server->browser();
        ProviderTrip trip(*m_server, browser, provider);
        const QString email = newAddress();
        trip.userinfo = {{u"id"_s, m_people}, {u"sub"_s, newSubject()}, {u"email"_s, email}};
        trip.emails = {QJsonObject{{u"email"_s, email}, {u"primary"_s, true}, {u"verified"_s, true}}};
        return targetOf(browser.get(trip.callback() + u"&iss="_s + QString::fromLatin1(QUrl::toPercentEncoding(issuer))));
    };
    QCOMPARE(comeBack(u"github"_s, own + u"/login/oauth"_s), url(u"/"_s));
    QCOMPARE(comeBack(u"github"_s, own), error(u"invalid_state"_s));
    QCOMPARE(comeBack(u"github"_s, u"https://github.com/login/oauth"_s), error(u"invalid_state"_s));
    QCOMPARE(comeBack(u"oauth2"_s, own), url(u"/"_s));
    QCOMPARE(comeBack(u"oauth2"_s, u"https://evil.example/gh"_s), error(u"invalid_state"_s));
}

void ExternalStatesTest::refusesTheOtherFamilysState()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    browser.setCookie("oauth_state", browser.cookie("openid_state"), "/api/auth/oauth");
    QString callback = trip.as(newSubject(), newAddress()).callback();
    callback.replace("/api/auth/external/good/redirect"_L1, "/api/auth/oauth/good/callback"_L1);
    QCOMPARE(targetOf(browser.get(callback)), error(u"invalid_state"_s));
}

// A code that was stolen from another way does not fit this way's verifier, nor its nonce where the
// provider does not look at the verifier (row 12).
void ExternalStatesTest::refusesInjectedCodes_data()
{
    QTest::addColumn<bool>("checksPkce");
    QTest::newRow("provider that checks the verifier") << true;
    QTest::newRow("provider that ignores it") << false;
}

void ExternalStatesTest::refusesInjectedCodes()
{
    QFETCH(bool, checksPkce);
    HttpClient victim = m_server->browser();
    ProviderTrip stolen(*m_server, victim, u"good"_s);
    stolen.as(newSubject(), newAddress()).checksPkce = checksPkce;
    HttpClient attacker = m_server->browser();
    const ProviderTrip own(*m_server, attacker, u"good"_s);
    const QString callback = path::fill(path::oauthCallback, u"good"_s) + u"?code="_s +
                             QString::fromLatin1(stolen.code()) + u"&state="_s + own.value("state");
    QCOMPARE(targetOf(attacker.get(callback)), error(u"provider_unavailable"_s));
    QVERIFY(!isIn(attacker));
}

void ExternalStatesTest::refusesWhatTheProviderRefused()
{
    HttpClient browser = m_server->browser();
    const auto answered = [&](const QString &query) {
        const ProviderTrip trip(*m_server, browser, u"good"_s);
        return targetOf(browser.get(path::fill(path::oauthCallback, u"good"_s) + u"?state="_s +
                                    trip.value("state") + query));
    };
    QCOMPARE(answered(u"&error=access_denied&error_description=%0d%0aSet-Cookie:x"_s),
             error(u"access_denied"_s));
    QCOMPARE(answered(u"&error=https://evil.example&code=x"_s), error(u"provider_unavailable"_s));
    QCOMPARE(answered(QString()), error(u"provider_unavailable"_s));
}

// Row 12.
void ExternalStatesTest::keepsTheVerifierToItself()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    const QByteArray verifier = browser.cookie("openid_code");
    QVERIFY(verifier.size() >= 43 && verifier.size() <= 128);
    QVERIFY(!trip.begun.header("location").contains(verifier));
    HttpClient other = m_server->browser();
    const ProviderTrip wrong(*m_server, other, u"good"_s, Family::External);
    ProviderTrip bare = trip;
    bare.as(newSubject(), newAddress());
    QVERIFY(targetOf(bare.comeBack()).contains("/external/register/"_L1)); // the provider checked it
}

void ExternalStatesTest::takesEachWayWithAFreshChallenge()
{
    QSet<QString> seen;
    for (int i = 0; i < 5; ++i) {
        HttpClient browser = m_server->browser();
        const ProviderTrip trip(*m_server, browser, u"good"_s);
        QCOMPARE(trip.value("code_challenge_method"), u"S256"_s);
        seen += QSet<QString>{trip.value("state"), trip.value("nonce"), trip.value("code_challenge")};
    }
    QCOMPARE(seen.size(), 15);
}

QTEST_GUILESS_MAIN(ExternalStatesTest)
#include "tst_externalstates.moc"
