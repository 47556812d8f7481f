// SPDX-License-Identifier: GPL-3.0-only
#include "history/device.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestDevice : public QObject
{
    Q_OBJECT

private slots:
    void isNamed_data();
    void isNamed();
    void isNotLedAstrayByLongOnes();
    void staysTheSameAfterUpdates_data();
    void staysTheSameAfterUpdates();
};

void TestDevice::isNamed_data()
{
    QTest::addColumn<QString>("userAgent");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    const auto row = [](const char *userAgent, const char *name, const char *type) {
        QTest::newRow(*name ? name : userAgent)
            << QString::fromLatin1(userAgent) << QString::fromLatin1(name) << QString::fromLatin1(type);
    };
    row("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Firefox 128 on Windows", "desktop");
    row("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox 115 on Linux",
        "desktop");
    row("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0",
        "Firefox 126 on Ubuntu", "desktop");
    row("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Firefox 127 on macOS", "desktop");
    row("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox 128 on Android",
        "mobile");
    row("Mozilla/5.0 (Android 13; Tablet; rv:120.0) Gecko/120.0 Firefox/120.0", "Firefox 120 on Android",
        "tablet");
    row("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "FxiOS/127.0 Mobile/15E148 Safari/605.1.15",
        "Firefox 127 on iOS", "mobile");
    row("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
        "Safari/537.36",
        "Chrome 126 on Windows", "desktop");
    row("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.6478.71 Mobile Safari/537.36",
        "Chrome 126 on Android", "mobile");
    row("Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 "
        "Safari/537.36",
        "Chrome 125 on Android", "tablet");
    row("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
        "Chrome 126 on iPadOS", "tablet");
    row("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
        "Safari/537.36",
        "Chrome 126 on ChromeOS", "desktop");
    row("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/125.0.0.0 "
        "Safari/537.36",
        "Chrome 125 on Linux", "desktop");
    row("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
        "Safari/537.36 Edg/126.0.2592.56",
        "Edge 126 on Windows", "desktop");
    row("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763",
        "Edge 18 on Windows", "desktop");
    row("Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
        "Mobile Safari/537.36 EdgA/125.0.2535.51",
        "Edge 125 on Android", "mobile");
    row("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 "
        "Safari/537.36 OPR/110.0.0.0",
        "Opera 110 on Windows", "desktop");
    row("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 "
        "Safari/537.36 Vivaldi/6.7.3329.41",
        "Vivaldi 6 on Linux", "desktop");
    row("Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) "
        "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
        "Samsung Internet 25 on Android", "mobile");
    row("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.5 Safari/605.1.15",
        "Safari 17 on macOS", "desktop");
    row("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.5 Mobile/15E148 Safari/604.1",
        "Safari 17 on iOS", "mobile");
    row("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 "
        "Mobile/15E148 Safari/604.1",
        "Safari 16 on iPadOS", "tablet");
    row("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 "
        "Safari/605.1.15 Epiphany/605.1.15",
        "GNOME Web 605 on Linux", "desktop");
    row("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
        "Internet Explorer on Windows", "desktop");
    row("Mozilla/5.0 (X11; FreeBSD amd64; rv:124.0) Gecko/20100101 Firefox/124.0", "Firefox 124 on FreeBSD",
        "desktop");
    row("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot", "bot");
    row("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; "
        "+http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
        "bingbot", "bot");
    row("Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
        "Mobile Safari/537.36",
        "Chrome 126 on Android", "mobile");
    row("curl/8.5.0", "curl 8.5", "unknown");
    row("Wget/1.21.4", "Wget 1.21", "unknown");
    row("python-requests/2.32.3", "Python Requests 2.32", "unknown");
    row("Go-http-client/1.1", "Go 1.1", "unknown");
    row("okhttp/4.12.0", "OkHttp 4.12", "unknown");
    row("PostmanRuntime/7.39.0", "Postman 7.39", "unknown");
    row("Gatehouse-Console/0.1.0 (Linux)", "Gatehouse console 0.1 on Linux", "desktop");
    row("AcmeTimeClock/3.2.1 (Windows 11)", "AcmeTimeClock 3.2 on Windows", "desktop");
    row("WolfPal/1.4 (iPhone; iOS 17.5)", "WolfPal 1.4 on iOS", "mobile");
    row("", "", "unknown");
    row("???", "", "unknown");
    row("Mozilla/5.0", "", "unknown");
    row("Mozilla/5.0 (Windows NT 10.0)", "Windows", "desktop");
}

void TestDevice::isNamed()
{
    QFETCH(QString, userAgent);
    const Device device = Device::fromUserAgent(userAgent);
    QTEST(device.name, "name");
    QTEST(device.type, "type");
}

void TestDevice::isNotLedAstrayByLongOnes()
{
    const QString text = u"Firefox/"_s + QString(100'000, u'9');
    QVERIFY(Device::fromUserAgent(text).name.size() < 40);
    QVERIFY(Device::fromUserAgent(QString(100'000, u'a')).name.size() < 40);
    QVERIFY(Device::fromUserAgent(QString(100, u'x') + u"bot"_s + QString(100, u'x')).name.size() < 300);
}

void TestDevice::staysTheSameAfterUpdates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("kind");
    QTest::newRow("browser") << u"Firefox 128 on Windows"_s << u"Firefox on Windows, desktop"_s;
    QTest::newRow("dotted") << u"Gatehouse console 0.1 on Linux"_s << u"Gatehouse console on Linux, desktop"_s;
    QTest::newRow("no system") << u"curl 8.5"_s << u"curl, desktop"_s;
    QTest::newRow("no version") << u"Windows"_s << u"Windows, desktop"_s;
    QTest::newRow("a number in the name") << u"App 7 Pro 2.1 on iOS"_s << u"App 7 Pro on iOS, desktop"_s;
    QTest::newRow("nothing") << u""_s << u", desktop"_s;
}

void TestDevice::staysTheSameAfterUpdates()
{
    QFETCH(QString, name);
    QTEST((Device{name, u"desktop"_s}.kind()), "kind");
}

QTEST_GUILESS_MAIN(TestDevice)
#include "tst_device.moc"
