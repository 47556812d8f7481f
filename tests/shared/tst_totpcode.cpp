// SPDX-License-Identifier: GPL-3.0-only
#include "support/vectors.h"
#include "totpcode.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "12345678901234567890";
constexpr qint64 now = 1'111'111'111; // the second in its step

} // namespace

class TestTotpCode : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithRfc6238_data();
    void agreesWithRfc6238();
    void agreesWithRfc4226();
    void countsStepsOfThirtySeconds();
    void acceptsTheWindowAndNoMore();
    void ignoresSpaces();
    void refusesOtherShapes_data();
    void refusesOtherShapes();
    void prefersTheLatestStep();
    void takesSecretsOfAnyLength();
};

void TestTotpCode::agreesWithRfc6238_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QByteArray>("code");
    for (const QJsonValue row : readVectors(u"totp/rfc6238-rfc4226.json"_s)["totp"_L1].toArray()) {
        if (row["alg"_L1] != "SHA1"_L1)
            continue; // we make no others
        const qint64 time = row["time"_L1].toInteger();
        // The RFC shows eight digits; the last six are the code of six digits.
        QTest::addRow("%lld", time) << QByteArray::fromHex(row["key_hex"_L1].toString().toLatin1()) << time
                                    << row["code"_L1].toString().toLatin1().last(6);
    }
}

void TestTotpCode::agreesWithRfc6238()
{
    QFETCH(QByteArray, key);
    QFETCH(qint64, time);
    QFETCH(QByteArray, code);
    QCOMPARE(totp::codeAt(key, totp::timeStep(time)), code);
    QCOMPARE(totp::matchingStep(key, code, time, 0), totp::timeStep(time));
}

void TestTotpCode::agreesWithRfc4226()
{
    int checked = 0;
    for (const QJsonValue row : readVectors(u"totp/rfc6238-rfc4226.json"_s)["hotp"_L1].toArray()) {
        const QByteArray key = QByteArray::fromHex(row["key_hex"_L1].toString().toLatin1());
        QCOMPARE(totp::codeAt(key, row["counter"_L1].toInteger()), row["code"_L1].toString().toLatin1());
        ++checked;
    }
    QCOMPARE(checked, 10);
}

void TestTotpCode::countsStepsOfThirtySeconds()
{
    QCOMPARE(totp::timeStep(0), 0);
    QCOMPARE(totp::timeStep(29), 0);
    QCOMPARE(totp::timeStep(30), 1);
    QCOMPARE(totp::timeStep(20'000'000'000), 666'666'666);
}

void TestTotpCode::acceptsTheWindowAndNoMore()
{
    const qint64 step = totp::timeStep(now);
    for (int offset = -3; offset <= 3; ++offset) {
        const QByteArray code = totp::codeAt(secret, step + offset);
        QCOMPARE(totp::matchingStep(secret, code, now).has_value(), qAbs(offset) <= 1);
        QCOMPARE(totp::matchingStep(secret, code, now, 0).has_value(), offset == 0);
        QCOMPARE(totp::matchingStep(secret, code, now, 3).value_or(-1), step + offset);
    }
}

void TestTotpCode::ignoresSpaces()
{
    const QByteArray code = totp::codeAt(secret, totp::timeStep(now));
    QVERIFY(totp::matchingStep(secret, ' ' + code.first(3) + ' ' + code.last(3) + ' ', now));
}

void TestTotpCode::refusesOtherShapes_data()
{
    QTest::addColumn<QByteArray>("code");
    const QByteArray code = totp::codeAt(secret, totp::timeStep(now));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << code.chopped(1);
    QTest::newRow("long") << code + '0';
    QTest::newRow("zero before") << '0' + code;
    QTest::newRow("eight digits of the RFC") << QByteArray("14050471");
    QTest::newRow("sign") << '+' + code;
    QTest::newRow("letters") << QByteArray("abcdef");
    QTest::newRow("dash") << QByteArray(code).insert(3, '-');
    QTest::newRow("NUL after") << code + '\0';
    QTest::newRow("line break") << code + '\n';
    QTest::newRow("wide digits") << QByteArray("０５０４７１");
}

void TestTotpCode::refusesOtherShapes()
{
    QFETCH(QByteArray, code);
    QVERIFY(!totp::matchingStep(secret, code, now));
}

// A replay guard that remembers the step has to see the highest one that the code fits.
void TestTotpCode::prefersTheLatestStep()
{
    constexpr qint64 step = 37'079'356; // has the code of the step after it
    const QByteArray code = totp::codeAt(secret, step);
    QCOMPARE(totp::codeAt(secret, step + 1), code);
    QCOMPARE(totp::matchingStep(secret, code, step * totp::stepSeconds), step + 1);
    QCOMPARE(totp::matchingStep(secret, code, (step + 1) * totp::stepSeconds), step + 1);
}

void TestTotpCode::takesSecretsOfAnyLength()
{
    for (const int length : {1, 10, 15, 20, 32, 64, 65, 200}) {
        const QByteArray key(length, 'k');
        QVERIFY(totp::matchingStep(key, totp::codeAt(key, 5), 5 * 30));
        QCOMPARE(totp::codeAt(key, 5).size(), totp::digits);
    }
}

QTEST_GUILESS_MAIN(TestTotpCode)
#include "tst_totpcode.moc"
