// SPDX-License-Identifier: GPL-3.0-only
#include "adminfixture.h"
#include "support/verify.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What administrators do to accounts: /api/admin/users/{id} and below (api.md 1.7).
class AdminUsersTest : public QObject, private AdminFixture
{
    Q_OBJECT
private slots:
    void initTestCase() { m_root = m_server.addAdmin(u"root@example.org"_s); }
    void init() { m_admin = m_server.signedIn(m_root); } // fresh, whatever the time is
    void showsAccountsWhole();
    void changesWhatIsNamed();
    void takesAUserNameAway();
    void refusesBadChanges_data();
    void refusesBadChanges();
    void unverifiesAChangedAddress();
    void endsLinksWithAChangedAddress();
    void removesAnAccountWithEverythingItHad();
    void makesSetPasswordLinks();
    void refusesBadLinks_data();
    void refusesBadLinks();
    void knowsNobodyByAForeignId_data();
    void knowsNobodyByAForeignId();
};

void AdminUsersTest::showsAccountsWhole()
{
    const Person ada = m_server.addWithTwoFactor(u"whole@example.org"_s);
    m_server.accessToken(ada);
    const Answer answer = m_admin.get(at(path::adminUser, ada));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"user"_s});
    const QJsonObject user = shown(ada);
    QStringList keys{
        u"id"_s,          u"name"_s,          u"email"_s,       u"emailVerified"_s, u"isServerAdmin"_s,
        u"totpEnabled"_s, u"createdAt"_s,     u"lastLoginAt"_s, u"deactivatedAt"_s, u"username"_s,
        u"firstName"_s,   u"lastName"_s,      u"hasPassword"_s, u"passkeyCount"_s,  u"sessionCount"_s,
        u"lockedAt"_s,    u"throttledUntil"_s};
    keys.sort();
    QCOMPARE(user.keys(), keys);
    QCOMPARE(user.value("totpEnabled"_L1), true);
    QCOMPARE(user.value("sessionCount"_L1), 1);
    QCOMPARE(user.value("passkeyCount"_L1), 0);
    QVERIFY(user.value("lockedAt"_L1).isNull());
    QVERIFY(user.value("throttledUntil"_L1).isNull());
    QVERIFY(user.value("username"_L1).isNull());
}

void AdminUsersTest::takesAUserNameAway()
{
    const Person ada = m_server.add({.email = u"nameless@example.org"_s, .username = u"soonfree"_s});
    const Answer answer = m_admin.patch(at(path::adminUser, ada), {{u"username"_s, u""_s}});
    QVERIFY_STATUS(answer, 200);
    QVERIFY(answer.json().value("user"_L1)["username"_L1].isNull());
    m_server.add({.email = u"heir@example.org"_s, .username = u"soonfree"_s}); // it is free again
}

void AdminUsersTest::changesWhatIsNamed()
{
    const Person ada = person();
    const QJsonObject before = shown(ada);
    const Answer answer =
        m_admin.patch(at(path::adminUser, ada), {{u"name"_s, u"Countess"_s}, {u"username"_s, u"countess"_s}});
    QVERIFY_STATUS(answer, 200);
    QJsonObject expected = before;
    expected.insert("name"_L1, u"Countess"_s);
    expected.insert("username"_L1, u"countess"_s);
    QCOMPARE(answer.json().value("user"_L1).toObject(), expected);
    QVERIFY_STATUS(m_admin.patch(at(path::adminUser, ada), QJsonObject()), 200);
    QCOMPARE(shown(ada), expected);
}

void AdminUsersTest::refusesBadChanges_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QJsonObject>("codes");
    QTest::newRow("unknown key") << QJsonObject{{u"hasPassword"_s, true}}
                                 << QJsonObject{{u"hasPassword"_s, u"UNKNOWN_FIELD"_s}};
    QTest::newRow("empty name") << QJsonObject{{u"name"_s, u""_s}} << QJsonObject{{u"name"_s, u"REQUIRED"_s}};
    QTest::newRow("no address") << QJsonObject{{u"email"_s, u"x"_s}}
                                << QJsonObject{{u"email"_s, u"INVALID"_s}};
    QTest::newRow("two at once") << QJsonObject{{u"name"_s, 7}, {u"isServerAdmin"_s, 1}}
                                 << QJsonObject{{u"name"_s, u"INVALID"_s},
                                                {u"isServerAdmin"_s, u"INVALID"_s}};
}

void AdminUsersTest::refusesBadChanges()
{
    QFETCH(QJsonObject, body);
    QFETCH(QJsonObject, codes);
    const Answer answer = m_admin.patch(at(path::adminUser, person()), body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void AdminUsersTest::unverifiesAChangedAddress()
{
    const Person ada = person();
    QVERIFY_STATUS(
        m_admin.patch(at(path::adminUser, ada), {{u"email"_s, u"moved%1@example.org"_s.arg(m_people)}}), 200);
    QCOMPARE(shown(ada).value("emailVerified"_L1), false);
    QVERIFY_STATUS(
        m_admin.patch(at(path::adminUser, ada),
                      {{u"email"_s, u"again%1@example.org"_s.arg(m_people)}, {u"emailVerified"_s, true}}),
        200);
    QCOMPARE(shown(ada).value("emailVerified"_L1), true);
    QVERIFY_REFUSAL(m_server.signIn(ada), 401, code::invalidCredentials);
}

// Whoever reads the old mailbox must not set the password (api.md 0.11).
void AdminUsersTest::endsLinksWithAChangedAddress()
{
    const Person ada = person();
    const QString reset = QString::fromLatin1(m_server.resetToken(ada));
    const auto verify = prepared(m_server.services().links.issue(
        {.use = TokenUse::Verify, .account = ada.id, .email = ada.email, .mailed = true, .life = 24h}));
    QVERIFY_STATUS(
        m_admin.patch(at(path::adminUser, ada), {{u"email"_s, u"other%1@example.org"_s.arg(m_people)}}), 200);
    QVERIFY_REFUSAL(m_server.client().post(path::resetPassword,
                                           {{u"token"_s, reset}, {u"password"_s, u"a new password 8"_s}}),
                    400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSED(m_server.services().links.check(TokenUse::Verify, Secret(verify.token)),
                    code::expiredOrAlreadyUsed);
    const QString next = QString::fromLatin1(m_server.resetToken(ada));
    QVERIFY_STATUS(m_admin.patch(at(path::adminUser, ada), {{u"name"_s, u"Other"_s}}), 200);
    QVERIFY_STATUS(m_server.client().post(path::resetPassword,
                                          {{u"token"_s, next}, {u"password"_s, u"a new password 8"_s}}),
                   200);
}

void AdminUsersTest::removesAnAccountWithEverythingItHad()
{
    const Person ada = m_server.addWithTwoFactor(u"removed@example.org"_s);
    const QString token = m_server.accessToken(ada);
    const Answer answer = m_admin.remove(at(path::adminUser, ada));
    QVERIFY_STATUS(answer, 204);
    QVERIFY(answer.body.isEmpty());
    QVERIFY_REFUSAL(m_server.client().as(token).get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(m_admin.get(at(path::adminUser, ada)), 404, code::notFound);
    QVERIFY_REFUSAL(m_admin.remove(at(path::adminUser, ada)), 404, code::notFound);
    for (const char *table :
         {"passwords", "totp", "recovery_codes", "sessions", "one_time_tokens", "known_networks"})
        QCOMPARE(
            m_server.number(u"SELECT count(*) FROM %1 WHERE account_id = ?"_s.arg(QLatin1StringView(table)),
                            {ada.id.toString()}),
            0);
    QVERIFY_STATUS(m_server.client().post(path::signup, {{u"name"_s, u"New"_s},
                                                         {u"email"_s, ada.email},
                                                         {u"password"_s, u"correct horse 7"_s}}),
                   201);
}

void AdminUsersTest::makesSetPasswordLinks()
{
    Person ada = person();
    const Answer answer = m_admin.post(at(path::adminUserLinks, ada), {{u"purpose"_s, u"set_password"_s}});
    QVERIFY_STATUS(answer, 201);
    QCOMPARE(answer.json().keys(), QStringList({u"expiresAt"_s, u"link"_s}));
    const QString token = QUrlQuery(QUrl(answer.text("link"_L1))).queryItemValue(u"token"_s);
    QVERIFY_STATUS(m_server.client().post(path::resetPassword,
                                          {{u"token"_s, token}, {u"password"_s, u"a new password 8"_s}}),
                   200);
    ada.password = u"a new password 8"_s;
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void AdminUsersTest::refusesBadLinks_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QJsonObject>("codes");
    QTest::newRow("nothing") << QJsonObject() << QJsonObject{{u"purpose"_s, u"REQUIRED"_s}};
    QTest::newRow("another purpose") << QJsonObject{{u"purpose"_s, u"login"_s}}
                                     << QJsonObject{{u"purpose"_s, u"INVALID"_s}};
    QTest::newRow("unknown key") << QJsonObject{{u"purpose"_s, u"set_password"_s}, {u"life"_s, 1}}
                                 << QJsonObject{{u"life"_s, u"UNKNOWN_FIELD"_s}};
}

void AdminUsersTest::refusesBadLinks()
{
    QFETCH(QJsonObject, body);
    QFETCH(QJsonObject, codes);
    const Answer answer = m_admin.post(at(path::adminUserLinks, person()), body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void AdminUsersTest::knowsNobodyByAForeignId_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("unknown") << AccountId::create().toString();
    QTest::newRow("no id") << u"1"_s;
    QTest::newRow("upper case") << QString();
    QTest::newRow("braces") << u"%7B00000000-0000-4000-8000-000000000000%7D"_s;
    QTest::newRow("null id") << u"00000000-0000-0000-0000-000000000000"_s;
    QTest::newRow("sql") << u"'%20OR%201=1%20--"_s;
    QTest::newRow("another path") << u"..;sessions"_s;
}

void AdminUsersTest::knowsNobodyByAForeignId()
{
    QFETCH(QString, id);
    if (id.isEmpty())
        id = m_root.id.toString().toUpper();
    struct Deed
    {
        QByteArray method;
        QString pattern;
        QByteArray body;
    };
    const Deed deeds[] = {{"GET", path::adminUser, {}},
                          {"PATCH", path::adminUser, R"({"name":"x"})"},
                          {"DELETE", path::adminUser, {}},
                          {"POST", path::adminUserDisable, {}},
                          {"POST", path::adminUserEnable, {}},
                          {"POST", path::adminUserLock, {}},
                          {"POST", path::adminUserUnlock, {}},
                          {"POST", path::adminUserVerify, {}},
                          {"POST", path::adminUserLinks, R"({"purpose":"set_password"})"},
                          {"POST", path::adminUserTotp, {}},
                          {"POST", path::adminUserTotpConfirm, R"({"code":"123456"})"},
                          {"DELETE", path::adminUserTotp, {}},
                          {"GET", path::adminUserSessions, {}},
                          {"DELETE", path::adminUserSessions, {}},
                          {"GET", path::adminUserLoginHistory, {}},
                          {"DELETE", path::adminSession, {}}};
    for (const Deed &deed : deeds) {
        const Answer answer = m_admin.send(deed.method, path::fill(deed.pattern, id),
                                           {{"Content-Type", "application/json"}}, deed.body);
        const QByteArray fault = faultOfRefusal(answer, 404, code::notFound);
        QVERIFY2(fault.isEmpty(), deed.method + ' ' + deed.pattern.toLatin1() + ": " + fault);
    }
}

QTEST_GUILESS_MAIN(AdminUsersTest)
#include "tst_adminusers.moc"
