// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Looking after one's passkeys: their names, the list, and what becomes of them.
class OwnPasskeysTest : public QObject
{
    Q_OBJECT
private slots:
    void namesThem_data();
    void namesThem();
    void listsAndRenames();
    void removesOne();
    void keepsTheLastWayToSignIn();
    void tellsItsOwner();
    void survivesAPasswordReset();
    void forgetsAllOfAnAccount();

private:
    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

void OwnPasskeysTest::namesThem_data()
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

void OwnPasskeysTest::namesThem()
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

void OwnPasskeysTest::listsAndRenames()
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

void OwnPasskeysTest::removesOne()
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

void OwnPasskeysTest::keepsTheLastWayToSignIn()
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

void OwnPasskeysTest::tellsItsOwner()
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

void OwnPasskeysTest::survivesAPasswordReset()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    prepared(m_server.services().accounts.setEmailProven(ada.id)); // for the first proof see tst_plantedkeys
    const QString token = QString::fromLatin1(m_server.resetToken(ada));
    QVERIFY_STATUS(m_server.client().post(path::resetPassword, {{u"token"_s, token}, {u"password"_s, u"another horse 8"_s}}), 200);
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
}

void OwnPasskeysTest::forgetsAllOfAnAccount()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    QCOMPARE(prepared(m_server.services().passkeys.removeAllOf(ada.id)), 1);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
}

QTEST_GUILESS_MAIN(OwnPasskeysTest)
#include "tst_ownpasskeys.moc"
