// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The kinds of providers: their keys, their ways to ask for the secret, and what OAuth without OpenID
// Connect leaves to be found out.
class ExternalProvidersTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void acceptsEveryGoodAlgorithm_data();
    void acceptsEveryGoodAlgorithm();
    void followsRotatedKeys();
    void showsItsSecretAsAsked();
    void doesWithoutUserinfo();
    void takesGitHubsConfirmedAddress();
    void readsTheConfiguredFields();
    void testsProvidersAsAdmin();

private:
    QStringList plain(const QString &name, const QString &type) const
    {
        const QString key = u"providers.%1."_s.arg(name);
        const QString place = m_rogue.issuer(u"gh"_s);
        return {key + u"type="_s + type,
                key + u"client_id=gatehouse"_s,
                key + u"client_secret_file="_s + secretFile(),
                key + u"authorization_url="_s + place + u"/authorize"_s,
                key + u"token_url="_s + place + u"/token"_s,
                key + u"userinfo_url="_s + place + u"/user"_s};
    }
};

void ExternalProvidersTest::initTestCase()
{
    start(provider(u"formed"_s, u"post-secret"_s) + provider(u"short"_s, u"no-userinfo"_s) +
          plain(u"github"_s, u"github"_s) + plain(u"own"_s, u"oauth2"_s) +
          QStringList{u"providers.own.fields.id=uid"_s, u"providers.own.fields.email=mail"_s,
                      u"providers.own.fields.email_verified=confirmed"_s, u"providers.own.fields.name=cn"_s});
}

void ExternalProvidersTest::acceptsEveryGoodAlgorithm_data()
{
    QTest::addColumn<QString>("algorithm");
    for (const char *algorithm : {"RS256", "PS256", "ES256", "EdDSA"})
        QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
}

void ExternalProvidersTest::acceptsEveryGoodAlgorithm()
{
    QFETCH(QString, algorithm);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, u"good"_s);
    trip.as(newSubject(), newAddress()).fault = algorithm;
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s));
}

void ExternalProvidersTest::followsRotatedKeys()
{
    HttpClient browser = m_server->browser();
    m_rogue.rotateKeys();
    m_server->clock().advance(31s);
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), url(u"/"_s));
    const int asked = m_rogue.asked(u"/good/jwks"_s);
    m_rogue.rotateKeys();
    const QString refusal = error(u"provider_unavailable"_s);
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), refusal); // asked a moment ago
    QCOMPARE(m_rogue.asked(u"/good/jwks"_s), asked);
    m_server->clock().advance(31s);
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), url(u"/"_s));
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress())), url(u"/"_s));
    QCOMPARE(m_rogue.asked(u"/good/jwks"_s), asked + 1);
}

void ExternalProvidersTest::showsItsSecretAsAsked()
{
    HttpClient browser = m_server->browser();
    QCOMPARE(targetOf(cameAs(browser, newSubject(), newAddress(), u"formed"_s)), url(u"/"_s));
}

void ExternalProvidersTest::doesWithoutUserinfo()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"short"_s);
    trip.as(newSubject());
    trip.claims.insert(u"email"_s, email);
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s));
    QCOMPARE(userOf(browser).value("email"_L1).toString(), email);
}

void ExternalProvidersTest::takesGitHubsConfirmedAddress()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"github"_s);
    QCOMPARE(trip.value("scope"), u"read:user user:email"_s);
    trip.userinfo = {{u"id"_s, 583231},
                     {u"email"_s, u"anybody@example.org"_s},
                     {u"name"_s, u"Mona Lisa"_s},
                     {u"avatar_url"_s, u"https://a/b.png"_s}};
    const auto address = [](const QString &text, bool isPrimary, bool isVerified) {
        return QJsonObject{{u"email"_s, text}, {u"primary"_s, isPrimary}, {u"verified"_s, isVerified}};
    };
    trip.emails = {address(u"second@example.org"_s, false, true), address(email, true, true)};
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s));
    const QJsonObject link = linksOf(browser).first().toObject();
    QCOMPARE(link.value("providerUserId"_L1).toString(), u"583231"_s);
    QCOMPARE(link.value("email"_L1).toString(), email);
    QCOMPARE(link.value("avatarUrl"_L1).toString(), u"https://a/b.png"_s);

    HttpClient other = m_server->browser();
    ProviderTrip unconfirmed(*m_server, other, u"github"_s);
    unconfirmed.userinfo = {{u"id"_s, 583232}, {u"email"_s, email}};
    unconfirmed.emails = {address(email, true, false)};
    QCOMPARE(targetOf(unconfirmed.comeBack()), error(u"email_missing"_s));
}

void ExternalProvidersTest::readsTheConfiguredFields()
{
    HttpClient browser = m_server->browser();
    const QString email = newAddress();
    ProviderTrip trip(*m_server, browser, u"own"_s);
    trip.userinfo = {{u"uid"_s, u"u-1"_s}, {u"mail"_s, email}, {u"confirmed"_s, true}, {u"cn"_s, u"Ada"_s}};
    QCOMPARE(targetOf(trip.comeBack()), url(u"/"_s));
    QCOMPARE(userOf(browser).value("emailVerified"_L1).toBool(), true);
}

void ExternalProvidersTest::testsProvidersAsAdmin()
{
    HttpClient admin = m_server->signedIn(m_server->addAdmin(newAddress()));
    const Answer listed = admin.get(path::adminProviders);
    QVERIFY_STATUS(listed, 200);
    QVERIFY(!listed.body.contains("s3cret"));
    QCOMPARE(listed.json().value("providers"_L1).toArray().size(), 6);
    const QJsonObject published = m_server->client().get(path::externalProviders).json();
    QCOMPARE(published.value("providers"_L1).toArray().size(), 6);
    QVERIFY(published.value("providers"_L1).toArray().contains(u"github"_s));
    const Answer good = admin.post(path::fill(path::adminProviderTest, u"good"_s));
    QVERIFY_STATUS(good, 200);
    for (const QJsonValue check : good.json().value("checks"_L1).toArray())
        QVERIFY2(check.toObject().value("passed"_L1).toBool(), good.body);
    QVERIFY_REFUSAL(admin.post(path::fill(path::adminProviderTest, u"nobody"_s)), 404, code::notFound);
}

QTEST_GUILESS_MAIN(ExternalProvidersTest)
#include "tst_externalproviders.moc"
