// SPDX-License-Identifier: GPL-3.0-only
#include "api/apiclient.h"
#include "api/signin.h"
#include "api/tokenkeeper.h"
#include "connection/certificatepanel.h"
#include "connection/connectwindow.h"
#include "connection/serverstep.h"
#include "connection/signinstep.h"
#include "support/serverprocess.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSslCertificate>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

// A server whose certificate nobody has signed: the usual case inside a house.
class CertificatesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void showsTheFingerprintBeforeAnythingIsSent();
    void goesOnWhenTheCertificateIsTrusted();
    void remembersTheTrustForThisServer();
    void refusesAnotherCertificateInItsPlace();
    void acceptsNoOtherCertificateForAPin();

private:
    QByteArray makeCertificate() const; // its SHA-256
    void reach();
    bool isAt(const QString &step) const;

    QTemporaryDir m_folder;
    QByteArray m_print;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<TokenKeeper> m_keeper;
    std::unique_ptr<ConnectWindow> m_window;
};

QByteArray CertificatesTest::makeCertificate() const
{
    const QString certificate = m_folder.filePath(u"certificate.pem"_s);
    QProcess openssl; // its progress is nobody's business
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                   u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                   u"/CN=hq-auth"_s, u"-keyout"_s, m_folder.filePath(u"key.pem"_s), u"-out"_s, certificate});
    openssl.waitForFinished();
    return QSslCertificate::fromPath(certificate).value(0).digest(QCryptographicHash::Sha256);
}

void CertificatesTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"Gatehouse tests"_s);
    QSettings().clear();
    m_print = makeCertificate();
    QVERIFY(QFile::exists(m_folder.filePath(u"key.pem"_s)));
    m_server = std::make_unique<ServerProcess>(
        QStringList{u"tls.mode=files"_s, u"tls.certificate=%1/certificate.pem"_s.arg(m_folder.path()),
                    u"tls.key=%1/key.pem"_s.arg(m_folder.path())});
    QVERIFY(m_server->isRunning());
    QCOMPARE(m_server->url().scheme(), u"https"_s);
}

void CertificatesTest::init()
{
    m_client = std::make_unique<ApiClient>(QUrl());
    m_signIn = std::make_unique<SignIn>(*m_client);
    m_keeper = std::make_unique<TokenKeeper>();
    m_window = std::make_unique<ConnectWindow>(*m_client, *m_signIn, *m_keeper);
    m_window->show();
    m_window->start(m_server->url());
}

void CertificatesTest::cleanup() { m_window.reset(); }

bool CertificatesTest::isAt(const QString &step) const
{
    const QWidget *shown = m_window->findChild<QStackedWidget *>()->currentWidget();
    return QString::fromLatin1(shown->metaObject()->className()) == step;
}

void CertificatesTest::showsTheFingerprintBeforeAnythingIsSent()
{
    auto *panel = m_window->findChild<CertificatePanel *>();
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(panel->fingerprint(), m_print);
    QVERIFY(isAt(u"ServerStep"_s));
}

void CertificatesTest::goesOnWhenTheCertificateIsTrusted()
{
    auto *panel = m_window->findChild<CertificatePanel *>();
    QTRY_VERIFY(panel->isVisible());
    panel->findChild<QPushButton *>()->click();
    QTRY_VERIFY(isAt(u"SignInStep"_s));
    const auto *step = m_window->findChild<SignInStep *>();
    const auto lines = step->findChildren<QLineEdit *>();
    lines.at(0)->setText(QString::fromLatin1(ServerProcess::adminEmail));
    lines.at(1)->setText(QString::fromLatin1(ServerProcess::password));
    bool isIn = false;
    connect(m_window.get(), &ConnectWindow::entered, this, [&isIn] { isIn = true; });
    emit m_window->findChild<SignInStep *>()->submitted();
    QTRY_VERIFY(isIn);
    QCOMPARE(serverlist::find(m_server->url()).certificate, m_print);
}

void CertificatesTest::remembersTheTrustForThisServer() { QTRY_VERIFY(isAt(u"SignInStep"_s)); }

void CertificatesTest::refusesAnotherCertificateInItsPlace()
{
    m_server->stop();
    const QByteArray other = makeCertificate();
    QVERIFY(other != m_print);
    QVERIFY(m_server->start());
    m_window->start(m_server->url());
    auto *panel = m_window->findChild<CertificatePanel *>();
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(panel->fingerprint(), other);
}

void CertificatesTest::acceptsNoOtherCertificateForAPin()
{
    ApiClient client(QUrl{});
    client.setServer(m_server->url(), m_print); // the one that is no longer there
    std::optional<Error> error;
    client.getAsStranger<QJsonObject>(
        u"/api/health"_s, this, [&error](const auto &answer) { error = answer ? Error{} : answer.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, QByteArray(localcode::tlsUntrusted));
}

QTEST_MAIN(CertificatesTest)
#include "tst_certificates.moc"
