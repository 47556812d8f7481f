// SPDX-License-Identifier: GPL-3.0-only
#include "configfixture.h"
#include "configkeys.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Every key there is, and what several say together.
class TestConfig : public QObject, private ConfigFixture
{
    Q_OBJECT
private slots:
    void hasTheDocumentedDefaults();
    void takesEveryKeyFromAFile();
    void derivesThePublicUrl();
    void refusesAVaguePublicUrl();
    void refusesPlainHttpBeyondLoopbackUnlessWrittenOut();
    void wantsCertificateAndKeyTogether();
    void wantsARisingLadder();
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
listen = ""
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
    QVERIFY(!config->metrics.listen);
    QCOMPARE(config->log.format, Config::LogFormat::Json);
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

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
