// SPDX-License-Identifier: GPL-3.0-only
#include "dispatcherfixture.h"

#include "http/log.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;

// What a request becomes, who gets through to its handler, and what is answered without one.
class DispatcherTest : public QObject, private DispatcherFixture
{
    Q_OBJECT
private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void makesTheRequest();
    void takesTheFirstOfARepeatedQueryKey();
    void believesATrustedProxysRequestId();
    void ignoresABadRequestId_data();
    void ignoresABadRequestId();
    void asksWhoCallsByTheAccessOfTheRoute();
    void refusesWhomIdentifyRefuses();
    void doesNotLookForACallerOfAPublicRoute();
    void answersUnknownPathsAndMethods();
    void answersOptions();
    void answersPreflights();
    void refusesOtherSites();
    void leavesTheCheckToRoutesThatWantIt();
    void takesTheFormsFaceForForms();
    void logsOneLineWithoutSecrets();
};

void DispatcherTest::makesTheRequest()
{
    ask(arrival(Method::Post, "/see/a%20%C3%BC?q=x%26y+z&empty",
                {{"x-forwarded-for", "198.51.100.7"}, {"user-agent", QByteArray(2000, 'u')}}, "body"));
    QCOMPARE(m_seen.path, u"/see/a ü"_s);
    QCOMPARE(m_seen.arguments, QStringList{u"a ü"_s});
    QCOMPARE(m_seen.query.value(u"q"_s), u"x&y z"_s);
    QVERIFY(m_seen.query.contains(u"empty"_s));
    QCOMPARE(m_seen.content, QByteArray("body"));
    QCOMPARE(m_seen.client.address.toString(), u"198.51.100.7"_s);
    QCOMPARE(m_seen.client.userAgent.size(), 512);
    QVERIFY(!m_seen.client.isExempt);
    QVERIFY(QRegularExpression(u"^[0-9a-f]{16}$"_s).match(QString::fromLatin1(m_seen.id)).hasMatch());
}

void DispatcherTest::takesTheFirstOfARepeatedQueryKey()
{
    ask(arrival(Method::Get, "/see/x?a=1&a=2&%61=3"));
    QCOMPARE(m_seen.query.value(u"a"_s), u"1"_s);
}

void DispatcherTest::believesATrustedProxysRequestId()
{
    const auto reply = ask(arrival(Method::Get, "/see/x", {{"x-request-id", "from-the-proxy_1"}}));
    QCOMPARE(m_seen.id, QByteArray("from-the-proxy_1"));
    QCOMPARE(reply->header("X-Request-Id"), QByteArray("from-the-proxy_1"));
    Arrival foreign = arrival(Method::Get, "/see/x", {{"x-request-id", "mine"}});
    foreign.peer = QHostAddress(u"203.0.113.1"_s);
    ask(foreign);
    QVERIFY(m_seen.id != "mine");
}

void DispatcherTest::ignoresABadRequestId_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("blank inside") << QByteArray("a b");
    QTest::newRow("a line of its own") << QByteArray("a status=200");
    QTest::newRow("too long") << QByteArray(65, 'a');
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa9");
}

void DispatcherTest::ignoresABadRequestId()
{
    QFETCH(QByteArray, id);
    ask(arrival(Method::Get, "/see/x", {{"x-request-id", id}}));
    QCOMPARE(m_seen.id.size(), 16);
}

void DispatcherTest::asksWhoCallsByTheAccessOfTheRoute()
{
    QCOMPARE(ask(arrival(Method::Post, "/account", {{"authorization", "Bearer x"}}))->response().status, 204);
    QVERIFY(m_seen.caller.has_value());
    QCOMPARE(m_identified, 1);
}

void DispatcherTest::refusesWhomIdentifyRefuses()
{
    const auto reply = ask(arrival(Method::Post, "/account"));
    QCOMPARE(reply->response().status, 401);
    QCOMPARE(reply->header("WWW-Authenticate"), QByteArray("Bearer"));
    QVERIFY(m_seen.id.isEmpty()); // the handler never ran
}

void DispatcherTest::doesNotLookForACallerOfAPublicRoute()
{
    ask(arrival(Method::Get, "/see/x"));
    QCOMPARE(m_identified, 0);
}

void DispatcherTest::answersUnknownPathsAndMethods()
{
    const auto unknown = ask(arrival(Method::Get, "/nowhere"));
    QCOMPARE(unknown->response().status, 404);
    QCOMPARE(unknown->code(), u"NOT_FOUND"_s);
    QVERIFY(!unknown->header("X-Request-Id").isEmpty());
    const auto wrong = ask(arrival(Method::Delete, "/see/x"));
    QCOMPARE(wrong->response().status, 405);
    QCOMPARE(wrong->code(), u"METHOD_NOT_ALLOWED"_s);
    QCOMPARE(wrong->header("Allow"), QByteArray("GET, HEAD, POST, OPTIONS"));
    QCOMPARE(ask(arrival(Method::Head, "/see/x"))->response().status, 204);
    QCOMPARE(ask(arrival(Method::Get, "/see/%ff%fe"))->response().status, 204);
}

void DispatcherTest::answersOptions()
{
    const auto path = ask(arrival(Method::Options, "/login"));
    QCOMPARE(path->response().status, 204);
    QCOMPARE(path->header("Allow"), QByteArray("POST, OPTIONS"));
    const auto server = ask(arrival(Method::Options, "*"));
    QCOMPARE(server->response().status, 204);
    QVERIFY(server->header("Allow").contains("GET"));
    QCOMPARE(ask(arrival(Method::Options, "/nowhere"))->response().status, 404);
}

void DispatcherTest::answersPreflights()
{
    const auto reply =
        ask(arrival(Method::Options, "/login",
                    {{"origin", "http://app:3000"}, {"access-control-request-method", "POST"}}));
    QCOMPARE(reply->response().status, 204);
    QCOMPARE(reply->header("Access-Control-Allow-Origin"), QByteArray("http://app:3000"));
    QCOMPARE(reply->header("Access-Control-Allow-Methods"), QByteArray("POST, OPTIONS"));
    const auto foreign = ask(arrival(Method::Options, "/login",
                                     {{"origin", "http://evil"}, {"access-control-request-method", "POST"}}));
    QVERIFY(foreign->header("Access-Control-Allow-Origin").isEmpty());
    // scripts of an allowed site may read refusals too
    QCOMPARE(ask(arrival(Method::Get, "/nowhere", {{"origin", "http://app:3000"}}))
                 ->header("Access-Control-Allow-Origin"),
             QByteArray("http://app:3000"));
}

void DispatcherTest::refusesOtherSites()
{
    const QList<Header> evil{{"origin", "http://evil"}, {"cookie", "token=x"}};
    const auto reply = ask(arrival(Method::Post, "/account", evil));
    QCOMPARE(reply->response().status, 403);
    QCOMPARE(reply->code(), u"CSRF_REJECTED"_s);
    QCOMPARE(m_identified, 0);
    QCOMPARE(ask(arrival(Method::Post, "/signup", {{"origin", "http://evil"}}))->response().status, 403);
    QCOMPARE(ask(arrival(Method::Post, "/signup", {{"origin", "http://localhost:8420"}}))->response().status,
             204);
    QVERIFY(!m_seen.crossSite);
}

void DispatcherTest::leavesTheCheckToRoutesThatWantIt()
{
    QCOMPARE(ask(arrival(Method::Post, "/login", {{"origin", "http://evil"}}))->response().status, 204);
    QVERIFY(m_seen.crossSite);
}

void DispatcherTest::takesTheFormsFaceForForms()
{
    QCOMPARE(
        ask(arrival(Method::Post, "/fail", {{"content-type", "application/json"}}, "{}"))->response().status,
        401);
    QCOMPARE(
        ask(arrival(Method::Post, "/fail", {{"content-type", "application/x-www-form-urlencoded"}}, "a=b"))
            ->response()
            .status,
        400);
    QCOMPARE(
        ask(arrival(Method::Post, "/fail", {{"content-type", "application/x-www-form-urlencoded"}}, "{}"))
            ->response()
            .status,
        401);
}

static QStringList logged;

static void keepLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    logged.append(line);
}

void DispatcherTest::logsOneLineWithoutSecrets()
{
    if (!httpLog().isInfoEnabled())
        QSKIP("the environment has switched the access log off");
    logged.clear();
    const auto before = qInstallMessageHandler(keepLine);
    const auto reply =
        ask(arrival(Method::Post, "/see/" + QByteArray(64, 's') + "?token=secret",
                    {{"authorization", "Bearer secret"}, {"cookie", "token=secret"}}, "secret"));
    ask(arrival(Method::Get, "/see/" + QByteArray("8d0e3b8e-4d6f-4f0a-9f2e-0d6c8f2b7a11")));
    qInstallMessageHandler(before);
    QCOMPARE(logged.size(), 2);
    const QString line = logged.first();
    QVERIFY2(
        QRegularExpression(
            u"^id=[0-9a-f]{16} method=POST path=/see/<arg> status=204 ms=\\d+\\.\\d\\d client=10\\.0\\.0\\.1$"_s)
            .match(line)
            .hasMatch(),
        qPrintable(line));
    QVERIFY(logged.last().contains(u"path=/see/8d0e3b8e-4d6f-4f0a-9f2e-0d6c8f2b7a11 "_s));
}

QTEST_GUILESS_MAIN(DispatcherTest)
#include "tst_dispatcher.moc"
