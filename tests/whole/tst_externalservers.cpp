// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

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
    void givesUpOnSlowAnswers();
    void knowsNoOtherProviders_data();
    void knowsNoOtherProviders();
};

void ExternalServersTest::initTestCase()
{
    QStringList settings;
    for (const QString &variant : variants)
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

// Meanwhile everybody else is served.
void ExternalServersTest::givesUpOnSlowAnswers()
{
    QElapsedTimer timer;
    timer.start();
    Answer slow;
    std::thread waiting([&] { slow = m_server->browser().get(path::fill(path::oauthBegin, u"slow"_s)); });
    QTest::qWait(200);
    QElapsedTimer other;
    other.start();
    for (int i = 0; i < 20; ++i)
        QVERIFY_STATUS(m_server->client().get(path::ready), 200);
    QVERIFY(other.elapsed() < 2000);
    waiting.join();
    QCOMPARE(targetOf(slow), error(u"provider_unavailable"_s));
    QVERIFY(timer.elapsed() < 12'000);
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
