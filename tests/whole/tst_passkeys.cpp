// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Getting a passkey, signing in with it, and looking after it.
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
    void namesThem_data();
    void namesThem();
    void listsAndRenames();
    void removesOne();
    void keepsTheLastWayToSignIn();
    void tellsItsOwner();
    void excludesWhatIsThere();
    void keepsTheHandle();
    void acceptsSelfAttestation();
    void followsTheBackupState();
    void countsThemForAdmins();
    void showsAndRemovesThemForAdmins();
    void examinesTheServer();
    void survivesAPasswordReset();
    void forgetsAllOfAnAccount();

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

void PasskeysTest::namesThem_data()
{
    QTest::addColumn<QJsonObject>("begin");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("name");
    QTest::newRow("not at all") << QJsonObject() << QString() << u"Passkey"_s;
    QTest::newRow("at the beginning") << QJsonObject{{u"device_name"_s, u"Phone"_s}} << QString() << u"Phone"_s;
    QTest::newRow("at the beginning, spelt the other way") << QJsonObject{{u"deviceName"_s, u"Phone"_s}} << QString() << u"Phone"_s;
    QTest::newRow("at the end") << QJsonObject() << u"?device_name=My%20key"_s << u"My key"_s;
    QTest::newRow("both times") << QJsonObject{{u"device_name"_s, u"Phone"_s}} << u"?device_name=Key"_s << u"Key"_s;
    QTest::newRow("at the end, spelt the other way") << QJsonObject() << u"?deviceName=Key"_s << u"Key"_s;
}

void PasskeysTest::namesThem()
{
    QFETCH(QJsonObject, begin);
    QFETCH(QString, query);
    QFETCH(QString, name);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.person());
    const QJsonObject options = PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin, begin));
    const Answer added = client.post(path::passkeyRegisterFinish + query, authenticator.create(options));
    QVERIFY_STATUS(added, 201);
    QCOMPARE(added.text("device_name"_L1), name);
}

void PasskeysTest::listsAndRenames()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const auto only = [&] { return client.get(path::passkeys).json().value("passkeys"_L1).toArray()[0].toObject(); };
    const QJsonObject passkey = only();
    QCOMPARE(passkey.keys(), QStringList({u"backupEligible"_s, u"backupState"_s, u"createdAt"_s, u"deviceName"_s, u"id"_s,
                                          u"lastUsedAt"_s, u"transport"_s}));
    QVERIFY(passkey.value("lastUsedAt"_L1).isNull());
    QVERIFY(passkey.value("backupEligible"_L1).toBool() && passkey.value("backupState"_L1).toBool());
    const QString own = path::fill(path::passkey, passkey.value("id"_L1).toString());
    const Answer renamed = client.patch(own, {{u"device_name"_s, u"Desk"_s}});
    QVERIFY_STATUS(renamed, 200);
    QCOMPARE(renamed.json(), (QJsonObject{{u"id"_s, passkey.value("id"_L1)}, {u"device_name"_s, u"Desk"_s}}));
    QCOMPARE(only().value("deviceName"_L1).toString(), u"Desk"_s);
    QVERIFY_STATUS(client.patch(own, {{u"deviceName"_s, u"Table"_s}}), 200);
}

void PasskeysTest::removesOne()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QJsonObject passkey = client.get(path::passkeys).json().value("passkeys"_L1).toArray()[0].toObject();
    const QString own = path::fill(path::passkey, passkey.value("id"_L1).toString());
    const Answer removed = client.remove(own);
    QVERIFY_STATUS(removed, 204);
    QVERIFY(removed.body.isEmpty());
    QVERIFY_REFUSAL(client.remove(own), 404, code::notFound);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
}

void PasskeysTest::keepsTheLastWayToSignIn()
{
    SoftAuthenticator first = m_fixture.authenticator();
    SoftAuthenticator second = m_fixture.authenticator();
    const Person ada = m_fixture.owner(first);
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_STATUS(PasskeyFixture::add(client, second), 201);
    prepared(m_server.services().database.run(u"DELETE FROM passwords WHERE account_id = ?"_s, {ada.id.toString()}));
    const QJsonArray passkeys = client.get(path::passkeys).json().value("passkeys"_L1).toArray();
    const auto pathOf = [&](int index) { return path::fill(path::passkey, passkeys[index]["id"_L1].toString()); };
    QVERIFY_STATUS(client.remove(pathOf(0)), 204);
    QVERIFY_REFUSAL(client.remove(pathOf(1)), 400, code::lastAuthMethod);
    QVERIFY_STATUS(m_fixture.signIn(second), 200);
}

void PasskeysTest::tellsItsOwner()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    const auto isTold = [&] { return kindsTo(m_server, ada.email).count("passkey_changed"); };
    QCOMPARE(isTold(), 1);
    HttpClient client = m_server.signedIn(ada);
    const QJsonObject passkey = client.get(path::passkeys).json().value("passkeys"_L1).toArray()[0].toObject();
    QVERIFY_STATUS(client.remove(path::fill(path::passkey, passkey.value("id"_L1).toString())), 204);
    QCOMPARE(isTold(), 2);
    const auto audited = [&](const QString &action) {
        return m_server.number(u"SELECT count(*) FROM audit_events WHERE action = ? AND target_id = ?"_s, {action, ada.id.toString()});
    };
    QCOMPARE(audited(u"passkey.added"_s), 1);
    QCOMPARE(audited(u"passkey.removed"_s), 1);
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

void PasskeysTest::countsThemForAdmins()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"counting@example.org"_s));
    const QJsonObject user = admin.get(path::fill(path::adminUser, ada.id.toString())).json().value("user"_L1).toObject();
    QCOMPARE(user.value("passkeyCount"_L1).toInt(), 1);
    const QJsonArray users = admin.get(path::adminUsers + u"?search="_s + ada.email).json().value("users"_L1).toArray();
    QCOMPARE(users[0]["passkeyCount"_L1].toInt(), 1);
}

void PasskeysTest::showsAndRemovesThemForAdmins()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    const Person bob = m_fixture.person();
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"removing@example.org"_s));
    const Answer list = admin.get(path::fill(path::adminUserPasskeys, ada.id.toString()));
    QVERIFY_STATUS(list, 200);
    const QJsonObject passkey = list.json().value("passkeys"_L1).toArray()[0].toObject();
    QCOMPARE(passkey.keys(), QStringList({u"backupEligible"_s, u"backupState"_s, u"cloneSuspectedAt"_s, u"createdAt"_s,
                                          u"deviceName"_s, u"id"_s, u"lastUsedAt"_s, u"transport"_s}));
    const QString id = passkey.value("id"_L1).toString();
    const auto pathOf = [&](const Person &person) {
        return path::fill(path::fill(path::adminUserPasskey, person.id.toString()), id);
    };
    QVERIFY_REFUSAL(admin.remove(pathOf(bob)), 404, code::notFound);
    QVERIFY_STATUS(admin.remove(pathOf(ada)), 204);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
    const QString nobody = AccountId::create().toString();
    QVERIFY_REFUSAL(admin.get(path::fill(path::adminUserPasskeys, nobody)), 404, code::notFound);
    m_server.clock().advance(11min);
    QVERIFY_REFUSAL(admin.remove(pathOf(ada)), 403, code::freshLoginRequired);
}

void PasskeysTest::examinesTheServer()
{
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"doctor@example.org"_s));
    const Answer answer = admin.get(path::adminPasskeyDoctor);
    QVERIFY_STATUS(answer, 200);
    QVERIFY(answer.json().value("works"_L1).toBool());
    QCOMPARE(answer.text("rpId"_L1), u"localhost"_s);
    QCOMPARE(answer.json().value("origins"_L1).toArray(), QJsonArray{m_server.publicUrl()});
    QStringList names;
    for (const QJsonValue &check : answer.json().value("checks"_L1).toArray())
        names.append(check["check"_L1].toString());
    QCOMPARE(names, QStringList({u"rp_id_is_name"_s, u"rp_id_fits_url"_s, u"secure_origin"_s, u"origins_match"_s,
                                 u"certificate"_s, u"clock"_s}));

    TestServer byAddress({u"server.public_url=http://192.168.1.5:8420"_s});
    HttpClient other = byAddress.signedIn(byAddress.addAdmin(u"doctor@example.org"_s));
    const QJsonObject report = other.get(path::adminPasskeyDoctor).json();
    QVERIFY(!report.value("works"_L1).toBool());
    QCOMPARE(report["checks"_L1].toArray()[0]["code"_L1].toString(), u"RP_ID_IS_ADDRESS"_s);
}

void PasskeysTest::survivesAPasswordReset()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    prepared(m_server.services().accounts.setEmailProven(ada.id)); // for the first proof see tst_plantedkeys
    const QString token = QString::fromLatin1(m_server.resetToken(ada));
    QVERIFY_STATUS(m_server.client().post(path::resetPassword, {{u"token"_s, token}, {u"password"_s, u"another horse 8"_s}}), 200);
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
}

void PasskeysTest::forgetsAllOfAnAccount()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    QCOMPARE(prepared(m_server.services().passkeys.removeAllOf(ada.id)), 1);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
}

QTEST_GUILESS_MAIN(PasskeysTest)
#include "tst_passkeys.moc"
