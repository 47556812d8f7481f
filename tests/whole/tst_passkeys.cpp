// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Getting a passkey, and signing in with it.
class PasskeysTest : public QObject
{
    Q_OBJECT
private slots:
    void beginsARegistration();
    void registersAndSignsIn_data();
    void registersAndSignsIn();
    void signsInForAnAddress();
    void startsACompletedSession();
    void countsAsTwoFactors();
    void writesTheHistory();
    void excludesWhatIsThere();
    void keepsTheHandle();
    void acceptsSelfAttestation();
    void followsTheBackupState();

private:
    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

void PasskeysTest::beginsARegistration()
{
    const Person ada = m_fixture.person();
    const Answer answer = m_server.signedIn(ada).post(path::passkeyRegisterBegin, {{u"device_name"_s, u"My key"_s}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"publicKey"_s});
    const QJsonObject options = PasskeyFixture::publicKeyOf(answer);
    QCOMPARE(options.keys(), QStringList({u"attestation"_s, u"authenticatorSelection"_s, u"challenge"_s, u"excludeCredentials"_s,
                                          u"pubKeyCredParams"_s, u"rp"_s, u"timeout"_s, u"user"_s}));
    QCOMPARE(options.value("attestation"_L1).toString(), u"none"_s);
    QCOMPARE(options.value("timeout"_L1).toInt(), 300000);
    QCOMPARE(options.value("rp"_L1).toObject(), (QJsonObject{{u"id"_s, u"localhost"_s}, {u"name"_s, u"localhost"_s}}));
    QCOMPARE(options.value("challenge"_L1).toString().size(), 43);
    QCOMPARE(options.value("user"_L1).toObject().value("name"_L1).toString(), ada.email);
    QVERIFY(!options.value("user"_L1).toObject().value("id"_L1).toString().contains(u"person"_s));
    QCOMPARE(options["authenticatorSelection"_L1].toObject().value("userVerification"_L1).toString(), u"required"_s);
    QList<int> algorithms;
    for (const QJsonValue &one : options.value("pubKeyCredParams"_L1).toArray())
        algorithms.append(one["alg"_L1].toInt());
    QCOMPARE(algorithms, QList<int>({-7, -8, -257}));
}

void PasskeysTest::registersAndSignsIn_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::newRow("ES256") << SoftAuthenticator::es256;
    QTest::newRow("EdDSA") << SoftAuthenticator::edDsa;
    QTest::newRow("RS256") << SoftAuthenticator::rs256;
}

void PasskeysTest::registersAndSignsIn()
{
    QFETCH(int, algorithm);
    SoftAuthenticator authenticator = m_fixture.authenticator(algorithm);
    const Person ada = m_fixture.person();
    HttpClient client = m_server.signedIn(ada);
    const Answer added = PasskeyFixture::add(client, authenticator);
    QVERIFY_STATUS(added, 201);
    QCOMPARE(added.json().keys(), QStringList({u"created_at"_s, u"device_name"_s, u"id"_s}));

    const Answer answer = m_fixture.signIn(authenticator);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"user"_s});
    QCOMPARE(answer.json().value("user"_L1).toObject().value("email"_L1).toString(), ada.email);
    QCOMPARE(answer.cookieNames(), QByteArrayList({"token", "access_token", "refresh_token"}));
}

void PasskeysTest::signsInForAnAddress()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    const QJsonObject options = m_fixture.loginOptions(u"  "_s + ada.email.toUpper());
    QCOMPARE(options.keys(), QStringList({u"allowCredentials"_s, u"challenge"_s, u"rpId"_s, u"timeout"_s, u"userVerification"_s}));
    const QJsonArray allowed = options.value("allowCredentials"_L1).toArray();
    QCOMPARE(allowed.size(), 1);
    QCOMPARE(allowed[0]["transports"_L1].toArray(), (QJsonArray{u"hybrid"_s, u"internal"_s}));
    QVERIFY_STATUS(m_fixture.finish(authenticator.get(options), u"?email="_s + ada.email), 200);

    authenticator.userHandle.clear(); // as security keys that keep nothing do
    QVERIFY_STATUS(m_fixture.signIn(authenticator, ada.email), 200);
    QVERIFY_STATUS(m_fixture.finish(authenticator.get(m_fixture.loginOptions()), u"?email="_s + ada.email), 200);
}

void PasskeysTest::startsACompletedSession()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    HttpClient browser = m_server.browser();
    const QJsonObject options = PasskeyFixture::publicKeyOf(browser.post(path::passkeyLoginBegin));
    QVERIFY_STATUS(browser.post(path::passkeyLoginFinish, authenticator.get(options)), 200);
    QCOMPARE(browser.get(path::session).text("status"_L1), u"ok"_s);
    const QJsonArray sessions = browser.get(path::ownSessions).json().value("sessions"_L1).toArray();
    QCOMPARE(sessions[0]["methods"_L1].toArray(), QJsonArray{u"passkey"_s});
    QVERIFY_STATUS(browser.post(path::refresh), 200);
}

void PasskeysTest::countsAsTwoFactors()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    Person ada = m_fixture.owner(authenticator);
    m_server.enableTwoFactor(ada);
    HttpClient browser = m_server.browser();
    const QJsonObject options = PasskeyFixture::publicKeyOf(browser.post(path::passkeyLoginBegin));
    QVERIFY_STATUS(browser.post(path::passkeyLoginFinish, authenticator.get(options)), 200);
    QCOMPARE(browser.get(path::session).text("status"_L1), u"ok"_s);
    QVERIFY_STATUS(browser.get(path::account), 200);
}

void PasskeysTest::writesTheHistory()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    m_server.clock().advance(1min);
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
    authenticator.userVerified = false;
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
    const auto events = m_server.eventsOf(ada.email);
    QCOMPARE(events[0].provider, u"passkey"_s);
    QVERIFY(!events[0].success);
    QCOMPARE(events[0].failureReason, u"invalid_passkey"_s);
    QCOMPARE(events[1].provider, u"passkey"_s);
    QVERIFY(events[1].success);
    const QJsonObject passkey = m_server.signedIn(ada).get(path::passkeys).json().value("passkeys"_L1).toArray()[0].toObject();
    QCOMPARE(QDateTime::fromString(passkey.value("lastUsedAt"_L1).toString(), Qt::ISODateWithMs), m_server.clock().now());
}

void PasskeysTest::excludesWhatIsThere()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QJsonObject options = PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin));
    const QJsonArray excluded = options.value("excludeCredentials"_L1).toArray();
    QCOMPARE(excluded.size(), 1);
    QCOMPARE(excluded[0]["id"_L1].toString(), authenticator.create(options).value("id"_L1).toString());
}

void PasskeysTest::keepsTheHandle()
{
    HttpClient client = m_server.signedIn(m_fixture.person());
    const auto handle = [&] {
        return PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin)).value("user"_L1).toObject().value("id"_L1);
    };
    QCOMPARE(handle().toString().size(), 43);
    QCOMPARE(handle(), handle());
}

void PasskeysTest::acceptsSelfAttestation()
{
    for (const int algorithm : {SoftAuthenticator::es256, SoftAuthenticator::edDsa, SoftAuthenticator::rs256}) {
        SoftAuthenticator authenticator = m_fixture.authenticator(algorithm);
        authenticator.format = u"packed"_s;
        m_fixture.owner(authenticator);
        QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
    }
}

void PasskeysTest::followsTheBackupState()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    authenticator.backupState = false;
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    authenticator.backupState = true;
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
    const QJsonObject passkey = client.get(path::passkeys).json().value("passkeys"_L1).toArray()[0].toObject();
    QVERIFY(passkey.value("backupState"_L1).toBool());
}

QTEST_GUILESS_MAIN(PasskeysTest)
#include "tst_passkeys.moc"
