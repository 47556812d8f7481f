// SPDX-License-Identifier: GPL-3.0-only
#include "passkeys/passkeydoctor.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <thread>

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
    void doesNotKnowOfAClockThatItMayNotAsk();

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

// What ProtectClock= of systemd does to a service, done to one thread. False where even that is forbidden.
static bool forbidClock()
{
    sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_adjtimex, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clock_adjtime, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{.len = std::size(steps), .filter = steps};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

void PasskeyDoctorTest::doesNotKnowOfAClockThatItMayNotAsk()
{
    const auto party = RelyingParty::of({}, {.publicUrl = u"https://login.example.org"_s});
    const Config::Tls tls;
    const PasskeyDoctor doctor(tls, party, [] { return QDateTime::currentDateTimeUtc(); });
    bool isForbidden = false;
    std::optional<bool> isSynchronised = true;
    PasskeyReport report;
    std::thread([&] {
        isForbidden = forbidClock();
        isSynchronised = isClockSynchronised();
        report = doctor.examine();
    }).join();
    if (!isForbidden)
        QSKIP("this machine lets nobody filter system calls");
    QCOMPARE(isSynchronised, std::nullopt);
    const auto check = std::ranges::find(report.checks, u"clock"_s, &PasskeyCheck::check);
    QVERIFY(!check->passed);
    QCOMPARE(check->code, u"UNKNOWN"_s);
    QVERIFY(report.works);
}

QTEST_GUILESS_MAIN(PasskeyDoctorTest)
#include "tst_passkeydoctor.moc"
