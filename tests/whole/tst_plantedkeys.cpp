// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Somebody signs up with another one's address and leaves keys to the account behind. Its owner, who
// comes by a mailed link, must not share it with him.
class PlantedKeysTest : public QObject
{
    Q_OBJECT
private slots:
    void dieWithTheFirstProofOfTheAddress();
    void areTheOwnersOnceItIsProven();
    void areNotJudgedByALinkThatProvesNothing();
    void keepTheSecondFactor();

private:
    Answer reset(const Person &person, bool mailed = true)
    {
        const QString token = QString::fromLatin1(m_server.resetToken(person, mailed));
        return m_server.client().post(path::resetPassword, {{u"token"_s, token}, {u"password"_s, u"a new password 8"_s}});
    }
    void connectElsewhere(const Person &person)
    {
        prepared(m_server.services().database.run(
            u"INSERT INTO external_accounts (id, account_id, provider, issuer, subject, email, display_name, avatar_url, created_at)"
            " VALUES (?, ?, 'corp', 'https://id.example', ?, '', '', '', 0)"_s,
            {person.email, person.id.toString(), person.email}));
    }
    qint64 connectionsOf(const Person &person)
    {
        return m_server.number(u"SELECT count(*) FROM external_accounts WHERE account_id = ?"_s, {person.id.toString()});
    }

    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

void PlantedKeysTest::dieWithTheFirstProofOfTheAddress()
{
    SoftAuthenticator planted = m_fixture.authenticator();
    const Person victim = m_fixture.owner(planted);
    connectElsewhere(victim);
    QVERIFY_STATUS(m_fixture.signIn(planted), 200);
    QVERIFY_STATUS(reset(victim), 200);
    QVERIFY_REFUSAL(m_fixture.signIn(planted), 401, code::passkeyRejected);
    QCOMPARE(connectionsOf(victim), 0);
}

void PlantedKeysTest::areTheOwnersOnceItIsProven()
{
    SoftAuthenticator own = m_fixture.authenticator();
    const Person ada = m_fixture.owner(own);
    connectElsewhere(ada);
    prepared(m_server.services().accounts.setEmailProven(ada.id));
    QVERIFY_STATUS(reset(ada), 200);
    QVERIFY_STATUS(m_fixture.signIn(own), 200);
    QCOMPARE(connectionsOf(ada), 1);
}

// An administrator handed it over.
void PlantedKeysTest::areNotJudgedByALinkThatProvesNothing()
{
    SoftAuthenticator own = m_fixture.authenticator();
    const Person ada = m_fixture.owner(own);
    QVERIFY_STATUS(reset(ada, false), 200);
    QVERIFY_STATUS(m_fixture.signIn(own), 200);
}

// A mailed link never bypasses two-factor (api.md A29): the mailbox alone opens nothing.
void PlantedKeysTest::keepTheSecondFactor()
{
    Person ada = m_server.addWithTwoFactor(u"ada@example.org"_s);
    QVERIFY_STATUS(reset(ada), 200);
    ada.password = u"a new password 8"_s;
    QVERIFY(m_server.signIn(ada).json().value("requiresTOTP"_L1).toBool());
}

QTEST_GUILESS_MAIN(PlantedKeysTest)
#include "tst_plantedkeys.moc"
