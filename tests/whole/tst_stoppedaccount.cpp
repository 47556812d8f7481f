// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;

// POST /auth/stop-account: "this was not me", said at the address that an account was moved away from.
class StoppedAccountTest : public QObject
{
    Q_OBJECT
private slots:
    void stopsAtOnce();
    void outlivesAPasswordAndAnotherMove();
    void isSentToProvenAddressesOnly();
    void takesNoOtherToken();
    void endsAfterAWeek();
    void keepsTheLastAdmin();

private:
    QString newAddress() { return u"person%1@example.org"_s.arg(++m_people); }
    Person provenPerson();
    void move(const Person &person, const QString &to);
    Answer stop(const QString &token) { return m_server.client().post(path::stopAccount, QJsonObject{{u"token"_s, token}}); }

    TestServer m_server{{u"throttle.mails_per_client=1000"_s}};
    int m_people = 0;
};

Person StoppedAccountTest::provenPerson()
{
    const Person person = m_server.addPerson(newAddress());
    prepared(m_server.services().accounts.setEmailProven(person.id));
    return person;
}

void StoppedAccountTest::move(const Person &person, const QString &to)
{
    QVERIFY_STATUS(m_server.signedIn(person).post(path::changeEmail, QJsonObject{{u"newEmail"_s, to}, {u"password"_s, person.password}}), 200);
    QVERIFY(m_server.client().get(path::verifyEmailChange + u"?token="_s + tokenTo(m_server, to)).header("location").contains("emailChanged"));
}

void StoppedAccountTest::stopsAtOnce()
{
    const Person ada = provenPerson();
    const QString stolen = newAddress();
    move(ada, stolen);
    HttpClient thief = m_server.signedIn({.email = stolen, .password = ada.password});
    QVERIFY(linkTo(m_server, ada.email).startsWith(m_server.publicUrl() + u"/stop-account?token="_s));
    const QString token = tokenTo(m_server, ada.email);
    QVERIFY_STATUS(stop(token), 200);
    QVERIFY_REFUSAL(thief.get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(m_server.signIn({.email = stolen, .password = ada.password}), 403, code::accountDeactivated);
    QVERIFY_REFUSAL(stop(token), 400, code::expiredOrAlreadyUsed);
    prepared(m_server.services().accounts.setDeactivated(ada.id, false, {.action = "test"}, {}));
    QVERIFY_REFUSAL(stop(token), 400, code::expiredOrAlreadyUsed);
    QVERIFY_STATUS(m_server.signIn({.email = stolen, .password = ada.password}), 200);
}

// What a thief would do next.
void StoppedAccountTest::outlivesAPasswordAndAnotherMove()
{
    const Person ada = provenPerson();
    Person thief{.id = ada.id, .email = newAddress(), .password = ada.password};
    move(ada, thief.email);
    const QString token = tokenTo(m_server, ada.email);
    QVERIFY_STATUS(m_server.signedIn(thief).post(path::changePassword,
        QJsonObject{{u"currentPassword"_s, thief.password}, {u"newPassword"_s, u"now it is mine 8"_s}}), 200);
    thief.password = u"now it is mine 8"_s;
    const QString next = newAddress();
    move(thief, next);
    QVERIFY_STATUS(stop(token), 200);
    QVERIFY_REFUSAL(m_server.signIn({.email = next, .password = thief.password}), 403, code::accountDeactivated);
}

void StoppedAccountTest::isSentToProvenAddressesOnly()
{
    const Person ada = m_server.addPerson(newAddress()); // by an admin, who may have mistyped it
    move(ada, newAddress());
    QCOMPARE(kindsTo(m_server, ada.email).first(), QByteArray("email_changed_unproven"));
    const auto text = prepared(m_server.services().outbox.write(lettersTo(m_server, ada.email).first())).text;
    QVERIFY2(!text.contains("token="_L1), qUtf8Printable(text));
}

void StoppedAccountTest::takesNoOtherToken()
{
    const Person ada = provenPerson();
    m_server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, ada.email}});
    QVERIFY_REFUSAL(stop(tokenTo(m_server, ada.email)), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(stop(u"x.y.z"_s), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(m_server.client().post(path::stopAccount, QJsonObject{}), 400, code::validationFailed);
    move(ada, newAddress());
    const QJsonObject asReset{{u"token"_s, tokenTo(m_server, ada.email)}, {u"password"_s, u"a new password 8"_s}};
    QVERIFY_REFUSAL(m_server.client().post(path::resetPassword, asReset), 400, code::expiredOrAlreadyUsed);
}

void StoppedAccountTest::endsAfterAWeek()
{
    using namespace std::chrono_literals;
    const Person ada = provenPerson();
    move(ada, newAddress());
    const QString token = tokenTo(m_server, ada.email);
    m_server.clock().advance(7 * 24h + 1min);
    QVERIFY_REFUSAL(stop(token), 400, code::expiredOrAlreadyUsed);
}

void StoppedAccountTest::keepsTheLastAdmin()
{
    const Person root = m_server.addAdmin(newAddress());
    prepared(m_server.services().accounts.setEmailProven(root.id));
    move(root, newAddress());
    const QString token = tokenTo(m_server, root.email);
    QVERIFY_REFUSAL(stop(token), 409, code::lastAdmin);
    m_server.addAdmin(newAddress());
    QVERIFY_STATUS(stop(token), 200); // a refusal spends nothing
}

QTEST_GUILESS_MAIN(StoppedAccountTest)
#include "tst_stoppedaccount.moc"
