// SPDX-License-Identifier: GPL-3.0-only
#include "configfixture.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Where settings come from, which of them wins, and how a complaint says where it is wrong.
class TestConfigSources : public QObject, private ConfigFixture
{
    Q_OBJECT
private slots:
    void looksForItsFileInOrder();
    void findsItsDataDirectory();
    void letsTheEnvironmentOverrideTheFileAndSetOverrideBoth();
    void namesFileLineAndKey();
    void namesTheNearestKey_data();
    void namesTheNearestKey();
    void refusesWhatIsNoToml();
    void refusesAMissingFile();
    void refusesUnclearSettings();
};

void TestConfigSources::looksForItsFileInOrder()
{
    const QTemporaryDir data;
    ConfigSource it = source();
    it.dataDir = data.path();
    it.systemFile = write("totp.issuer = 'system'", u"system.toml"_s);
    QCOMPARE(loadConfig(it)->totp.issuer, u"system"_s);
    QVERIFY(QFile::copy(write("totp.issuer = 'data'"), data.filePath(u"gatehouse.toml"_s)));
    QCOMPARE(loadConfig(it)->totp.issuer, u"data"_s);
    QCOMPARE(loadConfig(it)->file, data.filePath(u"gatehouse.toml"_s));
    it.file = write("totp.issuer = 'named'", u"named.toml"_s);
    QCOMPARE(loadConfig(it)->totp.issuer, u"named"_s);
    it.file = QDir::current().relativeFilePath(*it.file);
    QCOMPARE(loadConfig(it)->file, m_folder.filePath(u"named.toml"_s));
}

void TestConfigSources::findsItsDataDirectory()
{
    ConfigSource it = source();
    it.dataDir = u"/a/b/../c"_s;
    it.environment.insert(u"STATE_DIRECTORY"_s, u"/var/lib/x:/var/lib/y"_s);
    QCOMPARE(dataDirectory(it), u"/a/c"_s);
    it.dataDir = u"rel"_s;
    QCOMPARE(dataDirectory(it), QDir::currentPath() + "/rel"_L1);
    it.dataDir.clear();
    QCOMPARE(dataDirectory(it), u"/var/lib/x"_s);
    it.environment.clear();
    it.environment.insert(u"XDG_DATA_HOME"_s, u"/home/zoe/data"_s);
    const QStringList either = {u"/var/lib/gatehouse"_s, u"/home/zoe/data/gatehouse"_s}; // root has the first
    QVERIFY2(either.contains(dataDirectory(it)), qUtf8Printable(dataDirectory(it)));
}

void TestConfigSources::letsTheEnvironmentOverrideTheFileAndSetOverrideBoth()
{
    ConfigSource it = source();
    it.file = write("[totp]\nissuer = 'file'\n[auth]\nsignup = false\naccess_ttl = '5m'\n");
    QCOMPARE(loadConfig(it)->totp.issuer, u"file"_s);
    it.environment.insert(u"GATEHOUSE_TOTP__ISSUER"_s, u"environment"_s);
    it.environment.insert(u"GATEHOUSE_AUTH__ACCESS_TTL"_s, u"6m"_s);
    it.environment.insert(u"GATEHOUSE_HOME"_s, u"no key"_s);
    QCOMPARE(loadConfig(it)->totp.issuer, u"environment"_s);
    QCOMPARE(loadConfig(it)->auth.accessTtl, 6min);
    it.settings = QStringList{u"totp.issuer=set"_s, u"totp.issuer=last"_s, u"auth.signup=true"_s};
    QCOMPARE(loadConfig(it)->totp.issuer, u"last"_s);
    QVERIFY(loadConfig(it)->auth.signup);
    QCOMPARE(loadConfig(it)->auth.accessTtl, 6min);

    it.environment.insert(u"GATEHOUSE_TOTP__ISUER"_s, u"typing error"_s);
    QVERIFY(loadConfig(it).error().detail.startsWith("environment, GATEHOUSE_TOTP__ISUER: "_L1));
}

void TestConfigSources::namesFileLineAndKey()
{
    const auto config = loadFile("# comment\n[password]\nmin_length = 9\n\n[server]\n\nmax_body = '64KB'\n");
    QCOMPARE(config.error().detail,
             m_folder.filePath(u"test.toml"_s) +
                 ", line 7: server.max_body is \"64KB\", but must be a size such as \"64KiB\" "
                 "(units B, KiB, MiB, GiB) or a number of bytes, from 1KiB to 64MiB."_L1);
    QVERIFY(
        loadFile("[auth]\nsignup = 1979-05-27").error().detail.contains("auth.signup is of another type"_L1));
    QVERIFY(
        loadFile("[server]\nlisten = [{}]").error().detail.contains("server.listen is [of another type]"_L1));
}

void TestConfigSources::namesTheNearestKey_data()
{
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("letter left out") << u"server.lisen"_s << u"server.listen"_s;
    QTest::newRow("camel case") << u"server.publicUrl"_s << u"server.public_url"_s;
    QTest::newRow("wrong section") << u"servers.listen"_s << u"server.listen"_s;
    QTest::newRow("deeper") << u"auth.access_ttl.x"_s << u"auth.access_ttl"_s;
    QTest::newRow("upper case") << u"Auth.Signup"_s << u"auth.signup"_s;
    QTest::newRow("provider") << u"providers.corp.clientid"_s << u"providers.corp.client_id"_s;
    QTest::newRow("section alone") << u"server"_s << u"log.format"_s;
}

void TestConfigSources::namesTheNearestKey()
{
    QFETCH(QString, wrong);
    QFETCH(QString, nearest);
    const QString sentence = complaint({wrong + u"=x"_s});
    QVERIFY2(sentence.startsWith(u"--set %1: there is no key %1; the nearest is "_s.arg(wrong)),
             qUtf8Printable(sentence));
    if (wrong.contains(u'.'))
        QCOMPARE(sentence.section(u' ', -1), nearest + u'.');
}

void TestConfigSources::refusesWhatIsNoToml()
{
    const QString sentence = loadFile("[server]\nlisten = \n").error().detail;
    QVERIFY2(sentence.startsWith(m_folder.filePath(u"test.toml"_s) + ", line 2: this is not TOML: "_L1),
             qUtf8Printable(sentence));
    QVERIFY(!loadFile("[auth]\nsignup = true\nsignup = false\n"));
    QVERIFY(!loadFile("\xff\xfe"));
    QVERIFY(!loadFile("[totp]\nissuer = \"a\xff\""));
    QVERIFY(!loadFile(QByteArray(10'000, '[')));
    QVERIFY(loadFile(""));
    QVERIFY(loadFile("[server]\n"));
}

void TestConfigSources::refusesAMissingFile()
{
    ConfigSource it = source();
    it.file = m_folder.filePath(u"absent.toml"_s);
    const QString sentence = loadConfig(it).error().detail;
    QVERIFY2(sentence.startsWith(*it.file + " can't be read: "_L1), qUtf8Printable(sentence));
    it.file = m_folder.path();
    QVERIFY(!loadConfig(it));
}

void TestConfigSources::refusesUnclearSettings()
{
    QVERIFY(complaint({u"auth.signup"_s}).contains("write --set section.key=value"_L1));
    QVERIFY(complaint({u"=true"_s}).contains("write --set section.key=value"_L1));
    QVERIFY(complaint({u"totp.issuer=\"House"_s}).contains("not closed"_L1));
    // More than one value can't be smuggled in through one setting.
    QVERIFY(!complaint({u"totp.issuer='a'\nauth.signup=false"_s}).isEmpty());
}

QTEST_GUILESS_MAIN(TestConfigSources)
#include "tst_configsources.moc"
