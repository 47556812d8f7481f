// SPDX-License-Identifier: GPL-3.0-only
#include "configfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What each kind of value may look like.
class TestConfigKinds : public QObject, private ConfigFixture
{
    Q_OBJECT
private slots:
    void readsTypedValues_data();
    void readsTypedValues();
    void makesFilesAbsolute();
    void readsEachKindOfValue();
    void refusesWrongValues_data();
    void refusesWrongValues();
    void neverPrintsThePasswordOfAUrl();
};

void TestConfigKinds::readsTypedValues_data()
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

void TestConfigKinds::readsTypedValues()
{
    QFETCH(QString, typed);
    const auto config = loadWith({u"totp.issuer="_s + typed});
    QVERIFY2(config, config ? "" : qUtf8Printable(config.error().detail));
    QTEST(config->totp.issuer, "issuer");
}

void TestConfigKinds::makesFilesAbsolute()
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

void TestConfigKinds::readsEachKindOfValue()
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

void TestConfigKinds::refusesWrongValues_data()
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
                                "metrics.listen=127.0.0.1:9100",
                                "log.format=xml",
                                "log.format=[\"json\"]"})
        QTest::newRow(setting) << QString::fromUtf8(setting);
}

void TestConfigKinds::refusesWrongValues()
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

void TestConfigKinds::neverPrintsThePasswordOfAUrl()
{
    for (const char *setting :
         {"mail.url=smtp://me:hunter2@x", "database.url=postgresql://me:hunter2@h/d",
          "database.url=postgresql://me:hun/ter2@h1:1,h2:2/d", "database.url=postgresql://:a@hunter2@h",
          "server.public_url=https://me:hunter2@x", "server.listen=[\"x://me:hunter2@h\"]"}) {
        const QString sentence = complaint({QString::fromUtf8(setting)});
        QVERIFY2(!sentence.isEmpty() && !sentence.contains("ter2"_L1), qUtf8Printable(sentence));
    }
}

QTEST_GUILESS_MAIN(TestConfigKinds)
#include "tst_configkinds.moc"
