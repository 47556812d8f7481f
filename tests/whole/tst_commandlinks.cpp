// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/paths.h"
#include "support/serverprocess.h"

#include <QFile>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

// Whom the command line makes, and where the links that it prints lead: to the server that there is,
// whatever that was started with.
class CommandLinksTest : public QObject
{
    Q_OBJECT
private slots:
    void leadToTheServerThatRuns_data();
    void leadToTheServerThatRuns();
    void leadToTheLastServerWhenNoneRuns();
    void leadWhereTheyAreTold();
    void followAConfigurationThatIsNewer();
    void makesNobodyWithoutHisPassword();

private:
    static const QStringList create;
    static const QStringList recover;
    static QJsonObject resetOf(const QByteArray &link)
    {
        const QUrlQuery query(QUrl(QString::fromUtf8(link.trimmed())));
        return {{u"token"_s, query.queryItemValue(u"token"_s)}, {u"password"_s, u"correct horse 7"_s}};
    }
};

const QStringList CommandLinksTest::create{u"admin"_s,            u"create"_s, u"--email"_s,
                                           u"root@example.org"_s, u"--name"_s, u"Root"_s};
const QStringList CommandLinksTest::recover{u"admin"_s, u"recover"_s, u"--email"_s, u"root@example.org"_s};

void CommandLinksTest::leadToTheServerThatRuns_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("isByEnvironment");
    QTest::addColumn<QByteArray>("start"); // of the link; PORT is the server's
    QTest::newRow("--listen") << QStringList{u"--listen"_s, u"127.0.0.1:0"_s} << false << QByteArray("http://localhost:PORT/");
    QTest::newRow("--set") << QStringList{u"--set"_s, u"server.public_url=https://login.example.org"_s} << false
                           << QByteArray("https://login.example.org/");
    QTest::newRow("environment") << QStringList() << true << QByteArray("https://login.example.org/");
}

void CommandLinksTest::leadToTheServerThatRuns()
{
    QFETCH(QStringList, options);
    QFETCH(bool, isByEnvironment);
    QFETCH(QByteArray, start);
    QMap<QString, QString> environment;
    if (isByEnvironment)
        environment.insert(u"GATEHOUSE_SERVER__PUBLIC_URL"_s, u"https://login.example.org"_s);
    ServerProcess server;
    QVERIFY2(server.start(options, environment), server.log());
    start.replace("PORT", QByteArray::number(server.port()));

    const auto made = server.run(create);
    QVERIFY2(made.status == 0 && made.output.startsWith(start), made.output + made.errors);
    QVERIFY_STATUS(server.client().post(path::resetPassword, resetOf(made.output)), 200);
    const auto again = server.run(recover);
    QVERIFY2(again.status == 0 && again.output.startsWith(start), again.output + again.errors);
    QVERIFY_STATUS(server.client().post(path::resetPassword, resetOf(again.output)), 200);
}

void CommandLinksTest::leadToTheLastServerWhenNoneRuns()
{
    ServerProcess server;
    const QStringList options{u"--set"_s, u"server.public_url=https://login.example.org"_s};
    QVERIFY2(server.start(options), server.log());
    server.kill();
    const auto made = server.run(create);
    QVERIFY2(made.output.startsWith("https://login.example.org/"), made.output);
    QVERIFY2(made.errors.contains("No server runs"), made.errors);
    QVERIFY2(server.start(options), server.log());
    QVERIFY_STATUS(server.client().post(path::resetPassword, resetOf(made.output)), 200);
}

void CommandLinksTest::leadWhereTheyAreTold()
{
    ServerProcess server;
    const auto byAddress = server.run(create + QStringList{u"--listen"_s, u"127.0.0.1:9876"_s});
    QVERIFY2(byAddress.output.startsWith("http://localhost:9876/"), byAddress.output + byAddress.errors);
    const auto byUrl = server.run(recover + QStringList{u"--public-url"_s, u"https://login.example.org"_s});
    QVERIFY2(byUrl.output.startsWith("https://login.example.org/"), byUrl.output + byUrl.errors);
    QCOMPARE(server.run(recover + QStringList{u"--public-url"_s, u"nonsense"_s}).status, 1);
}

void CommandLinksTest::followAConfigurationThatIsNewer()
{
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    server.kill();
    QTest::qSleep(20);
    QFile file(server.dataDirectory() + u"/gatehouse.toml"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[server]\npublic_url = \"https://new.example.org\"\n");
    file.close();
    const auto made = server.run(create);
    QVERIFY2(made.output.startsWith("https://new.example.org/"), made.output + made.errors);
}

// There is no memory for the hash: the account must not be there either.
void CommandLinksTest::makesNobodyWithoutHisPassword()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer needs more memory than this leaves");
#endif
    ServerProcess server;
    const QStringList command = create + QStringList{u"--password-stdin"_s};
    const QStringList costly{u"--set"_s, u"password.argon2_memory_kib=4194304"_s};
    const auto limitMemory = [] {
        const rlimit memory{.rlim_cur = 2ull << 30, .rlim_max = 2ull << 30};
        ::setrlimit(RLIMIT_AS, &memory);
    };
    const auto failed =
        ServerProcess::runPlainly(server.withOptions(command) + costly, "correct horse 7\n", limitMemory);
    QCOMPARE(failed.status, 1);
    QVERIFY2(failed.errors.contains("no memory"), failed.errors);
    const auto made = server.run(command, "correct horse 7\n");
    QVERIFY2(made.status == 0, made.errors);
}

QTEST_GUILESS_MAIN(CommandLinksTest)
#include "tst_commandlinks.moc"
