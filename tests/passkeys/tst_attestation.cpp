// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/random.h"
#include "recordedceremonies.h"
#include "support/softauthenticator.h"
#include "webauthn/attestation.h"

#include <QCborArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace webauthn;

namespace {

QByteArray objectOf(SoftAuthenticator &authenticator)
{
    const QJsonObject credential = authenticator.create({{u"challenge"_s, u"AAAA"_s}});
    return bytesOf(credential.value("response"_L1).toObject().value("attestationObject"_L1));
}

} // namespace

// What an authenticator sends when it makes a key: the key, its id, and the statement about it.
class AttestationTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesAttestationsCutShort();
    void refusesAuthenticatorDataCutShortOrTooLong();
    void refusesKeysThatAreNone_data();
    void refusesKeysThatAreNone();
    void refusesCredentialIdsBeyondTheLimit();
    void readsStatementsWithoutTrust_data();
    void readsStatementsWithoutTrust();
    void refusesMalformedStatements_data();
    void refusesMalformedStatements();
};

void AttestationTest::refusesAttestationsCutShort()
{
    for (const Recorded &one : recorded()) {
        for (qsizetype size = 0; size < one.attestationObject.size(); ++size)
            QVERIFY(!Attestation::fromCbor(one.attestationObject.first(size)));
        QVERIFY(!Attestation::fromCbor(one.attestationObject + '\0'));
    }
}

void AttestationTest::refusesAuthenticatorDataCutShortOrTooLong()
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

void AttestationTest::refusesKeysThatAreNone_data()
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

void AttestationTest::refusesKeysThatAreNone()
{
    QFETCH(QCborMap, cose);
    QVERIFY(!PublicKey::fromCose(cose));
}

void AttestationTest::refusesCredentialIdsBeyondTheLimit()
{
    SoftAuthenticator authenticator(u"http://localhost"_s);
    for (const auto &[size, isGood] : {std::pair{1, true}, {1023, true}, {0, false}, {1024, false}}) {
        authenticator.id = QByteArray(size, 'i');
        QCOMPARE(Attestation::fromCbor(objectOf(authenticator)).has_value(), isGood);
    }
}

void AttestationTest::readsStatementsWithoutTrust_data()
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

void AttestationTest::readsStatementsWithoutTrust()
{
    QFETCH(QString, format);
    QFETCH(QCborValue, statement);
    const auto attestation = Attestation::fromCbor(withStatement(format, statement));
    QVERIFY(attestation);
    QVERIFY(attestation->selfSignature.isEmpty());
}

void AttestationTest::refusesMalformedStatements_data()
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

void AttestationTest::refusesMalformedStatements()
{
    QFETCH(QString, format);
    QFETCH(QCborValue, statement);
    QVERIFY(!Attestation::fromCbor(withStatement(format, statement)));
}

QTEST_GUILESS_MAIN(AttestationTest)
#include "tst_attestation.moc"
