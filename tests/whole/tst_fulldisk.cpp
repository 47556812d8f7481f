// SPDX-License-Identifier: GPL-3.0-only
#include "api/codes.h"
#include "api/paths.h"
#include "support/serverprocess.h"

#include <QFileInfo>
#include <QTest>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

// A disk that takes nothing more: here a limit of how long the server's files may be, which no other
// process shares and which goes away again.
class FullDiskTest : public QObject
{
    Q_OBJECT
private slots:
    void saysSoAndRecovers();

private:
    static bool limitFiles(const ServerProcess &server, rlim_t bytes)
    {
        const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
        return ::prlimit(pid_t(server.processId()), RLIMIT_FSIZE, &limit, nullptr) == 0;
    }
};

void FullDiskTest::saysSoAndRecovers()
{
    ServerProcess server({u"throttle.enabled=false"_s});
    QVERIFY2(server.start(), server.log());
    int person = 0;
    const auto signUp = [&] {
        const QString email = u"person%1@example.org"_s.arg(++person);
        const QJsonObject body{{u"name"_s, u"P"_s}, {u"email"_s, email}, {u"password"_s, u"correct horse 7"_s}};
        return server.client().post(path::signup, body);
    };
    QVERIFY_STATUS(signUp(), 201);
    QVERIFY_STATUS(server.client().get(path::ready), 200);
    if (!limitFiles(server, 64 * 1024)) // the log of changes is longer already, the server's own is not
        QSKIP("nobody may limit another process here");

    const Answer full = signUp();
    QVERIFY_REFUSAL(full, 503, code::serverBusy);
    QVERIFY(full.header("Retry-After").toInt() > 1);
    QVERIFY_REFUSAL(server.client().get(path::ready), 503, code::serverBusy);
    QVERIFY_STATUS(server.client().get(path::health), 200);
    QVERIFY2(server.log().contains("unavailable: The disk"), server.log());

    QVERIFY(limitFiles(server, RLIM_INFINITY));
    QVERIFY_STATUS(server.client().get(path::ready), 200);
    QVERIFY_STATUS(signUp(), 201);
    QVERIFY(server.terminate(5000));
}

QTEST_GUILESS_MAIN(FullDiskTest)
#include "tst_fulldisk.moc"
