// SPDX-License-Identifier: GPL-3.0-only
#include "http/cookies.h"

#include <QTest>

using namespace http;

namespace {

QByteArrayList setBy(const Response &response)
{
    QByteArrayList values;
    for (const Header &header : response.headers) {
        if (header.name == "Set-Cookie")
            values.append(header.value);
    }
    return values;
}

Request requestWith(const QByteArrayList &cookies)
{
    Request request;
    for (const QByteArray &value : cookies)
        request.headers.append({"cookie", value});
    return request;
}

} // namespace

class CookiesTest : public QObject
{
    Q_OBJECT
private slots:
    void startsASession();
    void startsASessionThatEndsWithTheBrowser();
    void leavesAPendingSignInWithOneCookie();
    void clearsWithTheSameAttributes();
    void isSecureExactlyOverHttps();
    void clearsOnlyDeadCookiesThatCame();
    void readsCookies_data();
    void readsCookies();
    void readsSeveralFields();
    void knowsItsOwnCookies();
};

void CookiesTest::startsASession()
{
    Response response;
    Cookies(false).start(response, {.token = "t",
                                    .accessToken = "a",
                                    .refreshToken = "r",
                                    .tokenAge = 2592000,
                                    .accessAge = 3600,
                                    .refreshAge = 2592000});
    QCOMPARE(setBy(response),
             (QByteArrayList{"token=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax",
                             "access_token=a; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax",
                             "refresh_token=r; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Lax"}));
}

void CookiesTest::startsASessionThatEndsWithTheBrowser()
{
    Response response;
    Cookies(false).start(response, {.token = "t",
                                    .accessToken = "a",
                                    .refreshToken = "r",
                                    .tokenAge = {},
                                    .accessAge = {},
                                    .refreshAge = {}});
    for (const QByteArray &cookie : setBy(response))
        QVERIFY(!cookie.contains("Max-Age"));
}

void CookiesTest::leavesAPendingSignInWithOneCookie()
{
    Response response;
    Cookies(false).pending(response, "p", std::nullopt);
    QCOMPARE(setBy(response),
             (QByteArrayList{"token=p; Path=/; HttpOnly; SameSite=Lax",
                             "access_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
                             "refresh_token=; Path=/api/auth; Max-Age=0; HttpOnly; SameSite=Lax"}));
}

void CookiesTest::clearsWithTheSameAttributes()
{
    Response response;
    Cookies(true).clear(response);
    QCOMPARE(setBy(response),
             (QByteArrayList{"token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                             "access_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                             "refresh_token=; Path=/api/auth; Max-Age=0; HttpOnly; SameSite=Lax; Secure"}));
}

void CookiesTest::isSecureExactlyOverHttps()
{
    for (const bool secure : {false, true}) {
        Response response;
        Cookies(secure).start(response, {.token = "t",
                                         .accessToken = "a",
                                         .refreshToken = "r",
                                         .tokenAge = 1,
                                         .accessAge = 1,
                                         .refreshAge = 1});
        for (const QByteArray &cookie : setBy(response))
            QCOMPARE(cookie.endsWith("; Secure"), secure);
    }
}

void CookiesTest::clearsOnlyDeadCookiesThatCame()
{
    Response response;
    Cookies(false).clearDead(response, requestWith({"access_token=x; refresh_token=y"}));
    QCOMPARE(setBy(response), QByteArrayList{"access_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"});
}

// How servers read what browsers send by RFC 6265 section 5.4.
void CookiesTest::readsCookies_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const QByteArray &header, const QByteArray &value) {
        QTest::newRow(header.constData()) << header << value;
    };
    row("token=x", "x");
    row("a=b; token=x; c=d", "x");
    row("a=b;token=x;c=d", "x");
    row("token=x; token=y", "x");
    row("token=\"x y\"", "x y");
    row("token=\"", "\"");
    row("token=\"\"", "");
    row("token=\"x", "\"x");
    row("token=a=b==", "a=b==");
    row("  token = x  ", "x");
    row("token=", "");
    row("token", "");
    row("xtoken=y", "");
    row("tokenx=y", "");
    row("Token=y", "");
    row("a=token=y", "");
    row("a=\"; token=x\"", "x\""); // a semicolon ends a pair even inside quotes
    row("=x; token=y", "y");
    row(";;; token=y", "y");
    row("", "");
    row("token=%41", "%41");
}

void CookiesTest::readsCookies()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QCOMPARE(requestWith({header}).cookie("token"), value);
}

void CookiesTest::readsSeveralFields()
{
    const Request request = requestWith({"a=b", "token=x", "token=y"});
    QCOMPARE(request.cookie("token"), QByteArray("x"));
    QCOMPARE(request.cookie("a"), QByteArray("b"));
}

void CookiesTest::knowsItsOwnCookies()
{
    QVERIFY(!hasSessionCookie(requestWith({})));
    QVERIFY(!hasSessionCookie(requestWith({"theme=dark; token="})));
    QVERIFY(hasSessionCookie(requestWith({"theme=dark; refresh_token=x"})));
}

QTEST_GUILESS_MAIN(CookiesTest)
#include "tst_cookies.moc"
