// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

// What a thief began before the owner reset the password must not end after it.
class RacesTest : public QObject
{
    Q_OBJECT
private slots:
    void startsNoSessionForWhoWasComparedBefore();
    void leavesNoPendingSignInBehind();
    void leavesNoSessionOfTheOldPassword();
    void lastsWhateverTheThiefChanges();
    void movesToNoAddressOfAThief();

private:
    Person person() { return m_server.addPerson(u"person%1@example.org"_s.arg(++m_people)); }
    Answer reset(const Person &person)
    {
        const QString token = QString::fromLatin1(m_server.resetToken(person));
        return m_server.client().post(path::resetPassword, {{u"token"_s, token}, {u"password"_s, u"the owner's own 9"_s}});
    }
    qint64 sessionsOf(const Person &person)
    {
        return m_server.number(u"SELECT count(*) FROM sessions WHERE account_id = ? AND revoked_at IS NULL"_s, {person.id.toString()});
    }

    // A hash takes long enough that much can happen meanwhile.
    TestServer m_server{{u"password.argon2_memory_kib=8192"_s, u"password.argon2_passes=3"_s, u"throttle.enabled=false"_s}};
    int m_people = 0;
};

void RacesTest::startsNoSessionForWhoWasComparedBefore()
{
    const Person ada = person();
    const AccountRow compared = prepared(m_server.services().accounts.byId(ada.id));
    QVERIFY_STATUS(reset(ada), 200);
    const auto step = m_server.services().signIns.proceed(compared, {.method = u"password"_s}, {});
    QVERIFY(!step);
    QCOMPARE(step.error().code, code::invalidCredentials);
    QCOMPARE(sessionsOf(ada), 0);
}

void RacesTest::leavesNoPendingSignInBehind()
{
    const Person ada = m_server.addWithTwoFactor(u"two@example.org"_s);
    const AccountRow compared = prepared(m_server.services().accounts.byId(ada.id));
    QVERIFY_STATUS(reset(ada), 200);
    QVERIFY(!m_server.services().signIns.proceed(compared, {.method = u"password"_s}, {}));
    QCOMPARE(m_server.number(u"SELECT count(*) FROM pending_signins WHERE account_id = ? AND spent_at IS NULL"_s, {ada.id.toString()}), 0);
}

void RacesTest::leavesNoSessionOfTheOldPassword()
{
    for (int round = 0; round < 5; ++round) {
        const Person ada = person();
        std::atomic_bool isOver = false;
        std::vector<std::thread> thieves;
        for (int i = 0; i < 3; ++i) {
            thieves.emplace_back([&] {
                while (!isOver)
                    m_server.signIn(ada);
            });
        }
        QTest::qSleep(60);
        const Answer answer = reset(ada);
        isOver = true;
        for (std::thread &thief : thieves)
            thief.join();
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(sessionsOf(ada), 0);
    }
}

// Whichever comes first: afterwards the password is the one of the reset.
void RacesTest::lastsWhateverTheThiefChanges()
{
    for (int round = 0; round < 12; ++round) {
        Person ada = person();
        HttpClient thief = m_server.signedIn(ada);
        std::thread change([&] {
            thief.post(path::changePassword, {{u"currentPassword"_s, ada.password}, {u"newPassword"_s, u"now it is mine 8"_s}});
        });
        QTest::qSleep(round * 4);
        const Answer answer = reset(ada);
        change.join();
        QVERIFY(answer.status == 200 || answer.code() == code::expiredOrAlreadyUsed); // the change came first: it kills links
        if (answer.status != 200)
            QVERIFY_STATUS(reset(ada), 200);
        ada.password = u"the owner's own 9"_s;
        QVERIFY_STATUS(m_server.signIn(ada), 200);
    }
}

void RacesTest::movesToNoAddressOfAThief()
{
    for (int round = 0; round < 8; ++round) {
        const Person ada = person();
        const QString evil = u"thief%1@evil.test"_s.arg(round);
        HttpClient thief = m_server.signedIn(ada);
        Answer answer;
        std::thread owner([&] { answer = reset(ada); });
        QTest::qSleep(round * 4);
        thief.post(path::changeEmail, {{u"newEmail"_s, evil}, {u"password"_s, ada.password}});
        owner.join();
        QVERIFY_STATUS(answer, 200);
        const QString token = tokenTo(m_server, evil);
        if (!token.isEmpty())
            QVERIFY(m_server.client().get(path::verifyEmailChange + u"?token="_s + token).header("location").contains("error="));
    }
}

QTEST_GUILESS_MAIN(RacesTest)
#include "tst_races.moc"
