// SPDX-License-Identifier: GPL-3.0-only
#include "support/providerfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Ways over a provider that anybody may begin, each of which leaves a row.
class ExternalBeginningsTest : public QObject, private ProviderFixture
{
    Q_OBJECT
private slots:
    void initTestCase();
    void forgetsThemInTime();
    void limitsThem_data();
    void limitsThem();

private:
    qint64 rows() const { return m_server->number(u"SELECT count(*) FROM external_flows"_s); }
};

void ExternalBeginningsTest::initTestCase()
{
    start({u"throttle.refreshes_per_client=60"_s, u"server.trusted_proxies=[\"127.0.0.1\"]"_s});
}

// All that have expired, however many they are, the first time that somebody looks; no other.
void ExternalBeginningsTest::forgetsThemInTime()
{
    const qint64 now = store::toColumn(m_server->clock().now()).toLongLong();
    const auto many = u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
                      " INSERT INTO external_flows (hash, face, provider, expires_at)"
                      " SELECT randomblob(32), 'oauth', 'good', ? FROM n"_s;
    prepared(m_server->services().database.run(many, {now}));
    m_server->browser().from("198.51.100.1").get(path::fill(path::oauthBegin, u"good"_s));
    QCOMPARE(rows(), 4001);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 9000);
}

void ExternalBeginningsTest::limitsThem_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("other"); // of the other family, which counts too
    QTest::addColumn<QByteArray>("network");
    QTest::newRow("oauth") << path::oauthBegin << path::externalInit << QByteArray("198.51.100.2");
    QTest::newRow("external") << path::externalInit << path::oauthBegin << QByteArray("2001:db8:1:2::1");
}

void ExternalBeginningsTest::limitsThem()
{
    QFETCH(QString, pattern);
    QFETCH(QString, other);
    QFETCH(QByteArray, network);
    const QString place = path::fill(pattern, u"good"_s);
    HttpClient client = m_server->client().from(network);
    for (int i = 0; i < 30; ++i) {
        for (const QString &each : {place, path::fill(other, u"good"_s)})
            QVERIFY(targetOf(client.get(each)).startsWith(m_rogue.issuer(u"good"_s)));
        QVERIFY_REFUSAL(client.get(path::fill(pattern, u"nobody"_s)), 404, code::notFound); // counts for nothing
    }
    const qint64 before = rows();
    const Answer refused = client.get(place);
    QVERIFY_REFUSAL(refused, 429, code::tooManyRequests);
    QVERIFY(refused.header("retry-after").toInt() > 0);
    for (const auto &header : Headers{{"Sec-Fetch-Mode", "navigate"}, {"Accept", "text/html,*/*;q=0.8"}}) {
        const Answer told = client.get(place, {header});
        QCOMPARE(targetOf(told), error(u"too_many_requests"_s));
        QVERIFY(told.cookieNames().isEmpty());
    }
    QCOMPARE(rows(), before);
    QVERIFY(targetOf(m_server->client().from("203.0.113.9").get(place)).startsWith(m_rogue.issuer(u"good"_s)));
    m_server->clock().advance(1min);
    QVERIFY(targetOf(client.get(place)).startsWith(m_rogue.issuer(u"good"_s)));
}

QTEST_GUILESS_MAIN(ExternalBeginningsTest)
#include "tst_externalbeginnings.moc"
