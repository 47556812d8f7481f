// SPDX-License-Identifier: GPL-3.0-only
#include "base/base64url.h"
#include "crypto/random.h"
#include "support/softauthenticator.h"
#include "support/vectors.h"
#include "webauthn/attestation.h"
#include "webauthn/clientdata.h"
#include "webauthn/signature.h"

#include <QCborArray>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace webauthn;

namespace {

QByteArray bytesOf(const QJsonValue &text)
{
    return base64url::decode(text.toString().toLatin1()).value_or(QByteArray());
}

QByteArray hexOf(const QJsonValue &text)
{
    return QByteArray::fromHex(text.toString().toLatin1());
}

// One registration and one assertion, as somebody else recorded them.
struct Recorded
{
    QString rpId;
    QByteArray creationClientData;
    QByteArray attestationObject;
    Assertion assertion;
};

QList<Recorded> recorded()
{
    QList<Recorded> list;
    const QJsonObject chromium = readVectors(u"webauthn/chromium-virtual-authenticator.json"_s).object();
    for (const QJsonValue &one : chromium.value("cases"_L1).toArray()) {
        const auto response = [&](QLatin1StringView step) {
            return one[step].toObject().value("response"_L1).toObject().value("response"_L1).toObject();
        };
        const QJsonObject made = response("reg"_L1);
        const QJsonObject used = response("auth"_L1);
        list.append({chromium.value("rpId"_L1).toString(), bytesOf(made["clientDataJSON"_L1]),
                     bytesOf(made["attestationObject"_L1]),
                     {.authenticatorData = bytesOf(used["authenticatorData"_L1]),
                      .clientData = bytesOf(used["clientDataJSON"_L1]),
                      .signature = bytesOf(used["signature"_L1])}});
    }
    const QJsonObject w3c = readVectors(u"webauthn/w3c-l3-es256-none.json"_s).object();
    for (const QJsonValue &one : w3c.value("vectors"_L1).toArray()) {
        const QJsonObject made = one["registration"_L1].toObject();
        const QJsonObject used = one["authentication"_L1].toObject();
        list.append({w3c.value("rpId"_L1).toString(), hexOf(made["clientDataJSON"_L1]), hexOf(made["attestationObject"_L1]),
                     {.authenticatorData = hexOf(used["authenticatorData"_L1]),
                      .clientData = hexOf(used["clientDataJSON"_L1]),
                      .signature = hexOf(used["signature"_L1]),
                      .needsVerifiedUser = false}}); // its authenticator does not verify anybody
    }
    return list;
}

QByteArray objectOf(SoftAuthenticator &authenticator)
{
    const QJsonObject credential = authenticator.create({{u"challenge"_s, u"AAAA"_s}});
    return bytesOf(credential.value("response"_L1).toObject().value("attestationObject"_L1));
}

QByteArray clientDataOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class WebauthnTest : public QObject
{
    Q_OBJECT
private slots:
    void readsAndVerifiesWhatOthersRecorded();
    void refusesEveryBitThatWasChanged();
    void refusesAttestationsCutShort();
    void refusesAuthenticatorDataCutShortOrTooLong();
    void verifiesEachAlgorithm_data();
    void verifiesEachAlgorithm();
    void verifiesWithExtensions_data();
    void verifiesWithExtensions();
    void refusesKeysThatAreNone_data();
    void refusesKeysThatAreNone();
    void refusesCredentialIdsBeyondTheLimit();
    void readsStatementsWithoutTrust_data();
    void readsStatementsWithoutTrust();
    void refusesMalformedStatements_data();
    void refusesMalformedStatements();
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

void WebauthnTest::refusesAttestationsCutShort()
{
    for (const Recorded &one : recorded()) {
        for (qsizetype size = 0; size < one.attestationObject.size(); ++size)
            QVERIFY(!Attestation::fromCbor(one.attestationObject.first(size)));
        QVERIFY(!Attestation::fromCbor(one.attestationObject + '\0'));
    }
}

void WebauthnTest::refusesAuthenticatorDataCutShortOrTooLong()
{
    for (const Recorded &one : recorded()) {
        const QByteArray whole = Attestation::fromCbor(one.attestationObject)->authenticatorData;
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(!AuthenticatorData::fromBytes(whole.first(size)));
        QVERIFY(!AuthenticatorData::fromBytes(whole + '\0'));
        QByteArray withExtensions = whole;
        withExtensions[32] = char(withExtensions[32] | 0x80);
        QVERIFY(!AuthenticatorData::fromBytes(withExtensions));
        QVERIFY(AuthenticatorData::fromBytes(withExtensions + '\xa0'));
        QVERIFY(!AuthenticatorData::fromBytes(withExtensions + "\xa0\xa0"));
        QVERIFY(!AuthenticatorData::fromBytes(withExtensions + "\x01"));
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

void WebauthnTest::refusesKeysThatAreNone_data()
{
    QTest::addColumn<QCborMap>("cose");
    const QByteArray zeros(32, '\0');
    const QByteArray x = crypto::randomBytes(32);
    QTest::newRow("nothing") << QCborMap();
    QTest::newRow("a point off the curve") << QCborMap{{1, 2}, {3, -7}, {-1, 1}, {-2, x}, {-3, x}};
    QTest::newRow("the point at infinity") << QCborMap{{1, 2}, {3, -7}, {-1, 1}, {-2, zeros}, {-3, zeros}};
    QTest::newRow("short coordinates") << QCborMap{{1, 2}, {3, -7}, {-1, 1}, {-2, x.first(31)}, {-3, x}};
    QTest::newRow("another curve") << QCborMap{{1, 2}, {3, -35}, {-1, 2}, {-2, x}, {-3, x}};
    QTest::newRow("another algorithm") << QCborMap{{1, 1}, {3, -7}, {-1, 6}, {-2, x}};
    QTest::newRow("a member too many") << QCborMap{{1, 1}, {3, -8}, {-1, 6}, {-2, x}, {-4, x}};
    QTest::newRow("a text for the algorithm") << QCborMap{{1, 1}, {3, u"-8"_s}, {-1, 6}, {-2, x}};
    QTest::newRow("a symmetric key") << QCborMap{{1, 4}, {3, 5}, {-1, x}};
    QTest::newRow("a short RSA key") << QCborMap{{1, 3}, {3, -257}, {-1, QByteArray(128, '\xff')}, {-2, QByteArray("\1\0\1", 3)}};
}

void WebauthnTest::refusesKeysThatAreNone()
{
    QFETCH(QCborMap, cose);
    QVERIFY(!PublicKey::fromCose(cose));
}

void WebauthnTest::refusesCredentialIdsBeyondTheLimit()
{
    SoftAuthenticator authenticator(u"http://localhost"_s);
    for (const auto &[size, isGood] : {std::pair{1, true}, {1023, true}, {0, false}, {1024, false}}) {
        authenticator.id = QByteArray(size, 'i');
        QCOMPARE(Attestation::fromCbor(objectOf(authenticator)).has_value(), isGood);
    }
}

void WebauthnTest::readsStatementsWithoutTrust_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QCborValue>("statement");
    const QCborArray chain{QByteArray("not a certificate")};
    const QByteArray sig("signed by somebody");
    QTest::newRow("packed") << u"packed"_s << QCborValue(QCborMap{{u"alg"_s, -257}, {u"sig"_s, sig}, {u"x5c"_s, chain}});
    QTest::newRow("fido-u2f") << u"fido-u2f"_s << QCborValue(QCborMap{{u"sig"_s, sig}, {u"x5c"_s, chain}});
    QTest::newRow("android-key") << u"android-key"_s << QCborValue(QCborMap{{u"alg"_s, -7}, {u"sig"_s, sig}, {u"x5c"_s, chain}});
    QTest::newRow("apple") << u"apple"_s << QCborValue(QCborMap{{u"x5c"_s, chain}});
    QTest::newRow("tpm") << u"tpm"_s
                         << QCborValue(QCborMap{{u"ver"_s, u"2.0"_s}, {u"alg"_s, -65535}, {u"sig"_s, sig}, {u"x5c"_s, chain},
                                                {u"certInfo"_s, sig}, {u"pubArea"_s, sig}});
    QTest::newRow("android-safetynet") << u"android-safetynet"_s << QCborValue(QCborMap{{u"ver"_s, u"1"_s}, {u"response"_s, sig}});
    QTest::newRow("compound") << u"compound"_s << QCborValue(QCborArray{QCborMap{{u"fmt"_s, u"none"_s}, {u"attStmt"_s, QCborMap()}}});
}

static QByteArray withStatement(const QString &format, const QCborValue &statement)
{
    SoftAuthenticator authenticator(u"http://localhost"_s);
    const QByteArray data = Attestation::fromCbor(objectOf(authenticator))->authenticatorData;
    return QCborMap{{u"fmt"_s, format}, {u"attStmt"_s, statement}, {u"authData"_s, data}}.toCborValue().toCbor();
}

void WebauthnTest::readsStatementsWithoutTrust()
{
    QFETCH(QString, format);
    QFETCH(QCborValue, statement);
    const auto attestation = Attestation::fromCbor(withStatement(format, statement));
    QVERIFY(attestation);
    QVERIFY(attestation->selfSignature.isEmpty());
}

void WebauthnTest::refusesMalformedStatements_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QCborValue>("statement");
    const QByteArray sig("signed");
    const QCborArray chain{QByteArray("c")};
    QTest::newRow("an unknown format") << u"odd"_s << QCborValue(QCborMap());
    QTest::newRow("none with a statement") << u"none"_s << QCborValue(QCborMap{{u"sig"_s, sig}});
    QTest::newRow("none as a list") << u"none"_s << QCborValue(QCborArray());
    QTest::newRow("no statement") << u"none"_s << QCborValue(nullptr);
    QTest::newRow("packed without signature") << u"packed"_s << QCborValue(QCborMap{{u"alg"_s, -7}});
    QTest::newRow("packed with an empty one") << u"packed"_s << QCborValue(QCborMap{{u"alg"_s, -7}, {u"sig"_s, QByteArray()}});
    QTest::newRow("packed by another algorithm") << u"packed"_s << QCborValue(QCborMap{{u"alg"_s, -8}, {u"sig"_s, sig}});
    QTest::newRow("packed with no certificate") << u"packed"_s << QCborValue(QCborMap{{u"alg"_s, -7}, {u"sig"_s, sig}, {u"x5c"_s, QCborArray()}});
    QTest::newRow("packed with a text for one") << u"packed"_s << QCborValue(QCborMap{{u"alg"_s, -7}, {u"sig"_s, sig}, {u"x5c"_s, QCborArray{u"c"_s}}});
    QTest::newRow("fido-u2f without certificate") << u"fido-u2f"_s << QCborValue(QCborMap{{u"sig"_s, sig}});
    QTest::newRow("tpm without its parts") << u"tpm"_s << QCborValue(QCborMap{{u"sig"_s, sig}, {u"x5c"_s, chain}});
    QTest::newRow("apple without certificate") << u"apple"_s << QCborValue(QCborMap());
}

void WebauthnTest::refusesMalformedStatements()
{
    QFETCH(QString, format);
    QFETCH(QCborValue, statement);
    QVERIFY(!Attestation::fromCbor(withStatement(format, statement)));
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
