// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What administrators see of people's passkeys, and of the server's fitness for them.
class AdminPasskeysTest : public QObject
{
    Q_OBJECT
private slots:
    void countsThemForAdmins();
    void showsAndRemovesThemForAdmins();
    void examinesTheServer();

private:
    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

void AdminPasskeysTest::countsThemForAdmins()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"counting@example.org"_s));
    const QJsonObject user = admin.get(path::fill(path::adminUser, ada.id.toString())).json().value("user"_L1).toObject();
    QCOMPARE(user.value("passkeyCount"_L1).toInt(), 1);
    const QJsonArray users = admin.get(path::adminUsers + u"?search="_s + ada.email).json().value("users"_L1).toArray();
    QCOMPARE(users[0]["passkeyCount"_L1].toInt(), 1);
}

void AdminPasskeysTest::showsAndRemovesThemForAdmins()
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

void AdminPasskeysTest::examinesTheServer()
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

QTEST_GUILESS_MAIN(AdminPasskeysTest)
#include "tst_adminpasskeys.moc"
