// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/paths.h"
#include "rootadmin.h"
#include "support/serverprocess.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

// Administrators made and let in again from the command line, while it runs and before.
class AdminCommandsTest : public QObject
{
    Q_OBJECT
private slots:
    void makesAdminsWhileItRuns();
    void makesALinkWithoutAPassword();
    void refusesBadAdmins_data();
    void refusesBadAdmins();
    void letsAnAdminInAgain();

private:
    static QString tokenIn(const QByteArray &link)
    {
        return QUrlQuery(QUrl(QString::fromUtf8(link.trimmed()))).queryItemValue(u"token"_s);
    }
};

void AdminCommandsTest::makesAdminsWhileItRuns()
{
    ServerProcess server;
    QCOMPARE(server.run(createAdmin(u"root@example.org"_s), "correct horse 7\n").status,
             0); // the first, before it runs
    QVERIFY2(server.start(), server.log());
    const auto second =
        server.run(createAdmin(u"second@example.org"_s), "another horse 8"); // and no line end
    QCOMPARE(second.status, 0);
    QVERIFY(!second.output.contains("token="));
    for (const auto &[email, password] : {std::pair(u"root@example.org"_s, u"correct horse 7"_s),
                                          std::pair(u"second@example.org"_s, u"another horse 8"_s)}) {
        const Answer login =
            server.client().post(path::login, {{u"email"_s, email}, {u"password"_s, password}});
        QVERIFY_STATUS(login, 200);
        QVERIFY_STATUS(server.client().as(login.text("access_token"_L1)).get(path::adminUsers), 200);
    }
    const auto again = server.run(createAdmin(u"ROOT@example.org"_s), "correct horse 7\n");
    QCOMPARE(again.status, 1);
    QVERIFY2(again.errors.contains("exists already"), again.errors);
}

void AdminCommandsTest::makesALinkWithoutAPassword()
{
    ServerProcess server({u"server.public_url=http://login.example.org"_s});
    QVERIFY2(server.start(), server.log());
    const auto made =
        server.run({u"admin"_s, u"create"_s, u"--email"_s, u"root@example.org"_s, u"--name"_s, u"Root"_s});
    QCOMPARE(made.status, 0);
    QVERIFY2(made.output.startsWith("http://login.example.org/reset-password?token="), made.output);
    QCOMPARE(made.output.count('\n'), 1); // the link alone
    const QJsonObject reset{{u"token"_s, tokenIn(made.output)}, {u"password"_s, u"correct horse 7"_s}};
    QVERIFY_STATUS(server.client().post(path::resetPassword, reset), 200);
    QVERIFY_REFUSAL(server.client().post(path::resetPassword, reset), 400, code::expiredOrAlreadyUsed);
    QVERIFY_STATUS(server.client().post(path::login, root()), 200);
}

void AdminCommandsTest::refusesBadAdmins_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("no address") << u"nonsense"_s << QByteArray("correct horse 7\n");
    QTest::newRow("short password") << u"a@example.org"_s << QByteArray("short\n");
    QTest::newRow("common password") << u"a@example.org"_s << QByteArray("password123\n");
    QTest::newRow("no password") << u"a@example.org"_s << QByteArray();
}

void AdminCommandsTest::refusesBadAdmins()
{
    QFETCH(QString, email);
    QFETCH(QByteArray, password);
    ServerProcess server;
    const auto outcome = server.run(createAdmin(email), password);
    QCOMPARE(outcome.status, 1);
    QVERIFY(!outcome.errors.isEmpty());
    QVERIFY2(server.start(), server.log());
    QVERIFY_REFUSAL(
        server.client().post(path::login, {{u"email"_s, email},
                                           {u"password"_s, QString::fromUtf8(password.trimmed()) + u"x"_s}}),
        401, code::invalidCredentials);
}

void AdminCommandsTest::letsAnAdminInAgain()
{
    ServerProcess server({u"server.public_url=http://login.example.org"_s});
    QCOMPARE(server.run(createAdmin(u"root@example.org"_s), "correct horse 7\n").status, 0);
    QCOMPARE(server.run(createAdmin(u"second@example.org"_s), "correct horse 7\n").status, 0);
    QVERIFY2(server.start(), server.log());
    const auto signedIn = [&](const QString &email) {
        return server.client().as(
            server.client()
                .post(path::login, {{u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}})
                .text("access_token"_L1));
    };
    HttpClient second = signedIn(u"second@example.org"_s);
    const QString id =
        claimsOf(server.client().post(path::login, root()).text("token"_L1)).value("sub"_L1).toString();
    QVERIFY_STATUS(second.post(path::fill(path::adminUserLock, id)), 200);
    QVERIFY_STATUS(second.post(path::fill(path::adminUserDisable, id)), 200);

    QCOMPARE(server.run({u"admin"_s, u"recover"_s, u"--email"_s, u"nobody@example.org"_s}).status, 1);
    const auto recovered =
        server.run({u"admin"_s, u"recover"_s, u"--email"_s, u"root@example.org"_s, u"--reset-2fa"_s});
    QCOMPARE(recovered.status, 0);
    QVERIFY_STATUS(server.client().post(path::resetPassword, {{u"token"_s, tokenIn(recovered.output)},
                                                              {u"password"_s, u"correct horse 7"_s}}),
                   200);
    QVERIFY_STATUS(signedIn(u"root@example.org"_s).get(path::adminUsers), 200);
}

QTEST_GUILESS_MAIN(AdminCommandsTest)
#include "tst_admincommands.moc"
