// SPDX-License-Identifier: GPL-3.0-only
#include "adminfixture.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Accounts that administrators make: POST /api/admin/users (api.md 1.7).
class AdminNewUsersTest : public QObject, private AdminFixture
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
};

void AdminNewUsersTest::createsAnAccountWithALinkForItsPassword()
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

void AdminNewUsersTest::createsAnAdmin()
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

void AdminNewUsersTest::refusesBadAccounts_data()
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

void AdminNewUsersTest::refusesBadAccounts()
{
    QFETCH(QJsonObject, body);
    QFETCH(QJsonObject, codes);
    const Answer answer = m_admin.post(path::adminUsers, body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void AdminNewUsersTest::refusesTakenAddressesAndNames()
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

QTEST_GUILESS_MAIN(AdminNewUsersTest)
#include "tst_adminnewusers.moc"
