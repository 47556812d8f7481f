// SPDX-License-Identifier: GPL-3.0-only
#include "api/paths.h"
#include "external/flowcodes.h"
#include "links/addresses.h"
#include "pages/pageset.h"
#include "support/testserver.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

// The server's own pages, as bytes; tests/browser walks through them.
class PagesTest : public QObject
{
    Q_OBJECT
private slots:
    void areWhereEveryLinkLeads_data();
    void areWhereEveryLinkLeads();
    void runNothingButTheirOwnFiles();
    void showAPageForAnAddressThatThereIsNot();
    void tellProgramsInTheirOwnWay_data();
    void tellProgramsInTheirOwnWay();
    void speakTheLanguageOfTheBrowser();
    void loadOnlyWhatThereIs();
    void sendAssetsOnce();
    void refuseOtherFiles_data();
    void refuseOtherFiles();
    void haveTheSameWordsInEachLanguage();
    void useOnlyWordsThatThereAre();
    void tellWhyAWayOverAProviderFailed();
    void keepMarkupOfTheConfigurationOutOfThePage();
    void drawQrCodes();
    void refuseToDrawOtherTexts();

private:
    TestServer m_server;
};

static QByteArray fileOf(const QString &name)
{
    QFile file(QStringLiteral(SOURCE_ROOT "/resources/web/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static QJsonObject wordsOf(const QString &language, const QString &part)
{
    return QJsonDocument::fromJson(fileOf(u"words/%1.json"_s.arg(language))).object()[part].toObject();
}

void PagesTest::areWhereEveryLinkLeads_data()
{
    QTest::addColumn<QString>("link");
    const Addresses addresses{.publicUrl = u"http://localhost"_s};
    for (const QString &link : {addresses.login(u"verified=true"_s), addresses.login(u"error=account_exists"_s),
                                addresses.login(u"requiresTOTP=true"_s), addresses.forgotPassword(),
                                addresses.setPassword("a.b.c", u"/x"_s), addresses.verifyOnPage("a.b.c", {}),
                                addresses.pages() + u"/dashboard"_s, addresses.pages() + u"/settings/account?linked=corp"_s,
                                addresses.pages() + u"/signup"_s,
                                addresses.pages() + path::fill(page::externalRegister, u"a.b-c_d"_s)})
        QTest::newRow(qPrintable(link)) << link;
}

void PagesTest::areWhereEveryLinkLeads()
{
    QFETCH(const QString, link);
    const QUrl url(link);
    const Answer answer = m_server.client().get(url.path() + u'?' + url.query(QUrl::FullyEncoded));
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.header("content-type"), QByteArray("text/html; charset=utf-8"));
    QCOMPARE(answer.header("cache-control"), QByteArray("no-store"));
    QCOMPARE(m_server.client().get(page::root).header("location"), QByteArray("/dashboard"));
}

void PagesTest::runNothingButTheirOwnFiles()
{
    const Answer answer = m_server.client().get(page::login);
    const QByteArray policy = answer.header("content-security-policy");
    QVERIFY(policy.startsWith("default-src 'none';"));
    QVERIFY(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    QVERIFY(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"));
    QCOMPARE(answer.header("referrer-policy"), QByteArray("no-referrer"));
    QCOMPARE(m_server.client().get(page::account).header("referrer-policy"), QByteArray("same-origin"));
    QCOMPARE(answer.header("x-content-type-options"), QByteArray("nosniff"));
    const QString html = QString::fromUtf8(answer.body);
    QVERIFY(!html.contains(QRegularExpression(u"\\son\\w+=|\\sstyle=|<style|javascript:|https?://"_s)));
}

void PagesTest::showAPageForAnAddressThatThereIsNot()
{
    HttpClient client = m_server.client();
    const std::pair<QByteArray, QByteArray> browser{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};
    for (const QString &address : {u"/nowhere"_s, u"/settings/nothing"_s, u"/login/x/y"_s, page::notFound}) {
        const Answer answer = client.get(address, {browser, {"Accept-Language", "de"}});
        QVERIFY_STATUS(answer, 404);
        QCOMPARE(answer.header("content-type"), QByteArray("text/html; charset=utf-8"));
        QVERIFY(answer.header("content-security-policy").startsWith("default-src 'none';"));
        QVERIFY(answer.body.contains("<html lang=\"de\">") && !answer.body.contains("{{"));
    }
    const Answer written = client.get(u"/%3Cscript%3Ealert(1)%3C/script%3E"_s, {browser});
    QVERIFY(!written.body.contains("alert"));
}

void PagesTest::tellProgramsInTheirOwnWay_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("accept");
    QTest::newRow("API, by a browser") << u"/api/nowhere"_s << QByteArray("text/html");
    QTest::newRow("API's root") << u"/api"_s << QByteArray("text/html");
    QTest::newRow("well-known") << u"/.well-known/nothing"_s << QByteArray("text/html");
    QTest::newRow("a program") << u"/nowhere"_s << QByteArray("application/json");
    QTest::newRow("whatever there is") << u"/nowhere"_s << QByteArray("*/*");
    QTest::newRow("asset") << u"/assets/nothing.css"_s << QByteArray("text/html");
}

void PagesTest::tellProgramsInTheirOwnWay()
{
    QFETCH(const QString, address);
    QFETCH(const QByteArray, accept);
    QVERIFY_REFUSAL(m_server.client().get(address, {{"Accept", accept}}), 404, code::notFound);
    const Answer post = m_server.client().post(u"/nowhere"_s);
    QVERIFY_REFUSAL(post, 404, code::notFound);
}

void PagesTest::speakTheLanguageOfTheBrowser()
{
    HttpClient client = m_server.client();
    const Answer german = client.get(page::login, {{"Accept-Language", "de-CH,de;q=0.9,en;q=0.5"}});
    QVERIFY(german.body.contains("<html lang=\"de\">") && german.body.contains("Anmelden"));
    QCOMPARE(german.header("content-language"), QByteArray("de"));
    QCOMPARE(german.header("vary"), QByteArray("Accept-Language"));
    QVERIFY(client.get(page::login).body.contains("<html lang=\"en\">"));
    QVERIFY(client.get(page::login, {{"Accept-Language", "../../de"}}).body.contains("<html lang=\"en\">"));
}

void PagesTest::loadOnlyWhatThereIs()
{
    static const QRegularExpression reference(u"(?:src|href|from) ?=? ?[\"'](/assets/|\\./)([\\w.-]+)[\"']"_s);
    HttpClient client = m_server.client();
    for (const QString &path : {page::login, page::signup, page::forgotPassword, page::resetPassword, page::verify, page::stopAccount,
                                page::dashboard, page::account,
                                path::fill(page::externalRegister, u"x"_s), page::notFound}) {
        const QString html = QString::fromUtf8(client.get(path).body);
        QVERIFY(!html.contains("{{"_L1));
        for (auto found = reference.globalMatch(html); found.hasNext();)
            QVERIFY_STATUS(client.get(path::fill(page::asset, found.next().captured(2))), 200);
    }
    QDirIterator scripts(QStringLiteral(SOURCE_ROOT "/resources/web/assets"), {u"*.js"_s});
    while (scripts.hasNext()) {
        const QString text = QString::fromUtf8(fileOf(u"assets/"_s + QFileInfo(scripts.next()).fileName()));
        for (auto found = reference.globalMatch(text); found.hasNext();)
            QVERIFY_STATUS(client.get(path::fill(page::asset, found.next().captured(2))), 200);
    }
    static const QRegularExpression picture(u"url\\(([^)]+)\\)"_s);
    const QString style = QString::fromUtf8(fileOf(u"assets/style.css"_s));
    for (auto found = picture.globalMatch(style); found.hasNext();)
        QVERIFY_STATUS(client.get(path::fill(page::asset, found.next().captured(1))), 200);
}

void PagesTest::sendAssetsOnce()
{
    HttpClient client = m_server.client();
    const Answer first = client.get(path::fill(page::asset, u"style.css"_s));
    QVERIFY_STATUS(first, 200);
    QCOMPARE(first.header("content-type"), QByteArray("text/css; charset=utf-8"));
    QCOMPARE(first.header("cache-control"), QByteArray("no-cache"));
    const Answer again = client.get(path::fill(page::asset, u"style.css"_s), {{"If-None-Match", first.header("etag")}});
    QVERIFY_STATUS(again, 304);
    QCOMPARE(again.body, QByteArray());
    QVERIFY_STATUS(client.get(path::fill(page::asset, u"style.css"_s), {{"If-None-Match", "\"another\""}}), 200);
}

void PagesTest::refuseOtherFiles_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"/assets/nothing.js", "/assets/..%2flayout.html", "/assets/%2e%2e%2fwords%2fen.json",
                             "/assets/", "/assets/%00", "/assets/style.css%00", "/assets/%3a%2fweb%2flayout.html"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void PagesTest::refuseOtherFiles()
{
    QFETCH(const QString, path);
    const int status = m_server.client().get(path).status;
    QVERIFY2(status == 404 || status == 400, QByteArray::number(status));
}

void PagesTest::haveTheSameWordsInEachLanguage()
{
    for (const QString &part : {u"pages"_s, u"scripts"_s}) {
        const QJsonObject english = wordsOf(u"en"_s, part);
        const QJsonObject german = wordsOf(u"de"_s, part);
        QVERIFY(english.size() > 20);
        QCOMPARE(german.keys(), english.keys());
        static const QRegularExpression hole(u"\\{\\w+\\}"_s);
        for (const QString &key : english.keys()) {
            QVERIFY2(!german[key].toString().isEmpty(), qPrintable(key));
            QCOMPARE(german[key].toString().count(hole), english[key].toString().count(hole));
        }
    }
}

void PagesTest::useOnlyWordsThatThereAre()
{
    static const QRegularExpression said(u"'((?:\\w+\\.)?[\\w.]+)'"_s);
    const QJsonObject words = wordsOf(u"en"_s, u"scripts"_s);
    QStringList all;
    QDirIterator scripts(QStringLiteral(SOURCE_ROOT "/resources/web/assets"), {u"*.js"_s});
    while (scripts.hasNext()) {
        const QString text = QString::fromUtf8(fileOf(u"assets/"_s + QFileInfo(scripts.next()).fileName()));
        for (auto found = said.globalMatch(text); found.hasNext();)
            all += found.next().captured(1);
        static const QRegularExpression call(u"\\bsay\\('([^']+)'[,)]"_s);
        for (auto found = call.globalMatch(text); found.hasNext();) {
            const QString key = found.next().captured(1);
            QVERIFY2(words.contains(key), qPrintable(key));
        }
    }
    for (const QString &key : words.keys()) { // and none that nobody says
        const bool isBuilt = key.startsWith("code."_L1) || key.startsWith("field."_L1) || key.startsWith("event."_L1)
                             || key.startsWith("error."_L1);
        QVERIFY2(isBuilt || all.contains(key), qPrintable(key));
    }
}

void PagesTest::tellWhyAWayOverAProviderFailed()
{
    const QJsonObject words = wordsOf(u"en"_s, u"scripts"_s);
    using namespace flowcode;
    for (const char *code : {invalidState, accessDenied, accountExists, alreadyLinked, emailMissing, loginRequired,
                             code::providerUnavailable, code::registrationDisabled, code::accountDeactivated, code::accountLocked})
        QVERIFY2(words.contains(u"error."_s + QString::fromLatin1(code).toLower()), code);
}

void PagesTest::keepMarkupOfTheConfigurationOutOfThePage()
{
    const PageSet pages({.returnUrls = {u"https://app.example.org/</script><script>alert(1)</script>"_s}});
    const QByteArray html = pages.page(u"login"_s, u"en"_s);
    QVERIFY(html.contains("alert(1)") && !html.contains("<script>alert") && !html.contains("org/</script>"));
}

void PagesTest::drawQrCodes()
{
    HttpClient client = m_server.signedIn(m_server.addPerson(u"ada@example.org"_s));
    const QString url = client.post(path::twoFactorEnableRequest).text("url"_L1);
    const Answer answer = client.post(path::totpQrCode, QJsonObject{{u"url"_s, url}});
    QVERIFY_STATUS(answer, 200);
    QCOMPARE(answer.header("content-type"), QByteArray("image/svg+xml"));
    QCOMPARE(answer.header("cache-control"), QByteArray("no-store"));
    QVERIFY(answer.body.startsWith("<svg ") && answer.body.endsWith("</svg>"));
}

void PagesTest::refuseToDrawOtherTexts()
{
    HttpClient client = m_server.signedIn(m_server.addPerson(u"grace@example.org"_s));
    const QString longest = u"otpauth://totp/a:b?secret=%1&issuer=a"_s.arg(QString(4000, u'A'));
    for (const QString &url : {u""_s, u"https://evil.test"_s, u"otpauth://hotp/a:b?secret=AAAA"_s, longest})
        QVERIFY_REFUSAL(client.post(path::totpQrCode, QJsonObject{{u"url"_s, url}}), 400, code::validationFailed);
    QVERIFY_REFUSAL(m_server.client().post(path::totpQrCode, QJsonObject{{u"url"_s, u"x"_s}}), 401, code::unauthorized);
}

QTEST_GUILESS_MAIN(PagesTest)
#include "tst_pages.moc"
