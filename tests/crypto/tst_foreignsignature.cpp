// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/foreignsignature.h"
#include "support/josevectors.h"

#include <QTest>

using namespace Qt::StringLiterals;
namespace foreign = crypto::foreign;
using crypto::jws::Parsed;

// What others signed, by the examples of the RFCs and Wycheproof's collection.
class ForeignSignatureTest : public QObject
{
    Q_OBJECT
private slots:
    void acceptsTheExamples_data() { examples(); }
    void acceptsTheExamples();
    void refusesEveryTamperedByte_data() { examples(); }
    void refusesEveryTamperedByte();
    void refusesOtherLengths_data() { examples(); }
    void refusesOtherLengths();
    void refusesOtherAlgorithms_data() { examples(); }
    void refusesOtherAlgorithms();
    void judgesLikeWycheproof();
    void halvesHashes();

private:
    static void examples();
};

void ForeignSignatureTest::examples()
{
    QTest::addColumn<Parsed>("token");
    QTest::addColumn<QJsonObject>("jwk");
    for (const JoseExample &example : joseExamples())
        QTest::newRow(example.name.constData()) << example.token << example.jwk;
}

void ForeignSignatureTest::acceptsTheExamples()
{
    QFETCH(Parsed, token);
    QFETCH(QJsonObject, jwk);
    const QJsonValue algorithm = token.header.value("alg"_L1);
    QVERIFY(foreign::verify(token, jwk));
    QVERIFY(foreign::verify(token, with(with(jwk, u"alg"_s, algorithm), u"use"_s, u"sig"_s)));
    QVERIFY(foreign::verify(token, with(jwk, u"key_ops"_s, QJsonArray{u"verify"_s})));
}

void ForeignSignatureTest::refusesEveryTamperedByte()
{
    QFETCH(Parsed, token);
    QFETCH(QJsonObject, jwk);
    Parsed tampered = token;
    for (qsizetype i = 0; i < token.signature.size(); ++i) {
        tampered.signature = turned(token.signature, i);
        QVERIFY2(!foreign::verify(tampered, jwk), QByteArray::number(i));
    }
    tampered.signature = token.signature;
    for (qsizetype i = 0; i < token.signingInput.size(); ++i) {
        tampered.signingInput = turned(token.signingInput, i);
        QVERIFY2(!foreign::verify(tampered, jwk), QByteArray::number(i));
    }
}

void ForeignSignatureTest::refusesOtherLengths()
{
    QFETCH(Parsed, token);
    QFETCH(QJsonObject, jwk);
    const QByteArray good = token.signature;
    for (const QByteArray &signature : {QByteArray(), good.chopped(1), good + '\0', '\0' + good, good + good,
                                        QByteArray(good.size(), '\0'), QByteArray(good.size(), '\xff')}) {
        token.signature = signature;
        QVERIFY(!foreign::verify(token, jwk));
    }
}

void ForeignSignatureTest::refusesOtherAlgorithms()
{
    QFETCH(Parsed, token);
    QFETCH(QJsonObject, jwk);
    const QString own = token.header.value("alg"_L1).toString();
    QVERIFY(foreign::algorithms().contains(own));
    for (const QString &other :
         foreign::algorithms() + QStringList{u"none"_s, u"None"_s, u"HS256"_s, own.toLower(), QString()}) {
        if (other != own) {
            token.header.insert(u"alg"_s, other);
            QVERIFY2(!foreign::verify(token, jwk), qPrintable(other));
        }
    }
    token.header.remove("alg"_L1);
    QVERIFY(!foreign::verify(token, jwk));
}

void ForeignSignatureTest::judgesLikeWycheproof()
{
    int judged = 0;
    const QJsonObject all = readVectors(u"jose/ecdsa_secp256r1_sha256_p1363_test.json"_s).object();
    for (const QJsonValue group : all.value("testGroups"_L1).toArray()) {
        const QByteArray point = QByteArray::fromHex(
            group["publicKey"_L1]["uncompressed"_L1].toString().toLatin1()); // 4 ‖ x ‖ y
        const QJsonObject jwk{{u"kty"_s, u"EC"_s},
                              {u"crv"_s, u"P-256"_s},
                              {u"x"_s, QString::fromLatin1(base64url::encode(point.mid(1, 32)))},
                              {u"y"_s, QString::fromLatin1(base64url::encode(point.mid(33)))}};
        for (const QJsonValue test : group["tests"_L1].toArray()) {
            const Parsed token{.header = {{u"alg"_s, u"ES256"_s}},
                               .payload = {},
                               .signingInput = QByteArray::fromHex(test["msg"_L1].toString().toLatin1()),
                               .signature = QByteArray::fromHex(test["sig"_L1].toString().toLatin1())};
            QVERIFY2(foreign::verify(token, jwk) == (test["result"_L1] == "valid"_L1),
                     qPrintable(u"%1: %2"_s.arg(test["tcId"_L1].toInt()).arg(test["comment"_L1].toString())));
            ++judged;
        }
    }
    QCOMPARE(judged, all.value("numberOfTests"_L1).toInt());
}

// The at_hash of OpenID Connect Core's appendix A.3, to the access token of the same answer.
void ForeignSignatureTest::halvesHashes()
{
    QCOMPARE(foreign::halfHash(u"RS256"_s, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
             "77QmUPtjPfzWtF2AnpK9RQ");
    QCOMPARE(foreign::halfHash(u"ES384"_s, "x").size(), 32);
    QCOMPARE(foreign::halfHash(u"EdDSA"_s, "x").size(), 43);
    QCOMPARE(foreign::halfHash(u"EdDSA"_s, "x"), foreign::halfHash(u"PS512"_s, "x"));
    QCOMPARE(foreign::halfHash(u"HS256"_s, "x"), QByteArray());
    QCOMPARE(foreign::halfHash(u"none"_s, "x"), QByteArray());
}

QTEST_GUILESS_MAIN(ForeignSignatureTest)
#include "tst_foreignsignature.moc"
