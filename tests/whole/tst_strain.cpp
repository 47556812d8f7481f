// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the server puts off, and what it says when it can't.
class StrainTest : public QObject
{
    Q_OBJECT
private slots:
    void writesOncePerMinuteThatASessionWasSeen();
    void saysThatItsDatabaseIsGone();
    void saysThatItsFileWasReplaced();
    void refusesMoreHashingThanItCanDo();
};

// The public URL is fixed, so that tokens live on over restarts; these write down what is left.
void StrainTest::writesOncePerMinuteThatASessionWasSeen()
{
    TestServer server({u"server.public_url=https://login.example.org"_s});
    const QString token = server.accessToken(server.addPerson(u"ada@example.org"_s));
    const qint64 begin = server.clock().now().toMSecsSinceEpoch();
    const auto seen = [&] { return server.number(u"SELECT last_seen_at FROM sessions"_s) - begin; };
    const auto use = [&] { return server.client().as(token).get(path::account).status; };
    QCOMPARE(seen(), 0);

    server.clock().advance(30s);
    QCOMPARE(use(), 200);
    server.restart();
    QCOMPARE(seen(), 0); // half a minute is not worth a write

    server.clock().advance(31s);
    QCOMPARE(use(), 200);
    server.clock().advance(5s);
    QCOMPARE(use(), 200);
    server.restart();
    QVERIFY(seen() >= 61'000 && seen() <= 66'000);
    const qint64 written = seen();

    server.clock().advance(20s);
    QCOMPARE(use(), 200);
    server.restart();
    QCOMPARE(seen(), written);
}

void StrainTest::saysThatItsDatabaseIsGone()
{
    TestServer server;
    QVERIFY_STATUS(server.client().get(path::ready), 200);
    prepared(server.services().database.run(u"ALTER TABLE accounts RENAME TO gone"_s));
    const Answer answer = server.client().get(path::ready);
    QVERIFY_REFUSAL(answer, 503, code::serverBusy);
    QVERIFY(answer.header("retry-after").toInt() >= 1);
    QVERIFY_STATUS(server.client().get(path::health), 200); // the process itself is well
    prepared(server.services().database.run(u"ALTER TABLE gone RENAME TO accounts"_s));
    QVERIFY_STATUS(server.client().get(path::ready), 200);
}

// Somebody lays a backup over the open file: the server must not write on into what is lost, with
// nobody told.
void StrainTest::saysThatItsFileWasReplaced()
{
    TestServer server;
    const QString file = server.services().database.file();
    QVERIFY(QFile::rename(file, file + u".away"_s));
    QVERIFY_REFUSAL(server.client().get(path::ready), 503, code::serverBusy);
    QVERIFY(QFile::copy(file + u".away"_s, file));
    QVERIFY_REFUSAL(server.client().get(path::ready), 503, code::serverBusy);
    QVERIFY(QFile::remove(file));
    QVERIFY(QFile::rename(file + u".away"_s, file));
    QVERIFY_STATUS(server.client().get(path::ready), 200);
}

// More logins at once than may wait: the rest is told at once when to come again, and everything else
// is answered as ever.
void StrainTest::refusesMoreHashingThanItCanDo()
{
    TestServer server({u"password.argon2_memory_kib=32768"_s, u"password.argon2_passes=4"_s,
                       u"throttle.enabled=false"_s});
    const Person ada = server.addPerson(u"ada@example.org"_s);
    std::mutex mutex;
    QList<Answer> answers;
    std::vector<std::thread> logins;
    for (int i = 0; i < 160; ++i) {
        logins.emplace_back([&, i] {
            const QJsonObject body{{u"email"_s, u"person%1@example.org"_s.arg(i)}, {u"password"_s, u"wrong"_s}};
            const Answer answer = server.client().post(path::login, body);
            const std::lock_guard lock(mutex);
            answers.append(answer);
        });
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY_STATUS(server.client().get(path::ready), 200);
    const qint64 waited = timer.elapsed();
    for (std::thread &login : logins)
        login.join();
    QVERIFY2(waited < 2000, QByteArray::number(waited));
    int busy = 0;
    for (const Answer &answer : answers) {
        busy += answer.status == 503;
        if (answer.status != 503) {
            QVERIFY_REFUSAL(answer, 401, code::invalidCredentials);
            continue;
        }
        QVERIFY_REFUSAL(answer, 503, code::serverBusy);
        QVERIFY(answer.header("retry-after").toInt() >= 1);
    }
    QVERIFY2(busy > 0 && busy < answers.size(), QByteArray::number(busy));
    QVERIFY_STATUS(server.signIn(ada), 200);
}

QTEST_GUILESS_MAIN(StrainTest)
#include "tst_strain.moc"
