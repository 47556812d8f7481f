// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "mail/postman.h"
#include "support/outboxreader.h"
#include "support/smtpsink.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Mails: written with their reason, sent by a worker, seen and sent again by admins.
class OutboxTest : public QObject
{
    Q_OBJECT
private slots:
    void sendsWithinASecond();
    void keepsMailsWithoutAServer();
    void triesAgainWhatWasDeferred();
    void givesUpWhatWasRefused();
    void refusesToSendInTheOpen();
    void survivesARestart();
    void letsNobodyWriteHeaders();
    void waitsEverLonger();
    void showsAdminsTheOutbox();
    void resends();
    void guardsTheOutbox();

private:
    void askFor(TestServer &server, const Person &person) { server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, person.email}}); }
    QString stateOf(TestServer &server, const Person &person);
};

QString OutboxTest::stateOf(TestServer &server, const Person &person)
{
    const auto page = prepared(server.services().outboxList.page({.search = person.email}));
    return page.items.isEmpty() ? QString() : page.items.first().mail.state;
}

void OutboxTest::sendsWithinASecond()
{
    SmtpSink sink({u"accept"_s});
    TestServer server({u"mail.url="_s + sink.url(), u"mail.from=Tür & Tor <gate@example.org>"_s});
    const Person ada = server.add({.email = u"ada@example.org"_s, .name = u"Ada <b>Lovelace</b>"_s});
    QElapsedTimer timer;
    timer.start();
    askFor(server, ada);
    const QJsonObject mail = sink.next();
    QVERIFY2(timer.elapsed() < 3000, QByteArray::number(timer.elapsed())); // a second, and a busy machine
    QCOMPARE(mail.value("to"_L1).toArray().first().toString(), ada.email);
    QCOMPARE(mail.value("from"_L1).toString(), u"gate@example.org"_s);
    QCOMPARE(mail.value("subject"_L1).toString(), u"Set a new password"_s);
    QVERIFY(mail.value("text"_L1).toString().contains(u"/reset-password?token="_s));
    QVERIFY(mail.value("text"_L1).toString().contains(u"Ada <b>Lovelace</b>"_s));
    QVERIFY(mail.value("html"_L1).toString().contains(u"Ada &lt;b&gt;Lovelace&lt;/b&gt;"_s));
    QTRY_COMPARE(stateOf(server, ada), u"sent"_s);
    QVERIFY(sink.next(1500).isEmpty()); // once
}

void OutboxTest::keepsMailsWithoutAServer()
{
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    askFor(server, ada);
    QCOMPARE(stateOf(server, ada), u"waiting"_s);
}

void OutboxTest::triesAgainWhatWasDeferred()
{
    SmtpSink sink({u"flaky"_s});
    TestServer server({u"mail.url="_s + sink.url()});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    askFor(server, ada);
    const auto failure = [&] { return prepared(server.services().outboxList.page({})).items.first().mail.failure; };
    QTRY_VERIFY(failure().contains("451 Try again later"_L1));
    QCOMPARE(stateOf(server, ada), u"waiting"_s);
    server.clock().advance(61s);
    QVERIFY(!sink.next().isEmpty());
}

void OutboxTest::givesUpWhatWasRefused()
{
    SmtpSink sink({u"refuse"_s});
    TestServer server({u"mail.url="_s + sink.url()});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    askFor(server, ada);
    QTRY_COMPARE(stateOf(server, ada), u"failed"_s);
    QVERIFY(!prepared(server.services().outboxList.page({.filter = u"failed"_s})).items.first().mail.failure.isEmpty());
}

void OutboxTest::refusesToSendInTheOpen()
{
    SmtpSink sink({u"accept"_s});
    TestServer server({u"mail.url="_s + sink.url() + u"?starttls=required"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    askFor(server, ada);
    QTRY_VERIFY(!prepared(server.services().outboxList.page({})).items.first().mail.failure.isEmpty());
    QVERIFY(sink.next(500).isEmpty());
    QCOMPARE(stateOf(server, ada), u"waiting"_s);
}

void OutboxTest::survivesARestart()
{
    SmtpSink sink({u"flaky"_s});
    TestServer server({u"mail.url="_s + sink.url(), u"server.public_url=http://login.example.org"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    askFor(server, ada);
    QTRY_VERIFY(!prepared(server.services().outboxList.page({})).items.first().mail.failure.isEmpty());
    server.restart();
    server.clock().advance(61s);
    const bool came = !sink.next().isEmpty();
    QVERIFY2(came, qPrintable(prepared(server.services().outboxList.page({})).items.first().mail.failure));
}

void OutboxTest::letsNobodyWriteHeaders()
{
    SmtpSink sink({u"accept"_s});
    TestServer server({u"mail.url="_s + sink.url()});
    const MailText evil{.subject = u"Hello\r\nBcc: evil@example.org\r\n\r\nbody"_s, .text = u"x"_s, .html = u"x"_s};
    QCOMPARE(Smtp(server.services().config.mail).send(u"id"_s, u"ada@example.org"_s, evil, server.clock().now()).outcome, Delivery::Outcome::Accepted);
    const QJsonObject mail = sink.next();
    QVERIFY(!mail.value("headers"_L1).toArray().contains(u"Bcc"_s));
    QCOMPARE(mail.value("subject"_L1).toString(), u"Hello Bcc: evil@example.org body"_s);
}

void OutboxTest::waitsEverLonger()
{
    std::chrono::seconds before{};
    for (int tries = 1; const auto wait = Postman::waitAfter(tries); ++tries) {
        QVERIFY(*wait >= before);
        before = *wait;
    }
    QVERIFY(before >= 24h);
}

void OutboxTest::showsAdminsTheOutbox()
{
    TestServer server;
    const Person admin = server.addAdmin(u"admin@example.org"_s);
    const Person ada = server.addPerson(u"ada@example.org"_s);
    askFor(server, ada);
    const Answer answer = server.signedIn(admin).get(path::adminOutbox + u"?search=ada@"_s);
    QVERIFY_STATUS(answer, 200);
    const QJsonObject mail = answer.json().value("mails"_L1).toArray().first().toObject();
    QCOMPARE(mail.value("kind"_L1).toString(), u"reset_password"_s);
    QCOMPARE(mail.value("state"_L1).toString(), u"held"_s);
    QCOMPARE(mail.value("recipient"_L1).toString(), ada.email);
    QVERIFY(mail.value("link"_L1).toString().startsWith(server.publicUrl()));
    QVERIFY(mail.value("text"_L1).toString().contains(mail.value("link"_L1).toString()));
}

void OutboxTest::resends()
{
    SmtpSink sink({u"accept"_s});
    TestServer server({u"mail.url="_s + sink.url()});
    const Person admin = server.addAdmin(u"admin@example.org"_s);
    askFor(server, admin);
    QVERIFY(!sink.next().isEmpty());
    QTRY_COMPARE(stateOf(server, admin), u"sent"_s);
    HttpClient client = server.signedIn(admin);
    const QString id = client.get(path::adminOutbox).json().value("mails"_L1).toArray().first().toObject().value("id"_L1).toString();
    QVERIFY_STATUS(client.post(path::fill(path::adminOutboxResend, id)), 204);
    QVERIFY(!sink.next().isEmpty());
    QVERIFY_REFUSAL(client.post(path::fill(path::adminOutboxResend, u"nothing"_s)), 404, code::notFound);
}

void OutboxTest::guardsTheOutbox()
{
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    QVERIFY_REFUSAL(server.client().get(path::adminOutbox), 401, code::unauthorized);
    QVERIFY_REFUSAL(server.signedIn(ada).get(path::adminOutbox), 403, code::forbidden);
    QVERIFY_REFUSAL(server.signedIn(ada).post(path::fill(path::adminOutboxResend, u"x"_s)), 403, code::forbidden);
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
