// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QStringList variants{u"wrong-issuer"_s,  u"redirecting"_s,
                           u"elsewhere"_s,     u"huge"_s,
                           u"plain"_s,         u"broken"_s,
                           u"twice"_s,         u"gone"_s,
                           u"slow"_s,          u"file-token"_s,
                           u"private-token"_s, u"private-userinfo"_s,
                           u"no-algorithms"_s, u"redirecting-userinfo"_s};

} // namespace

// What a provider's servers may do wrong, and providers that there are not.
class ExternalServersTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesMisbehavingProviders_data();
    void refusesMisbehavingProviders();
    void remembersThatNothingCame();
    void letsNoProviderStarveAnother();
    void knowsNoOtherProviders_data();
    void knowsNoOtherProviders();
};

void ExternalServersTest::initTestCase()
{
    QStringList settings;
    for (const QString &variant : variants + QStringList{u"recovering"_s})
        settings += provider(variant, variant, true);
    start(settings);
    QLoggingCategory::setFilterRules(u"gatehouse.*=false"_s); // it deplores each of them
}

void ExternalServersTest::refusesMisbehavingProviders_data()
{
    QTest::addColumn<QString>("variant");
    for (const QString &variant : variants) {
        if (variant != "slow"_L1)
            QTest::newRow(variant.toLatin1()) << variant;
    }
}

void ExternalServersTest::refusesMisbehavingProviders()
{
    QFETCH(QString, variant);
    HttpClient browser = m_server->browser();
    ProviderTrip trip(*m_server, browser, variant);
    Answer last = trip.begun;
    if (last.cookie("oauth_state"))
        last = trip.as(newSubject(), newAddress()).comeBack();
    QCOMPARE(targetOf(last), error(u"provider_unavailable"_s));
    QVERIFY(!isIn(browser));
}

// For half a minute; but an admin who tests it wants to know how it is now.
void ExternalServersTest::remembersThatNothingCame()
{
    const QString document = u"/recovering/.well-known/openid-configuration"_s;
    const auto begin = [&] { return targetOf(m_server->browser().get(path::fill(path::oauthBegin, u"recovering"_s))); };
    QCOMPARE(begin(), error(u"provider_unavailable"_s));
    QCOMPARE(begin(), error(u"provider_unavailable"_s));
    QCOMPARE(m_rogue.asked(document), 1);
    HttpClient admin = m_server->signedIn(m_server->addAdmin(newAddress()));
    const Answer tested = admin.post(path::fill(path::adminProviderTest, u"recovering"_s));
    QVERIFY_STATUS(tested, 200);
    QVERIFY2(!tested.body.contains("BAD_STATUS"), tested.body);
    QCOMPARE(m_rogue.asked(document), 2);
    m_server->clock().advance(29s);
    QCOMPARE(begin(), error(u"provider_unavailable"_s));
    m_server->clock().advance(1s);
    QVERIFY(begin().startsWith(m_rogue.issuer(u"recovering"_s)));
    QCOMPARE(m_rogue.asked(document), 3);
}

// Many ask for one that does not answer: some wait for it, the others are told at once, and meanwhile
// everybody else is served. Whoever comes when it has failed does not wait for it again.
void ExternalServersTest::letsNoProviderStarveAnother()
{
    const QString slow = path::fill(path::oauthBegin, u"slow"_s);
    QElapsedTimer timer;
    timer.start();
    std::vector<Answer> answers(20);
    std::vector<std::thread> crowd;
    for (Answer &answer : answers)
        crowd.emplace_back([&] { answer = m_server->browser().get(slow); });
    QTest::qWait(300);
    QElapsedTimer other;
    other.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY_STATUS(m_server->client().get(path::ready), 200);
    HttpClient browser = m_server->browser();
    const QString arrived = targetOf(cameAs(browser, newSubject(), newAddress()));
    const qint64 took = other.elapsed();
    for (std::thread &thread : crowd)
        thread.join();
    QCOMPARE(arrived, url(u"/"_s));
    QVERIFY2(took < 2000, QByteArray::number(took));
    QVERIFY(timer.elapsed() < 13'000);
    QCOMPARE(std::ranges::count(answers, 503, &Answer::status), 5);
    for (const Answer &answer : answers) {
        if (answer.status != 503)
            QCOMPARE(targetOf(answer), error(u"provider_unavailable"_s));
    }
    QCOMPARE(m_rogue.asked(u"/slow/.well-known/openid-configuration"_s), 3);
    timer.start();
    QCOMPARE(targetOf(m_server->browser().get(slow)), error(u"provider_unavailable"_s));
    QVERIFY(timer.elapsed() < 1000);
}

void ExternalServersTest::knowsNoOtherProviders_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("oauth") << path::oauthBegin;
    QTest::newRow("external") << path::externalInit;
}

void ExternalServersTest::knowsNoOtherProviders()
{
    QFETCH(QString, pattern);
    for (const QString &name : {u"nobody"_s, u"GOOD"_s, u"providers"_s, u"good.evil"_s})
        QVERIFY_REFUSAL(m_server->browser().get(path::fill(pattern, name)), 404, code::notFound);
}

QTEST_GUILESS_MAIN(ExternalServersTest)
#include "tst_externalservers.moc"
