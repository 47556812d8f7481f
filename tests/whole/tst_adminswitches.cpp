// SPDX-License-Identifier: GPL-3.0-only
#include "adminfixture.h"

#include <QJsonArray>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Disabling, locking, verifying and promoting: what acts at once, and what keeps the last administrator.
class AdminSwitchesTest : public QObject, private AdminFixture
{
    Q_OBJECT
private slots:
    void initTestCase() { m_root = m_server.addAdmin(u"root@example.org"_s); }
    void init() { m_admin = m_server.signedIn(m_root); } // fresh, whatever the time is
    void asksForAFreshSignInOnlyForDangerousChanges();
    void turnsTheSwitches();
    void refusesWhatNoSwitchKnows_data();
    void refusesWhatNoSwitchKnows();
    void shutsAtOnce_data();
    void shutsAtOnce();
    void takesTheAdminRightAtOnce();
    void keepsTheLastAdmin_data();
    void keepsTheLastAdmin();
    void letsOneOfTwoAdminsGo();
    void keepsOneOfTwoAdminsThatDisableEachOther();
    void unlocksTheThrottledToo();
};

void AdminSwitchesTest::asksForAFreshSignInOnlyForDangerousChanges()
{
    const Person ada = person();
    const QString user = at(path::adminUser, ada);
    m_server.clock().advance(10min);
    QVERIFY_STATUS(m_admin.patch(user, {{u"email"_s, ada.email}}), 200); // just fresh
    m_server.clock().advance(1s);
    QVERIFY_REFUSAL(m_admin.patch(user, {{u"isServerAdmin"_s, true}}), 403, code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.patch(user, {{u"email"_s, u"evil@example.org"_s}, {u"name"_s, u"Evil"_s}}), 403,
                    code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.remove(user), 403, code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.post(path::adminUsers, {{u"name"_s, u"B"_s}, {u"email"_s, u"b@example.org"_s}}),
                    403, code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.post(at(path::adminUserLinks, ada), {{u"purpose"_s, u"set_password"_s}}), 403,
                    code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.post(at(path::adminUserTotp, ada)), 403, code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.post(at(path::adminUserTotpConfirm, ada), {{u"code"_s, u"1"_s}}), 403,
                    code::freshLoginRequired);
    QVERIFY_REFUSAL(m_admin.remove(at(path::adminUserTotp, ada)), 403, code::freshLoginRequired);
    QVERIFY_STATUS(m_admin.patch(user, {{u"name"_s, u"Renamed"_s}, {u"emailVerified"_s, false}}), 200);
    QVERIFY_STATUS(m_admin.post(at(path::adminUserDisable, ada)), 200);
    QCOMPARE(shown(ada).value("email"_L1), ada.email);
}

void AdminSwitchesTest::turnsTheSwitches()
{
    const Person ada = m_server.add({.email = u"switches@example.org"_s, .emailVerified = false});
    const auto turn = [&](const QString &pattern) {
        const Answer answer = m_admin.post(at(pattern, ada));
        return answer.status == 200 ? answer.json().value("user"_L1).toObject() : QJsonObject();
    };
    for (int i = 0; i < 2; ++i) { // turned on twice is on
        QVERIFY(turn(path::adminUserDisable).value("deactivatedAt"_L1).isString());
        QVERIFY(turn(path::adminUserLock).value("lockedAt"_L1).isString());
    }
    QVERIFY_REFUSAL(m_server.signIn(ada), 403, code::accountDeactivated);
    QVERIFY(turn(path::adminUserEnable).value("deactivatedAt"_L1).isNull());
    QVERIFY_REFUSAL(m_server.signIn(ada), 403, code::accountLocked);
    QVERIFY(turn(path::adminUserUnlock).value("lockedAt"_L1).isNull());
    QCOMPARE(turn(path::adminUserVerify).value("emailVerified"_L1), true);
    QVERIFY(!prepared(m_server.services().accounts.byId(ada.id)).emailProvenAt);
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

void AdminSwitchesTest::refusesWhatNoSwitchKnows_data()
{
    QTest::addColumn<QString>("pattern");
    for (const QString &pattern :
         {path::adminUserDisable, path::adminUserEnable, path::adminUserLock, path::adminUserUnlock,
          path::adminUserVerify, path::adminUserTotp, path::adminOutboxResend})
        QTest::newRow(qPrintable(pattern)) << pattern;
}

// What has no body has no member that could be known (api.md 1.7).
void AdminSwitchesTest::refusesWhatNoSwitchKnows()
{
    QFETCH(QString, pattern);
    const Person somebody = person();
    const Answer answer = m_admin.post(at(pattern, somebody), {{u"until"_s, u"tomorrow"_s}});
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1), (QJsonObject{{u"until"_s, u"UNKNOWN_FIELD"_s}}));
    QVERIFY_STATUS(m_server.signIn(somebody), 200);
}

void AdminSwitchesTest::shutsAtOnce_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("disable") << path::adminUserDisable;
    QTest::newRow("lock") << path::adminUserLock;
}

void AdminSwitchesTest::shutsAtOnce()
{
    QFETCH(QString, pattern);
    const Person ada = person();
    const Answer login = m_server.signIn(ada);
    QVERIFY_STATUS(m_admin.post(at(pattern, ada)), 200);
    for (const auto name : {"access_token"_L1, "token"_L1}) {
        QVERIFY_REFUSAL(m_server.client().as(login.text(name)).get(path::account), 401, code::unauthorized);
        QVERIFY(m_server.client().as(login.text(name)).get(path::session).json().value("auth"_L1).isNull());
    }
    QVERIFY_REFUSAL(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 401,
        code::invalidRefreshToken);
    QVERIFY_STATUS(
        m_admin.post(at(pattern == path::adminUserLock ? path::adminUserUnlock : path::adminUserEnable, ada)),
        200);
    QVERIFY_REFUSAL(m_server.client().as(login.text("access_token"_L1)).get(path::account), 401,
                    code::unauthorized); // revoked for good
}

// Loss of the right acts on the next request, and the sessions that had it end (api.md 0.13).
void AdminSwitchesTest::takesTheAdminRightAtOnce()
{
    const Person second = m_server.addAdmin(u"demoted@example.org"_s);
    const Answer login = m_server.signIn(second);
    HttpClient theirs = m_server.client().as(login.text("access_token"_L1));
    QVERIFY_STATUS(theirs.get(path::adminUsers), 200);
    QVERIFY_STATUS(m_admin.patch(at(path::adminUser, second), {{u"isServerAdmin"_s, false}}), 200);
    QVERIFY_REFUSAL(theirs.get(path::adminUsers), 401, code::unauthorized);
    QVERIFY_REFUSAL(
        m_server.client().post(path::refresh, {{u"refresh_token"_s, login.text("refresh_token"_L1)}}), 401,
        code::invalidRefreshToken);
    HttpClient again = m_server.signedIn(second);
    QVERIFY_REFUSAL(again.get(path::adminUsers), 403, code::forbidden);
    QVERIFY_STATUS(m_admin.patch(at(path::adminUser, second), {{u"isServerAdmin"_s, true}}), 200);
    QVERIFY_STATUS(again.get(path::adminUsers), 200); // read live, not from a claim
    QVERIFY_STATUS(m_admin.remove(at(path::adminUser, second)), 204);
}

void AdminSwitchesTest::keepsTheLastAdmin_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("disable") << QByteArray("POST") << path::adminUserDisable;
    QTest::newRow("lock") << QByteArray("POST") << path::adminUserLock;
    QTest::newRow("delete") << QByteArray("DELETE") << path::adminUser;
    QTest::newRow("demote") << QByteArray("PATCH") << path::adminUser;
}

void AdminSwitchesTest::keepsTheLastAdmin()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, pattern);
    const Person shut = m_server.addAdmin(u"shut%1@example.org"_s.arg(++m_people));
    QVERIFY_STATUS(m_admin.post(at(path::adminUserDisable, shut)), 200); // does not count as one
    const QByteArray body = method == "PATCH" ? R"({"isServerAdmin":false})" : QByteArray();
    QVERIFY_REFUSAL(m_admin.send(method, at(pattern, m_root), {{"Content-Type", "application/json"}}, body),
                    409, code::lastAdmin);
    QVERIFY_STATUS(m_admin.get(path::adminUsers), 200);
    QVERIFY_STATUS(m_admin.send(method, at(pattern, shut), {{"Content-Type", "application/json"}}, body),
                   method == "DELETE" ? 204 : 200);
}

void AdminSwitchesTest::letsOneOfTwoAdminsGo()
{
    const Person second = m_server.addAdmin(u"oneoftwo@example.org"_s);
    HttpClient theirs = m_server.signedIn(second);
    QVERIFY_STATUS(theirs.remove(at(path::adminUser, second)), 204);
    QVERIFY_REFUSAL(theirs.get(path::adminUsers), 401, code::unauthorized);
}

void AdminSwitchesTest::keepsOneOfTwoAdminsThatDisableEachOther()
{
    for (int round = 0; round < 5; ++round) {
        TestServer server;
        const Person people[] = {server.addAdmin(u"one@example.org"_s),
                                 server.addAdmin(u"two@example.org"_s)};
        HttpClient clients[] = {server.signedIn(people[0]), server.signedIn(people[1])};
        int statuses[2] = {};
        std::thread other(
            [&] { statuses[0] = clients[0].post(at(path::adminUserDisable, people[1])).status; });
        statuses[1] = clients[1].post(at(path::adminUserDisable, people[0])).status;
        other.join();
        QVERIFY((statuses[0] == 200) != (statuses[1] == 200)); // the other is signed out, or the last one
        QCOMPARE(server.number(u"SELECT count(*) FROM accounts WHERE deactivated_at IS NULL"_s), 1);
    }
}

void AdminSwitchesTest::unlocksTheThrottledToo()
{
    Person ada = person();
    const QString right = std::exchange(ada.password, u"wrong"_s);
    for (int i = 0; i < 3; ++i)
        m_server.signIn(ada);
    ada.password = right;
    QVERIFY_REFUSAL(m_server.signIn(ada), 429, code::tooManyRequests);
    QVERIFY(shown(ada).value("throttledUntil"_L1).isString());
    QVERIFY_STATUS(m_admin.post(at(path::adminUserUnlock, ada)), 200);
    QVERIFY(shown(ada).value("throttledUntil"_L1).isNull());
    QVERIFY_STATUS(m_server.signIn(ada), 200);
}

QTEST_GUILESS_MAIN(AdminSwitchesTest)
#include "tst_adminswitches.moc"
