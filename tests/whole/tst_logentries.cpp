// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/serverprocess.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

// The log for machines: what is told of a request are members, which need no parsing.
class LogEntriesTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log()); }
    void tellARequestByMembers();
    void tellARefusalOfTheGateByMembers();
    void keepATokenOut();

private:
    QJsonObject entryOf(const QByteArray &id) const;

    ServerProcess m_server{QStringList{u"log.format=json"_s}};
};

QJsonObject LogEntriesTest::entryOf(const QByteArray &id) const
{
    const auto lines = m_server.log().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry.value("id"_L1) == QString::fromLatin1(id))
            return entry;
    }
    return {};
}

void LogEntriesTest::tellARequestByMembers()
{
    const Answer answer = m_server.client().get(path::account);
    QCOMPARE(answer.status, 401);
    const QJsonObject entry = entryOf(answer.header("X-Request-Id"));
    QCOMPARE(entry.value("method"_L1), u"GET"_s);
    QCOMPARE(entry.value("path"_L1), path::account);
    QCOMPARE(entry.value("status"_L1), 401);
    QVERIFY(entry.value("ms"_L1).isDouble());
    QCOMPARE(entry.value("client"_L1), u"127.0.0.1"_s);
    QCOMPARE(entry.value("category"_L1), u"gatehouse.http"_s);
    QCOMPARE(entry.value("level"_L1), u"info"_s);
    QVERIFY(entry.contains("time"_L1) && !entry.value("message"_L1).toString().contains(u'='));
}

void LogEntriesTest::tellARefusalOfTheGateByMembers()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_server.port());
    QVERIFY(socket.waitForConnected());
    socket.write("nonsense\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(5000))
        answer += socket.readAll();
    const qsizetype at = answer.indexOf("X-Request-Id: ");
    QVERIFY2(at > 0, answer);
    const QJsonObject entry = entryOf(answer.mid(at + 14, 16));
    QCOMPARE(entry.value("status"_L1), 400);
    QCOMPARE(entry.value("code"_L1), u"BAD_REQUEST"_s);
    QCOMPARE(entry.value("client"_L1), u"127.0.0.1"_s);
    QCOMPARE(entry.value("message"_L1), u"refused: this is no HTTP request"_s);
}

void LogEntriesTest::keepATokenOut()
{
    const QString token(64, u's');
    const Answer wrongMethod = m_server.client().remove(u"/api/auth/external/register/"_s + token);
    QCOMPARE(wrongMethod.status, 405);
    QCOMPARE(entryOf(wrongMethod.header("X-Request-Id")).value("path"_L1), u"/api/auth/external/register/<long>"_s);
    QCOMPARE(m_server.client().get(u"/reset-password/"_s + token + u'/').status, 404);
    QVERIFY(!m_server.log().contains(token.toUtf8()));
}

QTEST_GUILESS_MAIN(LogEntriesTest)
#include "tst_logentries.moc"
