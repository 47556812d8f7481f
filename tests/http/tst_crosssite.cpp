// SPDX-License-Identifier: GPL-3.0-only
#include "http/cors.h"
#include "http/crosssite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;

namespace {

const Origins origins{.publicUrl = u"https://auth.example.org/"_s,
                      .appUrl = u"https://App.example.org:8443/app"_s,
                      .corsOrigins = {u"http://localhost:3000"_s}};

Request requestWith(const QList<Header> &headers, Method method = Method::Post)
{
    Request request;
    request.method = method;
    request.headers = headers;
    return request;
}

QByteArrayList valuesOf(const Response &response, QByteArrayView name)
{
    QByteArrayList values;
    for (const Header &header : response.headers) {
        if (header.name == name)
            values.append(header.value);
    }
    return values;
}

const Header cookies{"cookie", "theme=dark; access_token=x"};

} // namespace

class CrossSiteTest : public QObject
{
    Q_OBJECT
private slots:
    void writesOriginsAsBrowsersDo_data();
    void writesOriginsAsBrowsersDo();
    void judgesByFetchMetadataAndOrigin_data();
    void judgesByFetchMetadataAndOrigin();
    void looksOnlyAtWhatACookieCanDo();
    void looksAtAnswersThatSetCookies();
    void passesWhatAuthorizationSignsIn_data();
    void passesWhatAuthorizationSignsIn();
    void allowsConfiguredScriptsOnly();
    void answersPreflights();
    void addsNothingWithoutConfiguredOrigins();
};

void CrossSiteTest::writesOriginsAsBrowsersDo_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("origin");
    const auto row = [](const char *url, const char *origin) {
        QTest::newRow(url) << QString::fromUtf8(url) << QByteArray(origin);
    };
    row("https://A.Example.org/path", "https://a.example.org");
    row("https://a.example.org:443", "https://a.example.org");
    row("http://a.example.org:443", "http://a.example.org:443");
    row("http://a:80/", "http://a");
    row("http://[::1]:8420", "http://[::1]:8420");
    row("https://bücher.example", "https://xn--bcher-kva.example");
    row("ftp://a", "");
    row("a.example.org", "");
    row("null", "");
    row("", "");
}

void CrossSiteTest::writesOriginsAsBrowsersDo()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, origin);
    QCOMPARE(originOf(url), origin);
}

void CrossSiteTest::judgesByFetchMetadataAndOrigin_data()
{
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("refused");
    const auto row = [](const char *site, const char *origin, bool refused) {
        QTest::addRow("%s | %s", site, origin) << QByteArray(site) << QByteArray(origin) << refused;
    };
    row("", "", false);
    row("same-origin", "", false);
    row("same-origin", "https://evil.example", false); // the browser says so itself
    row("none", "", false);
    row("same-site", "", true);
    row("cross-site", "", true);
    row("cross-site", "null", true);
    row("cross-site", "https://evil.example", true);
    row("cross-site", "http://localhost:3000", false);
    row("same-site", "https://app.example.org:8443", false);
    row("same-site", "https://other.example.org", true);
    row("", "https://auth.example.org", false);
    row("", "https://auth.example.org.evil.example", true);
    row("", "https://auth.example.org:444", true);
    row("", "http://auth.example.org", true);
    row("", "https://evil.example/https://auth.example.org", true);
    row("", "null", true);
    row("Same-Origin", "", true);
    row("bogus", "", true);
}

void CrossSiteTest::judgesByFetchMetadataAndOrigin()
{
    QFETCH(QByteArray, site);
    QFETCH(QByteArray, origin);
    QFETCH(bool, refused);
    QList<Header> headers{cookies};
    if (!site.isEmpty())
        headers.append({"sec-fetch-site", site});
    if (!origin.isEmpty())
        headers.append({"origin", origin});
    for (const Method method : {Method::Post, Method::Patch, Method::Put, Method::Delete})
        QCOMPARE(isCrossSite(requestWith(headers, method), false, trustedOrigins(origins)), refused);
    for (const Method method : {Method::Get, Method::Head, Method::Options})
        QVERIFY(!isCrossSite(requestWith(headers, method), true, trustedOrigins(origins)));
}

void CrossSiteTest::looksOnlyAtWhatACookieCanDo()
{
    const Header evil{"origin", "https://evil.example"};
    const auto trusted = trustedOrigins(origins);
    QVERIFY(!isCrossSite(requestWith({evil}), false, trusted));
    QVERIFY(!isCrossSite(requestWith({evil, {"cookie", "theme=dark; tokens=x"}}), false, trusted));
    for (const QByteArray name : {"token", "access_token", "refresh_token"})
        QVERIFY(isCrossSite(requestWith({evil, {"cookie", name + "=x"}}), false, trusted));
}

void CrossSiteTest::looksAtAnswersThatSetCookies()
{
    QVERIFY(isCrossSite(requestWith({{"origin", "https://evil.example"}}), true, trustedOrigins(origins)));
    QVERIFY(!isCrossSite(requestWith({}), true, trustedOrigins(origins)));
}

void CrossSiteTest::passesWhatAuthorizationSignsIn_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("counts");
    QTest::newRow("bearer") << QByteArray("Bearer x") << true;
    QTest::newRow("any case") << QByteArray("bEARER x") << true;
    QTest::newRow("a bare JWT") << QByteArray("eyJh.eyJi.c_-") << true;
    QTest::newRow("basic") << QByteArray("Basic eDp5") << false;
    QTest::newRow("no token") << QByteArray("Bearer ") << false;
    QTest::newRow("two parts") << QByteArray("a.b") << false;
    QTest::newRow("an empty part") << QByteArray("a..b") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void CrossSiteTest::passesWhatAuthorizationSignsIn()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, counts);
    const Request request =
        requestWith({cookies, {"origin", "https://evil.example"}, {"authorization", value}});
    QCOMPARE(isCrossSite(request, true, trustedOrigins(origins)), !counts);
}

void CrossSiteTest::allowsConfiguredScriptsOnly()
{
    const Cors cors(origins.corsOrigins);
    Response allowed;
    cors.allow(requestWith({{"origin", "http://localhost:3000"}}), allowed);
    QCOMPARE(valuesOf(allowed, "Access-Control-Allow-Origin"), QByteArrayList{"http://localhost:3000"});
    QCOMPARE(valuesOf(allowed, "Access-Control-Allow-Credentials"), QByteArrayList{"true"});
    QCOMPARE(valuesOf(allowed, "Vary"), QByteArrayList{"Origin"});
    for (const char *origin : {"https://evil.example", "null", "http://localhost:30000",
                               "https://auth.example.org", "http://LOCALHOST:3000"}) {
        Response refused;
        cors.allow(requestWith({{"origin", origin}}), refused);
        QVERIFY(valuesOf(refused, "Access-Control-Allow-Origin").isEmpty());
        QVERIFY(valuesOf(refused, "Access-Control-Allow-Credentials").isEmpty());
        QCOMPARE(valuesOf(refused, "Vary"), QByteArrayList{"Origin"});
    }
}

void CrossSiteTest::answersPreflights()
{
    const Cors cors(origins.corsOrigins);
    const Header asks{"access-control-request-method", "POST"};
    Response allowed;
    cors.allowPreflight(requestWith({{"origin", "http://localhost:3000"}, asks}, Method::Options),
                        "POST, OPTIONS", allowed);
    QCOMPARE(valuesOf(allowed, "Access-Control-Allow-Methods"), QByteArrayList{"POST, OPTIONS"});
    QVERIFY(valuesOf(allowed, "Access-Control-Allow-Headers").value(0).contains("Authorization"));
    Response refused;
    cors.allowPreflight(requestWith({{"origin", "https://evil.example"}, asks}, Method::Options), "POST",
                        refused);
    QVERIFY(refused.headers.isEmpty());
    Response plain;
    cors.allowPreflight(requestWith({{"origin", "http://localhost:3000"}}, Method::Options), "POST", plain);
    QVERIFY(plain.headers.isEmpty());
}

void CrossSiteTest::addsNothingWithoutConfiguredOrigins()
{
    Response response;
    Cors({}).allow(requestWith({{"origin", "https://evil.example"}}), response);
    QVERIFY(response.headers.isEmpty());
}

QTEST_GUILESS_MAIN(CrossSiteTest)
#include "tst_crosssite.moc"
