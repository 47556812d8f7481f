// SPDX-License-Identifier: GPL-3.0-only
#include "support/outboxreader.h"
#include "support/providerfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Somebody new, whom a provider has named: an account with a token, once.
class ExternalRegistrationTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void registersWithAToken();
    void registersWithATokenAndAPassword();
    void usesARegisterTokenOnce();
    void registersNobodyIfDisabled();
    void showsWhoRegisters();
    void knowsTheBrowserOfATokenOnOwnPages_data();
    void knowsTheBrowserOfATokenOnOwnPages();

private:
    static QString registerToken(const Answer &answer) { return targetOf(answer).section(u'/', -1); }
};

void ExternalRegistrationTest::initTestCase()
{
    start();
}

void ExternalRegistrationTest::registersWithAToken()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    trip.as(newSubject(), email).userinfo.insert(u"given_name"_s, u"Grace"_s);
    trip.userinfo.insert(u"family_name"_s, u"Hopper"_s);
    const Answer answer = trip.comeBack();
    QVERIFY2(targetOf(answer).startsWith(url(u"/external/register/"_s)), qPrintable(targetOf(answer)));
    QVERIFY(answer.cookie("openid_state")->isRemoval() && answer.cookie("openid_code")->isRemoval());
    QVERIFY(!answer.cookie("token"));
    const QString token = registerToken(answer);
    QCOMPARE(claimsOf(token).value("use"_L1).toString(), u"external"_s);

    const Answer made = browser.post(path::fill(path::externalRegister, token), QJsonObject());
    QVERIFY_STATUS(made, 200);
    QCOMPARE(made.text("status"_L1), u"ok"_s);
    QVERIFY(!made.text("token"_L1).isEmpty() && made.cookie("token"));
    const QJsonObject user = userOf(browser);
    QCOMPARE(user.value("name"_L1).toString(), u"Grace Hopper"_s);
    QCOMPARE(user.value("email"_L1).toString(), email);
    HttpClient again = m_server->browser();
    const QString subject = trip.userinfo.value("sub"_L1).toString();
    QCOMPARE(
        targetOf(ProviderTrip(*m_server, again, u"good"_s, Family::External).as(subject, email).comeBack()),
        url(u"/dashboard"_s));
}

void ExternalRegistrationTest::registersWithATokenAndAPassword()
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    const QString token = registerToken(trip.as(newSubject(), newAddress()).comeBack());
    const QString place = path::fill(path::externalRegister, token);
    const QString email = newAddress(); // not the provider's: has to be verified
    QJsonObject body{{u"firstName"_s, u"Ada"_s}, {u"lastName"_s, u"King"_s}, {u"email"_s, email},
                     {u"password"_s, u"password"_s}, {u"confirmPassword"_s, u"password"_s}};
    QVERIFY_REFUSAL(browser.post(place, body), 400, code::validationFailed); // too common; nothing is spent
    body.insert(u"password"_s, u"correct horse 7"_s);
    QVERIFY_REFUSAL(browser.post(place, body), 400, code::validationFailed); // not the same
    body.insert(u"confirmPassword"_s, u"correct horse 7"_s);
    QVERIFY_REFUSAL(browser.post(place, QJsonObject{{u"email"_s, m_server->addPerson(newAddress()).email}}),
                    409, code::emailAlreadyExists);
    const Answer made = browser.post(place, body);
    QVERIFY_STATUS(made, 200);
    QCOMPARE(made.text("status"_L1), u"email_not_verified"_s);
    QVERIFY(kindsTo(*m_server, email).contains("verify_email"));
    QVERIFY_STATUS(
        m_server->client().post(path::login, {{u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}}),
        200);
}

void ExternalRegistrationTest::usesARegisterTokenOnce()
{
    HttpClient browser = m_server->browser();
    const auto tokenFor = [&](const QString &subject) {
        ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
        return registerToken(trip.as(subject, newAddress()).comeBack());
    };
    const QString subject = newSubject();
    const QString token = tokenFor(subject);
    const QString sibling = tokenFor(subject);
    const auto use = [&](const QString &which, const QJsonObject &body = {}) {
        return m_server->client().post(path::fill(path::externalRegister, which), body);
    };
    QVERIFY_STATUS(use(token), 200);
    QVERIFY_REFUSAL(use(token, {{u"email"_s, newAddress()}}), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(use(sibling, {{u"email"_s, newAddress()}}), 400,
                    code::expiredOrAlreadyUsed); // that identity is taken
    QVERIFY_REFUSAL(use(u"nonsense"_s), 400, code::expiredOrAlreadyUsed);
    const QString late = tokenFor(newSubject());
    m_server->clock().advance(31min);
    QVERIFY_REFUSAL(use(late), 400, code::expiredOrAlreadyUsed);
    const Person ada = m_server->addPerson(newAddress());
    QVERIFY_REFUSAL(use(QString::fromLatin1(m_server->resetToken(ada))), 400, code::expiredOrAlreadyUsed);
}

void ExternalRegistrationTest::registersNobodyIfDisabled()
{
    TestServer closed(m_rogue.settings(u"good"_s, u"good"_s, secretFile(), true) +
                      QStringList{u"auth.signup=false"_s});
    HttpClient browser = closed.browser();
    const auto comeBack = [&](Family family) {
        return targetOf(
            ProviderTrip(closed, browser, u"good"_s, family).as(u"x"_s, u"x@example.org"_s).comeBack());
    };
    const QString refusal = closed.publicUrl() + u"/login?error=registration_disabled"_s;
    QCOMPARE(comeBack(Family::OAuth), refusal);
    QCOMPARE(comeBack(Family::External), refusal);
    QVERIFY_REFUSAL(closed.client().post(path::fill(path::externalRegister, u"x"_s), QJsonObject()), 403,
                    code::registrationDisabled);
    QVERIFY_REFUSAL(closed.client().get(path::fill(path::externalRegister, u"x"_s)), 403,
                    code::registrationDisabled);
}

void ExternalRegistrationTest::showsWhoRegisters()
{
    HttpClient browser = m_server->browser();
    const QString subject = newSubject();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
    trip.as(subject, email).userinfo.insert(u"name"_s, u"Grace Hopper"_s);
    const QString place = path::fill(path::externalRegister, registerToken(trip.comeBack()));
    for (HttpClient client : {browser, m_server->client()}) { // an application has the token alone
        const Answer shown = client.get(place);
        QVERIFY_STATUS(shown, 200);
        const QJsonObject account{{u"provider"_s, u"good"_s},
                                  {u"providerId"_s, subject},
                                  {u"email"_s, email},
                                  {u"displayName"_s, u"Grace Hopper"_s}};
        QCOMPARE(shown.json(), (QJsonObject{{u"status"_s, u"ok"_s}, {u"account"_s, account}}));
    }
    QVERIFY_STATUS(browser.post(place, QJsonObject()), 200);
    QVERIFY_REFUSAL(browser.get(place), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(browser.get(path::fill(path::externalRegister, u"x"_s)), 400, code::expiredOrAlreadyUsed);
}

// Eve sends the address with her token to a victim, who would register with Eve's identity.
void ExternalRegistrationTest::knowsTheBrowserOfATokenOnOwnPages_data()
{
    QTest::addColumn<Headers>("headers");
    const QByteArray own = "OWN"; // replaced by the server's own address
    QTest::newRow("by its site") << Headers{{"Sec-Fetch-Site", "same-origin"}};
    QTest::newRow("by its origin") << Headers{{"Origin", own}};
    QTest::newRow("by both") << Headers{{"Sec-Fetch-Site", "same-origin"}, {"Origin", own}};
}

void ExternalRegistrationTest::knowsTheBrowserOfATokenOnOwnPages()
{
    QFETCH(Headers, headers);
    for (auto &[name, value] : headers)
        value.replace("OWN", m_server->publicUrl().toLatin1());
    const auto begin = [&](HttpClient &browser) {
        ProviderTrip trip(*m_server, browser, u"good"_s, Family::External);
        return trip.as(newSubject(), newAddress()).comeBack();
    };
    HttpClient eve = m_server->browser();
    const Answer sent = begin(eve);
    const auto cookie = sent.cookie("external_register");
    QVERIFY(cookie && cookie->has("httponly") && cookie->value.size() == 43);
    QCOMPARE(cookie->attribute("samesite"), QByteArray("Lax"));
    QCOMPARE(cookie->attribute("path"), QByteArray("/api/auth/external/register"));
    QCOMPARE(cookie->attribute("max-age"), QByteArray("1800"));
    const QString token = registerToken(sent);
    const QString place = path::fill(path::externalRegister, token);
    const QString hash = claimsOf(token).value("browser"_L1).toString();
    QVERIFY(!hash.isEmpty() && hash.toLatin1() != cookie->value);

    HttpClient bare = m_server->browser();
    HttpClient guessing = m_server->browser();
    guessing.setCookie("external_register", hash.toLatin1(), "/api/auth/external/register");
    HttpClient victim = m_server->browser();
    begin(victim);
    for (HttpClient *each : {&bare, &guessing, &victim}) {
        QVERIFY_REFUSAL(each->get(place, headers), 403, code::csrfRejected);
        QVERIFY_REFUSAL(each->post(place, {{u"email"_s, newAddress()}}, headers), 403, code::csrfRejected);
        QVERIFY(!isIn(*each));
    }
    QVERIFY_STATUS(eve.get(place, headers), 200); // nothing was spent
    const Answer made = eve.post(place, QJsonObject(), headers);
    QVERIFY_STATUS(made, 200);
    QVERIFY(made.cookie("external_register")->isRemoval());
}

QTEST_GUILESS_MAIN(ExternalRegistrationTest)
#include "tst_externalregistration.moc"
