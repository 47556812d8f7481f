// SPDX-License-Identifier: GPL-3.0-only
#include "mail/smtp.h"
#include "support/smtpsink.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Handing a mail over to real SMTP servers, good ones and bad ones.
class SmtpTest : public QObject
{
    Q_OBJECT
private slots:
    void authenticates();
    void saysThatThePasswordIsWrong();
    void waitsForALoginThatIsNotConfigured();
    void tellsInTheServersWordsWhatWasRefused_data();
    void tellsInTheServersWordsWhatWasRefused();
    void tellsOtherMachinesNoPasswordInTheClear();
    void tellsItWithoutTlsIfConfigured();
    void givesUpOnASilentServer_data();
    void givesUpOnASilentServer();
    void endsWhenCalledOff();
    void takesAnAnswerBeforeACutConnection();
    void refusesRecipientsThatAreCommands_data();
    void refusesRecipientsThatAreCommands();
    void writesHeadersOnItsOwnLines();
    void quotesTheSendersName();

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const;
    static Config::Mail settings(const QString &url)
    {
        Config::Mail settings;
        settings.url = url;
        settings.from = u"Gate <gate@example.org>"_s;
        return settings;
    }
    Delivery send(const Config::Mail &settings) const
    {
        return Smtp(settings, {}, {.connect = 2s, .total = 5s}).send(u"1"_s, u"ada@example.org"_s, m_mail, m_now);
    }
    QTemporaryDir m_folder;
    const MailText m_mail{u"Subject"_s, u"Text"_s, u"<p>Text</p>"_s};
    const QDateTime m_now = QDateTime::currentDateTimeUtc();
};

QString SmtpTest::write(const QString &name, const QByteArray &content) const
{
    QFile made(file(name));
    if (!made.open(QIODevice::WriteOnly) || made.write(content) != content.size())
        qFatal("%s can't be written", qPrintable(made.fileName()));
    return made.fileName();
}

static const QStringList withPassword{u"accept"_s, u"--user"_s, u"me@lan"_s, u"--password"_s, u"right horse"_s};

void SmtpTest::authenticates()
{
    SmtpSink sink(withPassword);
    Config::Mail mail = settings(u"smtp://me%40lan@"_s + sink.place());
    mail.passwordFile = write(u"password"_s, "right horse\n");
    const Delivery delivery = send(mail);
    QVERIFY2(delivery.outcome == Delivery::Outcome::Accepted, qPrintable(delivery.reason));
    QVERIFY(sink.next().value("right"_L1).toBool());
    QCOMPARE(sink.next().value("user"_L1).toString(), u"me@lan"_s);
}

// Tried again later: the password may be put right meanwhile.
void SmtpTest::saysThatThePasswordIsWrong()
{
    SmtpSink sink(withPassword);
    Config::Mail mail = settings(u"smtp://me%40lan@"_s + sink.place());
    mail.passwordFile = write(u"password"_s, "wrong horse\n");
    const Delivery delivery = send(mail);
    QCOMPARE(delivery.outcome, Delivery::Outcome::Deferred);
    QVERIFY2(delivery.reason.contains("mail.password_file"_L1), qPrintable(delivery.reason));
    QVERIFY(!delivery.reason.contains("wrong horse"_L1));
}

void SmtpTest::waitsForALoginThatIsNotConfigured()
{
    SmtpSink sink(withPassword);
    const Delivery delivery = send(settings(sink.url()));
    QCOMPARE(delivery.outcome, Delivery::Outcome::Deferred);
    QVERIFY2(delivery.reason.contains("530"_L1), qPrintable(delivery.reason));
}

void SmtpTest::tellsInTheServersWordsWhatWasRefused_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("isFinal");
    QTest::addColumn<QString>("words");
    QTest::newRow("a recipient") << u"refuse"_s << true << u"550 No such user here"_s;
    QTest::newRow("the mail") << u"spam"_s << true << u"554 That looks like spam"_s;
    QTest::newRow("the mail for now") << u"defer"_s << false << u"451 Try again later"_s;
}

void SmtpTest::tellsInTheServersWordsWhatWasRefused()
{
    QFETCH(QString, mode);
    QFETCH(bool, isFinal);
    QFETCH(QString, words);
    SmtpSink sink({mode});
    const Delivery delivery = send(settings(sink.url()));
    QCOMPARE(delivery.outcome, isFinal ? Delivery::Outcome::Refused : Delivery::Outcome::Deferred);
    QVERIFY2(delivery.reason.contains(words), qPrintable(delivery.reason));
}

// 0.0.0.0 leads to this machine, but is no address of its loopback.
void SmtpTest::tellsOtherMachinesNoPasswordInTheClear()
{
    SmtpSink sink(withPassword);
    Config::Mail mail = settings(u"smtp://me%40lan@"_s + sink.place().replace("127.0.0.1"_L1, "0.0.0.0"_L1));
    mail.passwordFile = write(u"password"_s, "right horse\n");
    const Delivery delivery = send(mail);
    QCOMPARE(delivery.outcome, Delivery::Outcome::Deferred);
    QVERIFY2(delivery.reason.contains("no TLS"_L1), qPrintable(delivery.reason));
    QVERIFY(sink.next(300).isEmpty());
}

void SmtpTest::tellsItWithoutTlsIfConfigured()
{
    SmtpSink sink(withPassword);
    const QString place = sink.place().replace("127.0.0.1"_L1, "0.0.0.0"_L1);
    Config::Mail mail = settings(u"smtp://me%40lan@"_s + place + u"?starttls=off"_s);
    mail.passwordFile = write(u"password"_s, "right horse\n");
    QCOMPARE(send(mail).outcome, Delivery::Outcome::Accepted);
}

void SmtpTest::givesUpOnASilentServer_data()
{
    QTest::addColumn<bool>("takesTheMail");
    QTest::newRow("never greets") << false;
    QTest::newRow("never answers to a mail") << true;
}

void SmtpTest::givesUpOnASilentServer()
{
    QFETCH(bool, takesTheMail);
    QTcpServer silent; // the kernel accepts for it
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    SmtpSink sink({u"hang"_s});
    const Config::Mail mail = settings(takesTheMail ? sink.url() : u"smtp://127.0.0.1:%1"_s.arg(silent.serverPort()));
    QElapsedTimer timer;
    timer.start();
    const Delivery delivery = Smtp(mail, {}, {.connect = 1s, .total = 2s}).send(u"1"_s, u"ada@example.org"_s, m_mail, m_now);
    QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()));
    QCOMPARE(delivery.outcome, Delivery::Outcome::Deferred);
    QVERIFY2(delivery.reason.contains("in time"_L1), qPrintable(delivery.reason));
}

void SmtpTest::endsWhenCalledOff()
{
    SmtpSink sink({u"hang"_s});
    const Config::Mail mail = settings(sink.url());
    QElapsedTimer timer;
    timer.start();
    const Smtp smtp(mail, [&] { return timer.elapsed() > 300; });
    QCOMPARE(smtp.send(u"1"_s, u"ada@example.org"_s, m_mail, m_now).outcome, Delivery::Outcome::Deferred);
    QVERIFY2(timer.elapsed() < 2500, QByteArray::number(timer.elapsed()));
}

void SmtpTest::takesAnAnswerBeforeACutConnection()
{
    SmtpSink sink({u"drop"_s});
    const Delivery delivery = send(settings(sink.url()));
    QVERIFY2(delivery.outcome == Delivery::Outcome::Accepted, qPrintable(delivery.reason));
    QVERIFY(!sink.next().isEmpty());
}

void SmtpTest::refusesRecipientsThatAreCommands_data()
{
    QTest::addColumn<QString>("recipient");
    QTest::newRow("another recipient") << u"ada@example.org>\r\nRCPT TO:<eve@example.org"_s;
    QTest::newRow("a bare line feed") << u"ada@example.org\nBcc: eve@example.org"_s;
    QTest::newRow("a parameter") << u"ada@example.org> NOTIFY=NEVER"_s;
    QTest::newRow("two") << u"ada@example.org eve@example.org"_s;
}

void SmtpTest::refusesRecipientsThatAreCommands()
{
    QFETCH(QString, recipient);
    SmtpSink sink({u"accept"_s});
    const Config::Mail mail = settings(sink.url());
    QCOMPARE(Smtp(mail).send(u"1"_s, recipient, m_mail, m_now).outcome, Delivery::Outcome::Refused);
    QVERIFY(sink.next(200).isEmpty());
}

void SmtpTest::writesHeadersOnItsOwnLines()
{
    SmtpSink sink({u"accept"_s});
    const Config::Mail mail = settings(sink.url());
    const MailText evil{.subject = u"Über\r\nBcc: eve@example.org\n\nbody"_s, .text = u".\r\nQUIT\r\n.\r\n"_s, .html = u"x"_s};
    QCOMPARE(Smtp(mail).send(u"1"_s, u"ada@example.org"_s, evil, m_now).outcome, Delivery::Outcome::Accepted);
    const QJsonObject taken = sink.next();
    QVERIFY(!taken.value("headers"_L1).toArray().contains(u"Bcc"_s));
    QCOMPARE(taken.value("to"_L1).toArray(), QJsonArray{u"ada@example.org"_s});
    QVERIFY(taken.value("subject"_L1).toString().startsWith(u"Über Bcc: eve@example.org"_s));
    QVERIFY(taken.value("text"_L1).toString().contains("QUIT"_L1)); // a dot alone ends no mail
    QVERIFY(sink.next(200).isEmpty());
}

void SmtpTest::quotesTheSendersName()
{
    SmtpSink sink({u"accept"_s});
    Config::Mail mail = settings(sink.url());
    for (const QString &name : {u"Gate, Inc."_s, u"Tür & Tor"_s, u"Eve <eve@example.org>, \"Gate\""_s}) {
        mail.from = name + u" <gate@example.org>"_s;
        QCOMPARE(send(mail).outcome, Delivery::Outcome::Accepted);
        const QJsonObject taken = sink.next();
        QCOMPARE(taken.value("from"_L1).toString(), u"gate@example.org"_s);
        QCOMPARE(taken.value("addresses"_L1).toArray(), QJsonArray{u"gate@example.org"_s});
    }
}

QTEST_GUILESS_MAIN(SmtpTest)
#include "tst_smtp.moc"
