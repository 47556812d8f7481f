// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// True ceremonies at the wrong time, by the wrong person or for the wrong account are refused, and
// nobody learns from the answers who has passkeys.
class PasskeyRefusalsTest : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { m_server.clock().advance(2min); } // or the limit of beginnings would be in the way
    void refusesChallengesThatEnded();
    void refusesChallengesOfTheOtherCeremony();
    void refusesChallengesOfOthers();
    void spendsAChallengeOnce();
    void refusesPasskeysOfOtherAddresses();
    void refusesForeignUserHandles();
    void refusesCountersThatDoNotGrow();
    void refusesCredentialsThatExist();
    void refusesChangedEligibility();
    void refusesShutAccounts();
    void refusesUnverifiedAddressesWhereRequired();
    void refusesTheFiftyFirst();
    void refusesBadNames();
    void refusesOthersPasskeys();
    void refusesOtherSites();
    void limitsBeginnings();
    void limitsAnswers();
    void saysWhyItCannotWork();
    void inventsCredentialsForUnknownAddresses();
    void inventsThemForAccountsWithoutPasskeys();

private:
    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

void PasskeyRefusalsTest::refusesChallengesThatEnded()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    const QJsonObject used = authenticator.get(m_fixture.loginOptions());
    QVERIFY_STATUS(m_fixture.finish(used), 200);
    QVERIFY_REFUSAL(m_fixture.finish(used), 400, code::expiredOrAlreadyUsed);

    const QJsonObject late = authenticator.get(m_fixture.loginOptions());
    m_server.clock().advance(5min);
    QVERIFY_REFUSAL(m_fixture.finish(late), 400, code::expiredOrAlreadyUsed);

    authenticator.userVerified = false; // a refused one is spent too
    const QJsonObject options = m_fixture.loginOptions();
    QVERIFY_REFUSAL(m_fixture.finish(authenticator.get(options)), 401, code::passkeyRejected);
    authenticator.userVerified = true;
    QVERIFY_REFUSAL(m_fixture.finish(authenticator.get(options)), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(m_fixture.finish(authenticator.get({{u"challenge"_s, u"AAAA"_s}})), 400, code::expiredOrAlreadyUsed);
}

void PasskeyRefusalsTest::refusesChallengesOfTheOtherCeremony()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QJsonObject registration = PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin));
    QVERIFY_REFUSAL(m_fixture.finish(authenticator.get(registration)), 400, code::expiredOrAlreadyUsed);
    SoftAuthenticator other = m_fixture.authenticator();
    QVERIFY_REFUSAL(client.post(path::passkeyRegisterFinish, other.create(m_fixture.loginOptions())), 400, code::expiredOrAlreadyUsed);
}

void PasskeyRefusalsTest::refusesChallengesOfOthers()
{
    const Person ada = m_fixture.person();
    HttpClient client = m_server.signedIn(ada);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const QJsonObject credential = authenticator.create(PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin)));
    HttpClient stranger = m_server.signedIn(m_fixture.person());
    HttpClient otherSession = m_server.signedIn(ada);
    QVERIFY_REFUSAL(stranger.post(path::passkeyRegisterFinish, credential), 400, code::expiredOrAlreadyUsed);
    QVERIFY_REFUSAL(otherSession.post(path::passkeyRegisterFinish, credential), 400, code::expiredOrAlreadyUsed);
    QVERIFY_STATUS(client.post(path::passkeyRegisterFinish, credential), 201); // which they did not spend
}

void PasskeyRefusalsTest::spendsAChallengeOnce()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QJsonObject login = authenticator.get(m_fixture.loginOptions());
    SoftAuthenticator fresh = m_fixture.authenticator();
    const QJsonObject registration = fresh.create(PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin)));
    constexpr int callers = 8;
    for (const bool isLogin : {true, false}) {
        std::atomic_int won = 0;
        std::latch start(callers);
        std::vector<std::jthread> threads;
        for (int i = 0; i < callers; ++i) {
            threads.emplace_back([&, own = client]() mutable {
                start.arrive_and_wait();
                const Answer answer = isLogin ? m_fixture.finish(login) : own.post(path::passkeyRegisterFinish, registration);
                won += answer.status == (isLogin ? 200 : 201);
            });
        }
        threads.clear();
        QCOMPARE(won.load(), 1);
    }
}

void PasskeyRefusalsTest::refusesPasskeysOfOtherAddresses()
{
    SoftAuthenticator own = m_fixture.authenticator();
    SoftAuthenticator others = m_fixture.authenticator();
    const Person ada = m_fixture.owner(own);
    const Person bob = m_fixture.owner(others);
    QVERIFY_REFUSAL(m_fixture.signIn(others, ada.email), 401, code::passkeyRejected);
    QVERIFY_REFUSAL(m_fixture.signIn(others, u"nobody@example.org"_s), 401, code::passkeyRejected);
    QVERIFY_REFUSAL(m_fixture.finish(others.get(m_fixture.loginOptions()), u"?email="_s + ada.email), 401, code::passkeyRejected);
    const QJsonObject credential = own.get(m_fixture.loginOptions(ada.email));
    QVERIFY_REFUSAL(m_fixture.finish(credential, u"?email="_s + bob.email), 400, code::expiredOrAlreadyUsed);
    QVERIFY_STATUS(m_fixture.finish(credential, u"?email="_s + ada.email), 200);
}

void PasskeyRefusalsTest::refusesForeignUserHandles()
{
    SoftAuthenticator own = m_fixture.authenticator();
    SoftAuthenticator others = m_fixture.authenticator();
    const Person ada = m_fixture.owner(own);
    m_fixture.owner(others);
    own.userHandle = others.userHandle;
    QVERIFY_REFUSAL(m_fixture.signIn(own), 401, code::passkeyRejected);
    QVERIFY_REFUSAL(m_fixture.signIn(own, ada.email), 401, code::passkeyRejected);
    own.userHandle = ada.email.toUtf8();
    QVERIFY_REFUSAL(m_fixture.signIn(own), 401, code::passkeyRejected);
}

void PasskeyRefusalsTest::refusesCountersThatDoNotGrow()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    const auto at = [&](quint32 counter) {
        authenticator.counter = counter;
        return m_fixture.signIn(authenticator);
    };
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"clones@example.org"_s));
    const auto suspectedAt = [&] {
        const Answer list = admin.get(path::fill(path::adminUserPasskeys, ada.id.toString()));
        return list.json()["passkeys"_L1].toArray()[0]["cloneSuspectedAt"_L1];
    };
    QVERIFY_STATUS(at(5), 200);
    QVERIFY(suspectedAt().isNull());
    for (const quint32 counter : {5u, 4u, 0u})
        QVERIFY_REFUSAL(at(counter), 401, code::passkeyRejected);
    QVERIFY(suspectedAt().isString());
    QVERIFY_STATUS(at(6), 200);                     // the owner is not locked out
    QVERIFY(suspectedAt().isString());              // and the mark stays
    QVERIFY_STATUS(m_server.signIn(ada), 200);
    QCOMPARE(m_server.number(u"SELECT count(*) FROM audit_events WHERE action = 'passkey.clone_suspected'"_s), 3);
}

void PasskeyRefusalsTest::refusesCredentialsThatExist()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient owner = m_server.signedIn(m_fixture.owner(authenticator));
    HttpClient stranger = m_server.signedIn(m_fixture.person());
    QVERIFY_REFUSAL(PasskeyFixture::add(owner, authenticator), 409, code::credentialExists);
    SoftAuthenticator impostor = m_fixture.authenticator();
    impostor.id = authenticator.id;
    QVERIFY_REFUSAL(PasskeyFixture::add(stranger, impostor), 409, code::credentialExists);
}

void PasskeyRefusalsTest::refusesChangedEligibility()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    authenticator.backupState = false;
    authenticator.backupEligible = false;
    m_fixture.owner(authenticator);
    authenticator.backupEligible = true;
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
}

void PasskeyRefusalsTest::refusesShutAccounts()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    HttpClient admin = m_server.signedIn(m_server.addAdmin(u"shutting@example.org"_s));
    QVERIFY_STATUS(admin.post(path::fill(path::adminUserLock, ada.id.toString())), 200);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 403, code::accountLocked);
    QVERIFY_STATUS(admin.post(path::fill(path::adminUserDisable, ada.id.toString())), 200);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 403, code::accountDeactivated);
    QCOMPARE(m_server.eventsOf(ada.email)[0].failureReason, u"account_deactivated"_s);
    authenticator.userVerified = false; // told only to who has proven himself
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
}

void PasskeyRefusalsTest::refusesUnverifiedAddressesWhereRequired()
{
    PasskeyFixture strict{.server = TestServer({u"auth.require_verified_email=true"_s})};
    SoftAuthenticator authenticator = strict.authenticator();
    const Person ada = strict.owner(authenticator);
    prepared(strict.server.services().database.run(u"UPDATE accounts SET email_verified_at = NULL WHERE id = ?"_s, {ada.id.toString()}));
    QVERIFY_REFUSAL(strict.signIn(authenticator), 403, code::emailNotVerified);
}

void PasskeyRefusalsTest::refusesTheFiftyFirst()
{
    HttpClient client = m_server.signedIn(m_fixture.person());
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const QJsonObject late = PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin));
    for (int i = 0; i < 50; ++i) {
        authenticator.id = QByteArray::number(i) + authenticator.cose().right(16);
        QVERIFY_STATUS(PasskeyFixture::add(client, authenticator), 201);
    }
    authenticator.id = "one too many";
    QVERIFY_REFUSAL(client.post(path::passkeyRegisterFinish, authenticator.create(late)), 400, code::validationFailed);
    QVERIFY_REFUSAL(client.post(path::passkeyRegisterBegin), 400, code::validationFailed);
}

void PasskeyRefusalsTest::refusesBadNames()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QString id = client.get(path::passkeys).json()["passkeys"_L1].toArray()[0]["id"_L1].toString();
    const QString own = path::fill(path::passkey, id);
    for (const QJsonObject &body : {QJsonObject(), QJsonObject{{u"device_name"_s, QString()}}, QJsonObject{{u"device_name"_s, u" "_s}},
                                    QJsonObject{{u"device_name"_s, QString(101, u'x')}}, QJsonObject{{u"device_name"_s, u"a\nb"_s}},
                                    QJsonObject{{u"device_name"_s, 7}}})
        QVERIFY_REFUSAL(client.patch(own, body), 400, code::validationFailed);
    QVERIFY_REFUSAL(client.post(path::passkeyRegisterBegin, {{u"device_name"_s, QString(101, u'x')}}), 400, code::validationFailed);
    SoftAuthenticator other = m_fixture.authenticator();
    QVERIFY_REFUSAL(PasskeyFixture::add(client, other, u"?device_name=a%0Ab"_s), 400, code::validationFailed);
}

void PasskeyRefusalsTest::refusesOthersPasskeys()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient owner = m_server.signedIn(m_fixture.owner(authenticator));
    HttpClient stranger = m_server.signedIn(m_fixture.person());
    const QString id = owner.get(path::passkeys).json()["passkeys"_L1].toArray()[0]["id"_L1].toString();
    for (const QString &path : {path::fill(path::passkey, id), path::fill(path::passkey, PasskeyId::create().toString()),
                                path::fill(path::passkey, u"1"_s)}) {
        QVERIFY_REFUSAL(stranger.patch(path, {{u"device_name"_s, u"Mine"_s}}), 404, code::notFound);
        QVERIFY_REFUSAL(stranger.remove(path), 404, code::notFound);
    }
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
}

void PasskeyRefusalsTest::refusesOtherSites()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    HttpClient client = m_server.client();
    const QJsonObject credential = authenticator.get(m_fixture.loginOptions());
    QVERIFY_REFUSAL(client.post(path::passkeyLoginFinish, credential, {{"Origin", "https://evil.example"}}), 403, code::csrfRejected);
    QVERIFY_STATUS(client.post(path::passkeyLoginFinish, credential, {{"Origin", m_server.publicUrl().toLatin1()}}), 200);
}

void PasskeyRefusalsTest::limitsBeginnings()
{
    HttpClient client = m_server.client();
    for (int i = 0; i < 60; ++i)
        QVERIFY_STATUS(client.post(path::passkeyLoginBegin), 200);
    const Answer refused = client.post(path::passkeyLoginBegin);
    QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
    QVERIFY(refused.header("retry-after").toInt() > 0);
}

// As many as beginnings, so that nobody who may begin is kept from ending.
void PasskeyRefusalsTest::limitsAnswers()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient owner = m_server.signedIn(m_fixture.owner(authenticator));
    m_server.clock().advance(1min);
    const QJsonObject another = authenticator.get(m_fixture.loginOptions());
    const QJsonObject further = m_fixture.authenticator().create(PasskeyFixture::publicKeyOf(owner.post(path::passkeyRegisterBegin)));
    m_server.clock().advance(1min);
    for (int i = 0; i < 60; ++i)
        QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
    const Answer refused = m_fixture.finish(another);
    QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
    QVERIFY(refused.header("retry-after").toInt() > 0);
    QVERIFY_REFUSAL(owner.post(path::passkeyRegisterFinish, further), 429, code::tooManyRequests);
    m_server.clock().advance(1min);
    QVERIFY_STATUS(m_fixture.finish(another), 200); // nothing was spent
    QVERIFY_STATUS(owner.post(path::passkeyRegisterFinish, further), 201);
}

void PasskeyRefusalsTest::saysWhyItCannotWork()
{
    TestServer byAddress({u"server.public_url=http://192.168.1.5:8420"_s});
    HttpClient client = byAddress.signedIn(byAddress.addPerson(u"ada@example.org"_s));
    for (const QString &path : {path::passkeyLoginBegin, path::passkeyRegisterBegin}) {
        const Answer refused = client.post(path);
        QVERIFY_REFUSAL(refused, 503, code::webauthnNotConfigured);
        QCOMPARE(refused.text("reason"_L1), u"RP_ID_IS_ADDRESS"_s);
        QCOMPARE(refused.text("value"_L1), u"192.168.1.5"_s);
        QVERIFY(refused.header("retry-after").isEmpty());
    }
    TestServer overHttp({u"server.public_url=http://login.example.org"_s});
    QCOMPARE(overHttp.client().post(path::passkeyLoginBegin).text("reason"_L1), u"ORIGIN_NOT_SECURE"_s);
}

void PasskeyRefusalsTest::inventsCredentialsForUnknownAddresses()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    const Person ada = m_fixture.owner(authenticator);
    const QJsonObject real = m_fixture.loginOptions(ada.email);
    QMap<qsizetype, int> counts;
    for (int i = 0; i < 50; ++i) {
        const QString email = u"nobody%1@example.org"_s.arg(i);
        const QJsonObject invented = m_fixture.loginOptions(email);
        QCOMPARE(invented.keys(), real.keys());
        const QJsonArray list = invented.value("allowCredentials"_L1).toArray();
        QVERIFY(!list.isEmpty());
        QCOMPARE(list[0].toObject().keys(), real["allowCredentials"_L1].toArray()[0].toObject().keys());
        ++counts[list.size()];
        m_server.clock().advance(10s);
        QCOMPARE(m_fixture.loginOptions(u' ' + email.toUpper()).value("allowCredentials"_L1).toArray(), list);
    }
    QVERIFY(counts[1] > 20 && counts[1] < 50);
    QVERIFY_STATUS(m_server.client().post(path::passkeyLoginBegin, {{u"email"_s, u"no address"_s}}), 200);
}

void PasskeyRefusalsTest::inventsThemForAccountsWithoutPasskeys()
{
    const Person ada = m_fixture.person();
    const auto listed = [&] { return m_fixture.loginOptions(ada.email).value("allowCredentials"_L1).toArray(); };
    const QJsonArray before = listed();
    QVERIFY(!before.isEmpty());
    QVERIFY_STATUS(m_server.signIn(ada), 200);
    QCOMPARE(listed(), before);
}

QTEST_GUILESS_MAIN(PasskeyRefusalsTest)
#include "tst_passkeyrefusals.moc"
