// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "base/base32.h"
#include "rootadmin.h"
#include "support/serverprocess.h"
#include "totpcode.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

// gatehoused as administrators and scripts use it (commands.md is the contract).
class CommandsTest : public QObject
{
    Q_OBJECT
private slots:
    void answersWithAStatus_data();
    void answersWithAStatus();
    void saysWhereItListens();
    void endsQuicklyOnSigterm_data();
    void endsQuicklyOnSigterm();
    void staysOnSighup();
    void takesNewProvidersOnSighup();
    void checksWhatItNeeds();
    void logsNoSecret_data();
    void logsNoSecret();
};

void CommandsTest::answersWithAStatus_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("version") << QStringList{u"version"_s} << 0 << QByteArray("gatehoused ");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << QByteArray("serve");
    QTest::newRow("serve --help") << QStringList{u"serve"_s, u"--help"_s} << 0 << QByteArray("--listen");
    QTest::newRow("admin create --help")
        << QStringList{u"admin"_s, u"create"_s, u"--help"_s} << 0 << QByteArray("--password-stdin");
    QTest::newRow("check --help") << QStringList{u"check"_s, u"--help"_s} << 0 << QByteArray("--data-dir");
    QTest::newRow("the command in its usage")
        << QStringList{u"admin"_s, u"recover"_s, u"--help"_s} << 0 << QByteArray("Usage: gatehoused admin recover [options]");
    QTest::newRow("admin --help") << QStringList{u"admin"_s, u"--help"_s} << 0 << QByteArray("admin create");
    QTest::newRow("version --help") << QStringList{u"version"_s, u"--help"_s} << 0 << QByteArray("Usage: gatehoused version");
    QTest::newRow("version of what") << QStringList{u"version"_s, u"--frob"_s} << 2 << QByteArray("frob");
    QTest::newRow("--version") << QStringList{u"--version"_s} << 0 << QByteArray("gatehoused ");
    QTest::newRow("admin") << QStringList{u"admin"_s} << 2 << QByteArray("admin create");
    QTest::newRow("admin of another kind") << QStringList{u"admin"_s, u"dance"_s} << 2 << QByteArray("admin dance");
    QTest::newRow("no whole number") << QStringList{u"demo"_s, u"--events"_s, u"5x"_s} << 2 << QByteArray("--events");
    QTest::newRow("no number") << QStringList{u"demo"_s, u"--seed"_s, u"abc"_s} << 2 << QByteArray("--seed");
    QTest::newRow("nothing") << QStringList() << 2 << QByteArray("Usage");
    QTest::newRow("unknown command") << QStringList{u"dance"_s} << 2 << QByteArray("dance");
    QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--dance"_s} << 2 << QByteArray("dance");
    QTest::newRow("too many arguments")
        << QStringList{u"serve"_s, u"now"_s} << 2 << QByteArray("serve --help");
    QTest::newRow("an option without its value")
        << QStringList{u"serve"_s, u"--listen"_s} << 2 << QByteArray("listen");
    QTest::newRow("admin create without an address")
        << QStringList{u"admin"_s, u"create"_s, u"--name"_s, u"A"_s} << 2 << QByteArray("--email");
    QTest::newRow("admin recover without an address")
        << QStringList{u"admin"_s, u"recover"_s} << 2 << QByteArray("--email");
    QTest::newRow("unknown key") << QStringList{u"serve"_s, u"--set"_s, u"server.lissten=127.0.0.1:0"_s} << 1
                                 << QByteArray("server.listen");
    QTest::newRow("wrong value") << QStringList{u"check"_s, u"--set"_s, u"auth.signup=maybe"_s} << 1
                                 << QByteArray("auth.signup");
    QTest::newRow("no such file") << QStringList{u"serve"_s, u"--config"_s, u"/nowhere/gatehouse.toml"_s} << 1
                                  << QByteArray("/nowhere/gatehouse.toml");
}

void CommandsTest::answersWithAStatus()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QByteArray, said);
    const QTemporaryDir folder;
    if (status == 1)
        arguments += {u"--data-dir"_s, folder.path()};
    const auto outcome = ServerProcess::runPlainly(arguments);
    QCOMPARE(outcome.status, status);
    const QByteArray text = status == 0 ? outcome.output : outcome.errors;
    QVERIFY2(text.contains(said), text);
    QVERIFY(status == 0 ? outcome.errors.isEmpty() : outcome.output.isEmpty());
}

void CommandsTest::saysWhereItListens()
{
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    QVERIFY_STATUS(server.client().get(path::health), 200); // it answers when it says so
    QVERIFY(server.terminate(5000));
    QCOMPARE(server.output(), "listening on http://127.0.0.1:" + QByteArray::number(server.port()) + '\n');
}

void CommandsTest::endsQuicklyOnSigterm_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nobody") << QByteArray();
    QTest::newRow("an idle connection") << QByteArray("GET /api/health HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("half a head") << QByteArray("GET /api/health HTTP/1.1\r\nHo");
    QTest::newRow("half a body") << QByteArray(
        "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
}

void CommandsTest::endsQuicklyOnSigterm()
{
    QFETCH(QByteArray, sent);
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    QTcpSocket socket;
    if (!sent.isEmpty()) {
        socket.connectToHost(u"127.0.0.1"_s, server.port());
        QVERIFY(socket.waitForConnected());
        socket.write(sent);
        QVERIFY(socket.waitForBytesWritten());
        QTest::qSleep(50);
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY2(server.terminate(5000), server.log());
    QVERIFY(timer.elapsed() < 5000);
}

void CommandsTest::staysOnSighup()
{
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    QVERIFY(server.reload());
    QTest::qSleep(50);
    QVERIFY_STATUS(server.client().get(path::health), 200);
    QVERIFY(server.terminate(5000));
}

void CommandsTest::takesNewProvidersOnSighup()
{
    ServerProcess server;
    const QString name = server.dataDirectory() + u"/gatehouse.toml"_s;
    const auto write = [&](const QByteArray &text) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    const auto providers = [&] { return server.client().get(path::externalProviders).json().value("providers"_L1).toArray(); };
    write("[providers.one]\ntype = \"github\"\nclient_id = \"x\"\n");
    QVERIFY2(server.start(), server.log());
    QCOMPARE(providers(), QJsonArray{u"one"_s});
    write("[providers.two]\ntype = \"github\"\nclient_id = \"x\"\n");
    QVERIFY(server.reload());
    QTRY_COMPARE(providers(), QJsonArray{u"two"_s});
    write("[providers.three]\ntype = \"github\"\nclient_id = \"x\"\nclient_secret_file = \"missing\"\n");
    QVERIFY(server.reload());
    QTRY_VERIFY(server.log().contains("providers.three.client_secret_file"));
    QCOMPARE(providers(), QJsonArray{u"two"_s});
    QVERIFY(server.terminate(5000));
}

void CommandsTest::checksWhatItNeeds()
{
    ServerProcess server;
    QCOMPARE(server.run(createAdmin(u"root@example.org"_s), "correct horse 7\n").status, 0);
    const auto good = server.run({u"check"_s});
    QVERIFY2(good.status == 0, good.output + good.errors);
    for (const char *subject : {"configuration", "database", "tls", "mail", "passkeys", "providers", "clock"})
        QVERIFY2(good.output.toLower().contains(subject), good.output);
    QVERIFY(QFile::remove(server.dataDirectory() + u"/master.key"_s));
    const auto bad = server.run({u"check"_s});
    QVERIFY2(bad.status == 1, bad.output);
    QVERIFY2(bad.output.contains("master.key"), bad.output);
    QVERIFY(!server.start()); // and it does not start over an old database with a new key
}

void CommandsTest::logsNoSecret_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("text") << u"text"_s;
    QTest::newRow("json") << u"json"_s;
}

void CommandsTest::logsNoSecret()
{
    QFETCH(QString, format);
    ServerProcess server({u"log.format="_s + format, u"throttle.enabled=false"_s});
    QCOMPARE(server.run(createAdmin(u"root@example.org"_s), "correct horse 7\n").status, 0);
    QVERIFY2(server.start(), server.log());
    HttpClient browser = HttpClient::browser(server.port());
    const Answer login = browser.post(path::login, root());
    const Answer setup = browser.post(path::twoFactorEnableRequest);
    const QByteArray secret = base32::decode(setup.text("secret"_L1).toLatin1()).value_or(QByteArray());
    const QString code =
        QString::fromLatin1(totp::codeAt(secret, totp::timeStep(QDateTime::currentSecsSinceEpoch())));
    const Answer enabled = browser.post(path::twoFactorEnableSubmit, {{u"token"_s, code}});
    QVERIFY_STATUS(enabled, 200);
    const QString recoveryCode = enabled.json().value("recoveryCodes"_L1).toArray().first().toString();
    const QString pending = server.client().post(path::login, root()).text("token"_L1);
    server.client().post(path::login,
                         {{u"email"_s, u"root@example.org"_s}, {u"password"_s, u"mistyped secret"_s}});
    server.client().send("POST", path::login, {{"Content-Type", "application/json"}},
                         R"({"email":"root@example.org","password":"unreadable secret)");
    server.client().get(u"/api/auth/verify-email?token="_s + login.text("refresh_token"_L1));
    server.client().get(u"/reset-password/"_s + login.text("refresh_token"_L1));
    QVERIFY_STATUS(server.client().post(path::twoFactor, {{u"token"_s, pending}, {u"code"_s, recoveryCode}}),
                   200);
    browser.post(path::refresh);
    QVERIFY(server.terminate(5000));

    const QByteArray log = server.log();
    QVERIFY(log.contains("/api/auth/login"));
    const QString secrets[] = {u"correct horse 7"_s,
                               u"mistyped secret"_s,
                               u"unreadable secret"_s,
                               login.text("token"_L1),
                               login.text("access_token"_L1),
                               login.text("refresh_token"_L1),
                               login.text("refresh_token"_L1).section(u'.', 2),
                               pending,
                               setup.text("secret"_L1),
                               recoveryCode,
                               QString::fromLatin1(browser.cookie("refresh_token"))};
    for (const QString &word : secrets)
        QVERIFY2(!word.isEmpty() && !log.contains(word.toUtf8()), qPrintable(word));
    if (format == "json"_L1) {
        for (const QByteArray &line : log.trimmed().split('\n'))
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line);
    }
}

QTEST_GUILESS_MAIN(CommandsTest)
#include "tst_commands.moc"
