// SPDX-License-Identifier: GPL-3.0-only
#include "dispatcherfixture.h"
#include "front.h"
#include "http/log.h"
#include "http/requestid.h"
#include "links/pagepaths.h"

#include <QMutex>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace http;

static QMutex logging;
static QStringList logged;

static void keepLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    const QMutexLocker lock(&logging);
    logged.append(line);
}

// The lines of requests that nobody serves: what they say, and what they keep to themselves.
class AccessLogTest : public QObject, private DispatcherFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { begin(); }
    void cleanup() { end(); }
    void logsNoTokenWhereNoRouteIs_data();
    void logsNoTokenWhereNoRouteIs();
    void logsWhyItRefusesByTheIdOfTheAnswer_data();
    void logsWhyItRefusesByTheIdOfTheAnswer();
};

void AccessLogTest::initTestCase()
{
    if (!httpLog().isInfoEnabled())
        QSKIP("the environment has switched the access log off");
}

void AccessLogTest::logsNoTokenWhereNoRouteIs_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("path");
    const QByteArray deep = "/" + QByteArray("a/").repeated(90);
    const auto row = [](const char *name, Method method, const QByteArray &start, const QByteArray &end,
                        const QByteArray &path) { QTest::newRow(name) << method << start << end << path; };
    row("another method", Method::Delete, "/see/", "", "/see/<long>");
    row("a slash more", Method::Post, "/see/", "/?token=x", "/see/<long>/");
    row("no such path", Method::Get, "/nowhere/", "/x", "/nowhere/<long>/x");
    row("with an escaped slash", Method::Get, "/a%2Fb%2F", "", "/<long>");
    row("beyond what a line holds", Method::Get, deep, "", deep + "<long>");
}

void AccessLogTest::logsNoTokenWhereNoRouteIs()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, path);
    m_router->get(QString(page::notFound), {.access = Access::Public}, [](const Request &) { return noContent(); });
    logged.clear();
    const auto before = qInstallMessageHandler(keepLine);
    for (const QList<Header> &headers : {QList<Header>{}, QList<Header>{{"accept", "text/html"}}})
        ask(arrival(method, start + QByteArray(64, 's') + end, headers));
    qInstallMessageHandler(before);
    QCOMPARE(logged.size(), 2);
    for (const QString &line : std::as_const(logged)) {
        QVERIFY2(!line.contains(u"sss"_s) && !line.contains(u'?'), qPrintable(line));
        QVERIFY2(line.contains(u" path="_s + QString::fromLatin1(path) + u' '), qPrintable(line));
    }
}

void AccessLogTest::logsWhyItRefusesByTheIdOfTheAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("line"); // after the id
    const QByteArray start = "POST /echo/" + QByteArray(64, 's') + "?token=x HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("no request") << QByteArray("GET /hello HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n")
                                << u"status=400 code=BAD_REQUEST client=127.0.0.1 "
                                   "refused: this is no HTTP request"_s;
    QTest::newRow("long head") << requestFor("GET", "/hello", "X: " + QByteArray(17'000, 'y') + "\r\n")
                               << u"status=431 code=HEADERS_TOO_LARGE client=127.0.0.1 "
                                  "refused: there are too many headers, or too long ones"_s;
    QTest::newRow("in the body") << start + "Transfer-Encoding: chunked\r\n\r\nXX\r\n"
                                 << u"method=POST path=/echo/<long> status=400 code=BAD_REQUEST client=127.0.0.1 "
                                    "refused: this is no HTTP request"_s;
    QTest::newRow("too slow") << start + "Content-Length: 10\r\n\r\nhello"
                              << u"method=POST path=/echo/<long> status=408 code=REQUEST_TIMEOUT client=127.0.0.1 "
                                 "refused: the request took too long to come"_s;
}

void AccessLogTest::logsWhyItRefusesByTheIdOfTheAnswer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, line);
    Limits impatient;
    impatient.body = 300ms;
    Front front({.limits = impatient});
    logged.clear();
    const auto before = qInstallMessageHandler(keepLine);
    RawClient client(front.port());
    const bool isSent = client.send(bytes);
    const auto answer = client.answer();
    qInstallMessageHandler(before);
    QVERIFY(isSent);
    QVERIFY(isRequestId(answer.header("X-Request-Id")));
    QCOMPARE(logged, QStringList{u"id=%1 %2"_s.arg(QString::fromLatin1(answer.header("X-Request-Id")), line)});
}

QTEST_GUILESS_MAIN(AccessLogTest)
#include "tst_accesslog.moc"
