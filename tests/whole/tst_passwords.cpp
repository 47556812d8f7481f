// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// POST /user/change-password and /auth/reauthenticate, and how passwords are kept.
class PasswordsTest : public QObject
{
    Q_OBJECT
private slots:
    void changesThePasswordForItsOwner_data();
    void changesThePasswordForItsOwner();
    void revokesOthersIfAsked_data();
    void revokesOthersIfAsked();
    void refusesBadChanges_data();
    void refusesBadChanges();
    void refusesChangesWithoutAPassword();
    void normalisesWhatIsTyped();
    void hashesAnewWhenTheParametersChange();
    void makesASessionFresh_data();
    void makesASessionFresh();
    void staysStaleAfterARefresh();
    void refusesBadProofs_data();
    void refusesBadProofs();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }

    TestServer m_server;
    int m_people = 0;
};

void PasswordsTest::changesThePasswordForItsOwner_data()
{
    QTest::addColumn<bool>("byCookie");
    QTest::newRow("cookie") << true;
    QTest::newRow("bearer") << false;
}

void PasswordsTest::changesThePasswordForItsOwner()
{
    QFETCH(bool, byCookie);
    Person ada = person();
    HttpClient client = byCookie ? m_server.browser() : m_server.signedIn(ada);
    if (byCookie)
        client.post(path::login, ada.credentials());
    const Answer answer = client.post(path::changePassword, {{u"currentPassword"_s, ada.password},
                                                             {u"newPassword"_s, u"a new password 8"_s}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"message"_s});
    QCOMPARE(answer.cookieNames().size(), byCookie ? 3 : 0);
    QVERIFY_STATUS(client.get(path::account), 200); // the session lives on
    QVERIFY_REFUSAL(m_server.signIn(ada), 401, code::invalidCredentials);
    ada.password = u"a new password 8"_s;
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void PasswordsTest::revokesOthersIfAsked_data()
{
    QTest::addColumn<QJsonValue>("wish");
    QTest::addColumn<int>("status");
    QTest::newRow("true") << QJsonValue(true) << 401;
    QTest::newRow("false") << QJsonValue(false) << 200;
    QTest::newRow("absent") << QJsonValue(QJsonValue::Undefined) << 200;
}

void PasswordsTest::revokesOthersIfAsked()
{
    QFETCH(QJsonValue, wish);
    QFETCH(int, status);
    const Person ada = person();
    const Answer other = m_server.signIn(ada);
    HttpClient client = m_server.signedIn(ada);
    QJsonObject body{{u"currentPassword"_s, ada.password}, {u"newPassword"_s, u"a new password 8"_s}};
    if (!wish.isUndefined())
        body.insert("revokeOtherSessions"_L1, wish);
    QVERIFY_STATUS(client.post(path::changePassword, body), 200);
    QVERIFY_STATUS(client.get(path::account), 200);
    QVERIFY_STATUS(m_server.client().as(other.text("access_token"_L1)).get(path::account), status);
    QVERIFY_STATUS(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, other.text("refresh_token"_L1)}}),
        status);
}

void PasswordsTest::refusesBadChanges_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QJsonObject>("codes");
    const QString right = u"correct horse 7"_s;
    QTest::newRow("nothing") << QJsonObject() << QByteArray(code::validationFailed)
                             << QJsonObject{{u"currentPassword"_s, u"REQUIRED"_s},
                                            {u"newPassword"_s, u"REQUIRED"_s}};
    QTest::newRow("wrong") << QJsonObject{{u"currentPassword"_s, u"wrong"_s},
                                          {u"newPassword"_s, u"a new password 8"_s}}
                           << QByteArray(code::invalidPassword) << QJsonObject();
    QTest::newRow("weak") << QJsonObject{{u"currentPassword"_s, right}, {u"newPassword"_s, u"short"_s}}
                          << QByteArray(code::validationFailed)
                          << QJsonObject{{u"newPassword"_s, u"NOT_LONG_ENOUGH"_s}};
    QTest::newRow("revoke as text") << QJsonObject{{u"currentPassword"_s, right},
                                                   {u"newPassword"_s, u"a new password 8"_s},
                                                   {u"revokeOtherSessions"_s, u"yes"_s}}
                                    << QByteArray(code::validationFailed)
                                    << QJsonObject{{u"revokeOtherSessions"_s, u"INVALID"_s}};
}

void PasswordsTest::refusesBadChanges()
{
    QFETCH(QJsonObject, body);
    QFETCH(QByteArray, code);
    QFETCH(QJsonObject, codes);
    const Person ada = person();
    const Answer answer = m_server.signedIn(ada).post(path::changePassword, body);
    QVERIFY_REFUSAL(answer, 400, code.constData());
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
    QVERIFY_REFUSAL(m_server.client().post(path::changePassword, body), 401, code::unauthorized);
    m_server.clock().advance(10s);
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void PasswordsTest::refusesChangesWithoutAPassword()
{
    const Person ada = person();
    HttpClient client = m_server.signedIn(ada);
    prepared(m_server.services().database.run(u"DELETE FROM passwords WHERE account_id = ?"_s,
                                              {ada.id.toString()}));
    const QJsonObject body{{u"currentPassword"_s, ada.password}, {u"newPassword"_s, u"a new password 8"_s}};
    QVERIFY_REFUSAL(client.post(path::changePassword, body), 400, code::passwordNotSet);
}

void PasswordsTest::normalisesWhatIsTyped()
{
    Person ada = m_server.add({.email = u"nfkc@example.org"_s, .password = u"caf\u00e9 \u2460 \ufb01ne"_s});
    ada.password = u"cafe\u0301 1 fine"_s;
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void PasswordsTest::hashesAnewWhenTheParametersChange()
{
    const Person ada = person();
    const auto stored = [&] {
        return m_server.column(u"SELECT hash FROM passwords WHERE account_id = ?"_s, {ada.id.toString()});
    };
    prepared(m_server.services().passwords.set(
        ada.id, *crypto::hashPassword(Secret(ada.password), {.memoryKib = 128, .passes = 2})));
    QVERIFY(stored().startsWith("$argon2id$v=19$m=128,t=2,p=1$"_L1));
    QVERIFY_STATUS(m_server.signIn(ada), 200);
    QVERIFY(stored().startsWith("$argon2id$v=19$m=64,t=1,p=1$"_L1));
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void PasswordsTest::makesASessionFresh_data()
{
    QTest::addColumn<QString>("proof");
    for (const char *proof : {"password", "password and code", "password and recovery code"})
        QTest::newRow(proof) << QString::fromLatin1(proof);
}

void PasswordsTest::makesASessionFresh()
{
    QFETCH(QString, proof);
    Person ada = m_server.addAdmin(u"admin%1@example.org"_s.arg(++m_people));
    if (proof != "password"_L1)
        m_server.enableTwoFactor(ada);
    HttpClient client = m_server.signedIn(ada);
    const QJsonObject body{{u"name"_s, u"Bob"_s}, {u"email"_s, u"bob%1@example.org"_s.arg(m_people)}};
    m_server.clock().advance(10min + 1s);
    QVERIFY_REFUSAL(client.post(path::adminUsers, body), 403, code::freshLoginRequired);

    QJsonObject given{{u"password"_s, ada.password}};
    if (proof != "password"_L1)
        given.insert("code"_L1,
                     proof.contains("recovery"_L1) ? ada.recoveryCodes.first() : m_server.nextCodeOf(ada));
    const Answer answer = client.post(path::reauthenticate, given);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"access_token"_s});
    QVERIFY_STATUS(m_server.client().as(answer.text("access_token"_L1)).post(path::adminUsers, body), 201);
    if (proof != "password"_L1) { // a code is spent here too
        m_server.clock().advance(10s);
        QVERIFY_REFUSAL(client.post(path::reauthenticate, given), 401, code::invalidTwoFactorCode);
    }
}

void PasswordsTest::staysStaleAfterARefresh()
{
    const Person ada = m_server.addAdmin(u"stale@example.org"_s);
    const QString token = m_server.signIn(ada).text("refresh_token"_L1);
    m_server.clock().advance(11min);
    const Answer renewed = m_server.client().post(path::refresh, {{u"refresh_token"_s, token}});
    HttpClient client = m_server.client().as(renewed.text("access_token"_L1));
    QVERIFY_STATUS(client.get(path::adminUsers), 200);
    QVERIFY_REFUSAL(client.post(path::adminUsers, {{u"name"_s, u"B"_s}, {u"email"_s, u"b@example.org"_s}}),
                    403, code::freshLoginRequired);
}

void PasswordsTest::refusesBadProofs_data()
{
    QTest::addColumn<bool>("hasTwoFactor");
    QTest::addColumn<QJsonObject>("proof");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const QString right = u"correct horse 7"_s;
    QTest::newRow("nothing") << false << QJsonObject() << 400 << QByteArray(code::validationFailed);
    QTest::newRow("wrong password") << false << QJsonObject{{u"password"_s, u"wrong"_s}} << 400
                                    << QByteArray(code::invalidPassword);
    QTest::newRow("no code") << true << QJsonObject{{u"password"_s, right}} << 400
                             << QByteArray(code::validationFailed);
    QTest::newRow("wrong code") << true << QJsonObject{{u"password"_s, right}, {u"code"_s, u"abcdef"_s}}
                                << 401 << QByteArray(code::invalidTwoFactorCode);
    QTest::newRow("wrong password, right code")
        << true << QJsonObject{{u"password"_s, u"wrong"_s}, {u"code"_s, u"?"_s}} << 400
        << QByteArray(code::invalidPassword);
}

void PasswordsTest::refusesBadProofs()
{
    QFETCH(bool, hasTwoFactor);
    QFETCH(QJsonObject, proof);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    Person ada = person();
    if (hasTwoFactor)
        m_server.enableTwoFactor(ada);
    HttpClient client = m_server.signedIn(ada);
    if (proof.value("code"_L1) == "?"_L1)
        proof.insert("code"_L1, m_server.nextCodeOf(ada));
    QVERIFY_REFUSAL(client.post(path::reauthenticate, proof), status, code.constData());
    QVERIFY_REFUSAL(m_server.client().post(path::reauthenticate, proof), 401, code::unauthorized);
    if (proof.contains("code"_L1) && status == 400) // the code was not spent by a wrong password
        QVERIFY_STATUS(client.post(path::reauthenticate,
                                   {{u"password"_s, ada.password}, {u"code"_s, proof.value("code"_L1)}}),
                       200);
}

QTEST_GUILESS_MAIN(PasswordsTest)
#include "tst_passwords.moc"
