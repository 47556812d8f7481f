// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/serverprocess.h"

#include <QFile>
#include <QSslSocket>
#include <QTest>

using namespace Qt::StringLiterals;

// What the command line refuses, and in which words.
class CommandRefusalsTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesAnotherMasterKey_data();
    void refusesAnotherMasterKey();
    void refusesACertificateAndAKeyOfTwo();
    void keepsThePairWhenANewOneIsRefused();
    void fillsNoDirectoryOfAServer();
    void saysPlainlyThatNobodyIsThere();

private:
    static const QStringList createAdmin;
    static void makePair(const QString &folder, const QString &name);
};

const QStringList CommandRefusalsTest::createAdmin{u"admin"_s,  u"create"_s, u"--email"_s,         u"root@example.org"_s,
                                                   u"--name"_s, u"Root"_s,   u"--password-stdin"_s};

void CommandRefusalsTest::makePair(const QString &folder, const QString &name)
{
    const QString start = folder + u'/' + name;
    QProcess openssl;
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"30"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                 u"ec_paramgen_curve:prime256v1"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s,
                                 start + u".key"_s, u"-out"_s, start + u".crt"_s});
    QVERIFY(openssl.waitForFinished(20'000));
    QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError());
}

void CommandRefusalsTest::refusesAnotherMasterKey_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("serve") << QStringList{u"serve"_s};
    QTest::newRow("check") << QStringList{u"check"_s};
    QTest::newRow("admin create") << createAdmin;
    QTest::newRow("admin recover") << QStringList{u"admin"_s, u"recover"_s, u"--email"_s, u"root@example.org"_s};
    QTest::newRow("rotate-keys") << QStringList{u"rotate-keys"_s};
}

void CommandRefusalsTest::refusesAnotherMasterKey()
{
    QFETCH(QStringList, command);
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    server.kill();
    const QString name = server.dataDirectory() + u"/master.key"_s;
    QFile key(name);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(QByteArray(32, 'x').toBase64() + '\n');
    key.close();
    const auto refused = server.run(command, "correct horse 7\n");
    QCOMPARE(refused.status, 1);
    const QByteArray said = refused.output + refused.errors;
    QVERIFY2(said.contains("do not open with the master key " + name.toUtf8() + ": put back the key"), said);
}

void CommandRefusalsTest::refusesACertificateAndAKeyOfTwo()
{
    const QTemporaryDir folder;
    makePair(folder.path(), u"one"_s);
    makePair(folder.path(), u"two"_s);
    ServerProcess server({u"tls.mode=files"_s, u"tls.certificate=\"%1/one.crt\""_s.arg(folder.path()),
                          u"tls.key=\"%1/two.key\""_s.arg(folder.path())});
    const auto checked = server.run({u"check"_s});
    QCOMPARE(checked.status, 1);
    QVERIFY2(checked.output.contains("WRONG TLS") && checked.output.contains("is not the key of"), checked.output);
    const auto served = server.run({u"serve"_s});
    QCOMPARE(served.status, 1);
    QVERIFY2(served.errors.contains("is not the key of"), served.errors);
}

void CommandRefusalsTest::keepsThePairWhenANewOneIsRefused()
{
    const QTemporaryDir folder;
    makePair(folder.path(), u"one"_s);
    makePair(folder.path(), u"two"_s);
    const auto put = [&](const QString &from, const QString &to) {
        QFile::remove(folder.filePath(to));
        QVERIFY(QFile::copy(folder.filePath(from), folder.filePath(to)));
    };
    ServerProcess server({u"tls.mode=files"_s, u"tls.certificate=\"%1/now.crt\""_s.arg(folder.path()),
                          u"tls.key=\"%1/now.key\""_s.arg(folder.path())});
    const auto shown = [&] {
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.connectToHostEncrypted(u"127.0.0.1"_s, server.port());
        const bool isOpen = client.waitForEncrypted(5000);
        return isOpen ? client.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0) : client.errorString();
    };
    put(u"one.crt"_s, u"now.crt"_s);
    put(u"one.key"_s, u"now.key"_s);
    QVERIFY2(server.start(), server.log());
    QCOMPARE(shown(), u"one"_s);
    put(u"two.crt"_s, u"now.crt"_s);
    QVERIFY(server.reload());
    QTRY_VERIFY2(server.log().contains("Nothing was reloaded"), server.log());
    QVERIFY2(server.log().contains("is not the key of"), server.log());
    QCOMPARE(shown(), u"one"_s);
    put(u"two.key"_s, u"now.key"_s);
    QVERIFY(server.reload());
    QTRY_COMPARE(shown(), u"two"_s);
}

void CommandRefusalsTest::fillsNoDirectoryOfAServer()
{
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    const QStringList demo{u"demo"_s, u"--users"_s, u"5"_s};
    const auto refused = server.run(demo);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.errors.contains("Stop it first"), refused.errors);
    QVERIFY_STATUS(server.client().get(path::ready), 200);
    server.kill(); // and one that is gone is in nobody's way
    const auto filled = server.run(demo);
    QVERIFY2(filled.status == 0, filled.errors);
}

void CommandRefusalsTest::saysPlainlyThatNobodyIsThere()
{
    const ServerProcess server;
    const auto refused = server.run({u"admin"_s, u"recover"_s, u"--email"_s, u"nobody@example.org"_s});
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.errors, QByteArray("gatehoused: No account has the address nobody@example.org.\n"));
}

QTEST_GUILESS_MAIN(CommandRefusalsTest)
#include "tst_commandrefusals.moc"
