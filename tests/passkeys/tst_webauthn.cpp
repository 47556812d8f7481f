// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/random.h"
#include "recordedceremonies.h"
#include "support/softauthenticator.h"
#include "webauthn/attestation.h"
#include "webauthn/clientdata.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace webauthn;

namespace {

QByteArray clientDataOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

// Whole ceremonies: what others recorded, what is signed, and what a browser says of it.
class WebauthnTest : public QObject
{
    Q_OBJECT
private slots:
    void readsAndVerifiesWhatOthersRecorded();
    void refusesEveryBitThatWasChanged();
    void verifiesEachAlgorithm_data();
    void verifiesEachAlgorithm();
    void verifiesWithExtensions_data();
    void verifiesWithExtensions();
    void refusesClientDataOfOtherForms_data();
    void refusesClientDataOfOtherForms();
};

void WebauthnTest::readsAndVerifiesWhatOthersRecorded()
{
    QCOMPARE(recorded().size(), 4);
    for (const Recorded &one : recorded()) {
        const auto attestation = Attestation::fromCbor(one.attestationObject);
        QVERIFY(attestation);
        QCOMPARE(attestation->format, u"none"_s);
        QCOMPARE(attestation->data.rpIdHash, crypto::sha256(one.rpId.toUtf8()));
        const auto made = ClientData::fromJson(one.creationClientData);
        QVERIFY(made);
        QCOMPARE(made->type, u"webauthn.create"_s);
        QVERIFY(!made->crossOrigin && !made->hasTopOrigin);
        QVERIFY(ClientData::fromJson(one.assertion.clientData));
        QVERIFY(verify(one.assertion, attestation->data.credential->publicKey, one.rpId));
        QVERIFY(!verify(one.assertion, attestation->data.credential->publicKey, u"example.com"_s));
    }
}

void WebauthnTest::refusesEveryBitThatWasChanged()
{
    for (const Recorded &one : recorded()) {
        const PublicKey key = Attestation::fromCbor(one.attestationObject)->data.credential->publicKey;
        for (QByteArray Assertion::*part : {&Assertion::authenticatorData, &Assertion::clientData, &Assertion::signature}) {
            for (qsizetype at = 0; at < (one.assertion.*part).size(); ++at) {
                Assertion changed = one.assertion;
                (changed.*part)[at] = char((changed.*part)[at] ^ 1 << at % 8);
                QVERIFY(!verify(changed, key, one.rpId));
            }
            Assertion longer = one.assertion;
            (longer.*part).append('\0');
            QVERIFY(!verify(longer, key, one.rpId));
            Assertion shorter = one.assertion;
            (shorter.*part).chop(1);
            QVERIFY(!verify(shorter, key, one.rpId));
        }
    }
}

void WebauthnTest::verifiesEachAlgorithm_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::newRow("ES256") << SoftAuthenticator::es256;
    QTest::newRow("EdDSA") << SoftAuthenticator::edDsa;
    QTest::newRow("RS256") << SoftAuthenticator::rs256;
}

void WebauthnTest::verifiesEachAlgorithm()
{
    QFETCH(int, algorithm);
    SoftAuthenticator authenticator(u"http://localhost"_s, algorithm);
    authenticator.format = u"packed"_s;
    const QJsonObject made = authenticator.create({{u"challenge"_s, u"AAAA"_s}}).value("response"_L1).toObject();
    const auto attestation = Attestation::fromCbor(bytesOf(made["attestationObject"_L1]));
    const QByteArray clientData = bytesOf(made["clientDataJSON"_L1]);
    QVERIFY(attestation);
    QVERIFY(verifySelfSigned(*attestation, clientData, u"localhost"_s));
    QVERIFY(!verifySelfSigned(*attestation, clientData + ' ', u"localhost"_s));
    QVERIFY(!verifySelfSigned(*attestation, clientData, u"example.org"_s));
    Attestation changed = *attestation;
    changed.selfSignature[10] = char(changed.selfSignature[10] ^ 1);
    QVERIFY(!verifySelfSigned(changed, clientData, u"localhost"_s));
}

void WebauthnTest::verifiesWithExtensions_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("credProtect, which browsers add") << QByteArray("a16b6372656450726f7465637402");
    QTest::newRow("hmac-secret") << QByteArray("a16b686d61632d736563726574f5");
    QTest::newRow("one that nobody knows") << QByteArray("a1636f64640a");
}

void WebauthnTest::verifiesWithExtensions()
{
    QFETCH(QByteArray, hex);
    SoftAuthenticator authenticator(u"http://localhost"_s);
    authenticator.format = u"packed"_s;
    authenticator.extensions = QByteArray::fromHex(hex);
    const QJsonObject made = authenticator.create({{u"challenge"_s, u"AAAA"_s}}).value("response"_L1).toObject();
    const auto attestation = Attestation::fromCbor(bytesOf(made["attestationObject"_L1]));
    QVERIFY(attestation);
    QVERIFY(verifySelfSigned(*attestation, bytesOf(made["clientDataJSON"_L1]), u"localhost"_s));
}

void WebauthnTest::refusesClientDataOfOtherForms_data()
{
    QTest::addColumn<QByteArray>("json");
    const QJsonObject good{{u"type"_s, u"webauthn.get"_s}, {u"challenge"_s, u"AAAA"_s}, {u"origin"_s, u"http://localhost"_s}};
    QVERIFY(ClientData::fromJson(clientDataOf(good)));
    const auto with = [&](const QString &key, const QJsonValue &value) {
        QJsonObject object = good;
        object.insert(key, value);
        return clientDataOf(object);
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a type that is no text") << with(u"type"_s, 1);
    QTest::newRow("no type") << with(u"type"_s, QJsonValue::Undefined);
    QTest::newRow("no origin") << with(u"origin"_s, QJsonValue::Undefined);
    QTest::newRow("a list of origins") << with(u"origin"_s, QJsonArray{u"http://localhost"_s});
    QTest::newRow("an empty challenge") << with(u"challenge"_s, QString());
    QTest::newRow("a padded challenge") << with(u"challenge"_s, u"AA=="_s);
    QTest::newRow("a challenge with spare bits") << with(u"challenge"_s, u"AB"_s);
    QTest::newRow("crossOrigin as a text") << with(u"crossOrigin"_s, u"false"_s);
    QTest::newRow("trailing bytes") << clientDataOf(good) + "{}";
    QTest::newRow("a key twice") << clientDataOf(good).replace("{", R"({"origin":"http://evil.example",)");
    QTest::newRow("a byte order mark") << "\xef\xbb\xbf" + clientDataOf(good);
    QTest::newRow("huge") << with(u"filler"_s, QString(9000, u'x'));
    const QByteArray whole = clientDataOf(good);
    for (qsizetype size = 1; size < whole.size(); ++size)
        QTest::addRow("%d bytes of it", int(size)) << whole.first(size);
}

void WebauthnTest::refusesClientDataOfOtherForms()
{
    QFETCH(QByteArray, json);
    QVERIFY(!ClientData::fromJson(json));
}

QTEST_GUILESS_MAIN(WebauthnTest)
#include "tst_webauthn.moc"
