// SPDX-License-Identifier: GPL-3.0-only
#include "passkeyfixture.h"

#include "base/base64url.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Change = std::function<void(SoftAuthenticator &)>;

QJsonObject with(QJsonObject credential, const QString &member, const QJsonValue &value)
{
    QJsonObject response = credential.value("response"_L1).toObject();
    if (!response.contains(member)) {
        credential.insert(member, value);
        return credential;
    }
    response.insert(member, value);
    credential.insert("response"_L1, response);
    return credential;
}

QByteArray bytesIn(const QJsonObject &credential, const QString &member)
{
    const QString text = credential.value("response"_L1).toObject().value(member).toString();
    return base64url::decode(text.toLatin1()).value_or(QByteArray());
}

QJsonValue written(const QByteArray &bytes)
{
    return QString::fromLatin1(base64url::encode(bytes));
}

void setFlag(QByteArray &authenticatorData, int flag)
{
    authenticatorData[32] = char(authenticatorData[32] | flag);
}

} // namespace

Q_DECLARE_METATYPE(Change)

// Everything that is not exactly a ceremony of our own is refused, and nobody learns from the answers
// who has passkeys.
class PasskeyAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void cleanup();
    void refusesFalseCeremonies_data();
    void refusesFalseCeremonies();
    void refusesFalseLogins_data();
    void refusesFalseLogins();
    void refusesFalseRegistrations_data();
    void refusesFalseRegistrations();
    void refusesTamperedBytes();
    void refusesBodiesOfOtherForms_data();
    void refusesBodiesOfOtherForms();
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
    void saysWhyItCannotWork();
    void inventsCredentialsForUnknownAddresses();
    void inventsThemForAccountsWithoutPasskeys();
    void survivesHugeInputs();

private:
    PasskeyFixture m_fixture;
    TestServer &m_server = m_fixture.server;
};

// So many ceremonies begin that the limit would be in the way.
void PasskeyAttacksTest::cleanup()
{
    m_server.clock().advance(2min);
}

void PasskeyAttacksTest::refusesFalseCeremonies_data()
{
    QTest::addColumn<Change>("change");
    const auto client = [](const QString &member, const QJsonValue &value) -> Change {
        return [=](SoftAuthenticator &a) { a.editClientData = [=](QJsonObject &object) { object.insert(member, value); }; };
    };
    QTest::newRow("of another type") << client(u"type"_s, u"payment.get"_s);
    QTest::newRow("for another origin") << client(u"origin"_s, u"https://evil.example"_s);
    QTest::newRow("for another port") << client(u"origin"_s, u"http://localhost:1"_s);
    QTest::newRow("for the origin null") << client(u"origin"_s, u"null"_s);
    QTest::newRow("inside another origin") << client(u"crossOrigin"_s, true);
    QTest::newRow("below another top") << client(u"topOrigin"_s, u"https://evil.example"_s);
    QTest::newRow("for another relying party") << Change([](SoftAuthenticator &a) { a.rpId = u"evil.example"_s; });
    QTest::newRow("without anybody there") << Change([](SoftAuthenticator &a) { a.userPresent = false; });
    QTest::newRow("without its user verified") << Change([](SoftAuthenticator &a) { a.userVerified = false; });
    QTest::newRow("backed up but not eligible") << Change([](SoftAuthenticator &a) { a.backupEligible = false; });
}

void PasskeyAttacksTest::refusesFalseCeremonies()
{
    QFETCH(Change, change);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    SoftAuthenticator false_ = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    change(false_);
    HttpClient client = m_server.signedIn(m_fixture.person());
    QVERIFY_REFUSAL(PasskeyFixture::add(client, false_), 400, code::passkeyRejected);
    QVERIFY_STATUS(m_fixture.signIn(authenticator), 200);
    change(authenticator);
    const Answer refused = m_fixture.signIn(authenticator);
    QVERIFY_REFUSAL(refused, 401, code::passkeyRejected);
    QVERIFY(refused.cookieNames().isEmpty());
}

void PasskeyAttacksTest::refusesFalseLogins_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("status");
    const auto data = [](const std::function<void(QByteArray &)> &edit) -> Change {
        return [=](SoftAuthenticator &a) { a.editAuthenticatorData = edit; };
    };
    QTest::newRow("of the type of a registration")
        << Change([](SoftAuthenticator &a) { a.editClientData = [](QJsonObject &o) { o.insert(u"type"_s, u"webauthn.create"_s); }; }) << 401;
    QTest::newRow("with another's signature") << Change([](SoftAuthenticator &a) {
        SoftAuthenticator other(a.origin);
        other.id = a.id;
        other.userHandle = a.userHandle;
        a = other;
    }) << 401;
    QTest::newRow("with a changed signature") << Change([](SoftAuthenticator &a) { a.editSignature = [](QByteArray &s) { s[12] = char(s[12] ^ 1); }; }) << 401;
    QTest::newRow("with no signature") << Change([](SoftAuthenticator &a) { a.editSignature = [](QByteArray &s) { s.clear(); }; }) << 400;
    QTest::newRow("with an unknown credential") << Change([](SoftAuthenticator &a) { a.id.append('x'); }) << 401;
    QTest::newRow("without a user handle") << Change([](SoftAuthenticator &a) { a.userHandle.clear(); }) << 401;
    QTest::newRow("with trailing bytes") << data([](QByteArray &d) { d.append('\0'); }) << 400;
    QTest::newRow("with extensions that are none") << data([](QByteArray &d) { setFlag(d, 0x80); }) << 400;
    QTest::newRow("with a key twice in its extensions") << data([](QByteArray &d) { setFlag(d, 0x80); d += QByteArray::fromHex("a2616101616102"); }) << 400;
    QTest::newRow("with a credential inside") << data([](QByteArray &d) { setFlag(d, 0x40); }) << 400;
    QTest::newRow("cut short") << data([](QByteArray &d) { d.chop(1); }) << 400;
    QTest::newRow("with a key twice in its client data")
        << Change([](SoftAuthenticator &a) { a.editClientDataText = [](QByteArray &t) { t.replace("{", R"({"type":"webauthn.get",)"); }; }) << 400;
    QTest::newRow("with client data cut short") << Change([](SoftAuthenticator &a) { a.editClientDataText = [](QByteArray &t) { t.chop(1); }; }) << 400;
}

void PasskeyAttacksTest::refusesFalseLogins()
{
    QFETCH(Change, change);
    QFETCH(int, status);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    change(authenticator);
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), status, status == 401 ? code::passkeyRejected : code::validationFailed);
}

void PasskeyAttacksTest::refusesFalseRegistrations_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const QByteArray rejected = code::passkeyRejected;
    const QByteArray malformed = code::validationFailed;
    const auto object = [](const std::function<void(QByteArray &)> &edit) -> Change {
        return [=](SoftAuthenticator &a) { a.editAttestation = edit; };
    };
    QTest::newRow("of the type of a login")
        << Change([](SoftAuthenticator &a) { a.editClientData = [](QJsonObject &o) { o.insert(u"type"_s, u"webauthn.get"_s); }; }) << rejected;
    QTest::newRow("with a wrong self attestation") << Change([](SoftAuthenticator &a) {
        a.format = u"packed"_s;
        a.editSignature = [](QByteArray &s) { s[12] = char(s[12] ^ 1); };
    }) << rejected;
    QTest::newRow("of an unknown format") << Change([](SoftAuthenticator &a) { a.format = u"odd"_s; }) << malformed;
    QTest::newRow("with trailing bytes") << object([](QByteArray &o) { o.append('\0'); }) << malformed;
    QTest::newRow("with a key twice") << object([](QByteArray &o) { o[0] = char(o[0] + 1); o += QByteArray::fromHex("63666d74646e6f6e65"); }) << malformed;
    QTest::newRow("of unknown length") << object([](QByteArray &o) { o[0] = '\xbf'; o += '\xff'; }) << malformed;
    QTest::newRow("with an id of no bytes") << Change([](SoftAuthenticator &a) { a.id.clear(); }) << malformed;
    QTest::newRow("with an id too long") << Change([](SoftAuthenticator &a) { a.id = QByteArray(1024, 'i'); }) << malformed;
    QTest::newRow("without a credential") << Change([](SoftAuthenticator &a) { a.editAuthenticatorData = [](QByteArray &d) { d.truncate(37); d[32] = 0x1d; }; }) << malformed;
    QTest::newRow("with a point off the curve") << Change([](SoftAuthenticator &a) { a.editAuthenticatorData = [](QByteArray &d) { d.back() = char(d.back() ^ 1); }; }) << malformed;
}

void PasskeyAttacksTest::refusesFalseRegistrations()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    change(authenticator);
    const Person ada = m_fixture.person();
    HttpClient client = m_server.signedIn(ada);
    QVERIFY_REFUSAL(PasskeyFixture::add(client, authenticator), 400, code.constData());
    QVERIFY(client.get(path::passkeys).json().value("passkeys"_L1).toArray().isEmpty());
}

// One bit of each third byte of each part, each in a ceremony of its own.
void PasskeyAttacksTest::refusesTamperedBytes()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    for (const QString &part : {u"clientDataJSON"_s, u"authenticatorData"_s, u"signature"_s}) {
        const qsizetype size = bytesIn(authenticator.get(m_fixture.loginOptions()), part).size();
        for (qsizetype at = 0; at < size - 2; at += 3) {
            const QJsonObject credential = authenticator.get(m_fixture.loginOptions());
            QByteArray bytes = bytesIn(credential, part);
            bytes[at] = char(bytes[at] ^ 1 << at % 7);
            const Answer answer = m_fixture.finish(with(credential, part, written(bytes)));
            QVERIFY2(answer.status == 400 || answer.status == 401, answer.body);
            QVERIFY(answer.cookieNames().isEmpty());
            if (at % 30 == 0)
                m_server.clock().advance(1min);
        }
    }
}

void PasskeyAttacksTest::refusesBodiesOfOtherForms_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no id") << u"id"_s << QJsonValue();
    QTest::newRow("a padded id") << u"id"_s << QJsonValue(u"AA=="_s);
    QTest::newRow("an id of spare bits") << u"id"_s << QJsonValue(u"AB"_s);
    QTest::newRow("another raw id") << u"rawId"_s << QJsonValue(u"AAAA"_s);
    QTest::newRow("another type") << u"type"_s << QJsonValue(u"password"_s);
    QTest::newRow("no type") << u"type"_s << QJsonValue();
    QTest::newRow("a response that is a text") << u"response"_s << QJsonValue(u"AAAA"_s);
    QTest::newRow("an empty response") << u"response"_s << QJsonValue(QJsonObject());
    QTest::newRow("client data that is a number") << u"clientDataJSON"_s << QJsonValue(1);
    QTest::newRow("client data that is none") << u"clientDataJSON"_s << QJsonValue(u"AAAA"_s);
    QTest::newRow("a list of signatures") << u"signature"_s << QJsonValue(QJsonArray{u"AAAA"_s});
    QTest::newRow("a handle that is no base64url") << u"userHandle"_s << QJsonValue(u"+/"_s);
}

void PasskeyAttacksTest::refusesBodiesOfOtherForms()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    const QJsonObject credential = authenticator.get(m_fixture.loginOptions());
    QVERIFY_REFUSAL(m_fixture.finish(with(credential, member, value)), 400, code::validationFailed);
    QVERIFY_STATUS(m_fixture.finish(credential), 200); // nothing was spent
}

void PasskeyAttacksTest::refusesChallengesThatEnded()
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

void PasskeyAttacksTest::refusesChallengesOfTheOtherCeremony()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QJsonObject registration = PasskeyFixture::publicKeyOf(client.post(path::passkeyRegisterBegin));
    QVERIFY_REFUSAL(m_fixture.finish(authenticator.get(registration)), 400, code::expiredOrAlreadyUsed);
    SoftAuthenticator other = m_fixture.authenticator();
    QVERIFY_REFUSAL(client.post(path::passkeyRegisterFinish, other.create(m_fixture.loginOptions())), 400, code::expiredOrAlreadyUsed);
}

void PasskeyAttacksTest::refusesChallengesOfOthers()
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

void PasskeyAttacksTest::spendsAChallengeOnce()
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

void PasskeyAttacksTest::refusesPasskeysOfOtherAddresses()
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

void PasskeyAttacksTest::refusesForeignUserHandles()
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

void PasskeyAttacksTest::refusesCountersThatDoNotGrow()
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

void PasskeyAttacksTest::refusesCredentialsThatExist()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient owner = m_server.signedIn(m_fixture.owner(authenticator));
    HttpClient stranger = m_server.signedIn(m_fixture.person());
    QVERIFY_REFUSAL(PasskeyFixture::add(owner, authenticator), 409, code::credentialExists);
    SoftAuthenticator impostor = m_fixture.authenticator();
    impostor.id = authenticator.id;
    QVERIFY_REFUSAL(PasskeyFixture::add(stranger, impostor), 409, code::credentialExists);
}

void PasskeyAttacksTest::refusesChangedEligibility()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    authenticator.backupState = false;
    authenticator.backupEligible = false;
    m_fixture.owner(authenticator);
    authenticator.backupEligible = true;
    QVERIFY_REFUSAL(m_fixture.signIn(authenticator), 401, code::passkeyRejected);
}

void PasskeyAttacksTest::refusesShutAccounts()
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

void PasskeyAttacksTest::refusesUnverifiedAddressesWhereRequired()
{
    PasskeyFixture strict{.server = TestServer({u"auth.require_verified_email=true"_s})};
    SoftAuthenticator authenticator = strict.authenticator();
    const Person ada = strict.owner(authenticator);
    prepared(strict.server.services().database.run(u"UPDATE accounts SET email_verified_at = NULL WHERE id = ?"_s, {ada.id.toString()}));
    QVERIFY_REFUSAL(strict.signIn(authenticator), 403, code::emailNotVerified);
}

void PasskeyAttacksTest::refusesTheFiftyFirst()
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

void PasskeyAttacksTest::refusesBadNames()
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

void PasskeyAttacksTest::refusesOthersPasskeys()
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

void PasskeyAttacksTest::refusesOtherSites()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    m_fixture.owner(authenticator);
    HttpClient client = m_server.client();
    const QJsonObject credential = authenticator.get(m_fixture.loginOptions());
    QVERIFY_REFUSAL(client.post(path::passkeyLoginFinish, credential, {{"Origin", "https://evil.example"}}), 403, code::csrfRejected);
    QVERIFY_STATUS(client.post(path::passkeyLoginFinish, credential, {{"Origin", m_server.publicUrl().toLatin1()}}), 200);
}

void PasskeyAttacksTest::limitsBeginnings()
{
    HttpClient client = m_server.client();
    for (int i = 0; i < 60; ++i)
        QVERIFY_STATUS(client.post(path::passkeyLoginBegin), 200);
    const Answer refused = client.post(path::passkeyLoginBegin);
    QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
    QVERIFY(refused.header("retry-after").toInt() > 0);
}

void PasskeyAttacksTest::saysWhyItCannotWork()
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

void PasskeyAttacksTest::inventsCredentialsForUnknownAddresses()
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

void PasskeyAttacksTest::inventsThemForAccountsWithoutPasskeys()
{
    const Person ada = m_fixture.person();
    const auto listed = [&] { return m_fixture.loginOptions(ada.email).value("allowCredentials"_L1).toArray(); };
    const QJsonArray before = listed();
    QVERIFY(!before.isEmpty());
    QVERIFY_STATUS(m_server.signIn(ada), 200);
    QCOMPARE(listed(), before);
}

void PasskeyAttacksTest::survivesHugeInputs()
{
    SoftAuthenticator authenticator = m_fixture.authenticator();
    HttpClient client = m_server.signedIn(m_fixture.owner(authenticator));
    const QByteArray huge(40000, '\x81');
    const QJsonObject login = authenticator.get(m_fixture.loginOptions());
    for (const QString &part : {u"clientDataJSON"_s, u"authenticatorData"_s})
        QVERIFY_REFUSAL(m_fixture.finish(with(login, part, written(huge))), 400, code::validationFailed);
    QVERIFY_REFUSAL(m_fixture.finish(with(login, u"signature"_s, written(huge))), 401, code::passkeyRejected);
    SoftAuthenticator other = m_fixture.authenticator();
    other.editAttestation = [&](QByteArray &object) { object = huge; };
    QVERIFY_REFUSAL(PasskeyFixture::add(client, other), 400, code::validationFailed);
}

QTEST_GUILESS_MAIN(PasskeyAttacksTest)
#include "tst_passkeyattacks.moc"
