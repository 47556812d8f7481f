// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base64url.h"
#include "crypto/jws.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What anybody, or anybody who is signed in, may read: keys, health, the own account and history.
class PublishedTest : public QObject
{
    Q_OBJECT
private slots:
    void publishesOnlyThePublicKeys();
    void letsAnApplicationVerifyTokensByItself_data();
    void letsAnApplicationVerifyTokensByItself();
    void keepsOtherKindsToItself();
    void keepsARotatedKeyUntilItsTokensHaveExpired();
    void saysThatItLives();
    void saysThatItIsReady();
    void showsTheOwnAccount();
    void showsTheLastTwentyLogins();
    void showsOnlyTheOwnLogins();
    void namesTheDevice();
    void answers404And405InTheEnvelope();

private:
    std::optional<crypto::PublicKey> keyOf(const QString &token);

    TestServer m_server;
};

std::optional<crypto::PublicKey> PublishedTest::keyOf(const QString &token)
{
    const QByteArray header = base64url::decode(token.section(u'.', 0, 0).toLatin1()).value_or(QByteArray());
    const QJsonValue kid = QJsonDocument::fromJson(header).object().value("kid"_L1);
    const QJsonArray keys = m_server.client().get(path::jwks).json().value("keys"_L1).toArray();
    for (const QJsonValue key : keys) {
        if (key.toObject().value("kid"_L1) == kid)
            return crypto::PublicKey::fromJwk(key.toObject());
    }
    return std::nullopt;
}

void PublishedTest::publishesOnlyThePublicKeys()
{
    const Answer answer = m_server.client().get(path::jwks);
    QVERIFY_STATUS(answer, 200);
    const QJsonArray keys = answer.json().value("keys"_L1).toArray();
    QVERIFY(!keys.isEmpty());
    for (const QJsonValue key : keys) {
        const QJsonObject jwk = key.toObject();
        QCOMPARE(jwk.keys(), QStringList({u"alg"_s, u"crv"_s, u"kid"_s, u"kty"_s, u"use"_s, u"x"_s, u"y"_s}));
        QCOMPARE(jwk.value("alg"_L1), u"ES256"_s);
        QCOMPARE(jwk.value("kty"_L1), u"EC"_s);
        QCOMPARE(jwk.value("crv"_L1), u"P-256"_s);
        QCOMPARE(jwk.value("use"_L1), u"sig"_s);
    }
}

void PublishedTest::letsAnApplicationVerifyTokensByItself_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::newRow("access") << u"access_token"_s << u"at+jwt"_s;
    QTest::newRow("auth") << u"token"_s << u"JWT"_s;
}

void PublishedTest::letsAnApplicationVerifyTokensByItself()
{
    QFETCH(QString, name);
    QFETCH(QString, type);
    const Person ada = m_server.addPerson(name + u"@example.org"_s);
    const QString token = m_server.signIn(ada).json().value(name).toString();
    const auto key = keyOf(token);
    QVERIFY(key);
    const auto parsed = crypto::jws::parse(token.toLatin1());
    QVERIFY(parsed);
    QCOMPARE(parsed->header.value("alg"_L1), u"ES256"_s);
    QCOMPARE(parsed->header.value("typ"_L1), type);
    QVERIFY(crypto::jws::verifyEs256(*parsed, *key));
}

void PublishedTest::keepsOtherKindsToItself()
{
    const Person ada = m_server.addWithTwoFactor(u"kinds@example.org"_s);
    const QStringList tokens{
        m_server.signIn(ada).text("token"_L1), QString::fromLatin1(m_server.resetToken(ada)),
        m_server.signIn(m_server.addPerson(u"kinds2@example.org"_s)).text("refresh_token"_L1)};
    for (const QString &token : tokens) {
        const auto parsed = crypto::jws::parse(token.toLatin1());
        QCOMPARE(parsed->header.value("alg"_L1), u"HS256"_s);
        QVERIFY(!parsed->header.contains("kid"_L1));
        QVERIFY(!parsed->payload.contains("aud"_L1));
    }
}

void PublishedTest::keepsARotatedKeyUntilItsTokensHaveExpired()
{
    const Person ada = m_server.addPerson(u"rotation@example.org"_s);
    const QString old = m_server.accessToken(ada);
    prepared(m_server.services().signingKeys.rotate());
    const QString fresh = m_server.accessToken(ada);
    QVERIFY(keyOf(old));
    QVERIFY(keyOf(fresh));
    QVERIFY(keyOf(old)->jwk() != keyOf(fresh)->jwk());
    QVERIFY_STATUS(m_server.client().as(old).get(path::account), 200);
    QVERIFY_STATUS(m_server.client().as(fresh).get(path::account), 200);
}

void PublishedTest::saysThatItLives()
{
    const Answer answer = m_server.client().get(path::health);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.text("status"_L1), u"ok"_s);
    QCOMPARE(answer.text("name"_L1), u"Gatehouse"_s);
    QVERIFY_STATUS(m_server.client().send("HEAD", path::health, {}), 200);
}

void PublishedTest::saysThatItIsReady()
{
    const Answer answer = m_server.client().get(path::ready);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json(), QJsonObject({{u"status"_s, u"ok"_s}, {u"database"_s, u"ok"_s}}));
}

void PublishedTest::showsTheOwnAccount()
{
    const Person ada = m_server.addPerson(u"own@example.org"_s);
    const Answer login = m_server.signIn(ada);
    for (const char *name : {"access_token", "token"}) {
        const Answer answer =
            m_server.client().as(login.json().value(QLatin1StringView(name)).toString()).get(path::account);
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(answer.json().keys(), QStringList{u"user"_s});
        QCOMPARE(answer.json().value("user"_L1), login.json().value("user"_L1));
    }
    QVERIFY_REFUSAL(m_server.client().get(path::account), 401, code::unauthorized);
}

void PublishedTest::showsTheLastTwentyLogins()
{
    Person ada = m_server.addPerson(u"history@example.org"_s);
    for (int i = 0; i < 21; ++i) {
        m_server.clock().advance(1min);
        QVERIFY_STATUS(m_server.signIn(ada), 200);
    }
    const QString token = m_server.accessToken(ada);
    ada.password = u"wrong"_s;
    m_server.signIn(ada);
    const Answer answer = m_server.client().as(token).get(path::loginHistory);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(), QStringList{u"events"_s});
    const QJsonArray events = answer.json().value("events"_L1).toArray();
    QCOMPARE(events.size(), 20);
    const QJsonObject newest = events.first().toObject();
    QCOMPARE(newest.keys(), QStringList({u"city"_s, u"country"_s, u"createdAt"_s, u"deviceName"_s,
                                         u"deviceType"_s, u"failureReason"_s, u"id"_s, u"ipAddress"_s,
                                         u"provider"_s, u"success"_s, u"userAgent"_s}));
    QCOMPARE(newest.value("success"_L1), false);
    QCOMPARE(newest.value("failureReason"_L1), u"invalid_password"_s);
    QCOMPARE(newest.value("provider"_L1), u"password"_s);
    QCOMPARE(newest.value("ipAddress"_L1), u"127.0.0.1"_s);
    QCOMPARE(newest.value("city"_L1), u""_s);
    QCOMPARE(newest.value("country"_L1), u""_s);
    QCOMPARE(events.at(1).toObject().value("failureReason"_L1), u""_s);
    QVERIFY(events.at(1).toObject().value("createdAt"_L1).toString() >
            events.last().toObject().value("createdAt"_L1).toString());
}

void PublishedTest::showsOnlyTheOwnLogins()
{
    m_server.signIn(m_server.addPerson(u"somebody@example.org"_s));
    HttpClient client = m_server.signedIn(m_server.addPerson(u"somebodyelse@example.org"_s));
    QCOMPARE(client.get(path::loginHistory).json().value("events"_L1).toArray().size(), 1);
    QVERIFY_REFUSAL(m_server.client().get(path::loginHistory), 401, code::unauthorized);
}

void PublishedTest::namesTheDevice()
{
    const Person ada = m_server.addPerson(u"device@example.org"_s);
    HttpClient phone = m_server.client();
    phone.alwaysSend(
        "User-Agent",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.4 Mobile/15E148 Safari/604.1");
    const QString token = phone.post(path::login, ada.credentials()).text("access_token"_L1);
    const QJsonObject event =
        phone.as(token).get(path::loginHistory).json().value("events"_L1).toArray().first().toObject();
    QCOMPARE(event.value("deviceType"_L1), u"mobile"_s);
    QCOMPARE(event.value("deviceName"_L1), u"Safari 17 on iOS"_s);
    QVERIFY(event.value("userAgent"_L1).toString().startsWith("Mozilla/5.0 (iPhone"_L1));
}

void PublishedTest::answers404And405InTheEnvelope()
{
    QVERIFY_REFUSAL(m_server.client().get(u"/api/auth/nothing"_s), 404, code::notFound);
    QVERIFY_REFUSAL(m_server.client().get(u"/"_s + QString(100, u'a')), 404, code::notFound);
    const Answer answer = m_server.client().remove(path::login);
    QVERIFY_REFUSAL(answer, 405, code::methodNotAllowed);
    QVERIFY(answer.header("allow").contains("POST"));
}

QTEST_GUILESS_MAIN(PublishedTest)
#include "tst_published.moc"
