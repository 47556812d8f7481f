// SPDX-License-Identifier: GPL-3.0-only
#include "external/networks.h"
#include "support/outboxreader.h"
#include "support/rogueprovider.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Family = ProviderTrip::Family;
using Change = std::function<void(ProviderTrip &)>;
Q_DECLARE_METATYPE(Change)

namespace {

QString secretFile()
{
    static QTemporaryDir folder;
    QFile file(folder.filePath(u"secret"_s));
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.write("s3cret+/ value");
    return file.fileName();
}

const QStringList variants{u"wrong-issuer"_s, u"redirecting"_s,      u"elsewhere"_s,     u"huge"_s,       u"plain"_s,
                           u"broken"_s,       u"twice"_s,            u"gone"_s,          u"slow"_s,       u"file-token"_s,
                           u"private-token"_s, u"private-userinfo"_s, u"no-algorithms"_s, u"redirecting-userinfo"_s};

Change claim(const QString &name, const QJsonValue &value)
{
    return [=](ProviderTrip &trip) { trip.claims.insert(name, value); };
}
Change shifted(const QString &name, qint64 seconds)
{
    return [=](ProviderTrip &trip) { trip.claims.insert(name, trip.claims.value(u"iat"_s).toInteger() + seconds); };
}
Change without(const QString &name)
{
    return [=](ProviderTrip &trip) { trip.claims.remove(name); };
}
Change fault(const QString &name)
{
    return [=](ProviderTrip &trip) { trip.fault = name; };
}

} // namespace

// What a misbehaving provider, and what other sites do with the way over a provider. Nobody may get in
// by any of it. Past bugs of comparable servers by their numbers in tests/vectors/auth-bugs.json: 3, 7,
// 12, 56.
class ExternalAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesForgedTokens_data();
    void refusesForgedTokens();
    void refusesMisbehavingProviders_data();
    void refusesMisbehavingProviders();
    void ranIntoNoFaultWithoutOne();
    void givesUpOnSlowAnswers();
    void believesNoUnverifiedAddress_data();
    void believesNoUnverifiedAddress();
    void linksNobodyToAnUnprovenAddress();
    void usesAStateOnce();
    void usesAStateOnceOfManyAtOnce();
    void endsAStateOnTime();
    void refusesAnotherBrowsersState_data();
    void refusesAnotherBrowsersState();
    void refusesACallbackWithoutACookie_data();
    void refusesACallbackWithoutACookie();
    void refusesAnotherVerifierCookie();
    void refusesMixedUpProviders();
    void refusesTheOtherFamilysState();
    void refusesInjectedCodes_data();
    void refusesInjectedCodes();
    void refusesWhatTheProviderRefused();
    void startsNoLinkFromOtherSites_data();
    void startsNoLinkFromOtherSites();
    void linksOnlyTheSessionThatSetOut_data();
    void linksOnlyTheSessionThatSetOut();
    void linksNobodyWhoIsNotSignedIn();
    void takesNoIdentityFromAnotherAccount();
    void letsNoShutAccountIn();
    void knowsNoOtherProviders_data();
    void knowsNoOtherProviders();
    void keepsTheVerifierToItself();
    void takesEachWayWithAFreshChallenge();
    void refusesPrivateAddresses_data();
    void refusesPrivateAddresses();
    void disconnectsNobodyElses();
    void keepsOneOfTheLastTwoWays();

private:
    QString newAddress() { return u"person%1@example.org"_s.arg(++m_people); }
    QString newSubject() { return u"subject-%1"_s.arg(++m_people); }
    QString error(const QString &code) const { return m_server->publicUrl() + u"/login?error="_s + code; }
    static QString targetOf(const Answer &answer) { return QString::fromLatin1(answer.header("location")); }
    bool isIn(HttpClient &browser) { return browser.get(path::account).status == 200; }
    HttpClient browserOf(const Person &person)
    {
        HttpClient browser = m_server->browser();
        browser.post(path::login, person.credentials());
        return browser;
    }
    qint64 links() const { return m_server->number(u"SELECT count(*) FROM external_accounts"_s); }

    RogueProvider m_rogue;
    std::unique_ptr<TestServer> m_server;
    int m_people = 0;
};

void ExternalAttacksTest::initTestCase()
{
    QStringList settings = m_rogue.settings(u"good"_s, u"good"_s, secretFile())
                           + m_rogue.settings(u"trusted"_s, u"trusted"_s, secretFile(), true);
    for (const QString &variant : variants)
        settings += m_rogue.settings(variant, variant, secretFile(), true);
    settings.append(u"throttle.registrations_per_client=1000"_s);
    m_server = std::make_unique<TestServer>(settings);
    QLoggingCategory::setFilterRules(u"gatehouse.*=false"_s); // it deplores each of them
}

void ExternalAttacksTest::refusesForgedTokens_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("wrong issuer") << claim(u"iss"_s, u"https://accounts.google.com"_s);
    QTest::newRow("no issuer") << without(u"iss"_s);
    QTest::newRow("wrong audience") << claim(u"aud"_s, u"another"_s);
    QTest::newRow("no audience") << without(u"aud"_s);
    QTest::newRow("other audiences") << claim(u"aud"_s, QJsonArray{u"a"_s, u"b"_s});
    QTest::newRow("two audiences, no party") << claim(u"aud"_s, QJsonArray{u"gatehouse"_s, u"b"_s});
    QTest::newRow("another party") << claim(u"azp"_s, u"another"_s);
    QTest::newRow("wrong nonce") << claim(u"nonce"_s, u"another"_s);
    QTest::newRow("no nonce") << without(u"nonce"_s);
    QTest::newRow("empty nonce") << claim(u"nonce"_s, QString());
    QTest::newRow("no subject") << without(u"sub"_s);
    QTest::newRow("empty subject") << claim(u"sub"_s, QString());
    QTest::newRow("subject that is a number") << claim(u"sub"_s, 7);
    QTest::newRow("endless subject") << claim(u"sub"_s, QString(300, u'x'));
    QTest::newRow("expired") << shifted(u"exp"_s, -61);
    QTest::newRow("no expiry") << without(u"exp"_s);
    QTest::newRow("expiry as text") << claim(u"exp"_s, u"9999999999"_s);
    QTest::newRow("made in the future") << shifted(u"iat"_s, 120);
    QTest::newRow("made long ago") << shifted(u"iat"_s, -3600);
    QTest::newRow("no time of making") << without(u"iat"_s);
    QTest::newRow("not good yet") << shifted(u"nbf"_s, 3600);
    QTest::newRow("another access token") << claim(u"at_hash"_s, u"AAAAAAAAAAAAAAAAAAAAAA"_s);
    QTest::newRow("userinfo about somebody else") << Change([](ProviderTrip &t) { t.userinfo.insert(u"sub"_s, u"victim"_s); });
    QTest::newRow("userinfo about nobody") << Change([](ProviderTrip &t) { t.userinfo.remove(u"sub"_s); });
    for (const char *name : {"none", "none-with-signature", "client-secret", "key-confusion", "foreign-key", "unknown-kid",
                             "own-key", "changed", "critical", "no-id-token", "mac-token", "token-error", "token-html",
                             "token-redirect", "token-huge", "endless"})
        QTest::newRow(name) << fault(QString::fromLatin1(name));
}

void ExternalAttacksTest::refusesForgedTokens()
{
    QFETCH(Change, change);
    const qint64 before = links();
    for (const Family family : {Family::OAuth, Family::External}) {
        HttpClient browser = m_server->browser();
        ProviderTrip trip(*m_server, browser, u"trusted"_s, family);
        trip.as(newSubject(), newAddress());
        change(trip);
        const Answer answer = trip.comeBack();
        QCOMPARE(targetOf(answer), error(u"provider_unavailable"_s));
        QVERIFY(!answer.cookie("token"));
        QVERIFY(!isIn(browser));
    }
    QCOMPARE(links(), before);
}

void ExternalAttacksTest::ranIntoNoFaultWithoutOne()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"trusted"_s);
    trip.as(newSubject(), newAddress());
    claim(u"aud"_s, QJsonArray{u"gatehouse"_s, u"b"_s})(trip);
    claim(u"azp"_s, u"gatehouse"_s)(trip);
    shifted(u"exp"_s, -59)(trip); // clocks differ by as much
    QCOMPARE(targetOf(trip.comeBack()), QString(m_server->publicUrl() + u'/'));
}

void ExternalAttacksTest::refusesMisbehavingProviders_data()
{
    QTest::addColumn<QString>("variant");
    for (const QString &variant : variants) {
        if (variant != "slow"_L1)
            QTest::newRow(variant.toLatin1()) << variant;
    }
}

void ExternalAttacksTest::refusesMisbehavingProviders()
{
    QFETCH(QString, variant);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, variant);
    Answer last = trip.begun;
    if (last.cookie("oauth_state"))
        last = trip.as(newSubject(), newAddress()).comeBack();
    QCOMPARE(targetOf(last), error(u"provider_unavailable"_s));
    QVERIFY(!isIn(browser));
}

// Meanwhile everybody else is served.
void ExternalAttacksTest::givesUpOnSlowAnswers()
{
    QElapsedTimer timer;
    timer.start();
    Answer slow;
    std::thread waiting([&] { slow = m_server->browser().get(path::fill(path::oauthBegin, u"slow"_s)); });
    QTest::qWait(200);
    QElapsedTimer other;
    other.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY_STATUS(m_server->client().get(path::ready), 200);
    QVERIFY(other.elapsed() < 2000);
    waiting.join();
    QCOMPARE(targetOf(slow), error(u"provider_unavailable"_s));
    QVERIFY(timer.elapsed() < 12'000);
}

// Row 3: what a provider says without being sure, or in another type, opens nobody's account.
void ExternalAttacksTest::believesNoUnverifiedAddress_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QJsonValue>("verified");
    QTest::newRow("false") << u"trusted"_s << QJsonValue(false);
    QTest::newRow("absent") << u"trusted"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("null") << u"trusted"_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("text") << u"trusted"_s << QJsonValue(u"true"_s);
    QTest::newRow("number") << u"trusted"_s << QJsonValue(1);
    QTest::newRow("provider without trust") << u"good"_s << QJsonValue(true);
}

void ExternalAttacksTest::believesNoUnverifiedAddress()
{
    QFETCH(QString, provider);
    QFETCH(QJsonValue, verified);
    const Person victim = m_server->addPerson(newAddress());
    prepared(m_server->services().accounts.setEmailProven(victim.id));
    for (const Family family : {Family::OAuth, Family::External}) {
        HttpClient browser = m_server->browser();
        ProviderTrip trip(*m_server, browser, provider, family);
        trip.claims.insert(u"email_verified"_s, true); // of another address, in the other document
        const Answer answer = trip.as(newSubject(), victim.email, verified).comeBack();
        QCOMPARE(targetOf(answer), error(u"account_exists"_s));
        QVERIFY(!isIn(browser));
    }
    QCOMPARE(m_server->number(u"SELECT count(*) FROM external_accounts WHERE account_id = ?"_s, {victim.id.toString()}), 0);
}

void ExternalAttacksTest::linksNobodyToAnUnprovenAddress()
{
    const Person squatter = m_server->addPerson(newAddress()); // verified by an admin, never proven
    HttpClient browser = m_server->browser();
    const Answer answer = ProviderTrip(*m_server, browser, u"trusted"_s).as(newSubject(), squatter.email).comeBack();
    QCOMPARE(targetOf(answer), error(u"account_exists"_s));
}

void ExternalAttacksTest::usesAStateOnce()
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

void ExternalAttacksTest::usesAStateOnceOfManyAtOnce()
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

void ExternalAttacksTest::endsAStateOnTime()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    m_server->clock().advance(10min);
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack()), error(u"invalid_state"_s));
}

// Login CSRF: who is sent to an attacker's callback does not become the attacker.
void ExternalAttacksTest::refusesAnotherBrowsersState_data()
{
    QTest::addColumn<Family>("family");
    QTest::newRow("oauth") << Family::OAuth;
    QTest::newRow("external") << Family::External;
}

void ExternalAttacksTest::refusesAnotherBrowsersState()
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

void ExternalAttacksTest::refusesACallbackWithoutACookie_data()
{
    refusesAnotherBrowsersState_data();
}

void ExternalAttacksTest::refusesACallbackWithoutACookie()
{
    QFETCH(Family, family);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, family);
    HttpClient bare = m_server->browser();
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack(bare)), error(u"invalid_state"_s));
    const QString pattern = family == Family::OAuth ? path::oauthCallback : path::externalRedirect;
    QCOMPARE(targetOf(bare.get(path::fill(pattern, u"good"_s))), error(u"invalid_state"_s));
    QCOMPARE(targetOf(bare.get(path::fill(pattern, u"good"_s) + u"?code=x&state="_s)), error(u"invalid_state"_s));
}

void ExternalAttacksTest::refusesAnotherVerifierCookie()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    browser.setCookie("openid_code", QByteArray(43, 'A'), "/api/auth/external");
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack()), error(u"invalid_state"_s));
}

void ExternalAttacksTest::refusesMixedUpProviders()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(newSubject(), newAddress());
    QCOMPARE(targetOf(browser.get(trip.callback(u"trusted"_s))), error(u"invalid_state"_s));
    ProviderTrip named(*m_server, browser, u"good"_s);
    named.as(newSubject(), newAddress());
    QCOMPARE(targetOf(browser.get(named.callback() + u"&iss=https%3A%2F%2Fevil.example"_s)), error(u"invalid_state"_s));
    QVERIFY(!isIn(browser));
}

void ExternalAttacksTest::refusesTheOtherFamilysState()
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
void ExternalAttacksTest::refusesInjectedCodes_data()
{
    QTest::addColumn<bool>("checksPkce");
    QTest::newRow("provider that checks the verifier") << true;
    QTest::newRow("provider that ignores it") << false;
}

void ExternalAttacksTest::refusesInjectedCodes()
{
    QFETCH(bool, checksPkce);
    HttpClient victim = m_server->browser();
    ProviderTrip stolen(*m_server, victim, u"good"_s);
    stolen.as(newSubject(), newAddress()).checksPkce = checksPkce;
    HttpClient attacker = m_server->browser();
    const ProviderTrip own(*m_server, attacker, u"good"_s);
    const QString callback = path::fill(path::oauthCallback, u"good"_s) + u"?code="_s + QString::fromLatin1(stolen.code())
                             + u"&state="_s + own.value("state");
    QCOMPARE(targetOf(attacker.get(callback)), error(u"provider_unavailable"_s));
    QVERIFY(!isIn(attacker));
}

void ExternalAttacksTest::refusesWhatTheProviderRefused()
{
    HttpClient browser = m_server->browser();
    const auto answered = [&](const QString &query) {
        const ProviderTrip trip(*m_server, browser, u"good"_s);
        return targetOf(browser.get(path::fill(path::oauthCallback, u"good"_s) + u"?state="_s + trip.value("state") + query));
    };
    QCOMPARE(answered(u"&error=access_denied&error_description=%0d%0aSet-Cookie:x"_s), error(u"access_denied"_s));
    QCOMPARE(answered(u"&error=https://evil.example&code=x"_s), error(u"provider_unavailable"_s));
    QCOMPARE(answered(QString()), error(u"provider_unavailable"_s));
}

// Row 7: another site starts no linking in somebody's name.
void ExternalAttacksTest::startsNoLinkFromOtherSites_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("starts");
    const QByteArray own = "REFERER"; // replaced by the server's own address
    QTest::newRow("cross-site") << Headers{{"Sec-Fetch-Site", "cross-site"}} << false;
    QTest::newRow("same-site") << Headers{{"Sec-Fetch-Site", "same-site"}} << false;
    QTest::newRow("cross-site, own referer") << Headers{{"Sec-Fetch-Site", "cross-site"}, {"Referer", own}} << false;
    QTest::newRow("nothing") << Headers{} << false;
    QTest::newRow("foreign referer") << Headers{{"Referer", "https://evil.example/"}} << false;
    QTest::newRow("nearly our referer") << Headers{{"Referer", own + ".evil.example/"}} << false;
    QTest::newRow("own page") << Headers{{"Sec-Fetch-Site", "same-origin"}} << true;
    QTest::newRow("typed in") << Headers{{"Sec-Fetch-Site", "none"}} << true;
    QTest::newRow("old browser, own page") << Headers{{"Referer", own}} << true;
}

void ExternalAttacksTest::startsNoLinkFromOtherSites()
{
    QFETCH(Headers, headers);
    QFETCH(bool, starts);
    for (auto &[name, value] : headers)
        value.replace("REFERER", m_server->publicUrl().toLatin1());
    HttpClient browser = browserOf(m_server->addPerson(newAddress()));
    for (const QString &place : {path::fill(path::oauthBegin, u"good"_s) + u"?flow=link"_s, path::fill(path::externalInit, u"good"_s)}) {
        const Answer answer = browser.get(place, headers);
        QCOMPARE(answer.cookieNames().isEmpty(), !starts);
        if (!starts)
            QCOMPARE(targetOf(answer), QString(m_server->publicUrl() + u"/settings/account?link=good"_s));
    }
}

void ExternalAttacksTest::linksOnlyTheSessionThatSetOut_data()
{
    QTest::addColumn<QString>("meanwhile");
    for (const char *meanwhile : {"signed out", "signed in as another", "revoked", "deactivated", "without cookies"})
        QTest::newRow(meanwhile) << QString::fromLatin1(meanwhile);
}

void ExternalAttacksTest::linksOnlyTheSessionThatSetOut()
{
    QFETCH(QString, meanwhile);
    const Person ada = m_server->addPerson(newAddress());
    const Person bob = m_server->addPerson(newAddress());
    HttpClient browser = browserOf(ada);
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::OAuth, u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}});
    const QByteArray state = browser.cookie("oauth_state");
    if (meanwhile == "signed out"_L1)
        browser.post(path::logout);
    if (meanwhile == "signed in as another"_L1)
        browser.post(path::login, bob.credentials());
    if (meanwhile == "revoked"_L1)
        prepared(m_server->services().sessions.revokeAllOf(ada.id));
    if (meanwhile == "deactivated"_L1)
        prepared(m_server->services().accounts.setDeactivated(ada.id, true, {.action = "test"}, {}));
    if (meanwhile == "without cookies"_L1) {
        browser = m_server->browser();
        browser.setCookie("oauth_state", state, "/api/auth/oauth");
    }
    const qint64 before = links();
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack(browser)), error(u"login_required"_s));
    QCOMPARE(links(), before);
}

void ExternalAttacksTest::linksNobodyWhoIsNotSignedIn()
{
    HttpClient browser = m_server->browser();
    const QString place = path::fill(path::oauthBegin, u"good"_s);
    QCOMPARE(targetOf(browser.get(place + u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}})), error(u"login_required"_s));
    QCOMPARE(targetOf(browser.get(place + u"?flow=steal"_s)), error(u"invalid_flow"_s));
    Person ada = m_server->addWithTwoFactor(newAddress()); // half signed in is not signed in
    HttpClient half = browserOf(ada);
    QCOMPARE(targetOf(half.get(place + u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}})), error(u"login_required"_s));
}

void ExternalAttacksTest::takesNoIdentityFromAnotherAccount()
{
    const QString subject = newSubject();
    HttpClient first = m_server->browser();
    ProviderTrip(*m_server, first, u"good"_s).as(subject, newAddress()).comeBack();
    HttpClient second = browserOf(m_server->addPerson(newAddress()));
    ProviderTrip trip(*m_server, second, u"good"_s, Family::OAuth, u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}});
    QCOMPARE(targetOf(trip.as(subject).comeBack()), error(u"already_linked"_s));
    QCOMPARE(m_server->number(u"SELECT count(*) FROM external_accounts WHERE subject = ?"_s, {subject}), 1);
    HttpClient other = m_server->browser(); // the same subject elsewhere is somebody else
    ProviderTrip(*m_server, other, u"trusted"_s).as(subject, newAddress()).comeBack();
    QVERIFY(other.get(path::account).json() != first.get(path::account).json());
}

void ExternalAttacksTest::letsNoShutAccountIn()
{
    const Person ada = m_server->addPerson(newAddress());
    prepared(m_server->services().accounts.setEmailProven(ada.id));
    const auto comeBack = [&](const QString &subject) {
        HttpClient browser = m_server->browser();
        return targetOf(ProviderTrip(*m_server, browser, u"trusted"_s).as(subject, ada.email).comeBack());
    };
    const QString subject = newSubject();
    comeBack(subject);
    prepared(m_server->services().accounts.setLocked(ada.id, true, {.action = "test"}, {}));
    QCOMPARE(comeBack(subject), error(u"account_locked"_s));
    const qint64 before = links();
    QCOMPARE(comeBack(newSubject()), error(u"account_locked"_s));
    QCOMPARE(links(), before);
    QCOMPARE(m_server->eventsOf(ada.email).first().failureReason, u"account_locked"_s);
}

void ExternalAttacksTest::knowsNoOtherProviders_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("oauth") << path::oauthBegin;
    QTest::newRow("external") << path::externalInit;
}

void ExternalAttacksTest::knowsNoOtherProviders()
{
    QFETCH(QString, pattern);
    for (const QString &name : {u"nobody"_s, u"GOOD"_s, u"providers"_s, u"good.evil"_s})
        QVERIFY_REFUSAL(m_server->browser().get(path::fill(pattern, name)), 404, code::notFound);
}

// Row 12.
void ExternalAttacksTest::keepsTheVerifierToItself()
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

void ExternalAttacksTest::takesEachWayWithAFreshChallenge()
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

void ExternalAttacksTest::refusesPrivateAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isPrivate");
    for (const char *address : {"127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
                                "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::",
                                "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
                                "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1"})
        QTest::newRow(address) << QString::fromLatin1(address) << true;
    for (const char *address : {"8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"})
        QTest::newRow(address) << QString::fromLatin1(address) << false;
}

void ExternalAttacksTest::refusesPrivateAddresses()
{
    QFETCH(QString, address);
    QFETCH(bool, isPrivate);
    QCOMPARE(networks::isPrivate(QHostAddress(address)), isPrivate);
}

void ExternalAttacksTest::disconnectsNobodyElses()
{
    HttpClient first = m_server->browser();
    ProviderTrip(*m_server, first, u"good"_s).as(newSubject(), newAddress()).comeBack();
    const QString id = first.get(path::connectedAccounts).json().value("accounts"_L1).toArray().first().toObject().value("id"_L1).toString();
    const Person bob = m_server->addPerson(newAddress());
    HttpClient second = browserOf(bob);
    QVERIFY_REFUSAL(second.send("DELETE", path::fill(path::connectedAccount, id), {{"Content-Type", "application/json"}},
                                R"({"password":"correct horse 7"})"),
                    404, code::notFound);
    QVERIFY_REFUSAL(second.remove(path::fill(path::externalAccount, u"good"_s)), 404, code::notFound);
    QVERIFY_REFUSAL(first.remove(path::fill(path::connectedAccount, id), {{"Sec-Fetch-Site", "cross-site"}}), 403, code::csrfRejected);
}

// Of two requests that would take away the last two ways at once, one is refused.
void ExternalAttacksTest::keepsOneOfTheLastTwoWays()
{
    HttpClient browser = m_server->browser();
    ProviderTrip(*m_server, browser, u"good"_s).as(newSubject(), newAddress()).comeBack();
    ProviderTrip(*m_server, browser, u"trusted"_s, Family::OAuth, u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}})
        .as(newSubject())
        .comeBack();
    QCOMPARE(browser.get(path::connectedAccounts).json().value("accounts"_L1).toArray().size(), 2);
    std::vector<std::thread> threads;
    for (const QString &provider : {u"good"_s, u"trusted"_s})
        threads.emplace_back([copy = browser, provider]() mutable { copy.remove(path::fill(path::externalAccount, provider)); });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(browser.get(path::connectedAccounts).json().value("accounts"_L1).toArray().size(), 1);
}

QTEST_GUILESS_MAIN(ExternalAttacksTest)
#include "tst_externalattacks.moc"
