// SPDX-License-Identifier: GPL-3.0-only
#include "http/router.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;

namespace {

Result<Response> nothing(const Request &)
{
    return noContent();
}

} // namespace

class RouterTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void findsThePattern_data();
    void findsThePattern();
    void findsNothing_data();
    void findsNothing();
    void sendsHeadToGet();
    void namesTheMethodsThatAPathAnswers();
    void tellsTheArguments();
    void listsItsRoutes();

private:
    std::unique_ptr<Router> m_router;
};

void RouterTest::init()
{
    m_router = std::make_unique<Router>();
    const RouteTraits traits{.access = Access::Public};
    m_router->get(u"/"_s, traits, nothing);
    m_router->get(u"/api/auth"_s, traits, nothing);
    m_router->post(u"/api/auth/login"_s, traits, nothing);
    m_router->post(u"/api/auth/login/2fa"_s, traits, nothing);
    m_router->get(u"/api/auth/external/providers"_s, traits, nothing);
    m_router->get(u"/api/auth/external/<arg>"_s, traits, nothing);
    m_router->remove(u"/api/auth/external/<arg>"_s, traits, nothing);
    m_router->get(u"/api/auth/external/<arg>/init"_s, traits, nothing);
    m_router->get(u"/api/admin/users/<arg>/sessions/<arg>"_s, traits, nothing);
    m_router->get(u"/.well-known/jwks.json"_s, traits, nothing);
}

void RouterTest::findsThePattern_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("pattern");
    const auto row = [](Method method, const QString &path, const QString &pattern) {
        QTest::newRow(qPrintable(path)) << method << path << pattern;
    };
    row(Method::Get, u"/"_s, u"/"_s);
    row(Method::Get, u"/api/auth"_s, u"/api/auth"_s);
    row(Method::Post, u"/api/auth/login/2fa"_s, u"/api/auth/login/2fa"_s);
    row(Method::Get, u"/api/auth/external/providers"_s, u"/api/auth/external/providers"_s);
    row(Method::Get, u"/api/auth/external/google"_s, u"/api/auth/external/<arg>"_s);
    row(Method::Get, u"/api/auth/external/providers/init"_s, u"/api/auth/external/<arg>/init"_s);
    row(Method::Delete, u"/api/auth/external/google"_s, u"/api/auth/external/<arg>"_s);
    row(Method::Get, u"/.well-known/jwks.json"_s, u"/.well-known/jwks.json"_s);
}

void RouterTest::findsThePattern()
{
    QFETCH(Method, method);
    QFETCH(QString, path);
    QFETCH(QString, pattern);
    const auto match = m_router->match(method, path);
    QVERIFY(match.route);
    QCOMPARE(match.route->pattern, pattern);
}

void RouterTest::findsNothing_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"", "*", "/api", "/api/", "/api/auth/", "//api/auth", "/api//auth", "/API/auth",
                             "/api/auth/external/", "/api/auth/external//init", "/api/auth/external/a/b",
                             "/api/auth/login/2fa/x", "/Xwell-known/jwks.json", "/api/auth\n", "/api/auth ",
                             "api/auth", "/../api/auth", "/api/auth/external/<arg>/x"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void RouterTest::findsNothing()
{
    QFETCH(QString, path);
    const auto match = m_router->match(Method::Get, path);
    QVERIFY(!match.route);
    QVERIFY(match.allowed.isEmpty());
    QVERIFY(match.arguments.isEmpty());
}

void RouterTest::sendsHeadToGet()
{
    QCOMPARE(m_router->match(Method::Head, u"/api/auth"_s).route,
             m_router->match(Method::Get, u"/api/auth"_s).route);
    QVERIFY(!m_router->match(Method::Head, u"/api/auth/login"_s).route);
}

void RouterTest::namesTheMethodsThatAPathAnswers()
{
    QCOMPARE(m_router->match(Method::Get, u"/api/auth/login"_s).allowed,
             (QList{Method::Post, Method::Options}));
    QCOMPARE(m_router->match(Method::Post, u"/api/auth/external/google"_s).allowed,
             (QList{Method::Get, Method::Head, Method::Delete, Method::Options}));
    QCOMPARE(m_router->match(Method::Options, u"/api/auth"_s).allowed,
             (QList{Method::Get, Method::Head, Method::Options}));
    QCOMPARE(m_router->match(Method::Delete, u"/api/auth/external/providers"_s).allowed,
             (QList{Method::Get, Method::Head, Method::Options})); // the literal path is not the provider's
}

void RouterTest::tellsTheArguments()
{
    QCOMPARE(m_router->match(Method::Get, u"/api/admin/users/a b/sessions/ü"_s).arguments,
             (QStringList{u"a b"_s, u"ü"_s}));
    QVERIFY(m_router->match(Method::Get, u"/api/auth/external/providers"_s).arguments.isEmpty());
}

void RouterTest::listsItsRoutes()
{
    QCOMPARE(m_router->routes().size(), 10);
    QCOMPARE(m_router->routes().first()->pattern, u"/"_s);
}

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
