// SPDX-License-Identifier: GPL-3.0-only
#include "base/base64url.h"
#include "crypto/signature.h"
#include "crypto/thumbprint.h"
#include "support/vectors.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using crypto::KeyPair;
using crypto::PublicKey;

class TestSignature : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithWycheproof();
    void verifiesWhatItSigned();
    void refusesOtherLengthsAndRanges();
    void refusesEveryChangedByte();
    void keepsItsKeyThroughDer();
    void refusesOtherDer_data();
    void refusesOtherDer();
    void keepsItsPublicKeyThroughJwk();
    void refusesAnotherJwk_data();
    void refusesAnotherJwk();
    void namesKeysAsTheRfcsDo_data();
    void namesKeysAsTheRfcsDo();
    void namesNoIncompleteKey();

private:
    const KeyPair m_key = *KeyPair::generate();
};

void TestSignature::agreesWithWycheproof()
{
    const auto document = readVectors(u"jose/ecdsa_secp256r1_sha256_p1363_test.json"_s);
    int checked = 0;
    for (const QJsonValue group : document["testGroups"_L1].toArray()) {
        const QByteArray point =
            QByteArray::fromHex(group["publicKey"_L1]["uncompressed"_L1].toString().toLatin1());
        QJsonObject jwk{{u"kty"_s, u"EC"_s}, {u"crv"_s, u"P-256"_s}};
        jwk.insert("x"_L1, QString::fromLatin1(base64url::encode(point.sliced(1, 32))));
        jwk.insert("y"_L1, QString::fromLatin1(base64url::encode(point.sliced(33, 32))));
        const auto key = PublicKey::fromJwk(jwk);
        QVERIFY(key);
        for (const QJsonValue test : group["tests"_L1].toArray()) {
            const QByteArray message = QByteArray::fromHex(test["msg"_L1].toString().toLatin1());
            const QByteArray signature = QByteArray::fromHex(test["sig"_L1].toString().toLatin1());
            const QByteArray name = QByteArray::number(test["tcId"_L1].toInt());
            QVERIFY2(key->verify(message, signature) == (test["result"_L1] == "valid"_L1), name.constData());
            ++checked;
        }
    }
    QCOMPARE(checked, document["numberOfTests"_L1].toInt());
}

void TestSignature::verifiesWhatItSigned()
{
    for (int i = 0; i < 50; ++i) {
        const QByteArray message(i, 'm');
        const QByteArray signature = m_key.sign(message);
        QCOMPARE(signature.size(), 64);
        QVERIFY(m_key.publicKey().verify(message, signature));
        QVERIFY(!m_key.publicKey().verify(message + 'x', signature));
        QVERIFY(!KeyPair::generate()->publicKey().verify(message, signature));
    }
}

void TestSignature::refusesOtherLengthsAndRanges()
{
    const QByteArray order =
        QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    const QByteArray zero(32, '\0');
    const QByteArray good = m_key.sign("m");
    const QList<QByteArray> bad = {{},
                                   QByteArray(64, '\0'),
                                   QByteArray(64, '\xff'),
                                   good + '\0',
                                   good.chopped(1),
                                   '\0' + good,
                                   good + good,
                                   order + good.last(32),
                                   good.first(32) + order,
                                   zero + good.last(32),
                                   good.first(32) + zero};
    for (const QByteArray &signature : bad)
        QVERIFY2(!m_key.publicKey().verify("m", signature), signature.toHex().constData());
}

void TestSignature::refusesEveryChangedByte()
{
    const QByteArray good = m_key.sign("m");
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        QVERIFY(!m_key.publicKey().verify("m", bad));
    }
}

void TestSignature::keepsItsKeyThroughDer()
{
    const auto again = KeyPair::fromDer(m_key.toDer());
    QVERIFY(again);
    QCOMPARE(again->kid(), m_key.kid());
    QCOMPARE(again->toDer().bytes(), m_key.toDer().bytes());
    QVERIFY(m_key.publicKey().verify("m", again->sign("m")));
}

void TestSignature::refusesOtherDer_data()
{
    QTest::addColumn<QByteArray>("der");
    const QByteArray good = m_key.toDer().bytes();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("text") << QByteArray("-----BEGIN PRIVATE KEY-----");
    // RFC 8410 section 10.3: an Ed25519 key.
    QTest::newRow("another kind") << QByteArray::fromHex(
        "302e020100300506032b657004220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842");
}

void TestSignature::refusesOtherDer()
{
    QFETCH(QByteArray, der);
    QVERIFY(!KeyPair::fromDer(Secret(der)));
}

void TestSignature::keepsItsPublicKeyThroughJwk()
{
    const QJsonObject jwk = m_key.publicKey().jwk();
    QCOMPARE(jwk.keys(), (QStringList{u"crv"_s, u"kty"_s, u"x"_s, u"y"_s}));
    const auto again = PublicKey::fromJwk(jwk);
    QVERIFY(again);
    QCOMPARE(again->jwk(), jwk);
    QCOMPARE(crypto::thumbprint(jwk), m_key.kid());
    QVERIFY(again->verify("m", m_key.sign("m")));
}

void TestSignature::refusesAnotherJwk_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const QString x = m_key.publicKey().jwk().value("x"_L1).toString();
    const auto text = [](const QByteArray &bytes) {
        return QJsonValue(QString::fromLatin1(base64url::encode(bytes)));
    };
    QTest::newRow("other kind") << u"kty"_s << QJsonValue(u"RSA"_s);
    QTest::newRow("other curve") << u"crv"_s << QJsonValue(u"P-384"_s);
    QTest::newRow("no x") << u"x"_s << QJsonValue();
    QTest::newRow("x is a number") << u"x"_s << QJsonValue(1);
    QTest::newRow("padded x") << u"x"_s << QJsonValue(x + u'=');
    QTest::newRow("short x") << u"x"_s << text(QByteArray(31, 'x'));
    QTest::newRow("long x") << u"x"_s << text('\0' + *base64url::decode(x.toLatin1()));
    QTest::newRow("off the curve") << u"y"_s << text(QByteArray(32, '\1'));
    QTest::newRow("beyond the field") << u"x"_s << text(QByteArray(32, '\xff'));
}

void TestSignature::refusesAnotherJwk()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject jwk = m_key.publicKey().jwk();
    jwk.insert(member, value);
    QVERIFY(!PublicKey::fromJwk(jwk));
}

void TestSignature::namesKeysAsTheRfcsDo_data()
{
    QTest::addColumn<QJsonObject>("jwk");
    QTest::addColumn<QByteArray>("name");
    const auto rsa = readVectors(u"jose/rfc7638.json"_s);
    QTest::newRow("RFC 7638") << rsa["jwk"_L1].toObject()
                              << rsa["thumbprint_sha256"_L1].toString().toLatin1();
    const auto okp = readVectors(u"jose/rfc8037.json"_s);
    QTest::newRow("RFC 8037") << okp["jwk_private"_L1].toObject()
                              << okp["thumbprint_sha256"_L1].toString().toLatin1();
}

void TestSignature::namesKeysAsTheRfcsDo()
{
    QFETCH(QJsonObject, jwk);
    QTEST(crypto::thumbprint(jwk), "name");
}

void TestSignature::namesNoIncompleteKey()
{
    QJsonObject jwk = m_key.publicKey().jwk();
    jwk.remove("y"_L1);
    QVERIFY(crypto::thumbprint(jwk).isEmpty());
    QVERIFY(crypto::thumbprint({}).isEmpty());
    QVERIFY(crypto::thumbprint({{u"kty"_s, u"oct"_s}, {u"k"_s, u"AAAA"_s}}).isEmpty());
}

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
