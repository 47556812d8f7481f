// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base32.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// An administrator sets up, renews and removes somebody's two-factor.
class AdminTotpTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_root = m_server.addAdmin(u"root@example.org"_s); }
    void init() { m_admin = m_server.signedIn(m_root); }
    void setsItUp();
    void tellsHowFarAClockIsOff_data();
    void tellsHowFarAClockIsOff();
    void refusesUnverifiedAddresses();
    void refusesCodesWithoutASetup();
    void refusesBadBodies_data();
    void refusesBadBodies();
    void asksOlderSessionsForIt();
    void revokesAllSessionsWhenItIsRenewed();
    void revokesAllSessionsWhenItIsRemoved();
    void keepsTheOldOneUntilTheNewOneIsConfirmed();

private:
    static QString at(const QString &pattern, const Person &person)
    {
        return path::fill(pattern, person.id.toString());
    }
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    QByteArray enrol(const Person &person)
    {
        return base32::decode(m_admin.post(at(path::adminUserTotp, person)).text("secret"_L1).toLatin1())
            .value_or(QByteArray());
    }
    Answer confirm(const Person &person, const QString &code)
    {
        return m_admin.post(at(path::adminUserTotpConfirm, person), {{u"code"_s, code}});
    }

    TestServer m_server;
    Person m_root;
    HttpClient m_admin{0};
    int m_people = 0;
};

void AdminTotpTest::setsItUp()
{
    Person ada = person();
    const Answer answer = m_admin.post(at(path::adminUserTotp, ada));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList({u"expiresAt"_s, u"secret"_s, u"url"_s}));
    QVERIFY(answer.text("url"_L1).startsWith("otpauth://totp/"_L1));
    QCOMPARE(m_server.signIn(ada).text("status"_L1), u"ok"_s); // not yet

    ada.totpSecret = base32::decode(answer.text("secret"_L1).toLatin1()).value_or(QByteArray());
    const Answer confirmed = confirm(ada, m_server.codeOf(ada));
    QVERIFY_STATUS(confirmed, 200);
    QCOMPARE(confirmed.json().keys(), QStringList{u"recoveryCodes"_s});
    QCOMPARE(confirmed.json().value("recoveryCodes"_L1).toArray().size(), 8);

    const QString pending = m_server.signIn(ada).text("token"_L1);
    const auto finish = [&](const QString &code) {
        return m_server.client().post(path::twoFactor, {{u"token"_s, pending}, {u"code"_s, code}});
    };
    QVERIFY_REFUSAL(finish(m_server.codeOf(ada)), 401,
                    code::invalidTwoFactorCode); // spent by the confirmation
    QVERIFY_STATUS(finish(m_server.nextCodeOf(ada)), 200);
}

void AdminTotpTest::tellsHowFarAClockIsOff_data()
{
    QTest::addColumn<int>("stepsAway");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("a minute behind") << -2 << true;
    QTest::newRow("an hour ahead") << 120 << true;
    QTest::newRow("another day") << 2880 << false;
}

void AdminTotpTest::tellsHowFarAClockIsOff()
{
    QFETCH(int, stepsAway);
    QFETCH(bool, isTold);
    Person ada = person();
    ada.totpSecret = enrol(ada);
    const Answer answer = confirm(ada, m_server.codeOf(ada, stepsAway));
    QVERIFY_REFUSAL(answer, 400, code::invalidTwoFactorCode);
    QCOMPARE(answer.json().contains("clockOffset"_L1), isTold);
    if (isTold)
        QCOMPARE(answer.json().value("clockOffset"_L1).toInt(), stepsAway * 30);
}

void AdminTotpTest::refusesUnverifiedAddresses()
{
    const Person ada = m_server.add({.email = u"unverified@example.org"_s, .emailVerified = false});
    QVERIFY_REFUSAL(m_admin.post(at(path::adminUserTotp, ada)), 400, code::emailNotVerified);
}

void AdminTotpTest::refusesCodesWithoutASetup()
{
    Person ada = person();
    QVERIFY_REFUSAL(confirm(ada, u"123456"_s), 400, code::twoFactorNotInitialized);
    ada.totpSecret = enrol(ada);
    m_server.clock().advance(15min);
    init();
    QVERIFY_REFUSAL(confirm(ada, m_server.codeOf(ada)), 400, code::twoFactorNotInitialized);
}

void AdminTotpTest::refusesBadBodies_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QJsonObject>("codes");
    QTest::newRow("nothing") << QJsonObject() << QJsonObject{{u"code"_s, u"REQUIRED"_s}};
    QTest::newRow("a number") << QJsonObject{{u"code"_s, 123456}} << QJsonObject{{u"code"_s, u"INVALID"_s}};
    QTest::newRow("unknown key") << QJsonObject{{u"code"_s, u"123456"_s}, {u"token"_s, u"x"_s}}
                                 << QJsonObject{{u"token"_s, u"UNKNOWN_FIELD"_s}};
}

void AdminTotpTest::refusesBadBodies()
{
    QFETCH(QJsonObject, body);
    QFETCH(QJsonObject, codes);
    const Person ada = person();
    enrol(ada);
    const Answer answer = m_admin.post(at(path::adminUserTotpConfirm, ada), body);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void AdminTotpTest::asksOlderSessionsForIt()
{
    Person ada = person();
    HttpClient theirs = m_server.signedIn(ada);
    ada.totpSecret = enrol(ada);
    QVERIFY_STATUS(confirm(ada, m_server.codeOf(ada)), 200);
    QVERIFY_REFUSAL(theirs.get(path::account), 401, code::twoFactorRequired);
}

void AdminTotpTest::revokesAllSessionsWhenItIsRenewed()
{
    Person ada = m_server.addWithTwoFactor(u"renewed@example.org"_s);
    HttpClient theirs = m_server.signedIn(ada);
    const QStringList oldCodes = ada.recoveryCodes;
    ada.totpSecret = enrol(ada);
    QVERIFY_STATUS(theirs.get(path::account), 200);
    QVERIFY_STATUS(confirm(ada, m_server.codeOf(ada)), 200);
    QVERIFY_REFUSAL(theirs.get(path::account), 401, code::unauthorized);
    const QJsonObject old{{u"token"_s, m_server.signIn(ada).text("token"_L1)}, {u"code"_s, oldCodes.first()}};
    QVERIFY_REFUSAL(m_server.client().post(path::twoFactor, old), 401, code::invalidTwoFactorCode);
}

void AdminTotpTest::revokesAllSessionsWhenItIsRemoved()
{
    const Person ada = m_server.addWithTwoFactor(u"without@example.org"_s);
    HttpClient theirs = m_server.signedIn(ada);
    const Answer answer = m_admin.remove(at(path::adminUserTotp, ada));
    QVERIFY_STATUS(answer, 204);
    QVERIFY(answer.body.isEmpty());
    QVERIFY_REFUSAL(theirs.get(path::account), 401, code::unauthorized);
    QCOMPARE(m_server.signIn(ada).text("status"_L1), u"ok"_s);
    QCOMPARE(
        m_server.number(u"SELECT count(*) FROM recovery_codes WHERE account_id = ?"_s, {ada.id.toString()}),
        0);
    QVERIFY_STATUS(m_admin.remove(at(path::adminUserTotp, ada)), 204); // it is off already
}

void AdminTotpTest::keepsTheOldOneUntilTheNewOneIsConfirmed()
{
    const Person ada = m_server.addWithTwoFactor(u"meanwhile@example.org"_s);
    QVERIFY(!enrol(ada).isEmpty());
    QVERIFY(!m_server.accessToken(ada).isEmpty());
}

QTEST_GUILESS_MAIN(AdminTotpTest)
#include "tst_admintotp.moc"
