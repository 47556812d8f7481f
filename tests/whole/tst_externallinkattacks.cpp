// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QLoggingCategory>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

// What others try so that their account of a provider opens somebody's account here. Past bugs of
// comparable servers by their numbers in tests/vectors/auth-bugs.json: 3, 7.
class ExternalLinkAttacksTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void believesNoUnverifiedAddress_data();
    void believesNoUnverifiedAddress();
    void linksNobodyToAnUnprovenAddress();
    void startsNoLinkFromOtherSites_data();
    void startsNoLinkFromOtherSites();
    void linksOnlyTheSessionThatSetOut_data();
    void linksOnlyTheSessionThatSetOut();
    void linksNobodyWhoLeftMeanwhile_data();
    void linksNobodyWhoLeftMeanwhile();
    void linksNobodyWhoIsNotSignedIn();
    void takesNoIdentityFromAnotherAccount();
    void letsNoShutAccountIn();
    void disconnectsNobodyElses();
    void keepsOneOfTheLastTwoWays();
};

void ExternalLinkAttacksTest::initTestCase()
{
    start();
    QLoggingCategory::setFilterRules(u"gatehouse.*=false"_s); // it deplores each of them
}

// Row 3: what a provider says without being sure, or in another type, opens nobody's account.
void ExternalLinkAttacksTest::believesNoUnverifiedAddress_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QJsonValue>("verified");
    QTest::newRow("false") << u"trusted"_s << QJsonValue(false);
    QTest::newRow("absent") << u"trusted"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("null") << u"trusted"_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("text") << u"trusted"_s << QJsonValue(u"true"_s);
    QTest::newRow("number") << u"trusted"_s << QJsonValue(1);
    QTest::newRow("provider without trust") << u"good"_s << QJsonValue(true);
}

void ExternalLinkAttacksTest::believesNoUnverifiedAddress()
{
    QFETCH(QString, provider);
    QFETCH(QJsonValue, verified);
    const Person victim = proven(newAddress());
    for (const Family family : {Family::OAuth, Family::External}) {
        HttpClient browser = m_server->browser();
        ProviderTrip trip(*m_server, browser, provider, family);
        trip.claims.insert(u"email_verified"_s, true); // of another address, in the other document
        const Answer answer = trip.as(newSubject(), victim.email, verified).comeBack();
        QCOMPARE(targetOf(answer), error(u"account_exists"_s));
        QVERIFY(!isIn(browser));
    }
    QCOMPARE(m_server->number(u"SELECT count(*) FROM external_accounts WHERE account_id = ?"_s,
                              {victim.id.toString()}),
             0);
}

void ExternalLinkAttacksTest::linksNobodyToAnUnprovenAddress()
{
    const Person squatter = m_server->addPerson(newAddress()); // verified by an admin, never proven
    HttpClient browser = m_server->browser();
    const Answer answer =
        ProviderTrip(*m_server, browser, u"trusted"_s).as(newSubject(), squatter.email).comeBack();
    QCOMPARE(targetOf(answer), error(u"account_exists"_s));
}

// Row 7: another site starts no linking in somebody's name.
void ExternalLinkAttacksTest::startsNoLinkFromOtherSites_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("starts");
    const QByteArray own = "REFERER"; // replaced by the server's own address
    QTest::newRow("cross-site") << Headers{{"Sec-Fetch-Site", "cross-site"}} << false;
    QTest::newRow("same-site") << Headers{{"Sec-Fetch-Site", "same-site"}} << false;
    QTest::newRow("cross-site, own referer")
        << Headers{{"Sec-Fetch-Site", "cross-site"}, {"Referer", own}} << false;
    QTest::newRow("nothing") << Headers{} << false;
    QTest::newRow("foreign referer") << Headers{{"Referer", "https://evil.example/"}} << false;
    QTest::newRow("nearly our referer") << Headers{{"Referer", own + ".evil.example/"}} << false;
    QTest::newRow("own page") << Headers{{"Sec-Fetch-Site", "same-origin"}} << true;
    QTest::newRow("typed in") << Headers{{"Sec-Fetch-Site", "none"}} << true;
    QTest::newRow("old browser, own page") << Headers{{"Referer", own}} << true;
}

void ExternalLinkAttacksTest::startsNoLinkFromOtherSites()
{
    QFETCH(Headers, headers);
    QFETCH(bool, starts);
    for (auto &[name, value] : headers)
        value.replace("REFERER", m_server->publicUrl().toLatin1());
    HttpClient browser = browserOf(m_server->addPerson(newAddress()));
    for (const QString &place : {path::fill(path::oauthBegin, u"good"_s) + u"?flow=link"_s,
                                 path::fill(path::externalInit, u"good"_s)}) {
        const Answer answer = browser.get(place, headers);
        QCOMPARE(answer.cookieNames().isEmpty(), !starts);
        if (!starts)
            QCOMPARE(targetOf(answer), QString(m_server->publicUrl() + u"/settings/account?link=good"_s));
    }
}

void ExternalLinkAttacksTest::linksOnlyTheSessionThatSetOut_data()
{
    QTest::addColumn<QString>("meanwhile");
    for (const char *meanwhile :
         {"signed out", "signed in as another", "revoked", "deactivated", "without cookies"})
        QTest::newRow(meanwhile) << QString::fromLatin1(meanwhile);
}

void ExternalLinkAttacksTest::linksOnlyTheSessionThatSetOut()
{
    QFETCH(QString, meanwhile);
    const Person ada = m_server->addPerson(newAddress());
    const Person bob = m_server->addPerson(newAddress());
    HttpClient browser = browserOf(ada);
    ProviderTrip trip = linking(browser);
    const QByteArray state = browser.cookie("oauth_state");
    if (meanwhile == "signed out"_L1)
        browser.post(path::logout);
    if (meanwhile == "signed in as another"_L1)
        browser.post(path::login, bob.credentials());
    if (meanwhile == "revoked"_L1)
        prepared(m_server->services().sessions.revokeAllOf(ada.id));
    if (meanwhile == "deactivated"_L1)
        prepared(m_server->services().accounts.setDeactivated(ada.id, true, {.action = "test"}, {}));
    if (meanwhile == "without cookies"_L1) {
        browser = m_server->browser();
        browser.setCookie("oauth_state", state, "/api/auth/oauth");
    }
    const qint64 before = links();
    QCOMPARE(targetOf(trip.as(newSubject(), newAddress()).comeBack(browser)), error(u"login_required"_s));
    QCOMPARE(links(), before);
}

// While the provider still thinks about its answer.
void ExternalLinkAttacksTest::linksNobodyWhoLeftMeanwhile_data()
{
    QTest::addColumn<QString>("meanwhile");
    for (const char *meanwhile : {"reset the password", "signed out", "deactivated", "locked"})
        QTest::newRow(meanwhile) << QString::fromLatin1(meanwhile);
}

void ExternalLinkAttacksTest::linksNobodyWhoLeftMeanwhile()
{
    QFETCH(QString, meanwhile);
    const Person ada = proven(newAddress());
    const QString reset = QString::fromLatin1(m_server->resetToken(ada));
    HttpClient browser = browserOf(ada);
    ProviderTrip trip = linking(browser);
    trip.as(newSubject(), newAddress()).fault = u"late-token"_s;
    const qint64 before = links();
    const int asked = m_rogue.asked(u"/good/token"_s);
    Answer answer;
    std::thread thief([&, copy = browser, callback = trip.callback()]() mutable { answer = copy.get(callback); });
    while (m_rogue.asked(u"/good/token"_s) == asked)
        QThread::msleep(10);
    const Accounts &accounts = m_server->services().accounts;
    Answer done{.status = 200};
    if (meanwhile == "reset the password"_L1)
        done = m_server->client().post(path::resetPassword, {{u"token"_s, reset}, {u"password"_s, u"another horse 8"_s}});
    if (meanwhile == "signed out"_L1)
        done = browser.post(path::logout);
    if (meanwhile == "deactivated"_L1)
        prepared(accounts.setDeactivated(ada.id, true, {.action = "test"}, {}));
    if (meanwhile == "locked"_L1)
        prepared(accounts.setLocked(ada.id, true, {.action = "test"}, {}));
    thief.join();
    QVERIFY_STATUS(done, 200);
    QCOMPARE(targetOf(answer), error(u"login_required"_s));
    QCOMPARE(links(), before);
}

void ExternalLinkAttacksTest::linksNobodyWhoIsNotSignedIn()
{
    HttpClient browser = m_server->browser();
    const QString place = path::fill(path::oauthBegin, u"good"_s);
    QCOMPARE(targetOf(browser.get(place + u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}})),
             error(u"login_required"_s));
    QCOMPARE(targetOf(browser.get(place + u"?flow=steal"_s)), error(u"invalid_flow"_s));
    Person ada = m_server->addWithTwoFactor(newAddress()); // half signed in is not signed in
    HttpClient half = browserOf(ada);
    QCOMPARE(targetOf(half.get(place + u"?flow=link"_s, {{"Sec-Fetch-Site", "same-origin"}})),
             error(u"login_required"_s));
}

void ExternalLinkAttacksTest::takesNoIdentityFromAnotherAccount()
{
    const QString subject = newSubject();
    HttpClient first = m_server->browser();
    ProviderTrip(*m_server, first, u"good"_s).as(subject, newAddress()).comeBack();
    HttpClient second = browserOf(m_server->addPerson(newAddress()));
    ProviderTrip trip = linking(second);
    QCOMPARE(targetOf(trip.as(subject).comeBack()), error(u"already_linked"_s));
    QCOMPARE(m_server->number(u"SELECT count(*) FROM external_accounts WHERE subject = ?"_s, {subject}), 1);
    HttpClient other = m_server->browser(); // the same subject elsewhere is somebody else
    ProviderTrip(*m_server, other, u"trusted"_s).as(subject, newAddress()).comeBack();
    QVERIFY(other.get(path::account).json() != first.get(path::account).json());
}

void ExternalLinkAttacksTest::letsNoShutAccountIn()
{
    const Person ada = proven(newAddress());
    const auto comeBack = [&](const QString &subject) {
        HttpClient browser = m_server->browser();
        return targetOf(ProviderTrip(*m_server, browser, u"trusted"_s).as(subject, ada.email).comeBack());
    };
    const QString subject = newSubject();
    comeBack(subject);
    prepared(m_server->services().accounts.setLocked(ada.id, true, {.action = "test"}, {}));
    QCOMPARE(comeBack(subject), error(u"account_locked"_s));
    const qint64 before = links();
    QCOMPARE(comeBack(newSubject()), error(u"account_locked"_s));
    QCOMPARE(links(), before);
    QCOMPARE(m_server->eventsOf(ada.email).first().failureReason, u"account_locked"_s);
}

void ExternalLinkAttacksTest::disconnectsNobodyElses()
{
    HttpClient first = m_server->browser();
    ProviderTrip(*m_server, first, u"good"_s).as(newSubject(), newAddress()).comeBack();
    const QString id = linksOf(first).first().toObject().value("id"_L1).toString();
    const Person bob = m_server->addPerson(newAddress());
    HttpClient second = browserOf(bob);
    QVERIFY_REFUSAL(second.send("DELETE", path::fill(path::connectedAccount, id),
                                {{"Content-Type", "application/json"}}, R"({"password":"correct horse 7"})"),
                    404, code::notFound);
    QVERIFY_REFUSAL(second.remove(path::fill(path::externalAccount, u"good"_s)), 404, code::notFound);
    QVERIFY_REFUSAL(first.remove(path::fill(path::connectedAccount, id), {{"Sec-Fetch-Site", "cross-site"}}),
                    403, code::csrfRejected);
}

// Of two requests that would take away the last two ways at once, one is refused.
void ExternalLinkAttacksTest::keepsOneOfTheLastTwoWays()
{
    HttpClient browser = m_server->browser();
    ProviderTrip(*m_server, browser, u"good"_s).as(newSubject(), newAddress()).comeBack();
    linking(browser, u"trusted"_s).as(newSubject()).comeBack();
    QCOMPARE(linksOf(browser).size(), 2);
    std::vector<std::thread> threads;
    for (const QString &provider : {u"good"_s, u"trusted"_s})
        threads.emplace_back([copy = browser, provider]() mutable {
            copy.remove(path::fill(path::externalAccount, provider));
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(linksOf(browser).size(), 1);
}

QTEST_GUILESS_MAIN(ExternalLinkAttacksTest)
#include "tst_externallinkattacks.moc"
