// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeydoctor.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What is said of the certificate that the server shows by itself.
class PasskeyDoctorTest : public QObject
{
    Q_OBJECT
private slots:
    void looksAtTheCertificate_data();
    void looksAtTheCertificate();
    void looksAtNoneWhereAProxySpeaksTls();

private:
    QString certificateFor(const QByteArray &name) const; // good from an hour ago until in an hour

    QTemporaryDir m_folder;
};

QString PasskeyDoctorTest::certificateFor(const QByteArray &name) const
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_EXTENSION *names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).constData());
    X509_add_ext(certificate.get(), names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const QString path = m_folder.filePath(u"certificate.pem"_s);
    FILE *file = ::fopen(path.toLocal8Bit().constData(), "w");
    PEM_write_X509(file, certificate.get());
    ::fclose(file);
    return path;
}

void PasskeyDoctorTest::looksAtTheCertificate_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("hours"); // from now
    QTest::addColumn<QString>("code");
    QTest::newRow("for the name") << QByteArray("login.example.org") << 0 << QString();
    QTest::newRow("in capitals") << QByteArray("Login.Example.org") << 0 << QString();
    QTest::newRow("for all names there") << QByteArray("*.example.org") << 0 << QString();
    QTest::newRow("for another name") << QByteArray("www.example.org") << 0 << u"WRONG_NAME"_s;
    QTest::newRow("for names further down") << QByteArray("*.login.example.org") << 0 << u"WRONG_NAME"_s;
    QTest::newRow("for all names further up") << QByteArray("*.org") << 0 << u"WRONG_NAME"_s;
    QTest::newRow("too old") << QByteArray("login.example.org") << 2 << u"EXPIRED"_s;
    QTest::newRow("too new") << QByteArray("login.example.org") << -2 << u"NOT_YET_VALID"_s;
    QTest::newRow("not there") << QByteArray() << 0 << u"UNREADABLE"_s;
}

void PasskeyDoctorTest::looksAtTheCertificate()
{
    QFETCH(QByteArray, name);
    QFETCH(int, hours);
    QFETCH(QString, code);
    const Config::Tls tls{.mode = Config::TlsMode::Files,
                          .certificate = name.isEmpty() ? u"/nowhere.pem"_s : certificateFor(name),
                          .key = {}};
    const auto party = RelyingParty::of({}, {.publicUrl = u"https://login.example.org"_s});
    const Clock clock = [hours] { return QDateTime::currentDateTimeUtc().addSecs(3600 * hours); };
    const PasskeyReport report = PasskeyDoctor(tls, party, clock).examine();
    const auto check = std::ranges::find(report.checks, u"certificate"_s, &PasskeyCheck::check);
    QCOMPARE(check->code, code);
    QCOMPARE(check->passed, code.isEmpty());
    QCOMPARE(report.works, code.isEmpty());
}

void PasskeyDoctorTest::looksAtNoneWhereAProxySpeaksTls()
{
    const Config::Tls tls{};
    const auto party = RelyingParty::of({}, {.publicUrl = u"https://login.example.org"_s});
    QVERIFY(PasskeyDoctor(tls, party, [] { return QDateTime::currentDateTimeUtc(); }).examine().works);
}

QTEST_GUILESS_MAIN(PasskeyDoctorTest)
#include "tst_passkeydoctor.moc"
