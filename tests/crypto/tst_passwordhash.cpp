// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/passwordhash.h"
#include "crypto/random.h"
#include "support/vectors.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr crypto::PasswordCost cheap{.memoryKib = 64, .passes = 1};

QByteArray hashOf(const QByteArray &password, crypto::PasswordCost cost = cheap)
{
    return crypto::hashPassword(Secret(password), cost).value_or(QByteArray());
}

} // namespace

class TestPasswordHash : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { crypto::initialise(); }
    void readsHashesOfOthers_data();
    void readsHashesOfOthers();
    void refusesWhatIsNoArgon2id_data();
    void refusesWhatIsNoArgon2id();
    void writesThePhcFormAtTheDefaultCost();
    void saltsEachHash();
    void takesEveryByteOfThePassword();
    void asksForANewHashAtAnotherCost();
    void saysBusyWhenThereIsNoMemory();
};

void TestPasswordHash::readsHashesOfOthers_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("hash");
    const QJsonArray all =
        readVectors(u"password/passlib-vectors.json"_s)["vectors"_L1]["argon2"_L1].toArray();
    for (const QJsonValue entry : all) {
        const QByteArray hash = entry["hash"_L1].toString().toUtf8();
        if (hash.startsWith("$argon2id$"))
            QTest::addRow("%s", hash.constData())
                << entry["password"_L1]["utf8"_L1].toString().toUtf8() << hash;
    }
}

void TestPasswordHash::readsHashesOfOthers()
{
    QFETCH(QByteArray, password);
    QFETCH(QByteArray, hash);
    QVERIFY(crypto::verifyPassword(Secret(password), hash));
    QVERIFY(!crypto::verifyPassword(Secret(password + 'x'), hash));
    QVERIFY(crypto::needsRehash(hash, {}));
}

void TestPasswordHash::refusesWhatIsNoArgon2id_data()
{
    QTest::addColumn<QByteArray>("hash");
    const QByteArray good = hashOf("password");
    const QByteArray digest = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("plain text") << QByteArray("password");
    QTest::newRow("prefix alone") << QByteArray("$argon2id$");
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("longer") << good + 'A';
    QTest::newRow("far too long") << good + QByteArray(200, 'A');
    QTest::newRow("ends after NUL") << good.chopped(1) + '\0';
    QTest::newRow("no memory") << "$argon2id$v=19$t=2,p=1" + digest;
    QTest::newRow("passes overflow") << "$argon2id$v=19$m=64,t=8589934592,p=1" + digest;
    QTest::newRow("no passes") << "$argon2id$v=19$m=64,t=0,p=1" + digest;
    QTest::newRow("bcrypt") << QByteArray("$2a$05$c92SVSfjeiCD6F2nAD6y0uBpJDjdRkt0EgeC4/31Rf2LUZbDRDE.O");
    const QJsonArray all =
        readVectors(u"password/passlib-vectors.json"_s)["vectors"_L1]["argon2"_L1].toArray();
    for (const QJsonValue entry : all) {
        const QByteArray hash = entry["hash"_L1].toString().toUtf8();
        if (entry["expect"_L1] == "malformed"_L1)
            QTest::addRow("%s", hash.constData()) << hash;
    }
}

void TestPasswordHash::refusesWhatIsNoArgon2id()
{
    QFETCH(QByteArray, hash);
    QVERIFY(!crypto::verifyPassword(Secret(QByteArray("password")), hash));
}

void TestPasswordHash::writesThePhcFormAtTheDefaultCost()
{
    const QString hash = QString::fromLatin1(hashOf("correct horse", {}));
    static const QRegularExpression phc(
        u"^\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}$"_s);
    QVERIFY2(phc.match(hash).hasMatch(), qUtf8Printable(hash));
    QVERIFY(crypto::verifyPassword(Secret(QByteArray("correct horse")), hash.toLatin1()));
    QVERIFY(!crypto::needsRehash(hash.toLatin1(), {}));
}

void TestPasswordHash::saltsEachHash() { QVERIFY(hashOf("same") != hashOf("same")); }

void TestPasswordHash::takesEveryByteOfThePassword()
{
    const QByteArray longOne(512, 'a');
    QVERIFY(crypto::verifyPassword(Secret(longOne), hashOf(longOne)));
    QVERIFY(!crypto::verifyPassword(Secret(longOne.chopped(1)), hashOf(longOne)));
    const QByteArray withNul("a\0b", 3);
    QVERIFY(crypto::verifyPassword(Secret(withNul), hashOf(withNul)));
    QVERIFY(!crypto::verifyPassword(Secret(QByteArray("a")), hashOf(withNul)));
    QVERIFY(!crypto::verifyPassword(Secret(), hashOf("a")));
}

void TestPasswordHash::asksForANewHashAtAnotherCost()
{
    const QByteArray hash = hashOf("password");
    QVERIFY(!crypto::needsRehash(hash, cheap));
    QVERIFY(crypto::needsRehash(hash, {.memoryKib = 128, .passes = 1}));
    QVERIFY(crypto::needsRehash(hash, {.memoryKib = 64, .passes = 2}));
    QVERIFY(crypto::needsRehash({}, cheap));
    QVERIFY(crypto::needsRehash("$2a$05$c92SVSfjeiCD6F2nAD6y0uBpJDjdRkt0EgeC4/31Rf2LUZbDRDE.O", cheap));
}

void TestPasswordHash::saysBusyWhenThereIsNoMemory()
{
    const auto hash = crypto::hashPassword(Secret(QByteArray("password")), {.memoryKib = -1, .passes = 1});
    QVERIFY(!hash);
    QCOMPARE(hash.error().kind, Error::Kind::Unavailable);
    QCOMPARE(hash.error().code, "SERVER_BUSY");
}

QTEST_GUILESS_MAIN(TestPasswordHash)
#include "tst_passwordhash.moc"
