// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"
#include "support/verify.h"

#include <QJsonArray>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What administrators do to accounts: /api/admin/users and below (api.md 1.7).
class AdminUsersTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_root = m_server.addAdmin(u"root@example.org"_s); }
    void init() { m_admin = m_server.signedIn(m_root); } // fresh, whatever the time is
    void createsAnAccountWithALinkForItsPassword();
    void createsAnAdmin();
    void refusesBadAccounts_data();
    void refusesBadAccounts();
    void refusesTakenAddressesAndNames();
    void showsAccountsWhole();
    void changesWhatIsNamed();
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

private:
    static QString at(const QString &pattern, const Person &person)
    {
        return path::fill(pattern, person.id.toString());
    }
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    QJsonObject shown(const Person &person)
    {
        return m_admin.get(at(path::adminUser, person)).json().value("user"_L1).toObject();
    }

    TestServer m_server;
    Person m_root;
    HttpClient m_admin{0};
    int m_people = 0;
};

void AdminUsersTest::createsAnAccountWithALinkForItsPassword()
{
    const Answer answer = m_admin.post(path::adminUsers, {{u"name"_s, u"Grace Hopper"_s},
                                                          {u"email"_s, u"Grace@Example.org"_s},
                                                          {u"username"_s, u"grace"_s},
                                                          {u"firstName"_s, u"Grace"_s},
                                                          {u"lastName"_s, u"Hopper"_s}});
    QVERIFY_STATUS(answer, 201);
    QCOMPARE(answer.json().keys(), QStringList({u"expiresAt"_s, u"link"_s, u"user"_s}));
    const QJsonObject user = answer.json().value("user"_L1).toObject();
    QCOMPARE(user.value("email"_L1), u"Grace@Example.org"_s);
    QCOMPARE(user.value("username"_L1), u"grace"_s);
    QCOMPARE(user.value("hasPassword"_L1), false);
    QCOMPARE(user.value("emailVerified"_L1), false);
    QCOMPARE(user.value("isServerAdmin"_L1), false);
    QCOMPARE(answer.text("expiresAt"_L1), m_server.clock().now().addDays(1).toString(Qt::ISODateWithMs));

    const QUrl link(answer.text("link"_L1));
    QVERIFY(link.toString().startsWith(m_server.publicUrl() + u"/reset-password?token="_s));
    const QString token = QUrlQuery(link).queryItemValue(u"token"_s);
    m_server.clock().advance(23h);
    QVERIFY_STATUS(m_server.client().post(path::resetPassword,
                                          {{u"token"_s, token}, {u"password"_s, u"debugging 1947"_s}}),
                   200);
    QVERIFY_STATUS(m_server.signIn({.email = u"grace@example.org"_s, .password = u"debugging 1947"_s}), 200);
    QVERIFY(!prepared(m_server.services().accounts.byEmail(u"grace@example.org"_s))
                 ->emailProvenAt); // it was handed over, not mailed
}

void AdminUsersTest::createsAnAdmin()
{
    const Answer answer = m_admin.post(path::adminUsers, {{u"name"_s, u"Second"_s},
                                                          {u"email"_s, u"second@example.org"_s},
                                                          {u"isServerAdmin"_s, true},
                                                          {u"emailVerified"_s, true}});
    QVERIFY_STATUS(answer, 201);
    const QJsonObject user = answer.json().value("user"_L1).toObject();
    QCOMPARE(user.value("isServerAdmin"_L1), true);
    QCOMPARE(user.value("emailVerified"_L1), true);
    QVERIFY_STATUS(m_admin.remove(path::fill(path::adminUser, user.value("id"_L1).toString())), 204);
}

void AdminUsersTest::refusesBadAccounts_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QJsonObject>("codes");
    const QString name = u"Bob"_s;
    const QString email = u"bob@example.org"_s;
    QTest::newRow("nothing") << QJsonObject()
                             << QJsonObject{{u"name"_s, u"REQUIRED"_s}, {u"email"_s, u"REQUIRED"_s}};
    QTest::newRow("no address") << QJsonObject{{u"name"_s, name}, {u"email"_s, u"bob"_s}}
                                << QJsonObject{{u"email"_s, u"INVALID"_s}};
    QTest::newRow("a password") << QJsonObject{{u"name"_s, name},
                                               {u"email"_s, email},
                                               {u"password"_s, u"correct horse 7"_s}}
                                << QJsonObject{{u"password"_s, u"UNKNOWN_FIELD"_s}};
    QTest::newRow("a typing error") << QJsonObject{{u"name"_s, name},
                                                   {u"email"_s, email},
                                                   {u"isServerAdmn"_s, true}}
                                    << QJsonObject{{u"isServerAdmn"_s, u"UNKNOWN_FIELD"_s}};
    QTest::newRow("a read-only key") << QJsonObject{{u"name"_s, name}, {u"email"_s, email}, {u"id"_s, u"x"_s}}
                                     << QJsonObject{{u"id"_s, u"UNKNOWN_FIELD"_s}};
    QTest::newRow("text for a switch")
        << QJsonObject{{u"name"_s, name}, {u"email"_s, email}, {u"isServerAdmin"_s, u"true"_s}}
        << QJsonObject{{u"isServerAdmin"_s, u"INVALID"_s}};
    QTest::newRow("user name of two letters")
        << QJsonObject{{u"name"_s, name}, {u"email"_s, email}, {u"username"_s, u"ab"_s}}
        << QJsonObject{{u"username"_s, u"NOT_LONG_ENOUGH"_s}};
}

void AdminUsersTest::refusesBadAccounts()
{
    QFETCH(QJsonObject, body);
    QFETCH(QJsonObject, codes);
    const Answer answer = m_admin.post(path::adminUsers, body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void AdminUsersTest::refusesTakenAddressesAndNames()
{
    const Person ada = m_server.add({.email = u"taken@example.org"_s, .username = u"takenname"_s});
    const Person bob = person();
    QVERIFY_REFUSAL(
        m_admin.post(path::adminUsers, {{u"name"_s, u"B"_s}, {u"email"_s, u"TAKEN@example.org"_s}}), 409,
        code::emailAlreadyExists);
    QVERIFY_REFUSAL(m_admin.post(path::adminUsers, {{u"name"_s, u"B"_s},
                                                    {u"email"_s, u"b@example.org"_s},
                                                    {u"username"_s, u"TakenName"_s}}),
                    409, code::usernameAlreadyExists);
    QVERIFY_REFUSAL(m_admin.patch(at(path::adminUser, bob), {{u"email"_s, ada.email}}), 409,
                    code::emailAlreadyExists);
    QVERIFY_REFUSAL(m_admin.patch(at(path::adminUser, bob), {{u"username"_s, u"takenname"_s}}), 409,
                    code::usernameAlreadyExists);
    QCOMPARE(shown(bob).value("email"_L1), bob.email);
}

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
