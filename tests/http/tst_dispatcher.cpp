// SPDX-License-Identifier: GPL-3.0-only
#include "http/dispatcher.h"
#include "http/log.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace http;

namespace {

// Keeps the answer and who gave it.
class Kept final : public Reply
{
public:
    void answer(Response response) override { keep(std::move(response), false); }
    void answerLater(Response response) override { keep(std::move(response), true); }

    const Response &response()
    {
        if (!m_isThere && !m_there.tryAcquire(1, 5000))
            qFatal("no answer came");
        m_isThere = true;
        return m_response;
    }
    bool cameLater() { return response(), m_cameLater; }
    int count() const { return m_count; }
    QByteArray header(QByteArrayView name)
    {
        for (const Header &header : response().headers) {
            if (header.name == name)
                return header.value;
        }
        return {};
    }
    QString code() { return QJsonDocument::fromJson(response().content)["code"_L1].toString(); }

private:
    void keep(Response response, bool later)
    {
        m_response = std::move(response);
        m_cameLater = later;
        ++m_count;
        m_there.release();
    }

    QSemaphore m_there;
    Response m_response;
    std::atomic_int m_count = 0;
    bool m_cameLater = false;
    bool m_isThere = false;
};

Arrival arrival(Method method, const QByteArray &target, const QList<Header> &headers = {},
                const QByteArray &content = {})
{
    return {.method = method,
            .target = target,
            .headers = headers,
            .content = content,
            .peer = QHostAddress(u"10.0.0.1"_s)};
}

} // namespace

class DispatcherTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void makesTheRequest();
    void takesTheFirstOfARepeatedQueryKey();
    void believesATrustedProxysRequestId();
    void ignoresABadRequestId_data();
    void ignoresABadRequestId();
    void runsWhereTheRouteSays();
    void asksWhoCallsByTheAccessOfTheRoute();
    void refusesWhomIdentifyRefuses();
    void doesNotLookForACallerOfAPublicRoute();
    void answersUnknownPathsAndMethods();
    void answersOptions();
    void answersPreflights();
    void refusesOtherSites();
    void leavesTheCheckToRoutesThatWantIt();
    void answersWhateverAHandlerThrows_data();
    void answersWhateverAHandlerThrows();
    void saysNoWhenAPoolIsFull();
    void keepsThePoolsApart();
    void keepsOneProviderFromTakingAllThreads();
    void takesTheFormsFaceForForms();
    void logsOneLineWithoutSecrets();

private:
    std::shared_ptr<Kept> ask(Arrival arrival)
    {
        auto reply = std::make_shared<Kept>();
        m_dispatcher->dispatch(std::move(arrival), reply);
        return reply;
    }
    void addRoutes();

    std::unique_ptr<Router> m_router;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<Dispatcher> m_dispatcher;
    Request m_seen;
    int m_identified = 0;
    QSemaphore m_gate;    // holds the handlers of /hold
    QSemaphore m_entered; // how many of them have begun
};

void DispatcherTest::init()
{
    m_identified = 0;
    m_seen = {};
    m_router = std::make_unique<Router>();
    m_workers = std::make_unique<Workers>(
        Workers::Sizes{.store = {.threads = 1, .queue = 2},
                       .hash = {.threads = 1, .queue = 0},
                       .remote = {.threads = 4, .queue = 8, .laneThreads = 2, .laneQueue = 1}});
    const auto identify = [this](const Request &request, Access access) -> Result<std::optional<Caller>> {
        ++m_identified;
        if (request.header("authorization").isEmpty() && access != Access::Optional)
            return Error{Error::Kind::Unauthenticated, code::unauthorized};
        return std::optional<Caller>(Caller{});
    };
    addRoutes();
    m_dispatcher = std::make_unique<Dispatcher>(
        *m_router, identify,
        Origins{.publicUrl = u"http://localhost:8420"_s, .appUrl = {}, .corsOrigins = {u"http://app:3000"_s}},
        *TrustedProxies::parse({u"10.0.0.0/8"_s}), *m_workers);
}

void DispatcherTest::cleanup()
{
    m_gate.release(100);
    m_workers.reset();
    m_gate.acquire(m_gate.available());
    m_entered.acquire(m_entered.available());
}

void DispatcherTest::addRoutes()
{
    const auto see = [this](const Request &request) -> Result<Response> {
        m_seen = request;
        return noContent();
    };
    const auto hold = [this](const Request &) -> Result<Response> {
        m_entered.release();
        m_gate.acquire();
        return noContent();
    };
    const auto fail = [](const Request &) -> Result<Response> {
        return Error{Error::Kind::Unauthenticated, code::invalidCredentials};
    };
    m_router->post(u"/see/<arg>"_s, {.access = Access::Public}, see);
    m_router->get(u"/see/<arg>"_s, {.access = Access::Public}, see);
    m_router->post(u"/account"_s, {.access = Access::Account}, see);
    m_router->post(u"/store"_s, {.access = Access::Account, .run = Run::Store}, see);
    m_router->get(u"/hold"_s, {.access = Access::Public, .run = Run::Store}, hold);
    m_router->get(u"/hash"_s, {.access = Access::Public, .run = Run::Hash}, hold);
    m_router->get(u"/remote/<arg>"_s, {.access = Access::Public, .run = Run::Remote}, hold);
    m_router->get(u"/test/<arg>"_s, {.access = Access::Admin, .run = Run::Remote}, hold);
    m_router->post(
        u"/login"_s,
        {.access = Access::Public, .acceptsForm = true, .setsCookies = true, .checksCrossSiteItself = true},
        see);
    m_router->post(u"/signup"_s, {.access = Access::Public, .setsCookies = true}, see);
    m_router->post(u"/fail"_s, {.access = Access::Public, .acceptsForm = true}, fail);
    m_router->get(u"/throw/<arg>"_s, {.access = Access::Public},
                  [](const Request &request) -> Result<Response> {
                      if (request.arguments.first() == u"int"_s)
                          throw 7;
                      throw std::runtime_error("secret reason");
                  });
    m_router->get(u"/throw-on-a-pool"_s, {.access = Access::Public, .run = Run::Store},
                  [](const Request &) -> Result<Response> { throw std::bad_alloc(); });
}

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

void DispatcherTest::runsWhereTheRouteSays()
{
    QVERIFY(!ask(arrival(Method::Get, "/see/x"))->cameLater());
    const auto reply = ask(arrival(Method::Post, "/store", {{"authorization", "Bearer x"}}));
    QVERIFY(reply->cameLater());
    QCOMPARE(reply->response().status, 204);
    QCOMPARE(reply->count(), 1);
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

void DispatcherTest::answersWhateverAHandlerThrows_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("logged");
    QTest::newRow("an exception") << QByteArray("/throw/exception") << u"secret reason"_s;
    QTest::newRow("a number") << QByteArray("/throw/int") << u"no exception"_s;
    QTest::newRow("on a pool") << QByteArray("/throw-on-a-pool") << u"bad_alloc"_s;
}

void DispatcherTest::answersWhateverAHandlerThrows()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, logged);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(logged));
    const auto reply = ask(arrival(Method::Get, target));
    QCOMPARE(reply->response().status, 500);
    QCOMPARE(reply->code(), u"INTERNAL_SERVER_ERROR"_s);
    QVERIFY(!reply->response().content.contains("secret"));
}

void DispatcherTest::saysNoWhenAPoolIsFull()
{
    const auto running = ask(arrival(Method::Get, "/hold"));
    QVERIFY(m_entered.tryAcquire(1, 5000));
    const auto second = ask(arrival(Method::Get, "/hold"));
    const auto third = ask(arrival(Method::Get, "/hold"));
    const auto refused = ask(arrival(Method::Get, "/hold"));
    QVERIFY(!refused->cameLater());
    QCOMPARE(refused->response().status, 503);
    QCOMPARE(refused->code(), u"SERVER_BUSY"_s);
    QCOMPARE(refused->header("Retry-After"), QByteArray("1"));
    m_gate.release(3);
    for (const auto &reply : {running, second, third})
        QCOMPARE(reply->response().status, 204);
    m_gate.release();
    QTRY_COMPARE(ask(arrival(Method::Post, "/store", {{"authorization", "Bearer x"}}))->response().status,
                 204);
}

void DispatcherTest::keepsThePoolsApart()
{
    const auto hashing = ask(arrival(Method::Get, "/hash"));
    QVERIFY(m_entered.tryAcquire(1, 5000));
    QCOMPARE(ask(arrival(Method::Get, "/hash"))->response().status, 503);
    QCOMPARE(ask(arrival(Method::Post, "/store", {{"authorization", "Bearer x"}}))->response().status, 204);
    m_gate.release();
    QCOMPARE(hashing->response().status, 204);
}

void DispatcherTest::keepsOneProviderFromTakingAllThreads()
{
    QList<std::shared_ptr<Kept>> replies;
    for (int i = 0; i < 3; ++i)
        replies.append(ask(arrival(Method::Get, "/remote/sick")));
    QVERIFY(m_entered.tryAcquire(2, 5000));
    QCOMPARE(ask(arrival(Method::Get, "/remote/sick"))->response().status, 503);
    QVERIFY(!m_entered.tryAcquire(1, 100)); // the third waits
    replies.append(ask(arrival(Method::Get, "/remote/well")));
    QVERIFY(m_entered.tryAcquire(1, 5000));
    replies.append(ask(arrival(Method::Get, "/test/sick", {{"authorization", "Bearer x"}})));
    QVERIFY(m_entered.tryAcquire(1, 5000)); // who looks after it does not
    m_gate.release(2);
    QVERIFY(m_entered.tryAcquire(1, 5000));
    m_gate.release(3);
    for (const auto &reply : replies)
        QCOMPARE(reply->response().status, 204);
    m_gate.release(3); // for those that ran in between, if any
    m_gate.release(3);
    for (int i = 0; i < 3; ++i) // its place is free again
        QCOMPARE(ask(arrival(Method::Get, "/remote/sick"))->response().status, 204);
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
