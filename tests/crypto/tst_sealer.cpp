// SPDX-License-Identifier: GPL-3.0-only
#include "crypto/random.h"
#include "crypto/sealer.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <thread>

using namespace Qt::StringLiterals;
using crypto::Sealer;

namespace {

const QByteArray place = "totp:secret:4b0c";

Sealer makeSealer(char fill = 'k') { return Sealer(Secret(QByteArray(Sealer::keySize, fill))); }

void write(const QString &path, const QByteArray &content, QFile::Permissions permissions = QFile::ReadOwner)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    QVERIFY(file.setPermissions(permissions));
}

} // namespace

class TestSealer : public QObject
{
    Q_OBJECT
private slots:
    void opensWhatItSealed_data();
    void opensWhatItSealed();
    void sealsTheSameTextDifferentlyEachTime();
    void refusesAnotherPlace();
    void refusesAnotherKey();
    void refusesEveryChangedBit();
    void refusesEveryShorterValue();
    void derivesUnrelatedKeys();
    void makesTheKeyFileForItsOwnerOnly();
    void readsTheKeyFileAgain();
    void givesOneKeyToAllWhoStartAtOnce();
    void refusesAKeyFileThatOthersMayUse_data();
    void refusesAKeyFileThatOthersMayUse();
    void takesASystemdCredential();
    void refusesAnotherContent_data();
    void refusesAnotherContent();
    void saysWhyAKeyFileCantBeMade();
};

void TestSealer::opensWhatItSealed_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(20, '\0');
    QTest::newRow("long") << QByteArray(100'000, 'x');
}

void TestSealer::opensWhatItSealed()
{
    QFETCH(QByteArray, plain);
    const QByteArray sealed = makeSealer().seal(Secret(plain), place);
    QCOMPARE(sealed.size(), 1 + 24 + plain.size() + 16);
    QVERIFY(plain.isEmpty() || !sealed.contains(plain));
    const auto opened = makeSealer().open(sealed, place);
    QVERIFY(opened);
    QCOMPARE(opened->bytes(), plain);
}

void TestSealer::sealsTheSameTextDifferentlyEachTime()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 100; ++i)
        seen << makeSealer().seal(Secret(QByteArray("same")), place);
    QCOMPARE(seen.size(), 100);
}

void TestSealer::refusesAnotherPlace()
{
    const auto opened =
        makeSealer().open(makeSealer().seal(Secret(QByteArray("secret")), place), "totp:secret:4b0d");
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::Internal);
    QVERIFY(opened.error().detail.contains("totp:secret:4b0d"_L1));
    QVERIFY(!opened.error().detail.contains("hello"_L1));
}

void TestSealer::refusesAnotherKey()
{
    QVERIFY(!makeSealer('j').open(makeSealer('k').seal(Secret(QByteArray("secret")), place), place));
}

void TestSealer::refusesEveryChangedBit()
{
    const QByteArray sealed = makeSealer().seal(Secret(QByteArray("secret")), place);
    for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
        QByteArray changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        QVERIFY2(!makeSealer().open(changed, place), QByteArray::number(bit));
    }
}

void TestSealer::refusesEveryShorterValue()
{
    const QByteArray sealed = makeSealer().seal(Secret(QByteArray("secret")), place);
    for (qsizetype length = 0; length < sealed.size(); ++length)
        QVERIFY(!makeSealer().open(sealed.first(length), place));
    QVERIFY(!makeSealer().open(sealed + 'x', place));
}

void TestSealer::derivesUnrelatedKeys()
{
    const Sealer sealer = makeSealer();
    const QByteArray key = sealer.derive("jwt").bytes();
    QCOMPARE(key.size(), 32);
    QCOMPARE(makeSealer().derive("jwt").bytes(), key);
    QVERIFY(sealer.derive("cursor").bytes() != key);
    QVERIFY(sealer.derive("seal").bytes() != key);
    QVERIFY(makeSealer('j').derive("jwt").bytes() != key);
}

void TestSealer::makesTheKeyFileForItsOwnerOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"master.key"_s);
    QVERIFY(Sealer::fromKeyFile(path));

    struct stat status = {};
    QCOMPARE(stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0600));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray line = file.readAll();
    QVERIFY(line.endsWith('\n'));
    QCOMPARE(QByteArray::fromBase64(line.trimmed()).size(), 32);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"master.key"_s});
}

void TestSealer::readsTheKeyFileAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"master.key"_s);
    const auto first = Sealer::fromKeyFile(path);
    const auto second = Sealer::fromKeyFile(path);
    QVERIFY(first && second);
    QVERIFY(second->open(first->seal(Secret(QByteArray("secret")), place), place));

    const auto other = Sealer::fromKeyFile(folder.filePath(u"other.key"_s));
    QVERIFY(other);
    QVERIFY(!other->open(first->seal(Secret(QByteArray("secret")), place), place));
}

void TestSealer::givesOneKeyToAllWhoStartAtOnce()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"master.key"_s);
    std::vector<QByteArray> derived(8);
    std::vector<std::thread> starters;
    for (QByteArray &key : derived) {
        starters.emplace_back([&] {
            if (const auto sealer = Sealer::fromKeyFile(path))
                key = sealer->derive("jwt").bytes();
        });
    }
    for (std::thread &starter : starters)
        starter.join();
    QCOMPARE(derived.front().size(), 32);
    QCOMPARE(std::count(derived.begin(), derived.end(), derived.front()), 8);
}

void TestSealer::refusesAKeyFileThatOthersMayUse_data()
{
    QTest::addColumn<QFile::Permissions>("extra");
    QTest::newRow("group reads") << QFile::Permissions(QFile::ReadGroup);
    QTest::newRow("group writes") << QFile::Permissions(QFile::WriteGroup);
    QTest::newRow("others read") << QFile::Permissions(QFile::ReadOther);
    QTest::newRow("others write") << QFile::Permissions(QFile::WriteOther);
}

void TestSealer::refusesAKeyFileThatOthersMayUse()
{
    QFETCH(QFile::Permissions, extra);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"master.key"_s);
    write(path, QByteArray(32, 'k').toBase64() + '\n', QFile::ReadOwner | QFile::WriteOwner | extra);
    const auto sealer = Sealer::fromKeyFile(path);
    QVERIFY(!sealer);
    QVERIFY2(sealer.error().detail.contains(u"chmod 600 "_s + path), qUtf8Printable(sealer.error().detail));
}

void TestSealer::takesASystemdCredential()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"master.key"_s);
    write(path, QByteArray(32, 'k').toBase64(), QFile::ReadOwner | QFile::ReadGroup);
    QVERIFY(!Sealer::fromKeyFile(path));
    qputenv("CREDENTIALS_DIRECTORY", QFile::encodeName(folder.path()));
    const bool taken = Sealer::fromKeyFile(path).has_value();
    write(path, QByteArray(32, 'k').toBase64(), QFile::ReadOwner | QFile::ReadOther);
    const bool takenFromOthers = Sealer::fromKeyFile(path).has_value();
    qunsetenv("CREDENTIALS_DIRECTORY");
    QVERIFY(taken);
    QVERIFY(!takenFromOthers);
}

void TestSealer::refusesAnotherContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray(31, 'k').toBase64();
    QTest::newRow("long") << QByteArray(33, 'k').toBase64();
    QTest::newRow("raw") << QByteArray(32, 'k');
    QTest::newRow("hex") << QByteArray(32, 'k').toHex();
    QTest::newRow("no base64") << QByteArray(43, '*') + '=';
    QTest::newRow("two lines") << QByteArray(32, 'k').toBase64() + "\n" + QByteArray(32, 'k').toBase64();
    QTest::newRow("large") << QByteArray(1 << 20, 'k');
}

void TestSealer::refusesAnotherContent()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"master.key"_s);
    write(path, content);
    const auto sealer = Sealer::fromKeyFile(path);
    QVERIFY(!sealer);
    QVERIFY(sealer.error().detail.contains(path));
    QVERIFY(sealer.error().detail.contains("32 bytes"_L1));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestSealer::saysWhyAKeyFileCantBeMade()
{
    const QTemporaryDir folder;
    const auto sealer = Sealer::fromKeyFile(folder.filePath(u"missing/master.key"_s));
    QVERIFY(!sealer);
    QVERIFY2(sealer.error().detail.contains("No such file"_L1), qUtf8Printable(sealer.error().detail));
    QVERIFY(!Sealer::fromKeyFile(folder.path()));
}

QTEST_GUILESS_MAIN(TestSealer)
#include "tst_sealer.moc"
