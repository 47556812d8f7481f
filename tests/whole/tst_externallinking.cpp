// SPDX-License-Identifier: GPL-3.0-only
#include "support/outboxreader.h"
#include "support/providerfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Connecting accounts of providers to one's own, looking at them and disconnecting them.
class ExternalLinkingTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void connectsTheSignedIn();
    void connectsByInit();
    void takesAwayWhatWasPlanted();
    void disconnectsWithThePassword();
    void disconnectsByProvider();
    void keepsTheLastWayIn();
    void listsInBothShapes();
    void looksAfterOthersAsAdmin();
};

void ExternalLinkingTest::initTestCase()
{
    start();
}

void ExternalLinkingTest::connectsTheSignedIn()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    QVERIFY_STATUS(m_server->signIn(ada), 200);
    browser.post(path::login, ada.credentials());
    const QString subject = newSubject();
    ProviderTrip trip = linking(browser);
    QCOMPARE(targetOf(trip.as(subject, u"other@elsewhere.example"_s).comeBack()),
             url(u"/settings/account?linked=good"_s));
    QVERIFY(kindsTo(*m_server, ada.email).contains("external_changed"));
    QVERIFY_STATUS(browser.get(path::account), 200); // the session goes on
    QCOMPARE(m_server->number(
                 u"SELECT count(*) FROM audit_events WHERE action = 'external.connected' AND target_id = ?"_s,
                 {ada.id.toString()}),
             1);
    HttpClient other = m_server->browser();
    cameAs(other, subject, u"other@elsewhere.example"_s);
    QCOMPARE(userOf(other).value("email"_L1).toString(), ada.email);
}

void ExternalLinkingTest::connectsByInit()
{
    const Person ada = proven(newAddress());
    HttpClient browser = browserOf(ada);
    ProviderTrip trip(*m_server, browser, u"good"_s, Family::External, {},
                      {{"Referer", url(u"/settings/account"_s).toLatin1()}});
    QCOMPARE(targetOf(trip.as(newSubject()).comeBack()), url(u"/dashboard"_s));
    QCOMPARE(browser.get(path::externalAccounts).json().value("accounts"_L1).toArray().size(), 1);
}

void ExternalLinkingTest::takesAwayWhatWasPlanted()
{
    Person ada = m_server->addWithTwoFactor(newAddress()); // verified, but nobody has proven it
    const QString planted = m_server->accessToken(ada);
    HttpClient browser = m_server->browser();
    browser.setCookie("token", m_server->accessToken(ada).toLatin1());
    QCOMPARE(userOf(browser).value("emailVerified"_L1), QJsonValue(true));
    QCOMPARE(userOf(browser).value("emailProven"_L1), QJsonValue(false)); // what warns the owner
    ProviderTrip trip(*m_server, browser, u"trusted"_s, Family::OAuth, u"?flow=link"_s,
                      {{"Sec-Fetch-Site", "none"}});
    const Answer answer = trip.as(newSubject(), ada.email).comeBack();
    QCOMPARE(targetOf(answer), url(u"/settings/account?linked=trusted"_s));
    QVERIFY_REFUSAL(m_server->client().as(planted).get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(m_server->signIn(ada), 401, code::invalidCredentials);
    const QJsonObject user = userOf(browser); // a new session
    QCOMPARE(user.value("totpEnabled"_L1).toBool(), false);
    QCOMPARE(user.value("hasPassword"_L1).toBool(), false);
    QCOMPARE(user.value("emailProven"_L1), QJsonValue(true));
    QVERIFY(prepared(m_server->services().accounts.byId(ada.id)).emailProvenAt);
}

void ExternalLinkingTest::disconnectsWithThePassword()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    const QJsonObject listed = browser.get(path::connectedAccounts).json();
    QCOMPARE(listed.value("hasPassword"_L1).toBool(), true);
    const QString id = listed.value("accounts"_L1).toArray().first().toObject().value("id"_L1).toString();
    const auto remove = [&](const QString &which, const QByteArray &body) {
        return browser.send("DELETE", path::fill(path::connectedAccount, which),
                            {{"Content-Type", "application/json"}}, body);
    };
    QVERIFY_REFUSAL(remove(ExternalAccountId::create().toString(), R"({"password":"x"})"), 404,
                    code::notFound);
    QVERIFY_REFUSAL(remove(id, {}), 400, code::validationFailed);
    QVERIFY_REFUSAL(remove(id, R"({"password":"wrong"})"), 400, code::invalidPassword);
    QVERIFY_STATUS(remove(id, R"({"password":"correct horse 7"})"), 200);
    QCOMPARE(linksOf(browser).size(), 0);
    QCOMPARE(kindsTo(*m_server, ada.email).count("external_changed"), 2);
}

void ExternalLinkingTest::disconnectsByProvider()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    const QString place = path::fill(path::externalAccount, u"trusted"_s);
    QVERIFY_STATUS(browser.get(place), 200);
    QVERIFY_REFUSAL(browser.remove(path::fill(path::externalAccount, u"good"_s)), 404, code::notFound);
    const Answer answer = browser.remove(place);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QVERIFY_REFUSAL(browser.get(place), 404, code::notFound);
}

void ExternalLinkingTest::keepsTheLastWayIn()
{
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), newAddress());
    const QJsonObject listed = browser.get(path::connectedAccounts).json();
    const QString id = listed.value("accounts"_L1).toArray().first().toObject().value("id"_L1).toString();
    QVERIFY_REFUSAL(browser.remove(path::fill(path::connectedAccount, id)), 400, code::lastAuthMethod);
    QVERIFY_REFUSAL(browser.remove(path::fill(path::externalAccount, u"good"_s)), 400, code::lastAuthMethod);
    ProviderTrip second = linking(browser, u"trusted"_s);
    second.as(newSubject()).comeBack();
    QVERIFY_REFUSAL(browser.remove(path::fill(path::connectedAccount, id)), 400, code::passwordNotSet);
    QVERIFY_STATUS(browser.remove(path::fill(path::externalAccount, u"good"_s)), 200);
}

void ExternalLinkingTest::listsInBothShapes()
{
    HttpClient browser = m_server->browser();
    const QString subject = newSubject();
    const QString email = newAddress();
    cameAs(browser, subject, email);
    const QJsonObject oCore = linksOf(browser).first().toObject();
    QCOMPARE(oCore.keys(), QStringList({u"avatarUrl"_s, u"createdAt"_s, u"displayName"_s, u"email"_s, u"id"_s,
                                        u"provider"_s, u"providerUserId"_s}));
    QCOMPARE(oCore.value("providerUserId"_L1).toString(), subject);
    const QJsonObject browsary = browser.get(path::externalAccounts).json();
    QCOMPARE(browsary.keys(), QStringList({u"accounts"_s, u"status"_s, u"unsupported"_s}));
    const QJsonObject one =
        browser.get(path::fill(path::externalAccount, u"good"_s)).json().value("account"_L1).toObject();
    QCOMPARE(one.keys(),
             QStringList({u"createdAt"_s, u"displayName"_s, u"email"_s, u"provider"_s, u"providerId"_s}));
    QCOMPARE(browsary.value("accounts"_L1).toArray().first().toObject(), one);
    const QJsonArray names =
        m_server->client().get(path::externalProviders).json().value("providers"_L1).toArray();
    QVERIFY(names.contains(u"good"_s) && names.contains(u"trusted"_s));
    prepared(m_server->services().database.run(
        u"UPDATE external_accounts SET provider = 'left' WHERE subject = ?"_s, {subject}));
    const QJsonObject later = browser.get(path::externalAccounts).json();
    QCOMPARE(later.value("unsupported"_L1).toArray().size(), 1);
    QCOMPARE(later.value("accounts"_L1).toArray().size(), 0);
}

void ExternalLinkingTest::looksAfterOthersAsAdmin()
{
    const Person ada = proven(newAddress());
    HttpClient browser = m_server->browser();
    cameAs(browser, newSubject(), ada.email, u"trusted"_s);
    HttpClient admin = m_server->signedIn(m_server->addAdmin(newAddress()));
    const QString place = path::fill(path::adminUserExternalAccounts, ada.id.toString());
    const QJsonArray accounts = admin.get(place).json().value("accounts"_L1).toArray();
    QCOMPARE(accounts.size(), 1);
    const QString id = accounts.first().toObject().value("id"_L1).toString();
    const Person other = m_server->addPerson(newAddress());
    const auto at = [&](const Person &person) {
        return path::fill(path::fill(path::adminUserExternalAccount, person.id.toString()), id);
    };
    QVERIFY_REFUSAL(admin.remove(at(other)), 404, code::notFound);
    QVERIFY_STATUS(admin.remove(at(ada)), 204);
    QCOMPARE(admin.get(place).json().value("accounts"_L1).toArray().size(), 0);
    QVERIFY_REFUSAL(admin.get(path::fill(path::adminUserExternalAccounts, AccountId::create().toString())),
                    404, code::notFound);
}

QTEST_GUILESS_MAIN(ExternalLinkingTest)
#include "tst_externallinking.moc"
