// SPDX-License-Identifier: GPL-3.0-only
#include "api/apiclient.h"
#include "history/eventcolumns.h"
#include "support/scriptedserver.h"

#include <QTest>

using namespace Qt::StringLiterals;

class EventColumnsTest : public QObject
{
    Q_OBJECT

private slots:
    void tellWhoAndWhy_data();
    void tellWhoAndWhy();
};

void EventColumnsTest::tellWhoAndWhy_data()
{
    QTest::addColumn<QByteArray>("userId");
    QTest::addColumn<QByteArray>("email");
    QTest::addColumn<QByteArray>("failure");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("isNobodysAddress");
    const QByteArray ada = "\"0191f3a2-7b1c-7c3d-8e4f-000000000001\"";
    QTest::newRow("success") << ada << QByteArray("ada@example.com") << QByteArray() << QString() << false;
    QTest::newRow("wrong password") << ada << QByteArray("ada@example.com") << QByteArray("invalid_password")
                                    << u"Wrong password"_s << false;
    QTest::newRow("nobody's address") << QByteArray("null") << QByteArray("x@example.com")
                                      << QByteArray("invalid_password") << u"Unknown address"_s << true;
    QTest::newRow("own passkey") << ada << QByteArray("ada@example.com") << QByteArray("invalid_passkey")
                                 << u"Passkey not accepted"_s << false;
    QTest::newRow("unknown passkey without an address") << QByteArray("null") << QByteArray()
                                                        << QByteArray("invalid_passkey")
                                                        << u"Passkey not accepted"_s << false;
    QTest::newRow("unknown passkey with somebody's address")
        << QByteArray("null") << QByteArray("ada@example.com") << QByteArray("invalid_passkey")
        << u"Passkey not accepted"_s << false;
}

void EventColumnsTest::tellWhoAndWhy()
{
    QFETCH(const QByteArray, userId);
    QFETCH(const QByteArray, email);
    QFETCH(const QByteArray, failure);
    QFETCH(const QString, reason);
    QFETCH(const bool, isNobodysAddress);
    ScriptedServer server;
    server.answers = {
        {"/events", R"({"events":[{"id":"1","createdAt":"2026-11-20T10:00:00.000Z","success":)" +
                        QByteArray(failure.isEmpty() ? "true" : "false") + R"(,"failureReason":")" + failure +
                        R"(","provider":"passkey","ipAddress":"192.0.2.1","userAgent":"","deviceName":"",)"
                        R"("deviceType":"unknown","city":"","country":"","userId":)" +
                        userId + R"(,"email":")" + email +
                        R"("}],"total":1,"totalIsEstimate":false,"nextCursor":null})"}};
    ApiClient client(server.url());
    const std::unique_ptr<EventModel> events(makeEventModel(client, u"/events"_s, Tried::All, nullptr));
    events->reload();
    QTRY_COMPARE(events->rowCount(), 1);
    const auto cell = [&](const QString &column, int role) {
        return events->index(0, int(events->columnNames().indexOf(column))).data(role).toString();
    };
    QCOMPARE(cell(u"reason"_s, Qt::DisplayRole), reason);
    QCOMPARE(cell(u"person"_s, Qt::ToolTipRole).contains(u"Nobody"_s), isNobodysAddress);
}

QTEST_MAIN(EventColumnsTest)
#include "tst_eventcolumns.moc"
