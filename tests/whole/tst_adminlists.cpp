// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The lists of administrators: people, sessions, login history (api.md 1.7).
class AdminListsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { m_admin = m_server.signedIn(m_root); }
    void findsPeople_data();
    void findsPeople();
    void sortsPeople_data();
    void sortsPeople();
    void turnsPages();
    void refusesBadQueries_data();
    void refusesBadQueries();
    void refusesForeignCursors_data();
    void refusesForeignCursors();
    void listsSessionsOfOneAndOfAll();
    void revokesOneSession();
    void revokesAllSessionsOfOne();
    void listsTheHistoryOfOneAndOfAll();
    void followsTheHistory();

private:
    QStringList emails(const QString &query);
    QJsonArray items(const QString &path, QLatin1StringView key)
    {
        return m_admin.get(path).json().value(key).toArray();
    }

    TestServer m_server;
    Person m_root;
    Person m_ada;
    HttpClient m_admin{0};
};

void AdminListsTest::initTestCase()
{
    m_root = m_server.add({.email = u"zroot@example.org"_s, .name = u"Zoe Root"_s, .isAdmin = true});
    m_server.clock().advance(1min);
    m_ada =
        m_server.add({.email = u"ada@example.org"_s, .name = u"Ada Lovelace"_s, .username = u"countess"_s});
    m_server.clock().advance(1min);
    m_server.add({.email = u"bob@example.com"_s, .name = u"Bob Locked"_s, .emailVerified = false});
    m_server.clock().advance(1min);
    m_server.add({.email = u"eve@example.org"_s, .name = u"Eve \u00c9toile"_s, .hasTwoFactor = true});
    const Person bob{.id = prepared(m_server.services().accounts.byEmail(u"bob@example.com"_s))->id};
    prepared(m_server.services().accounts.setLocked(bob.id, true, {}, {}));
}

QStringList AdminListsTest::emails(const QString &query)
{
    QStringList found;
    const QJsonArray users = items(path::adminUsers + u'?' + query, "users"_L1);
    for (const QJsonValue user : users)
        found += user.toObject().value("email"_L1).toString().section(u'@', 0, 0);
    return found;
}

void AdminListsTest::findsPeople_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("found");
    const QStringList all{u"ada"_s, u"bob"_s, u"eve"_s, u"zroot"_s};
    QTest::newRow("all, by name") << u""_s << all;
    QTest::newRow("a name") << u"search=lovelace"_s << QStringList{u"ada"_s};
    QTest::newRow("a part of it") << u"search=VELA"_s << QStringList{u"ada"_s};
    QTest::newRow("a user name") << u"search=countess"_s << QStringList{u"ada"_s};
    QTest::newRow("an address") << u"search=example.com"_s << QStringList{u"bob"_s};
    QTest::newRow("accents") << u"search=%C3%A9toile"_s << QStringList{u"eve"_s};
    QTest::newRow("two words") << u"search=ada%20example"_s << QStringList{u"ada"_s};
    QTest::newRow("nobody") << u"search=nobody"_s << QStringList();
    QTest::newRow("no wildcard") << u"search=a%25a"_s << QStringList();
    QTest::newRow("locked") << u"filter=locked"_s << QStringList{u"bob"_s};
    QTest::newRow("not locked") << u"filter=-locked"_s << QStringList{u"ada"_s, u"eve"_s, u"zroot"_s};
    QTest::newRow("admins") << u"filter=admin"_s << QStringList{u"zroot"_s};
    QTest::newRow("two-factor") << u"filter=2fa:on"_s << QStringList{u"eve"_s};
    QTest::newRow("unverified") << u"filter=verified:no"_s << QStringList{u"bob"_s};
    QTest::newRow("never signed in, verified")
        << u"filter=never%20verified:yes"_s << QStringList{u"ada"_s, u"eve"_s};
    QTest::newRow("filter and search")
        << u"filter=-admin&search=example.org"_s << QStringList{u"ada"_s, u"eve"_s};
}

void AdminListsTest::findsPeople()
{
    QFETCH(QString, query);
    QFETCH(QStringList, found);
    const Answer answer = m_admin.get(path::adminUsers + u'?' + query);
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.json().keys(),
             QStringList({u"nextCursor"_s, u"total"_s, u"totalIsEstimate"_s, u"users"_s}));
    QVERIFY(answer.json().value("nextCursor"_L1).isNull());
    QCOMPARE(answer.json().value("total"_L1).toInt(), found.size());
    QCOMPARE(emails(query), found);
}

void AdminListsTest::sortsPeople_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("order");
    const QStringList all{u"ada"_s, u"bob"_s, u"eve"_s, u"zroot"_s};
    QTest::newRow("name") << u"name"_s << all;
    QTest::newRow("email") << u"email"_s << all;
    QTest::newRow("createdAt") << u"createdAt"_s << QStringList{u"zroot"_s, u"ada"_s, u"bob"_s, u"eve"_s};
}

void AdminListsTest::sortsPeople()
{
    QFETCH(QString, key);
    QFETCH(QStringList, order);
    QCOMPARE(emails(u"sort="_s + key), order);
    std::ranges::reverse(order);
    QCOMPARE(emails(u"sort=-"_s + key), order);
}

void AdminListsTest::turnsPages()
{
    QStringList seen;
    QString cursor;
    do {
        const Answer answer = m_admin.get(path::adminUsers + u"?limit=3&sort=-email&cursor="_s + cursor);
        QVERIFY_STATUS(answer, 200);
        QCOMPARE(answer.json().value("total"_L1), 4);
        const QJsonArray users = answer.json().value("users"_L1).toArray();
        QVERIFY(users.size() <= 3);
        for (const QJsonValue user : users)
            seen += user.toObject().value("email"_L1).toString().section(u'@', 0, 0);
        cursor = answer.text("nextCursor"_L1);
    } while (!cursor.isEmpty());
    QCOMPARE(seen, QStringList({u"zroot"_s, u"eve"_s, u"bob"_s, u"ada"_s}));
}

void AdminListsTest::refusesBadQueries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QJsonObject>("codes");
    QTest::newRow("limit 0") << u"limit=0"_s << QJsonObject{{u"limit"_s, u"INVALID"_s}};
    QTest::newRow("limit 201") << u"limit=201"_s << QJsonObject{{u"limit"_s, u"INVALID"_s}};
    QTest::newRow("limit -1") << u"limit=-1"_s << QJsonObject{{u"limit"_s, u"INVALID"_s}};
    QTest::newRow("limit x") << u"limit=x"_s << QJsonObject{{u"limit"_s, u"INVALID"_s}};
    QTest::newRow("unknown sort key") << u"sort=password"_s << QJsonObject{{u"sort"_s, u"INVALID"_s}};
    QTest::newRow("sql as sort key") << u"sort=name;DROP%20TABLE%20accounts"_s
                                     << QJsonObject{{u"sort"_s, u"INVALID"_s}};
    QTest::newRow("unknown filter key") << u"filter=shoe:big"_s << QJsonObject{{u"filter"_s, u"INVALID"_s}};
    QTest::newRow("unknown value") << u"filter=2fa:maybe"_s << QJsonObject{{u"filter"_s, u"INVALID"_s}};
    QTest::newRow("a long search") << u"search="_s + QString(201, u'a')
                                   << QJsonObject{{u"search"_s, u"TOO_LONG"_s}};
}

void AdminListsTest::refusesBadQueries()
{
    QFETCH(QString, query);
    QFETCH(QJsonObject, codes);
    const Answer answer = m_admin.get(path::adminUsers + u'?' + query);
    QVERIFY_REFUSAL(answer, 400, code::validationFailed);
    QCOMPARE(answer.json().value("codes"_L1).toObject(), codes);
}

void AdminListsTest::refusesForeignCursors_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("another sort") << u"limit=1&sort=-name&cursor=%1"_s;
    QTest::newRow("another filter") << u"limit=1&filter=-locked&cursor=%1"_s;
    QTest::newRow("another search") << u"limit=1&search=example&cursor=%1"_s;
    QTest::newRow("tampered") << u"limit=1&cursor=A%1"_s;
    QTest::newRow("garbage") << u"limit=1&cursor=garbage"_s;
}

void AdminListsTest::refusesForeignCursors()
{
    QFETCH(QString, query);
    const QString cursor = m_admin.get(path::adminUsers + u"?limit=1"_s).text("nextCursor"_L1);
    QVERIFY_STATUS(m_admin.get(path::adminUsers + u"?limit=1&cursor="_s + cursor), 200);
    QVERIFY_REFUSAL(m_admin.get(path::adminUsers + u'?' + query.replace(u"%1"_s, cursor)), 400,
                    code::invalidCursor);
    QVERIFY_REFUSAL(m_admin.get(path::adminSessions + u"?limit=1&cursor="_s + cursor), 400,
                    code::invalidCursor);
}

void AdminListsTest::listsSessionsOfOneAndOfAll()
{
    m_server.clock().advance(1min);
    HttpClient client = m_server.client();
    client.alwaysSend("User-Agent", "curl/8.5.0");
    client.post(path::login, m_ada.credentials());
    const QJsonArray own = items(path::fill(path::adminUserSessions, m_ada.id.toString()), "sessions"_L1);
    QCOMPARE(own.size(), 1);
    const QJsonObject session = own.first().toObject();
    QCOMPARE(session.keys(),
             QStringList({u"city"_s, u"country"_s, u"createdAt"_s, u"deviceName"_s, u"deviceType"_s,
                          u"email"_s, u"expiresAt"_s, u"id"_s, u"ipAddress"_s, u"lastSeenAt"_s, u"methods"_s,
                          u"remembered"_s, u"userAgent"_s, u"userId"_s}));
    QCOMPARE(session.value("userId"_L1), m_ada.id.toString());
    QCOMPARE(session.value("methods"_L1).toArray(), QJsonArray{u"password"_s});
    QCOMPARE(session.value("remembered"_L1), true);
    QCOMPARE(session.value("userAgent"_L1), u"curl/8.5.0"_s);
    QCOMPARE(session.value("ipAddress"_L1), u"127.0.0.1"_s);
    const QJsonArray all = items(path::adminSessions, "sessions"_L1);
    QVERIFY(all.size() > 1);
    QVERIFY(all.contains(own.first()));
    QCOMPARE(items(path::adminSessions + u"?search=lovelace"_s, "sessions"_L1), own);
}

void AdminListsTest::revokesOneSession()
{
    const QString token = m_server.accessToken(m_ada);
    const QString session = path::fill(path::adminSession, claimsOf(token).value("sid"_L1).toString());
    QVERIFY_STATUS(m_admin.remove(session), 204);
    QVERIFY_REFUSAL(m_server.client().as(token).get(path::account), 401, code::unauthorized);
    QVERIFY_REFUSAL(m_admin.remove(session), 404, code::notFound);
}

void AdminListsTest::revokesAllSessionsOfOne()
{
    const QString sessions = path::fill(path::adminUserSessions, m_ada.id.toString());
    const QString first = m_server.accessToken(m_ada);
    const QString second = m_server.accessToken(m_ada);
    QVERIFY_STATUS(m_admin.remove(sessions), 204);
    QVERIFY(items(sessions, "sessions"_L1).isEmpty());
    for (const QString &token : {first, second})
        QVERIFY_REFUSAL(m_server.client().as(token).get(path::account), 401, code::unauthorized);
    QVERIFY_STATUS(m_admin.remove(sessions), 204); // none left is no error
    QVERIFY_STATUS(m_admin.get(path::adminUsers), 200);
}

void AdminListsTest::listsTheHistoryOfOneAndOfAll()
{
    m_server.client().post(path::login, {{u"email"_s, u"ghost@example.org"_s}, {u"password"_s, u"wrong"_s}});
    m_server.signIn(m_ada);
    const QJsonArray own = items(path::fill(path::adminUserLoginHistory, m_ada.id.toString()), "events"_L1);
    const QJsonObject newest = own.first().toObject();
    QCOMPARE(newest.keys(),
             QStringList({u"city"_s, u"country"_s, u"createdAt"_s, u"deviceName"_s, u"deviceType"_s,
                          u"email"_s, u"failureReason"_s, u"id"_s, u"ipAddress"_s, u"provider"_s,
                          u"success"_s, u"userAgent"_s, u"userId"_s}));
    for (const QJsonValue event : own)
        QCOMPARE(event.toObject().value("userId"_L1), m_ada.id.toString());
    const QJsonArray all = items(path::adminLoginHistory, "events"_L1);
    QCOMPARE(all.first(), own.first());
    QCOMPARE(all.at(1).toObject().value("email"_L1), u"ghost@example.org"_s);
    QVERIFY(all.at(1).toObject().value("userId"_L1).isNull());
    QCOMPARE(
        items(path::adminLoginHistory + u"?filter=failed%20email:ghost@example.org"_s, "events"_L1).size(),
        1);
    QVERIFY_REFUSAL(m_admin.get(path::adminLoginHistory + u"?filter=nonsense:1"_s), 400,
                    code::validationFailed);
}

void AdminListsTest::followsTheHistory()
{
    const QString last =
        items(path::adminLoginHistory, "events"_L1).first().toObject().value("id"_L1).toString();
    const QString after = path::adminLoginHistory + u"?after="_s + last;
    QVERIFY(items(after, "events"_L1).isEmpty());
    m_server.signIn(m_ada);
    const QJsonArray events = items(after, "events"_L1);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().toObject().value("email"_L1), m_ada.email);
    QVERIFY_REFUSAL(m_admin.get(path::adminLoginHistory + u"?after="_s + AccountId::create().toString()), 400,
                    code::invalidCursor);
}

QTEST_GUILESS_MAIN(AdminListsTest)
#include "tst_adminlists.moc"
