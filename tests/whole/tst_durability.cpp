// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/paths.h"
#include "store/database.h"
#include "support/serverprocess.h"

#include <QRandomGenerator>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

// What was answered stays true, however the server ends.
class DurabilityTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsEveryAcknowledgedAccount();
    void keepsWhatWasSpentAndRevoked();
    void beginsFromAKillDuringTheFirstStart();
    void letsNobodyElseReadItsFiles();

private:
    static QString inDatabase(const ServerProcess &server, const QString &sql);
    static const QStringList settings;
};

const QStringList DurabilityTest::settings{u"throttle.enabled=false"_s,
                                           u"server.public_url=http://login.example.org"_s};

QString DurabilityTest::inDatabase(const ServerProcess &server, const QString &sql)
{
    const store::Database database(server.dataDirectory() + u"/gatehouse.db"_s);
    const auto value = database.one(sql, {}, [](const store::Row &row) { return row.text(0); });
    return value ? *value : value.error().detail;
}

namespace {

QJsonObject credentials(int person)
{
    return {{u"name"_s, u"Person"_s},
            {u"email"_s, u"person%1@example.org"_s.arg(person)},
            {u"password"_s, u"correct horse %1"_s.arg(person)}};
}

// Signs people up as fast as it goes until the server is gone; gives those that were acknowledged.
QList<int> signUpUntilKilled(quint16 port, std::atomic_int &next, const std::atomic_bool &isOver)
{
    QList<int> acknowledged;
    while (!isOver) {
        const int person = next++;
        if (HttpClient(port).post(path::signup, credentials(person)).status == 201)
            acknowledged.append(person);
    }
    return acknowledged;
}

} // namespace

void DurabilityTest::keepsEveryAcknowledgedAccount()
{
    ServerProcess server(settings);
    std::atomic_int next = 0;
    QList<int> acknowledged;
    for (int round = 0; round < 4; ++round) {
        QVERIFY2(server.start(), server.log());
        std::atomic_bool isOver = false;
        QList<int> found[3];
        std::vector<std::thread> clients;
        for (QList<int> &own : found)
            clients.emplace_back([&] { own = signUpUntilKilled(server.port(), next, isOver); });
        QTest::qSleep(150 + int(QRandomGenerator::global()->bounded(250)));
        server.kill();
        isOver = true;
        for (std::thread &client : clients)
            client.join();
        for (const QList<int> &own : found)
            acknowledged += own;
        QCOMPARE(inDatabase(server, u"PRAGMA integrity_check"_s), u"ok"_s);
        QCOMPARE(inDatabase(server, u"SELECT count(*) FROM pragma_foreign_key_check"_s), u"0"_s);
    }
    QVERIFY(acknowledged.size() > 4);
    QVERIFY2(server.start(), server.log());
    for (const int person : std::as_const(acknowledged))
        QVERIFY_STATUS(server.client().post(path::login, credentials(person)), 200);
    QVERIFY(server.terminate(5000));
    QCOMPARE(inDatabase(server, u"SELECT value FROM counters WHERE name = 'accounts'"_s),
             inDatabase(server, u"SELECT count(*) FROM accounts"_s));
    QCOMPARE(
        inDatabase(
            server,
            u"SELECT count(*) FROM accounts a WHERE NOT EXISTS (SELECT 1 FROM passwords WHERE account_id = a.id)"_s),
        u"0"_s);
}

void DurabilityTest::keepsWhatWasSpentAndRevoked()
{
    ServerProcess server(settings);
    QVERIFY2(server.start(), server.log());
    const auto made =
        server.run({u"admin"_s, u"create"_s, u"--email"_s, u"root@example.org"_s, u"--name"_s, u"Root"_s});
    QCOMPARE(made.status, 0);
    const QString link = QUrlQuery(QUrl(QString::fromUtf8(made.output.trimmed()))).queryItemValue(u"token"_s);
    const QJsonObject reset{{u"token"_s, link}, {u"password"_s, u"correct horse 0"_s}};
    QVERIFY_STATUS(server.client().post(path::resetPassword, reset), 200);
    server.kill();

    QVERIFY2(server.start(), server.log());
    QVERIFY_REFUSAL(server.client().post(path::resetPassword, reset), 400, code::expiredOrAlreadyUsed);
    const QJsonObject root{{u"email"_s, u"root@example.org"_s}, {u"password"_s, u"correct horse 0"_s}};
    const Answer kept = server.client().post(path::login, root);
    const Answer ended = server.client().post(path::login, root);
    QVERIFY_STATUS(server.client().as(ended.text("access_token"_L1)).post(path::logout), 200);
    server.kill();

    QVERIFY2(server.start(), server.log());
    QVERIFY_REFUSAL(server.client().as(ended.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized);
    QVERIFY_STATUS(server.client().as(kept.text("access_token"_L1)).get(path::account), 200);
    const Answer renewed =
        server.client().post(path::refresh, {{u"refresh_token"_s, kept.text("refresh_token"_L1)}});
    QVERIFY_STATUS(renewed, 200);
    server.kill();

    QVERIFY2(server.start(), server.log());
    QVERIFY_REFUSAL(server.client().as(kept.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized);
    QVERIFY_STATUS(
        server.client().post(path::refresh, {{u"refresh_token"_s, renewed.text("refresh_token"_L1)}}), 200);
}

// Half a database and half a key are no reason not to start.
void DurabilityTest::beginsFromAKillDuringTheFirstStart()
{
    for (const int milliseconds : {5, 15, 30, 60}) {
        ServerProcess server(settings);
        QProcess first;
        first.setStandardErrorFile(QProcess::nullDevice());
        first.start(QStringLiteral(GATEHOUSED), {u"serve"_s, u"--data-dir"_s, server.dataDirectory(),
                                                 u"--set"_s, u"server.listen=127.0.0.1:0"_s});
        QVERIFY(first.waitForStarted());
        QTest::qSleep(milliseconds);
        first.kill();
        QVERIFY(first.waitForFinished());
        QVERIFY2(server.start(), server.log());
        QVERIFY_STATUS(server.client().post(path::signup, credentials(1)), 201);
    }
}

void DurabilityTest::letsNobodyElseReadItsFiles()
{
    ServerProcess server(settings);
    QVERIFY2(server.start(), server.log());
    QVERIFY_STATUS(server.client().post(path::signup, credentials(1)), 201);
    const auto files = QDir(server.dataDirectory()).entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 3); // the database, its log, the key
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QFileInfo &file : files) {
        if (file.fileName() != "log"_L1) // the test's own
            QVERIFY2(!(file.permissions() & others), qUtf8Printable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(DurabilityTest)
#include "tst_durability.moc"
