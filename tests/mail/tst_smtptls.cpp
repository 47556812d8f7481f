// SPDX-License-Identifier: GPL-3.0-only
#include "mail/smtp.h"
#include "support/smtpsink.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Mails and the TLS of mail servers: encrypted where it is asked for, and only to whom it should be.
class SmtpTlsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesAServerWithoutTls();
    void encrypts_data();
    void encrypts();
    void refusesCertificatesThatNobodyVouchesFor_data();
    void refusesCertificatesThatNobodyVouchesFor();

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    static Config::Mail settings(const QString &url)
    {
        Config::Mail settings;
        settings.url = url;
        settings.from = u"Gate <gate@example.org>"_s;
        return settings;
    }
    Delivery send(const Config::Mail &settings) const
    {
        const MailText mail{u"Subject"_s, u"Text"_s, u"<p>Text</p>"_s};
        return Smtp(settings, {}, {.connect = 2s, .total = 5s})
            .send(u"1"_s, u"ada@example.org"_s, mail, QDateTime::currentDateTimeUtc());
    }
    QStringList tls(const QString &kind) const
    {
        return {u"accept"_s,       u"--tls"_s, kind, u"--certificate"_s, file(u"cert.pem"_s), u"--key"_s,
                file(u"key.pem"_s)};
    }

    QTemporaryDir m_folder;
};

void SmtpTlsTest::initTestCase()
{
    const int made = QProcess::execute(
        u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                       u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
                       u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, file(u"key.pem"_s), u"-out"_s,
                       file(u"cert.pem"_s)});
    QCOMPARE(made, 0);
}

void SmtpTlsTest::refusesAServerWithoutTls()
{
    SmtpSink sink({u"accept"_s});
    const Delivery delivery = send(settings(sink.url() + u"?starttls=required"_s));
    QCOMPARE(delivery.outcome, Delivery::Outcome::Deferred);
    QVERIFY2(delivery.reason.contains("no TLS"_L1), qPrintable(delivery.reason));
    QVERIFY(sink.next(300).isEmpty());
}

void SmtpTlsTest::encrypts_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("url");
    QTest::newRow("STARTTLS that is required") << u"starttls"_s << u"smtp://%1?starttls=required"_s;
    QTest::newRow("STARTTLS that is offered") << u"starttls"_s << u"smtp://%1"_s;
    QTest::newRow("SMTPS") << u"smtps"_s << u"smtps://%1"_s;
}

void SmtpTlsTest::encrypts()
{
    QFETCH(QString, kind);
    QFETCH(QString, url);
    SmtpSink sink(tls(kind));
    Config::Mail mail = settings(url.arg(sink.place()));
    mail.caFile = file(u"cert.pem"_s);
    const Delivery delivery = send(mail);
    QVERIFY2(delivery.outcome == Delivery::Outcome::Accepted, qPrintable(delivery.reason));
    QVERIFY(sink.next().value("tls"_L1).toBool());
}

void SmtpTlsTest::refusesCertificatesThatNobodyVouchesFor_data() { encrypts_data(); }

void SmtpTlsTest::refusesCertificatesThatNobodyVouchesFor()
{
    QFETCH(QString, kind);
    QFETCH(QString, url);
    SmtpSink sink(tls(kind));
    const Delivery untrusted = send(settings(url.arg(sink.place())));
    QCOMPARE(untrusted.outcome, Delivery::Outcome::Deferred);
    QVERIFY2(untrusted.reason.contains("mail.ca_file"_L1), qPrintable(untrusted.reason));

    Config::Mail anotherName = settings(url.arg(sink.place().replace("127.0.0.1"_L1, "localhost"_L1)));
    anotherName.caFile = file(u"cert.pem"_s);
    QCOMPARE(send(anotherName).outcome, Delivery::Outcome::Deferred);
    QVERIFY(sink.next(300).isEmpty());
}

QTEST_GUILESS_MAIN(SmtpTlsTest)
#include "tst_smtptls.moc"
