// SPDX-License-Identifier: GPL-3.0-only
#include "configfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;

// External providers: tables of the file, and variables of the environment.
class TestConfigProviders : public QObject, private ConfigFixture
{
    Q_OBJECT
private slots:
    void readsProviders();
    void refusesIncompleteOrMisnamedProviders();
    void readsBrowsarysEnvironment();
};

void TestConfigProviders::readsProviders()
{
    const auto config = loadFile(R"(
[providers.google]
type = "google"
client_id = "g"
[providers.corp]
trust_email = true
type = "oidc"
issuer = "https://id.corp.example/realm/"
client_id = "c"
client_secret_file = "corp.secret"
ca_file = "corp.pem"
private_network = true
scopes = ["openid", "email"]
display_name = "Corp"
[providers.own]
type = "oauth2"
client_id = "o"
authorization_url = "https://own.example/authorize"
token_url = "https://own.example/token"
userinfo_url = "https://own.example/me"
fields = { id = "sub", email = "mail", email_verified = "ok", name = "cn", avatar = "pic" }
)");
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QCOMPARE(config->providers.size(), 3);
    const auto &corp = config->providers[0];
    QCOMPARE(corp.name, u"corp"_s);
    QCOMPARE(corp.issuer, u"https://id.corp.example/realm"_s);
    QVERIFY(corp.trustEmail);
    QCOMPARE(corp.clientSecretFile, m_folder.filePath(u"corp.secret"_s));
    QCOMPARE(corp.caFile, m_folder.filePath(u"corp.pem"_s));
    QVERIFY(corp.privateNetwork);
    QCOMPARE(corp.scopes, (QStringList{u"openid"_s, u"email"_s}));
    QVERIFY(config->providers[1].trustEmail); // google's default
    const auto &own = config->providers[2];
    QCOMPARE(own.type, Config::ProviderType::OAuth2);
    QVERIFY(!own.trustEmail);
    QCOMPARE(own.idField, u"sub"_s);
    QCOMPARE(own.avatarField, u"pic"_s);
}

void TestConfigProviders::refusesIncompleteOrMisnamedProviders()
{
    QVERIFY(complaint({u"providers.x.type=oidc"_s})
                .contains("set providers.x.client_id, providers.x.issuer."_L1));
    QVERIFY(complaint({u"providers.x.type=oauth2"_s, u"providers.x.client_id=c"_s}).contains("token_url"_L1));
    QVERIFY(complaint({u"providers.x.type=saml"_s}).contains("one of \"oidc\""_L1));
    for (const char *name : {"providers", "register", "A", "a b", "ä", "", "a/b"}) {
        const QString sentence = complaint({u"providers.%1.type=oidc"_s.arg(QString::fromUtf8(name))});
        QVERIFY2(sentence.contains("a provider can't be named"_L1), qUtf8Printable(sentence));
    }
}

void TestConfigProviders::readsBrowsarysEnvironment()
{
    ConfigSource it = source();
    it.environment.insert(u"OPENID_PROVIDERS"_s, u"google, my-idp"_s);
    it.environment.insert(u"OPENID_PROVIDER_GOOGLE"_s, u"https://accounts.google.com"_s);
    it.environment.insert(u"OPENID_PROVIDER_GOOGLE_CLIENT_ID"_s, u"12345"_s);
    it.environment.insert(u"OPENID_PROVIDER_GOOGLE_CLIENT_SECRET"_s, u"hush"_s);
    it.environment.insert(u"OPENID_PROVIDER_MY_IDP"_s, u"https://idp.example"_s);
    it.environment.insert(u"OPENID_PROVIDER_MY_IDP_CLIENT_ID"_s, u"me"_s);
    const auto config = loadConfig(it);
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QCOMPARE(config->providers.size(), 2);
    QCOMPARE(config->providers[0].type, Config::ProviderType::Oidc);
    QCOMPARE(config->providers[0].issuer, u"https://accounts.google.com"_s);
    QCOMPARE(config->providers[0].clientId, u"12345"_s);
    QCOMPARE(config->providers[0].clientSecret.bytes(), "hush");
    QVERIFY(!config->providers[0].trustEmail);
    QCOMPARE(config->providers[1].name, u"my-idp"_s);
    QVERIFY(config->providers[1].clientSecret.isEmpty());

    it.environment.remove(u"OPENID_PROVIDER_MY_IDP"_s);
    QVERIFY(loadConfig(it).error().detail.contains("providers.my-idp.issuer"_L1));
    it.environment.insert(u"OPENID_PROVIDER_MY_IDP"_s, u"no URL"_s);
    QVERIFY(loadConfig(it).error().detail.startsWith("environment, OPENID_PROVIDER_MY_IDP: "_L1));
}

QTEST_GUILESS_MAIN(TestConfigProviders)
#include "tst_configproviders.moc"
