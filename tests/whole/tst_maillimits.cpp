// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/outboxreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// How many mails anybody can make this server send (api.md 0.9).
class MailLimitsTest : public QObject
{
    Q_OBJECT
private slots:
    void countsMailsWhateverTheHeadersSay_data();
    void countsMailsWhateverTheHeadersSay();
    void mailsOneAddressThreeTimesAnHour();
    void tellsOfDevicesWhateverElseWasMailed();
};

// The limit of mails that one client may ask for.
void MailLimitsTest::countsMailsWhateverTheHeadersSay_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char *header : {"X-Forwarded-For", "X_Forwarded_For", "Forwarded", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP",
                               "X-Client-IP"})
        QTest::newRow(header) << QByteArray(header);
}

void MailLimitsTest::countsMailsWhateverTheHeadersSay()
{
    QFETCH(QByteArray, header);
    TestServer server;
    Answer answer;
    for (int i = 0; i < 21; ++i) {
        const QByteArray address = "198.51.100." + QByteArray::number(i);
        const Headers lie{{header, header == "Forwarded" ? "for=" + address : address}};
        const QString paths[] = {path::forgotPassword, path::resetRequest, path::resendVerification};
        answer = server.client().post(paths[i % 3], QJsonObject{{u"email"_s, u"person%1@example.org"_s.arg(i)}}, lie);
        if (i < 20)
            QVERIFY_STATUS(answer, 200);
    }
    QVERIFY_REFUSAL(answer, 429, code::tooManyRequests);
}

// And of those to one address, whoever asks and however it is spelled; silently.
void MailLimitsTest::mailsOneAddressThreeTimesAnHour()
{
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    for (int i = 0; i < 8; ++i) {
        const QString path = i % 2 ? path::resetRequest : path::forgotPassword;
        const QString spelled = i % 3 ? ada.email.toUpper() : u" "_s + ada.email;
        const Answer answer = server.client().post(path, QJsonObject{{u"email"_s, spelled}});
        QVERIFY(answer.status == 200 || answer.status == 400);
    }
    QCOMPARE(lettersTo(server, ada.email).size(), 3);
    server.clock().advance(1h + 1s);
    QVERIFY_STATUS(server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, ada.email}}), 200);
    QCOMPARE(lettersTo(server, ada.email).size(), 4);
}

// Whoever has the password can't keep its owner in the dark by using the mails up.
void MailLimitsTest::tellsOfDevicesWhateverElseWasMailed()
{
    TestServer server;
    const Person ada = server.addPerson(u"ada@example.org"_s);
    QVERIFY_STATUS(server.signIn(ada), 200);
    for (int i = 0; i < 5; ++i)
        server.client().post(path::forgotPassword, QJsonObject{{u"email"_s, ada.email}});
    QVERIFY_STATUS(server.signIn(ada, server.client().alwaysSend("User-Agent", "Thief/1.0")), 200);
    QCOMPARE(kindsTo(server, ada.email).first(), QByteArray("new_device"));
}

QTEST_GUILESS_MAIN(MailLimitsTest)
#include "tst_maillimits.moc"
