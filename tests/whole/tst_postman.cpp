// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "mail/postman.h"
#include "support/outboxreader.h"
#include "support/smtpsink.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Sending what is in the outbox when something goes wrong: every mail once, none lost.
class PostmanTest : public QObject
{
    Q_OBJECT
private slots:
    void stopsQuicklyWhileAServerHangs();
    void sendsNoMailTwiceFromSeveralNodes();
    void sendsNoMailTwiceAfterACutConnection();
    void keepsThePasswordToItself();
    void sendsAgainWhatACrashLeft();
    void sendsNoStaleMails();
    void sendsNoDeadLinks();
    void forgetsMailsThatWereNeverSent();

private:
    void askFor(TestServer &server, const Person &person)
    {
        server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, person.email}});
    }
    static Config::Mail settingsFor(const SmtpSink &sink)
    {
        Config::Mail settings;
        settings.url = sink.url();
        return settings;
    }
    static OutboxMail newest(TestServer &server)
    {
        return prepared(server.services().outboxList.page({})).items.first().mail;
    }
    static void put(TestServer &server, const Person &person)
    {
        prepared(server.services().outbox.put({.kind = "new_device",
                                               .account = person.id,
                                               .recipient = person.email,
                                               .content = {{u"name"_s, u"Ada"_s}}}));
    }
};

void PostmanTest::stopsQuicklyWhileAServerHangs()
{
    SmtpSink sink({u"hang-once"_s});
    TestServer server({u"mail.url="_s + sink.url(), u"server.public_url=http://login.example.org"_s});
    askFor(server, server.addPerson(u"ada@example.org"_s));
    QTRY_COMPARE(newest(server).tries, 1);
    QTest::qWait(300); // the mail is on its way
    QElapsedTimer timer;
    timer.start();
    server.restart();
    QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()));
    QCOMPARE(newest(server).state, u"waiting"_s);
    QVERIFY2(newest(server).failure.contains("stopped"_L1), qPrintable(newest(server).failure));
    server.clock().advance(61s);
    QVERIFY(!sink.next().isEmpty());
    QTRY_COMPARE(newest(server).state, u"sent"_s);
}

// Each with a postman of its own on the same database, all of which look at the same moment.
void PostmanTest::sendsNoMailTwiceFromSeveralNodes()
{
    constexpr int mails = 30;
    SmtpSink sink({u"accept"_s});
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    for (int i = 0; i < mails; ++i)
        put(server, ada);
    const Services &s = server.services();
    const Config::Mail settings = settingsFor(sink);
    std::vector<std::unique_ptr<Postman>> nodes;
    for (int i = 0; i < 4; ++i)
        nodes.push_back(std::make_unique<Postman>(s.database, s.outbox, s.links, settings, s.clock));
    for (const auto &node : nodes)
        node->start();
    QSet<QString> seen;
    for (int i = 0; i < mails; ++i)
        seen.insert(sink.next().value("id"_L1).toString());
    QCOMPARE(seen.size(), mails);
    QVERIFY(sink.next(700).isEmpty());
}

void PostmanTest::sendsNoMailTwiceAfterACutConnection()
{
    SmtpSink sink({u"drop"_s});
    TestServer server({u"mail.url="_s + sink.url()});
    askFor(server, server.addPerson(u"ada@example.org"_s));
    QVERIFY(!sink.next().isEmpty());
    QTRY_COMPARE(newest(server).state, u"sent"_s);
    server.clock().advance(24h);
    QVERIFY(sink.next(700).isEmpty());
}

// Neither where admins look nor in the log.
void PostmanTest::keepsThePasswordToItself()
{
    static QStringList logged;
    static QMutex mutex;
    static QtMessageHandler before;
    before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
        const QMutexLocker lock(&mutex);
        logged.append(text);
    });
    SmtpSink sink({u"accept"_s, u"--user"_s, u"me"_s, u"--password"_s, u"right horse"_s});
    QTemporaryDir folder;
    QFile file(folder.filePath(u"password"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("wrong horse") > 0);
    file.close();
    TestServer server({u"mail.url=smtp://me@"_s + sink.place(), u"mail.password_file="_s + file.fileName()});
    askFor(server, server.addPerson(u"ada@example.org"_s));
    QTRY_VERIFY(!newest(server).failure.isEmpty());
    qInstallMessageHandler(before);
    QVERIFY(newest(server).failure.contains("mail.password_file"_L1));
    QVERIFY(!newest(server).failure.contains("horse"_L1));
    const QMutexLocker lock(&mutex);
    QVERIFY(logged.join(u'\n').contains("refused the user name or the password"_L1));
    QVERIFY(!logged.join(u'\n').contains("horse"_L1));
    QVERIFY(!logged.join(u'\n').contains(QString::fromLatin1(QByteArray("wrong horse").toBase64())));
}

// A node that died while it was sending had claimed the mail for a few minutes.
void PostmanTest::sendsAgainWhatACrashLeft()
{
    SmtpSink sink({u"accept"_s});
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    put(server, ada);
    const Services &s = server.services();
    const auto claimed = s.clock().addSecs(300);
    prepared(s.database.run(u"UPDATE outbox SET tries = 1, next_try_at = ?"_s, {store::toColumn(claimed)}));
    const Config::Mail settings = settingsFor(sink);
    Postman postman(s.database, s.outbox, s.links, settings, s.clock);
    postman.start();
    QVERIFY(sink.next(700).isEmpty());
    server.clock().advance(301s);
    QVERIFY(!sink.next().isEmpty());
}

// Written while no mail server was configured: their links are dead, and nobody wants them all at once.
void PostmanTest::sendsNoStaleMails()
{
    SmtpSink sink({u"accept"_s});
    TestServer server;
    put(server, server.addPerson(u"ada@example.org"_s));
    server.clock().advance(73h);
    const Services &s = server.services();
    const Config::Mail settings = settingsFor(sink);
    Postman postman(s.database, s.outbox, s.links, settings, s.clock);
    postman.start();
    QTRY_COMPARE(newest(server).state, u"failed"_s);
    QVERIFY(sink.next(700).isEmpty());
    prepared(s.outbox.resend(newest(server).id)); // unless an admin says so
    QVERIFY(!sink.next().isEmpty());
}

// Used, replaced or too old by the time that it could be sent.
void PostmanTest::sendsNoDeadLinks()
{
    SmtpSink sink({u"accept"_s});
    TestServer server;
    const Person used = server.addPerson(u"used@example.org"_s);
    askFor(server, used);
    const QJsonObject body{{u"token"_s, tokenTo(server, used.email)}, {u"password"_s, u"a new password 8"_s}};
    QVERIFY_STATUS(server.client().post(path::resetPassword, body), 200);
    const Person late = server.addPerson(u"late@example.org"_s);
    askFor(server, late);
    server.clock().advance(2h);
    const Person good = server.addPerson(u"good@example.org"_s);
    askFor(server, good);
    const Services &s = server.services();
    prepared(s.database.run(u"DELETE FROM outbox WHERE kind <> 'reset_password'"_s));
    const Config::Mail settings = settingsFor(sink);
    Postman postman(s.database, s.outbox, s.links, settings, s.clock);
    postman.start();
    QCOMPARE(sink.next().value("to"_L1).toArray(), QJsonArray{good.email});
    QVERIFY(sink.next(700).isEmpty());
    QCOMPARE(server.number(u"SELECT count(*) FROM outbox WHERE sent_at IS NULL AND failure LIKE '%link%'"_s), 2);
}

void PostmanTest::forgetsMailsThatWereNeverSent()
{
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    put(server, ada);
    server.clock().advance(180 * 24h);
    put(server, ada);
    const Services &s = server.services();
    QCOMPARE(prepared(s.outbox.forgetBefore(s.clock().addDays(-1), 500)), 1);
    QCOMPARE(server.number(u"SELECT count(*) FROM outbox"_s), 1);
}

QTEST_GUILESS_MAIN(PostmanTest)
#include "tst_postman.moc"
