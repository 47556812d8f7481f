// SPDX-License-Identifier: GPL-3.0-only
#include "http/tlsfiles.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// Which certificate and key a server begins with, and what it says of others.
class TlsFilesTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void takesAPair_data();
    void takesAPair();
    void refusesWhatDoesNotBelongTogether_data();
    void refusesWhatDoesNotBelongTogether();
    void refusesAChainThatBeginsWithItsCa();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QByteArray contentOf(const QString &name) const;
    void make(const QString &name, const QStringList &kind) const;

    QTemporaryDir m_folder;
};

QByteArray TlsFilesTest::contentOf(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TlsFilesTest::make(const QString &name, const QStringList &kind) const
{
    const QStringList request{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s, u"/CN=localhost"_s,
                              u"-keyout"_s, path(name + u".key"_s), u"-out"_s, path(name + u".crt"_s)};
    QProcess openssl;
    openssl.start(u"openssl"_s, request + QStringList{u"-newkey"_s} + kind);
    QVERIFY(openssl.waitForFinished(20'000));
    QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError());
}

void TlsFilesTest::initTestCase()
{
    const QStringList curve{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s};
    make(u"ec"_s, curve);
    make(u"ec2"_s, curve);
    make(u"rsa"_s, {u"rsa:2048"_s});
    make(u"rsa2"_s, {u"rsa:2048"_s});
}

void TlsFilesTest::takesAPair_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("EC") << u"ec"_s;
    QTest::newRow("RSA") << u"rsa"_s;
}

void TlsFilesTest::takesAPair()
{
    QFETCH(QString, name);
    const auto tls = http::tlsFromFiles(path(name + u".crt"_s), path(name + u".key"_s));
    QVERIFY2(tls, tls ? "" : qPrintable(tls.error().detail));
    QVERIFY(!tls->localCertificate().isNull());
    QVERIFY(!tls->privateKey().isNull());
}

void TlsFilesTest::refusesWhatDoesNotBelongTogether_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::newRow("two of EC") << u"ec"_s << u"ec2"_s;
    QTest::newRow("two of RSA") << u"rsa"_s << u"rsa2"_s;
    QTest::newRow("two kinds") << u"ec"_s << u"rsa"_s;
}

void TlsFilesTest::refusesWhatDoesNotBelongTogether()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    const auto tls = http::tlsFromFiles(path(certificate + u".crt"_s), path(key + u".key"_s));
    QVERIFY(!tls);
    QVERIFY2(tls.error().detail.contains(u"is not the key of"_s), qPrintable(tls.error().detail));
    QVERIFY(tls.error().detail.contains(path(certificate + u".crt"_s)));
    QVERIFY(tls.error().detail.contains(path(key + u".key"_s)));
}

void TlsFilesTest::refusesAChainThatBeginsWithItsCa()
{
    QFile chain(path(u"chain.crt"_s));
    QVERIFY(chain.open(QIODevice::WriteOnly));
    chain.write(contentOf(u"ec2.crt"_s) + contentOf(u"ec.crt"_s));
    chain.close();
    const auto tls = http::tlsFromFiles(chain.fileName(), path(u"ec.key"_s));
    QVERIFY(!tls);
    QVERIFY2(tls.error().detail.contains(u"first certificate"_s), qPrintable(tls.error().detail));
    QVERIFY(http::tlsFromFiles(chain.fileName(), path(u"ec2.key"_s)));
}

QTEST_GUILESS_MAIN(TlsFilesTest)
#include "tst_tlsfiles.moc"
