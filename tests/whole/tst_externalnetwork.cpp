// SPDX-License-Identifier: GPL-3.0-only
#include "external/fetch.h"
#include "support/rogueprovider.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

// Whose certificates are believed on the way to a provider, and which addresses its names may have.
class ExternalNetworkTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void believesCertificatesThatAreVouchedFor_data();
    void believesCertificatesThatAreVouchedFor();
    void asksPrivateAddressesWhereConfigured_data();
    void asksPrivateAddressesWhereConfigured();
    void followsNoProviderIntoThePrivateNetwork();

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    void make(const QString &name, const QStringList &arguments) const;
    QStringList provider(const QString &name, const QString &issuer, const QStringList &more) const;
    QJsonObject check(const QString &provider, const QString &name);
    bool comesIn(const QString &provider);

    QTemporaryDir m_folder;
    std::unique_ptr<RogueProvider> m_rogue;
    std::unique_ptr<TestServer> m_server;
};

// A certificate NAME.pem and its key NAME.key.
void ExternalNetworkTest::make(const QString &name, const QStringList &arguments) const
{
    const QStringList usual{
        u"req"_s,    u"-x509"_s, u"-newkey"_s, u"ec"_s,    u"-pkeyopt"_s,   u"ec_paramgen_curve:prime256v1"_s,
        u"-nodes"_s, u"-days"_s, u"1"_s,       u"-subj"_s, u"/CN="_s + name};
    const QStringList files{u"-keyout"_s, file(name + u".key"_s), u"-out"_s, file(name + u".pem"_s)};
    QCOMPARE(QProcess::execute(u"openssl"_s, usual + files + arguments), 0);
}

QStringList ExternalNetworkTest::provider(const QString &name, const QString &issuer,
                                          const QStringList &more) const
{
    QStringList settings = m_rogue->settings(name, u"good"_s, file(u"secret"_s));
    const QString key = u"providers.%1."_s.arg(name);
    settings.append(key + u"issuer="_s + issuer); // the last word counts
    for (const QString &setting : more)
        settings.append(key + setting);
    return settings;
}

void ExternalNetworkTest::initTestCase()
{
    make(u"ca"_s, {});
    make(u"stranger"_s, {});
    make(u"provider"_s, {u"-CA"_s, file(u"ca.pem"_s), u"-CAkey"_s, file(u"ca.key"_s), u"-addext"_s,
                         u"subjectAltName=IP:127.0.0.1,DNS:localhost"_s, u"-addext"_s,
                         u"basicConstraints=critical,CA:FALSE"_s});
    QFile secret(file(u"secret"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("s3cret+/ value") > 0);
    secret.close();

    m_rogue = std::make_unique<RogueProvider>(QStringList{file(u"provider.pem"_s), file(u"provider.key"_s)});
    const QString vouched = u"ca_file="_s + file(u"ca.pem"_s);
    const QString issuer = m_rogue->issuer(u"good"_s);
    const QString leading = m_rogue->issuer(u"private-userinfo"_s); // on to localhost
    m_server = std::make_unique<TestServer>(
        provider(u"vouched"_s, issuer, {vouched}) + provider(u"bare"_s, issuer, {})
        + provider(u"stranger"_s, issuer, {u"ca_file="_s + file(u"stranger.pem"_s)})
        + provider(u"misnamed"_s, m_rogue->issuer(u"good"_s, u"another.localhost"_s), {vouched})
        + provider(u"leading"_s, leading, {vouched})
        + provider(u"permitted"_s, leading, {vouched, u"private_network=true"_s}));
    QLoggingCategory::setFilterRules(u"gatehouse.*=false"_s); // it deplores each of them
}

void ExternalNetworkTest::believesCertificatesThatAreVouchedFor_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<bool>("isBelieved");
    QTest::newRow("its authority is configured") << u"vouched"_s << true;
    QTest::newRow("nobody knows its authority") << u"bare"_s << false;
    QTest::newRow("another authority is configured") << u"stranger"_s << false;
    QTest::newRow("it is about another name") << u"misnamed"_s << false;
}

void ExternalNetworkTest::believesCertificatesThatAreVouchedFor()
{
    QFETCH(QString, provider);
    QFETCH(bool, isBelieved);
    const QJsonObject tls = check(provider, u"tls"_s);
    QCOMPARE(tls.value("passed"_L1), QJsonValue(isBelieved));
    QCOMPARE(tls.value("code"_L1).toString(), isBelieved ? QString() : u"CERTIFICATE_NOT_TRUSTED"_s);
    QCOMPARE(comesIn(provider), isBelieved);
}

void ExternalNetworkTest::asksPrivateAddressesWhereConfigured_data()
{
    QTest::addColumn<QString>("issuer"); // the host that the configuration names
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("isPrivateNetwork");
    QTest::addColumn<Fetch::Fault>("fault");
    const QString other = u"id.example.org"_s;
    const QString name = u"localhost"_s;
    const QString address = u"127.0.0.1"_s;
    QTest::newRow("a name that leads to one") << other << name << false << Fetch::Fault::Private;
    QTest::newRow("the address itself") << other << address << false << Fetch::Fault::Private;
    QTest::newRow("the same, under another name") << name << address << false << Fetch::Fault::Private;
    QTest::newRow("the configured name") << name << name << false << Fetch::Fault::None;
    QTest::newRow("the configured address") << address << address << false << Fetch::Fault::None;
    QTest::newRow("a name, with private_network") << other << name << true << Fetch::Fault::None;
    QTest::newRow("an address, with private_network") << other << address << true << Fetch::Fault::None;
}

void ExternalNetworkTest::asksPrivateAddressesWhereConfigured()
{
    QFETCH(QString, issuer);
    QFETCH(QString, asked);
    QFETCH(bool, isPrivateNetwork);
    QFETCH(Fetch::Fault, fault);
    Config::Provider provider;
    provider.issuer = m_rogue->issuer(u"good"_s, issuer);
    provider.caFile = file(u"ca.pem"_s);
    provider.privateNetwork = isPrivateNetwork;
    const QUrl url(m_rogue->issuer(u"good/jwks"_s, asked));
    QCOMPARE(Fetch(provider).ask({.url = url}).fault, fault);
}

void ExternalNetworkTest::followsNoProviderIntoThePrivateNetwork()
{
    QVERIFY(!comesIn(u"leading"_s));
    QVERIFY(comesIn(u"permitted"_s));
}

// What the provider's test says of one step.
QJsonObject ExternalNetworkTest::check(const QString &provider, const QString &name)
{
    const QString email = u"admin-%1-%2@example.org"_s.arg(provider, name);
    HttpClient admin = m_server->signedIn(m_server->addAdmin(email));
    const Answer answer = admin.post(path::fill(path::adminProviderTest, provider));
    for (const QJsonValue check : answer.json().value("checks"_L1).toArray()) {
        if (check["check"_L1] == name)
            return check.toObject();
    }
    qWarning("%s", answer.body.constData());
    return {};
}

bool ExternalNetworkTest::comesIn(const QString &provider)
{
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, provider);
    if (trip.begun.cookie("oauth_state"))
        trip.as(u"subject-of-"_s + provider, provider + u"@example.org"_s).comeBack();
    return browser.get(path::account).status == 200;
}

QTEST_GUILESS_MAIN(ExternalNetworkTest)
#include "tst_externalnetwork.moc"
