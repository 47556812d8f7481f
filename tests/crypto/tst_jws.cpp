// SPDX-License-Identifier: GPL-3.0-only
#include "base/base64url.h"
#include "crypto/jws.h"
#include "crypto/random.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
namespace jws = crypto::jws;

namespace {

QByteArray part(const QByteArray &json) { return base64url::encode(json); }

} // namespace

class TestJws : public QObject
{
    Q_OBJECT
private slots:
    void verifiesWhatItSigned();
    void putsAlgorithmAndKeyIntoTheHeader();
    void readsTheExampleOfRfc7515();
    void refusesAnotherKey();
    void refusesAChangedPayload();
    void refusesHeadersThatNameAnotherAlgorithm_data();
    void refusesHeadersThatNameAnotherAlgorithm();
    void refusesHs256UnderThePublicKey();
    void refusesAMissingSignature();
    void refusesEveryOtherSpelling();
    void refusesOtherShapes_data();
    void refusesOtherShapes();
    void refusesCriticalExtensions();
    void looksAtNoTokenOverEightKib();

private:
    // A token whose signature is right for this header, whatever it says.
    QByteArray signedEs256(const QByteArray &header) const
    {
        const QByteArray input = part(header) + '.' + part("{\"sub\":\"me\"}");
        return input + '.' + base64url::encode(m_key.sign(input));
    }
    QByteArray signedHs256(const QByteArray &header, const Secret &secret) const
    {
        const QByteArray input = part(header) + '.' + part("{\"sub\":\"me\"}");
        return input + '.' + base64url::encode(crypto::hmacSha256(secret, input));
    }
    bool isGoodEs256(const QByteArray &token) const
    {
        const auto parsed = jws::parse(token);
        return parsed && jws::verifyEs256(*parsed, m_key.publicKey());
    }
    bool isGoodHs256(const QByteArray &token) const
    {
        const auto parsed = jws::parse(token);
        return parsed && jws::verifyHs256(*parsed, m_secret);
    }

    const crypto::KeyPair m_key = *crypto::KeyPair::generate();
    const Secret m_secret{QByteArray(32, 's')};
    const QJsonObject m_payload{{u"sub"_s, u"me"_s}, {u"name"_s, u"Zoë 🙂"_s}};
};

void TestJws::verifiesWhatItSigned()
{
    const QByteArray es256 = jws::signEs256({}, m_payload, m_key);
    const QByteArray hs256 = jws::signHs256({}, m_payload, m_secret);
    QVERIFY(isGoodEs256(es256));
    QVERIFY(isGoodHs256(hs256));
    QVERIFY(!isGoodHs256(es256));
    QVERIFY(!isGoodEs256(hs256));
    QCOMPARE(jws::parse(es256)->payload, m_payload);
    QCOMPARE(jws::parse(hs256)->payload, m_payload);
}

void TestJws::putsAlgorithmAndKeyIntoTheHeader()
{
    const QJsonObject asked{{u"typ"_s, u"at+jwt"_s}, {u"alg"_s, u"none"_s}, {u"kid"_s, u"other"_s}};
    const QJsonObject header = jws::parse(jws::signEs256(asked, m_payload, m_key))->header;
    QCOMPARE(header, (QJsonObject{{u"typ"_s, u"at+jwt"_s},
                                  {u"alg"_s, u"ES256"_s},
                                  {u"kid"_s, QString::fromLatin1(m_key.kid())}}));
    QCOMPARE(jws::parse(jws::signHs256({}, m_payload, m_secret))->header,
             (QJsonObject{{u"alg"_s, u"HS256"_s}}));
}

// Appendices A.1 and A.3.
void TestJws::readsTheExampleOfRfc7515()
{
    const QByteArray claims =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"
        "Ijp0cnVlfQ";
    const auto hs256 = jws::parse("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + claims +
                                  ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    const auto secret =
        base64url::decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAz"
                          "Zr1Z9CAow");
    QVERIFY(hs256 && secret);
    QVERIFY(jws::verifyHs256(*hs256, Secret(*secret)));

    const auto es256 =
        jws::parse("eyJhbGciOiJFUzI1NiJ9." + claims +
                   ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6"
                   "NU1Q");
    const auto key = crypto::PublicKey::fromJwk({{u"kty"_s, u"EC"_s},
                                                 {u"crv"_s, u"P-256"_s},
                                                 {u"x"_s, u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"_s},
                                                 {u"y"_s, u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"_s}});
    QVERIFY(es256 && key);
    QVERIFY(jws::verifyEs256(*es256, *key));
}

void TestJws::refusesAnotherKey()
{
    const auto es256 = jws::parse(jws::signEs256({}, m_payload, m_key));
    QVERIFY(!jws::verifyEs256(*es256, crypto::KeyPair::generate()->publicKey()));
    const auto hs256 = jws::parse(jws::signHs256({}, m_payload, m_secret));
    QVERIFY(!jws::verifyHs256(*hs256, Secret(QByteArray(32, 't'))));
    QVERIFY(!jws::verifyHs256(*hs256, Secret()));
}

void TestJws::refusesAChangedPayload()
{
    for (const QByteArray &token :
         {jws::signEs256({}, m_payload, m_key), jws::signHs256({}, m_payload, m_secret)}) {
        QList<QByteArray> parts = token.split('.');
        parts[1] = part("{\"sub\":\"admin\"}");
        QVERIFY(!isGoodEs256(parts.join('.')));
        QVERIFY(!isGoodHs256(parts.join('.')));
    }
}

void TestJws::refusesHeadersThatNameAnotherAlgorithm_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char *name :
         {"none", "None", "nOnE", "NONE", "", "es256", "hs256", "ES384", "RS256", "PS256", "EdDSA", "HS512"})
        QTest::addRow("%s", name) << QByteArray("{\"alg\":\"") + name + "\"}";
    QTest::newRow("no alg") << QByteArray("{}");
    QTest::newRow("null") << QByteArray("{\"alg\":null}");
    QTest::newRow("list") << QByteArray("{\"alg\":[\"ES256\",\"HS256\"]}");
    QTest::newRow("other key name") << QByteArray("{\"Alg\":\"ES256\"}");
    QTest::newRow("twice") << QByteArray("{\"alg\":\"none\",\"alg\":\"ES256\"}");
}

void TestJws::refusesHeadersThatNameAnotherAlgorithm()
{
    QFETCH(QByteArray, header);
    QVERIFY(!isGoodEs256(signedEs256(header)));
    QVERIFY(!isGoodHs256(signedHs256(header, m_secret)));
    QVERIFY(isGoodEs256(signedEs256("{\"alg\":\"ES256\"}")));
    QVERIFY(isGoodHs256(signedHs256("{\"alg\":\"HS256\"}", m_secret)));
}

void TestJws::refusesHs256UnderThePublicKey()
{
    const QJsonObject jwk = m_key.publicKey().jwk();
    const QByteArray point = '\4' + *base64url::decode(jwk.value("x"_L1).toString().toLatin1()) +
                             *base64url::decode(jwk.value("y"_L1).toString().toLatin1());
    for (const QByteArray &known : {point, QJsonDocument(jwk).toJson(QJsonDocument::Compact), m_key.kid()}) {
        QVERIFY(!isGoodEs256(signedHs256("{\"alg\":\"HS256\"}", Secret(known))));
        QVERIFY(!isGoodEs256(signedHs256("{\"alg\":\"ES256\"}", Secret(known))));
        QVERIFY(!isGoodHs256(signedHs256("{\"alg\":\"HS256\"}", Secret(known))));
    }
}

void TestJws::refusesAMissingSignature()
{
    const QByteArray token = jws::signEs256({}, m_payload, m_key);
    const QByteArray input = token.first(token.lastIndexOf('.'));
    QVERIFY(!jws::parse(input));
    QVERIFY(!jws::parse(input + '.'));
    QVERIFY(!isGoodEs256(input + '.' + base64url::encode(QByteArray(64, '\0'))));
    QVERIFY(!isGoodEs256(part("{\"alg\":\"none\"}") + '.' + part("{}") + '.'));
}

void TestJws::refusesEveryOtherSpelling()
{
    const QByteArray token = jws::signEs256({}, m_payload, m_key);
    QVERIFY(isGoodEs256(token));
    // 64 bytes leave four spare bits in the last letter: fifteen other letters mean the same bytes.
    const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const char letter : alphabet) {
        if (letter != token.back())
            QVERIFY(!isGoodEs256(token.chopped(1) + letter));
    }
    for (const char *tail : {"=", "==", "\n", " ", "A", "%3D", "\xc3\xa9"})
        QVERIFY(!isGoodEs256(token + tail));
    QVERIFY(!jws::parse(' ' + token));
    QVERIFY(!jws::parse(QByteArray(token).insert(5, '\n')));
    QVERIFY(!isGoodEs256(QByteArray(token).replace('-', '+').replace('_', '/') + "=="));
}

void TestJws::refusesOtherShapes_data()
{
    QTest::addColumn<QByteArray>("token");
    const QByteArray token = jws::signEs256({}, m_payload, m_key);
    const QList<QByteArray> parts = token.split('.');
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("one part") << parts[0];
    QTest::newRow("two parts") << parts[0] + '.' + parts[1];
    QTest::newRow("four parts") << token + '.' + parts[2];
    QTest::newRow("five parts") << token + "..";
    QTest::newRow("dot before") << '.' + token;
    QTest::newRow("dot after") << token + '.';
    QTest::newRow("doubled dot") << parts[0] + ".." + parts[1] + '.' + parts[2];
    QTest::newRow("no header") << '.' + parts[1] + '.' + parts[2];
    QTest::newRow("no payload") << parts[0] + ".." + parts[2];
    QTest::newRow("header is a list") << part("[]") + '.' + parts[1] + '.' + parts[2];
    QTest::newRow("payload is text") << parts[0] + '.' + part("\"me\"") + '.' + parts[2];
    QTest::newRow("payload is no JSON") << parts[0] + '.' + part("sub=me") + '.' + parts[2];
    QTest::newRow("a claim twice") << parts[0] + '.' + part("{\"sub\":\"a\",\"sub\":\"b\"}") + '.' + parts[2];
    QTest::newRow("with NUL") << token + QByteArray(1, '\0');
    QTest::newRow("JSON serialisation") << QByteArray("{\"payload\":\"") + parts[1] + "\"}";
}

void TestJws::refusesOtherShapes()
{
    QFETCH(QByteArray, token);
    QVERIFY(!jws::parse(token));
}

void TestJws::refusesCriticalExtensions()
{
    QVERIFY(!jws::parse(signedEs256("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}")));
    QVERIFY(!jws::parse(signedEs256("{\"alg\":\"ES256\",\"crit\":[]}")));
    QVERIFY(!jws::parse(signedEs256("{\"alg\":\"ES256\",\"crit\":null}")));
}

void TestJws::looksAtNoTokenOverEightKib()
{
    const auto ofLength = [&](int filler) {
        return jws::signHs256({}, {{u"filler"_s, QString(filler, u'x')}}, m_secret);
    };
    QVERIFY(isGoodHs256(ofLength(6000)));
    QVERIFY(ofLength(6100).size() > jws::maximumSize);
    QVERIFY(!jws::parse(ofLength(6100)));
}

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"
