// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/foreignsignature.h"
#include "support/josevectors.h"

#include <QCryptographicHash>
#include <QTest>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;
namespace foreign = crypto::foreign;
using crypto::jws::Parsed;

namespace {

QByteArray bytesOf(const QJsonValue &base64) { return *base64url::decode(base64.toString().toLatin1()); }
QString textOf(const QByteArray &bytes) { return QString::fromLatin1(base64url::encode(bytes)); }

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

QString numberOf(const Key &key, const char *name)
{
    BIGNUM *number = nullptr;
    EVP_PKEY_get_bn_param(key.get(), name, &number);
    QByteArray bytes(BN_num_bytes(number), Qt::Uninitialized);
    BN_bn2bin(number, reinterpret_cast<uchar *>(bytes.data()));
    BN_free(number);
    return textOf(bytes);
}

QByteArray signedBy(const Key &key, const QByteArray &input)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    size_t size = size_t(EVP_PKEY_get_size(key.get()));
    QByteArray signature(qsizetype(size), Qt::Uninitialized);
    EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get());
    EVP_DigestSign(digest.get(), reinterpret_cast<uchar *>(signature.data()), &size,
                   reinterpret_cast<const uchar *>(input.constData()), size_t(input.size()));
    return signature;
}

} // namespace

// Keys that signed nothing, or that nobody may sign with.
class ForeignKeysTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesWrongKeys_data() { examples(); }
    void refusesWrongKeys();
    void refusesKeysForOtherThings_data() { examples(); }
    void refusesKeysForOtherThings();
    void refusesWeakKeys_data();
    void refusesWeakKeys();
    void refusesShortRsaKeys_data();
    void refusesShortRsaKeys();
    void refusesPointsOffTheCurve();

private:
    static void examples();
    static QJsonObject anotherKey(const QString &type);
};

void ForeignKeysTest::examples()
{
    QTest::addColumn<Parsed>("token");
    QTest::addColumn<QJsonObject>("jwk");
    for (const JoseExample &example : joseExamples())
        QTest::newRow(example.name.constData()) << example.token << example.jwk;
}

QJsonObject ForeignKeysTest::anotherKey(const QString &type)
{
    if (type == "RSA"_L1) {
        QJsonObject jwk = readVectors(u"jose/rfc7638.json"_s).object().value("jwk"_L1).toObject();
        jwk.remove("alg"_L1);
        return jwk;
    }
    if (type == "EC"_L1)
        return crypto::KeyPair::generate()->publicKey().jwk();
    const QByteArray x = QByteArray::fromHex(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"); // RFC 8032 section 7.1
    return {{u"kty"_s, u"OKP"_s}, {u"crv"_s, u"Ed25519"_s}, {u"x"_s, textOf(x)}};
}

void ForeignKeysTest::refusesWrongKeys()
{
    QFETCH(Parsed, token);
    QFETCH(QJsonObject, jwk);
    const QString type = jwk.value("kty"_L1).toString();
    QVERIFY(!foreign::verify(token, anotherKey(type))); // a good one, of somebody else
    for (const QString &other : {u"RSA"_s, u"EC"_s, u"OKP"_s, u"oct"_s, QString()}) {
        if (other != type)
            QVERIFY(!foreign::verify(token, with(jwk, u"kty"_s, other)));
    }
    for (const QString &name : jwk.keys()) {
        QJsonObject lacking = jwk;
        lacking.remove(name);
        QVERIFY2(!foreign::verify(token, lacking), qPrintable(name));
        QVERIFY2(!foreign::verify(token, with(jwk, name, QString())), qPrintable(name));
        QVERIFY2(!foreign::verify(token, with(jwk, name, 7)), qPrintable(name));
    }
    QVERIFY(!foreign::verify(token, {}));
}

void ForeignKeysTest::refusesKeysForOtherThings()
{
    QFETCH(Parsed, token);
    QFETCH(QJsonObject, jwk);
    QVERIFY(!foreign::verify(token, with(jwk, u"use"_s, u"enc"_s)));
    QVERIFY(!foreign::verify(token, with(jwk, u"alg"_s, u"RS512"_s)));
    QVERIFY(!foreign::verify(token, with(jwk, u"key_ops"_s, QJsonArray{u"sign"_s, u"encrypt"_s})));
    QVERIFY(!foreign::verify(token, with(jwk, u"key_ops"_s, u"verify"_s)));
}

void ForeignKeysTest::refusesWeakKeys_data()
{
    const QByteArray modulus = bytesOf(joseExample(u"RS256"_s).jwk.value("n"_L1));
    QTest::addColumn<QByteArray>("n");
    QTest::addColumn<QByteArray>("e");
    const QByteArray usual("\x01\x00\x01", 3);
    QTest::newRow("2040 bits, with zeros before") << QByteArray(1, '\0') + modulus.first(255) << usual;
    QTest::newRow("far too long") << QByteArray(1025, '\xff') << usual;
    QTest::newRow("exponent one") << modulus << QByteArray("\x01");
    QTest::newRow("exponent nought") << modulus << QByteArray(1, '\0');
    QTest::newRow("even exponent") << modulus << QByteArray("\x04");
    QTest::newRow("endless exponent") << modulus << QByteArray(9, '\x01');
}

// Under an exponent of one a signature is the padded hash itself, which anybody can write.
void ForeignKeysTest::refusesWeakKeys()
{
    QFETCH(QByteArray, n);
    QFETCH(QByteArray, e);
    Parsed token = joseExample(u"RS256"_s).token;
    const QByteArray prefix =
        QByteArray::fromHex("003031300d060960864801650304020105000420"); // RFC 8017 section 9.2
    const QByteArray hash = QCryptographicHash::hash(token.signingInput, QCryptographicHash::Sha256);
    const QJsonObject jwk{{u"kty"_s, u"RSA"_s}, {u"n"_s, textOf(n)}, {u"e"_s, textOf(e)}};
    QVERIFY(!foreign::verify(token, jwk));
    token.signature = QByteArray("\x00\x01", 2) +
                      QByteArray(n.size() - 2 - prefix.size() - hash.size(), '\xff') + prefix + hash;
    QVERIFY(!foreign::verify(token, jwk));
}

void ForeignKeysTest::refusesShortRsaKeys_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("isLongEnough");
    QTest::newRow("1024") << 1024 << false;
    QTest::newRow("2047") << 2047 << false;
    QTest::newRow("2048") << 2048 << true;
}

// What they signed is right in everything else.
void ForeignKeysTest::refusesShortRsaKeys()
{
    QFETCH(int, bits);
    QFETCH(bool, isLongEnough);
    const Key key(EVP_RSA_gen(size_t(bits)), EVP_PKEY_free);
    QVERIFY(key);
    Parsed token{
        .header = {{u"alg"_s, u"RS256"_s}}, .payload = {}, .signingInput = "header.payload", .signature = {}};
    token.signature = signedBy(key, token.signingInput);
    const QJsonObject jwk{{u"kty"_s, u"RSA"_s},
                          {u"n"_s, numberOf(key, OSSL_PKEY_PARAM_RSA_N)},
                          {u"e"_s, numberOf(key, OSSL_PKEY_PARAM_RSA_E)}};
    QCOMPARE(foreign::verify(token, jwk), isLongEnough);
}

void ForeignKeysTest::refusesPointsOffTheCurve()
{
    const auto [name, algorithm, token, jwk] = joseExample(u"ES256"_s);
    QVERIFY(!foreign::verify(token, with(jwk, u"y"_s, textOf(turned(bytesOf(jwk.value("y"_L1)), 31)))));
    QVERIFY(!foreign::verify(token, with(jwk, u"x"_s, textOf(QByteArray(32, '\xff')))));
    QVERIFY(!foreign::verify(
        token, with(with(jwk, u"x"_s, textOf(QByteArray(32, '\0'))), u"y"_s, textOf(QByteArray(32, '\0')))));
    QVERIFY(!foreign::verify(token, with(jwk, u"crv"_s, u"P-384"_s)));
    QVERIFY(!foreign::verify(token, with(jwk, u"crv"_s, u"secp256k1"_s)));
}

QTEST_GUILESS_MAIN(ForeignKeysTest)
#include "tst_foreignkeys.moc"
