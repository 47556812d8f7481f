// SPDX-License-Identifier: GPL-3.0-only
#include "config.h"
#include "configkeys.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestConfig : public QObject
{
    Q_OBJECT
private slots:
    void hasTheDocumentedDefaults();
    void takesEveryKeyFromAFile();
    void looksForItsFileInOrder();
    void findsItsDataDirectory();
    void letsTheEnvironmentOverrideTheFileAndSetOverrideBoth();
    void readsTypedValues_data();
    void readsTypedValues();
    void makesFilesAbsolute();
    void readsEachKindOfValue();
    void refusesWrongValues_data();
    void refusesWrongValues();
    void namesFileLineAndKey();
    void namesTheNearestKey_data();
    void namesTheNearestKey();
    void refusesWhatIsNoToml();
    void refusesAMissingFile();
    void refusesUnclearSettings();
    void neverPrintsThePasswordOfAUrl();
    void derivesThePublicUrl();
    void refusesAVaguePublicUrl();
    void refusesPlainHttpBeyondLoopbackUnlessWrittenOut();
    void wantsCertificateAndKeyTogether();
    void wantsARisingLadder();
    void readsProviders();
    void refusesIncompleteOrMisnamedProviders();
    void readsBrowsarysEnvironment();

private:
    // A source that sees nothing of the machine it runs on.
    ConfigSource source(const QStringList &settings = {}) const
    {
        ConfigSource source;
        source.dataDir = m_folder.path();
        source.settings = settings;
        source.environment = QProcessEnvironment();
        source.systemFile = m_folder.filePath(u"none.toml"_s);
        return source;
    }
    Result<Config> loadWith(const QStringList &settings) const { return loadConfig(source(settings)); }
    QString complaint(const QStringList &settings) const
    {
        const auto config = loadWith(settings);
        return config ? QString() : config.error().detail;
    }
    QString write(const QByteArray &toml, const QString &name = u"test.toml"_s) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(toml) != toml.size())
            qFatal("can't write %s", qUtf8Printable(file.fileName()));
        return file.fileName();
    }
    Result<Config> loadFile(const QByteArray &toml) const
    {
        ConfigSource it = source();
        it.file = write(toml);
        return loadConfig(it);
    }

    QTemporaryDir m_folder;
};

void TestConfig::hasTheDocumentedDefaults()
{
    const auto config = loadWith({});
    QVERIFY(config);
    QCOMPARE(config->dataDirectory, m_folder.path());
    QCOMPARE(config->file, QString());
    QCOMPARE(config->server.listen, (QList<Config::Endpoint>{{QHostAddress(u"127.0.0.1"_s), 8420}}));
    QCOMPARE(config->server.maxBody, 65536);
    QCOMPARE(config->tls.mode, Config::TlsMode::Auto);
    QCOMPARE(config->database.url, "sqlite:"_L1 + m_folder.filePath(u"gatehouse.db"_s));
    QCOMPARE(config->sqliteFile(), m_folder.filePath(u"gatehouse.db"_s));
    QCOMPARE(config->secrets.masterKeyFile, m_folder.filePath(u"master.key"_s));
    QCOMPARE(config->mail.url, QString());
    QVERIFY(config->auth.signup);
    QVERIFY(!config->auth.revealExisting);
    QCOMPARE(config->auth.jsonLoginTokens, Config::LoginTokens::Full);
    QCOMPARE(config->auth.accessTtl, 1h);
    QCOMPARE(config->auth.formAccessTtl, 30min);
    QCOMPARE(config->auth.refreshTtl, 30 * 24h);
    QCOMPARE(config->auth.sessionMax, 90 * 24h);
    QCOMPARE(config->auth.refreshGrace, 10s);
    QCOMPARE(config->password.argon2MemoryKib, 19456);
    QVERIFY(config->throttle.enabled);
    QCOMPARE(config->history.retention, 180 * 24h);
    QVERIFY(!config->metrics.listen);
    QVERIFY(config->providers.isEmpty());
}

// A file that sets every key there is; a key that is added must be added here.
void TestConfig::takesEveryKeyFromAFile()
{
    const auto config = loadFile(R"(
[server]
listen = ["127.0.0.1:0", "[::1]:0"]
public_url = "https://Login.Example.org:443/"
return_urls = ["https://app.example.org/welcome?x=1", "myapp://done"]
app_url = "https://app.example.org/sub/"
trusted_proxies = ["10.0.0.0/8", "192.168.1.1", "fd00::/8"]
cors_origins = ["https://app.example.org", "http://localhost:3000"]
max_body = "1MiB"
[tls]
mode = "files"
certificate = "tls/cert.pem"
key = "/etc/ssl/key.pem"
[database]
url = "postgresql://gatehouse@db1,db2/gatehouse?target_session_attrs=read-write"
password_file = "db.password"
[mail]
url = "smtp://me@mail.example.org:587?starttls=required"
password_file = "mail.password"
ca_file = "lan-ca.pem"
from = "Tür <noreply@example.org>"
language = "de"
[auth]
signup = false
verification = "none"
reveal_existing = true
require_verified_email = true
json_login_tokens = "session"
audience = "house"
access_ttl = "1s"
form_access_ttl = "2s"
refresh_ttl = "3s"
form_refresh_ttl = "4s"
session_ttl = "5s"
session_ttl_unremembered = "6s"
session_max = "7s"
pending_ttl = "8s"
verify_ttl = "9s"
email_change_ttl = "10s"
reset_ttl = "11s"
setup_ttl = "12s"
external_ttl = "13s"
challenge_ttl = "14s"
refresh_grace = "0s"
fresh_ttl = "16s"
[password]
min_length = 12
require_letter_and_digit = true
argon2_memory_kib = 65536
argon2_passes = 3
[throttle]
enabled = false
ladder = ["2:1s", "5:1m"]
forget_after = "1h"
account_failures = 1
account_retry_after = "2h"
account_forget_after = "3h"
network_known_for = "4h"
network_failures = 2
network_window = "5h"
pending_codes = 3
account_codes = 4
account_codes_window = "6h"
account_codes_pause = "7h"
mails_per_address = 5
mails_per_client = 6
mail_window = "8h"
registrations_per_client = 7
registration_window = "9h"
refreshes_per_client = 8
refresh_window = "10h"
[totp]
issuer = "House"
[webauthn]
rp_id = "example.org"
rp_name = "House"
origins = ["https://login.example.org"]
[geoip]
database = "city.mmdb"
[history]
retention = "52w"
[secrets]
master_key_file = "/run/credentials/gatehouse.service/master.key"
[metrics]
listen = "127.0.0.1:9100"
[log]
format = "json"
)");
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QFile file(m_folder.filePath(u"test.toml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count(" = "), configKeys(m_folder.path()).size());

    QCOMPARE(config->server.listen.size(), 2);
    QCOMPARE(config->server.listen[1].address, QHostAddress(u"::1"_s));
    QCOMPARE(config->server.publicUrl, u"https://login.example.org"_s);
    QCOMPARE(config->server.appUrl, u"https://app.example.org/sub"_s);
    QCOMPARE(config->server.returnUrls.size(), 2);
    QVERIFY(QHostAddress(u"10.1.2.3"_s).isInSubnet(config->server.trustedProxies[0]));
    QCOMPARE(config->server.trustedProxies[1].second, 32);
    QCOMPARE(config->server.maxBody, 1 << 20);
    QVERIFY(config->usesTls());
    QCOMPARE(config->tls.certificate, m_folder.filePath(u"tls/cert.pem"_s));
    QCOMPARE(config->tls.key, u"/etc/ssl/key.pem"_s);
    QCOMPARE(config->sqliteFile(), QString());
    QCOMPARE(config->auth.verification, Config::Verification::None);
    QCOMPARE(config->auth.sessionTtlUnremembered, 6s);
    QCOMPARE(config->auth.refreshGrace, 0s);
    QCOMPARE(config->auth.freshTtl, 16s);
    QCOMPARE(config->throttle.ladder, (QList<Config::Throttle::Step>{{2, 1s}, {5, 60s}}));
    QCOMPARE(config->throttle.accountCodesPause, 7h);
    QCOMPARE(config->throttle.refreshesPerClient, 8);
    QCOMPARE(config->history.retention, 364 * 24h);
    QCOMPARE(config->metrics.listen->port, 9100);
    QCOMPARE(config->log.format, Config::LogFormat::Json);
}

void TestConfig::looksForItsFileInOrder()
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

void TestConfig::findsItsDataDirectory()
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

void TestConfig::letsTheEnvironmentOverrideTheFileAndSetOverrideBoth()
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

void TestConfig::readsTypedValues_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("issuer");
    QTest::newRow("bare word") << u"House"_s << u"House"_s;
    QTest::newRow("bare words") << u"My House"_s << u"My House"_s;
    QTest::newRow("quoted") << u"\"My House\""_s << u"My House"_s;
    QTest::newRow("single quotes") << u"'My House'"_s << u"My House"_s;
    QTest::newRow("escape") << u"\"a\\u00e4\""_s << u"aä"_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("number") << u"42"_s << u"42"_s;
    QTest::newRow("leading zero") << u"007"_s << u"007"_s;
    QTest::newRow("boolean") << u"true"_s << u"true"_s;
    QTest::newRow("date") << u"2024-01-01"_s << u"2024-01-01"_s;
    QTest::newRow("equals sign") << u"a=b"_s << u"a=b"_s;
    QTest::newRow("hash") << u"a#b"_s << u"a#b"_s;
    QTest::newRow("umlaut") << u"Tür"_s << u"Tür"_s;
}

void TestConfig::readsTypedValues()
{
    QFETCH(QString, typed);
    const auto config = loadWith({u"totp.issuer="_s + typed});
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QTEST(config->totp.issuer, "issuer");
}

void TestConfig::makesFilesAbsolute()
{
    const auto config = loadWith({u"database.url=sqlite:sub/../x.db"_s, u"geoip.database=/usr/share/x.mmdb"_s,
                                  u"mail.password_file=mail.pw"_s, u"mail.ca_file=ca.pem"_s,
                                  u"secrets.master_key_file=keys/m"_s});
    QVERIFY(config);
    QCOMPARE(config->sqliteFile(), m_folder.filePath(u"x.db"_s));
    QCOMPARE(config->geoip.database, u"/usr/share/x.mmdb"_s);
    QCOMPARE(config->mail.passwordFile, m_folder.filePath(u"mail.pw"_s));
    QCOMPARE(config->mail.caFile, m_folder.filePath(u"ca.pem"_s));
    QCOMPARE(config->secrets.masterKeyFile, m_folder.filePath(u"keys/m"_s));
}

void TestConfig::readsEachKindOfValue()
{
    QCOMPARE(loadWith({u"server.listen=localhost:1"_s})->server.listen[0].address,
             QHostAddress(u"127.0.0.1"_s));
    QCOMPARE(loadWith({u"server.listen=[::1]:65535"_s})->server.listen[0].port, 65535);
    QCOMPARE(loadWith({u"server.listen=[\"127.0.0.1:1\"]"_s})->server.listen.size(), 1);
    QCOMPARE(loadWith({u"server.max_body=2048"_s})->server.maxBody, 2048);
    QCOMPARE(loadWith({u"server.max_body=2048B"_s})->server.maxBody, 2048);
    QCOMPARE(loadWith({u"auth.access_ttl=2w"_s})->auth.accessTtl, 14 * 24h);
    QCOMPARE(loadWith({u"server.cors_origins=HTTP://Bücher.example:80"_s})->server.corsOrigins,
             QStringList{u"http://xn--bcher-kva.example"_s});
    QCOMPARE(loadWith({u"server.app_url="_s})->server.appUrl, QString());
    QCOMPARE(loadWith({u"metrics.listen="_s})->metrics.listen, std::nullopt);
    QCOMPARE(loadWith({u"server.trusted_proxies=[]"_s})->server.trustedProxies.size(), 0);
    QVERIFY(loadWith({u"mail.from=noreply@localhost"_s}));
    QVERIFY(loadWith({u"mail.url=smtps://mail.example.org"_s}));
    QVERIFY(loadWith({u"mail.url=smtp://127.0.0.1:25"_s}));
}

void TestConfig::refusesWrongValues_data()
{
    QTest::addColumn<QString>("setting");
    for (const char *setting : {"server.listen=8420",
                                "server.listen=127.0.0.1",
                                "server.listen=127.0.0.1:",
                                "server.listen=127.1:80",
                                "server.listen=127.0.0.1:65536",
                                "server.listen=127.0.0.1:-1",
                                "server.listen=::1:80",
                                "server.listen=[127.0.0.1]:80",
                                "server.listen=example.org:80",
                                "server.listen=[]",
                                "server.listen=[\"127.0.0.1:80\", 5]",
                                "server.listen=",
                                "server.listen=http://127.0.0.1:80",
                                "server.public_url=login.example.org",
                                "server.public_url=ftp://x",
                                "server.public_url=https://x/path",
                                "server.public_url=https://u:p@x",
                                "server.public_url=https://x?y",
                                "server.public_url=https://x#y",
                                "server.public_url=https://",
                                "server.public_url=https://x y",
                                "server.public_url=javascript:alert(1)",
                                "server.app_url=/relative",
                                "server.app_url=https://x?y",
                                "server.return_urls=/relative",
                                "server.return_urls=javascript://x/%0aalert(1)",
                                "server.return_urls=data://x",
                                "server.return_urls=//x/y",
                                "server.trusted_proxies=10.0.0.0/33",
                                "server.trusted_proxies=10",
                                "server.trusted_proxies=10/8",
                                "server.trusted_proxies=proxy.example.org",
                                "server.trusted_proxies=fd00::/129",
                                "server.trusted_proxies=10.0.0.0/",
                                "server.cors_origins=*",
                                "server.cors_origins=null",
                                "server.cors_origins=https://x/y",
                                "server.max_body=64KB",
                                "server.max_body=0",
                                "server.max_body=-1",
                                "server.max_body=1GiB",
                                "server.max_body=1.5MiB",
                                "server.max_body=99999999999999999999",
                                "tls.mode=on",
                                "tls.mode=true",
                                "database.url=mysql://x",
                                "database.url=sqlite:",
                                "database.url=gatehouse.db",
                                "database.url=postgresql://u:p@h/d",
                                "mail.url=mail.example.org",
                                "mail.url=http://x",
                                "mail.url=smtp://",
                                "mail.url=smtp://x?starttls=maybe",
                                "mail.url=smtp://x?tls=1",
                                "mail.url=smtps://x?starttls=required",
                                "mail.url=smtp://u:p@x",
                                "mail.url=smtp://x/path",
                                "mail.from=Gatehouse",
                                "mail.from=A <b@c> <d@e>",
                                "mail.from=\"A\\r\\nBcc: x@y <b@c>\"",
                                "auth.signup=yes",
                                "auth.signup=1",
                                "auth.signup='true'",
                                "auth.verification=email",
                                "auth.json_login_tokens=all",
                                "auth.access_ttl=0s",
                                "auth.access_ttl=15",
                                "auth.access_ttl=15 m",
                                "auth.access_ttl=15min",
                                "auth.access_ttl=-1m",
                                "auth.access_ttl=1.5h",
                                "auth.access_ttl=1h30m",
                                "auth.access_ttl=99999999999w",
                                "auth.access_ttl=999999999w",
                                "auth.access_ttl=",
                                "auth.refresh_grace=6m",
                                "auth.audience=\"a\\nb\"",
                                "password.min_length=7",
                                "password.min_length=129",
                                "password.min_length=8.0",
                                "password.min_length='8'",
                                "password.min_length=eight",
                                "password.argon2_memory_kib=0",
                                "password.argon2_memory_kib=99999999",
                                "password.argon2_passes=0",
                                "throttle.enabled=off",
                                "throttle.ladder=3",
                                "throttle.ladder=3:1",
                                "throttle.ladder=x:1s",
                                "throttle.ladder=3:2d",
                                "throttle.account_failures=0",
                                "throttle.mail_window=never",
                                "totp.issuer=\"a\\u0000b\"",
                                "webauthn.rp_id=a b",
                                "webauthn.origins=example.org",
                                "history.retention=1h",
                                "geoip.database=\"a\\nb\"",
                                "metrics.listen=9100",
                                "log.format=xml",
                                "log.format=[\"json\"]"})
        QTest::newRow(setting) << QString::fromUtf8(setting);
}

void TestConfig::refusesWrongValues()
{
    QFETCH(QString, setting);
    const auto config = loadWith({setting});
    QVERIFY(!config);
    QCOMPARE(config.error().kind, Error::Kind::Invalid);
    const QString &sentence = config.error().detail;
    const QString key = setting.section(u'=', 0, 0);
    const bool isEmptyList = sentence == "server.listen is empty, but must name an address."_L1;
    QVERIFY2(isEmptyList || sentence.startsWith(u"--set %1: %1 is "_s.arg(key)), qUtf8Printable(sentence));
    QVERIFY2(isEmptyList || sentence.contains(", but must be "_L1), qUtf8Printable(sentence));
    QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u'\n'), qUtf8Printable(sentence));
}

void TestConfig::namesFileLineAndKey()
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

void TestConfig::namesTheNearestKey_data()
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

void TestConfig::namesTheNearestKey()
{
    QFETCH(QString, wrong);
    QFETCH(QString, nearest);
    const QString sentence = complaint({wrong + u"=x"_s});
    QVERIFY2(sentence.startsWith(u"--set %1: there is no key %1; the nearest is "_s.arg(wrong)),
             qUtf8Printable(sentence));
    if (wrong.contains(u'.'))
        QCOMPARE(sentence.section(u' ', -1), nearest + u'.');
}

void TestConfig::refusesWhatIsNoToml()
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

void TestConfig::refusesAMissingFile()
{
    ConfigSource it = source();
    it.file = m_folder.filePath(u"absent.toml"_s);
    const QString sentence = loadConfig(it).error().detail;
    QVERIFY2(sentence.startsWith(*it.file + " can't be read: "_L1), qUtf8Printable(sentence));
    it.file = m_folder.path();
    QVERIFY(!loadConfig(it));
}

void TestConfig::refusesUnclearSettings()
{
    QVERIFY(complaint({u"auth.signup"_s}).contains("write --set section.key=value"_L1));
    QVERIFY(complaint({u"=true"_s}).contains("write --set section.key=value"_L1));
    QVERIFY(complaint({u"totp.issuer=\"House"_s}).contains("not closed"_L1));
    // More than one value can't be smuggled in through one setting.
    QVERIFY(!complaint({u"totp.issuer='a'\nauth.signup=false"_s}).isEmpty());
}

void TestConfig::neverPrintsThePasswordOfAUrl()
{
    for (const char *setting :
         {"mail.url=smtp://me:hunter2@x", "database.url=postgresql://me:hunter2@h/d",
          "database.url=postgresql://me:hun/ter2@h1:1,h2:2/d", "database.url=postgresql://:a@hunter2@h",
          "server.public_url=https://me:hunter2@x", "server.listen=[\"x://me:hunter2@h\"]"}) {
        const QString sentence = complaint({QString::fromUtf8(setting)});
        QVERIFY2(!sentence.isEmpty() && !sentence.contains("ter2"_L1), qUtf8Printable(sentence));
    }
}

void TestConfig::derivesThePublicUrl()
{
    QCOMPARE(loadWith({})->publicUrl(8420), u"http://localhost:8420"_s);
    QCOMPARE(loadWith({u"server.listen=[::1]:0"_s})->publicUrl(40123), u"http://localhost:40123"_s);
    QCOMPARE(loadWith({u"server.public_url=https://x.example"_s})->publicUrl(1), u"https://x.example"_s);
    QCOMPARE(loadWith({u"server.listen=192.168.1.9:80"_s, u"tls.mode=off"_s})->publicUrl(80),
             u"http://192.168.1.9:80"_s);
    QCOMPARE(loadWith({u"server.listen=[fd00::1]:443"_s, u"tls.mode=files"_s, u"tls.certificate=c"_s,
                       u"tls.key=k"_s})
                 ->publicUrl(443),
             u"https://[fd00::1]:443"_s);
}

void TestConfig::refusesAVaguePublicUrl()
{
    for (const char *listen : {"0.0.0.0:80", "[::]:80", "*:80", "[\"127.0.0.1:80\", \"[::1]:80\"]"}) {
        const QString setting = u"server.listen="_s + QString::fromUtf8(listen);
        QVERIFY(complaint({setting, u"tls.mode=off"_s}).startsWith("server.public_url must be set"_L1));
        QVERIFY(loadWith({setting, u"tls.mode=off"_s, u"server.public_url=http://gate.example"_s}));
    }
}

void TestConfig::refusesPlainHttpBeyondLoopbackUnlessWrittenOut()
{
    for (const char *listen :
         {"0.0.0.0:80", "192.168.1.9:80", "[fd00::1]:80", "[\"127.0.0.1:80\", \"10.0.0.1:80\"]"}) {
        const QString setting = u"server.listen="_s + QString::fromUtf8(listen);
        const QString url = u"server.public_url=https://gate.example"_s;
        const QString sentence = complaint({setting, url});
        QVERIFY2(sentence.contains("tls.mode = \"files\""_L1), qUtf8Printable(sentence));
        QVERIFY(sentence.contains("tls.mode = \"off\""_L1));
        QVERIFY(!complaint({setting, url, u"tls.mode=auto"_s}).isEmpty());
        QVERIFY(loadWith({setting, url, u"tls.mode=off"_s}));
    }
    QVERIFY(loadWith({u"server.listen=127.9.9.9:80"_s}));
}

void TestConfig::wantsCertificateAndKeyTogether()
{
    QVERIFY(complaint({u"tls.mode=files"_s}).contains("tls.certificate and tls.key"_L1));
    QVERIFY(!loadWith({u"tls.mode=files"_s, u"tls.key=k"_s}));
    QVERIFY(!loadWith({u"tls.mode=files"_s, u"tls.certificate=c"_s}));
    const auto config = loadWith({u"tls.mode=files"_s, u"tls.certificate=c"_s, u"tls.key=k"_s});
    QCOMPARE(config->publicUrl(1), u"https://localhost:1"_s);
}

void TestConfig::wantsARisingLadder()
{
    QVERIFY(loadWith({u"throttle.ladder=[]"_s}));
    QVERIFY(loadWith({u"throttle.ladder=[\"3:1s\", \"4:1s\"]"_s}));
    QVERIFY(complaint({u"throttle.ladder=[\"3:1s\", \"3:2s\"]"_s}).contains("must rise"_L1));
    QVERIFY(complaint({u"throttle.ladder=[\"3:2s\", \"4:1s\"]"_s}).contains("must rise"_L1));
}

void TestConfig::readsProviders()
{
    const auto config = loadFile(R"(
[providers.google]
type = "google"
client_id = "g"
[providers.corp]
trust_email = true
type = "oidc"
issuer = "https://id.corp.example/realm/"
client_id = "c"
client_secret_file = "corp.secret"
ca_file = "corp.pem"
private_network = true
scopes = ["openid", "email"]
display_name = "Corp"
[providers.own]
type = "oauth2"
client_id = "o"
authorization_url = "https://own.example/authorize"
token_url = "https://own.example/token"
userinfo_url = "https://own.example/me"
fields = { id = "sub", email = "mail", email_verified = "ok", name = "cn", avatar = "pic" }
)");
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QCOMPARE(config->providers.size(), 3);
    const auto &corp = config->providers[0];
    QCOMPARE(corp.name, u"corp"_s);
    QCOMPARE(corp.issuer, u"https://id.corp.example/realm"_s);
    QVERIFY(corp.trustEmail);
    QCOMPARE(corp.clientSecretFile, m_folder.filePath(u"corp.secret"_s));
    QCOMPARE(corp.caFile, m_folder.filePath(u"corp.pem"_s));
    QVERIFY(corp.privateNetwork);
    QCOMPARE(corp.scopes, (QStringList{u"openid"_s, u"email"_s}));
    QVERIFY(config->providers[1].trustEmail); // google's default
    const auto &own = config->providers[2];
    QCOMPARE(own.type, Config::ProviderType::OAuth2);
    QVERIFY(!own.trustEmail);
    QCOMPARE(own.idField, u"sub"_s);
    QCOMPARE(own.avatarField, u"pic"_s);
}

void TestConfig::refusesIncompleteOrMisnamedProviders()
{
    QVERIFY(complaint({u"providers.x.type=oidc"_s})
                .contains("set providers.x.client_id, providers.x.issuer."_L1));
    QVERIFY(complaint({u"providers.x.type=oauth2"_s, u"providers.x.client_id=c"_s}).contains("token_url"_L1));
    QVERIFY(complaint({u"providers.x.type=saml"_s}).contains("one of \"oidc\""_L1));
    for (const char *name : {"providers", "register", "A", "a b", "ä", "", "a/b"}) {
        const QString sentence = complaint({u"providers.%1.type=oidc"_s.arg(QString::fromUtf8(name))});
        QVERIFY2(sentence.contains("a provider can't be named"_L1), qUtf8Printable(sentence));
    }
}

void TestConfig::readsBrowsarysEnvironment()
{
    ConfigSource it = source();
    it.environment.insert(u"OPENID_PROVIDERS"_s, u"google, my-idp"_s);
    it.environment.insert(u"OPENID_PROVIDER_GOOGLE"_s, u"https://accounts.google.com"_s);
    it.environment.insert(u"OPENID_PROVIDER_GOOGLE_CLIENT_ID"_s, u"12345"_s);
    it.environment.insert(u"OPENID_PROVIDER_GOOGLE_CLIENT_SECRET"_s, u"hush"_s);
    it.environment.insert(u"OPENID_PROVIDER_MY_IDP"_s, u"https://idp.example"_s);
    it.environment.insert(u"OPENID_PROVIDER_MY_IDP_CLIENT_ID"_s, u"me"_s);
    const auto config = loadConfig(it);
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QCOMPARE(config->providers.size(), 2);
    QCOMPARE(config->providers[0].type, Config::ProviderType::Oidc);
    QCOMPARE(config->providers[0].issuer, u"https://accounts.google.com"_s);
    QCOMPARE(config->providers[0].clientId, u"12345"_s);
    QCOMPARE(config->providers[0].clientSecret.bytes(), "hush");
    QVERIFY(!config->providers[0].trustEmail);
    QCOMPARE(config->providers[1].name, u"my-idp"_s);
    QVERIFY(config->providers[1].clientSecret.isEmpty());

    it.environment.remove(u"OPENID_PROVIDER_MY_IDP"_s);
    QVERIFY(loadConfig(it).error().detail.contains("providers.my-idp.issuer"_L1));
    it.environment.insert(u"OPENID_PROVIDER_MY_IDP"_s, u"no URL"_s);
    QVERIFY(loadConfig(it).error().detail.startsWith("environment, OPENID_PROVIDER_MY_IDP: "_L1));
}

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
