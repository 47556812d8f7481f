// SPDX-License-Identifier: GPL-3.0-only
#include "http/clientaddress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace http;

class ClientAddressTest : public QObject
{
    Q_OBJECT
private slots:
    void parsesAddressesStrictly_data();
    void parsesAddressesStrictly();
    void parsesSubnets();
    void refusesBadSubnets_data();
    void refusesBadSubnets();
    void believesNobodyByDefault_data();
    void believesNobodyByDefault();
    void walksBackThroughProxies_data();
    void walksBackThroughProxies();
    void readsForwarded_data();
    void readsForwarded();
    void isNotConfusedByTwoDisagreeingHeaders();
    void doesNotReadHeadersWithUnderscores();
    void exemptsAListedPeerOnlyWithoutAnyHeader();
    void givesTheSameClientForRotatingHeaders();
    void namesNetworks();

private:
    QString resolve(const QString &peer, const QList<Header> &headers) const
    {
        return m_proxies.resolve(QHostAddress(peer), headers).address.toString();
    }
    const TrustedProxies m_proxies =
        *TrustedProxies::parse({u"10.0.0.0/8"_s, u"2001:db8:1::/48"_s, u"192.0.2.7"_s});
};

void ClientAddressTest::parsesAddressesStrictly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("address");
    const auto row = [](const QByteArray &text, const QString &address) {
        QTest::newRow(text.toPercentEncoding().constData()) << text << address;
    };
    row("192.0.2.1", u"192.0.2.1"_s);
    row("2001:DB8::1", u"2001:db8::1"_s);
    row("::ffff:192.0.2.1", u"192.0.2.1"_s);
    row("::ffff:c000:201", u"192.0.2.1"_s);
    for (const QByteArray bad :
         {"", "127.1", "0177.0.0.1", "0x7f.0.0.1", "1.2.3.4.5", "256.1.1.1", "1.1.1.1%00", "fe80::1%eth0",
          "::1]", "[::1]", "a", "1.1.1.1 ", "localhost", "2130706433"})
        row(bad, QString());
    row(QByteArray("1.1.1.1\0", 8), QString());
}

void ClientAddressTest::parsesAddressesStrictly()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, address);
    const auto parsed = parseAddress(text);
    QCOMPARE(parsed ? parsed->toString() : QString(), address);
}

void ClientAddressTest::parsesSubnets()
{
    QVERIFY(m_proxies.contains(QHostAddress(u"10.255.0.1"_s)));
    QVERIFY(!m_proxies.contains(QHostAddress(u"11.0.0.1"_s)));
    QVERIFY(m_proxies.contains(QHostAddress(u"192.0.2.7"_s)));
    QVERIFY(!m_proxies.contains(QHostAddress(u"192.0.2.8"_s)));
    QVERIFY(m_proxies.contains(QHostAddress(u"2001:db8:1:ffff::1"_s)));
    QVERIFY(!m_proxies.contains(QHostAddress(u"2001:db8:2::1"_s)));
    QVERIFY(!TrustedProxies().contains(QHostAddress(u"10.0.0.1"_s)));
}

void ClientAddressTest::refusesBadSubnets_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10/8", "::/129",
                             "proxy", "*", "10.0.0.0/+8", "10.0.0.0/0x8"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ClientAddressTest::refusesBadSubnets()
{
    QFETCH(QString, text);
    const auto parsed = TrustedProxies::parse({u"10.0.0.0/8"_s, text});
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().detail, text);
}

void ClientAddressTest::believesNobodyByDefault_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    for (const char *name : {"x-forwarded-for", "x_forwarded_for", "x-real-ip", "forwarded",
                             "cf-connecting-ip", "true-client-ip", "client-ip", "x-client-ip"})
        QTest::newRow(name) << QByteArray(name)
                            << QByteArray(qstrcmp(name, "forwarded") ? "10.0.0.1" : "for=10.0.0.1");
}

void ClientAddressTest::believesNobodyByDefault()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto origin = m_proxies.resolve(QHostAddress(u"203.0.113.9"_s), {{name, value}});
    QCOMPARE(origin.address.toString(), u"203.0.113.9"_s);
    QVERIFY(!origin.isExempt);
    QCOMPARE(TrustedProxies().resolve(QHostAddress(u"127.0.0.1"_s), {{name, value}}).address.toString(),
             u"127.0.0.1"_s);
}

void ClientAddressTest::walksBackThroughProxies_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QString>("address");
    const auto row = [](const QByteArrayList &values, const QString &address) {
        QTest::newRow(values.join(" + ").left(60).toPercentEncoding(" ,+:[]\"").constData())
            << values << address;
    };
    row({"198.51.100.1"}, u"198.51.100.1"_s);
    row({"198.51.100.1, 10.0.0.2"}, u"198.51.100.1"_s);
    row({"1.1.1.1, 198.51.100.1, 10.0.0.2"}, u"198.51.100.1"_s);
    row({"1.1.1.1, 198.51.100.1", "10.0.0.2"}, u"198.51.100.1"_s);
    row({"198.51.100.1:5678"}, u"198.51.100.1"_s);
    row({"[2001:db8:9::1]:443"}, u"2001:db8:9::1"_s);
    row({"[2001:db8:9::1]"}, u"2001:db8:9::1"_s);
    row({"2001:db8:9::1"}, u"2001:db8:9::1"_s);
    row({"::ffff:198.51.100.1"}, u"198.51.100.1"_s);
    row({"10.0.0.3"}, u"10.0.0.3"_s);
    // what can't be read ends the walk at the last proxy that vouched
    row({"a"}, u"10.0.0.1"_s);
    row({""}, u"10.0.0.1"_s);
    row({"\"\""}, u"10.0.0.1"_s);
    row({",,,"}, u"10.0.0.1"_s);
    row({"[::1"}, u"10.0.0.1"_s);
    row({"[1.1.1.1]"}, u"10.0.0.1"_s);
    row({"1.1.1.1%00"}, u"10.0.0.1"_s);
    row({"1.1.1.1:"}, u"10.0.0.1"_s);
    row({"1.1.1.1:http"}, u"10.0.0.1"_s);
    row({"unknown"}, u"10.0.0.1"_s);
    row({"127.1"}, u"10.0.0.1"_s);
    row({"1.1.1.1, garbage, 10.0.0.2"}, u"10.0.0.2"_s);
    row({"1.1.1.1,"}, u"10.0.0.1"_s);
    row({QByteArray("9.9.9.9, ").repeated(300) + "198.51.100.1"}, u"198.51.100.1"_s);
    row({QByteArray(64 * 1024, '1')}, u"10.0.0.1"_s);
    row({QByteArray("10.0.0.9, ").repeated(300) + "10.0.0.8"}, u"10.0.0.9"_s);
}

void ClientAddressTest::walksBackThroughProxies()
{
    QFETCH(QByteArrayList, values);
    QFETCH(QString, address);
    QList<Header> headers;
    for (const QByteArray &value : values)
        headers.append({"x-forwarded-for", value});
    const auto origin = m_proxies.resolve(QHostAddress(u"10.0.0.1"_s), headers);
    QCOMPARE(origin.address.toString(), address);
    QVERIFY(!origin.isExempt);
    QCOMPARE(resolve(u"::ffff:10.0.0.1"_s, headers), address);
}

void ClientAddressTest::readsForwarded_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("address");
    const auto row = [](const QByteArray &value, const QString &address) {
        QTest::newRow(value.constData()) << value << address;
    };
    row("for=198.51.100.1", u"198.51.100.1"_s);
    row("For=\"[2001:db8:9::1]:4711\"", u"2001:db8:9::1"_s);
    row("proto=https;FOR=198.51.100.1;by=10.0.0.1", u"198.51.100.1"_s);
    row("for=1.1.1.1, for=198.51.100.1, for=10.0.0.2", u"198.51.100.1"_s);
    row("for=unknown", u"10.0.0.1"_s);
    row("for=_hidden", u"10.0.0.1"_s);
    row("proto=https", u"10.0.0.1"_s);
    row("for=1.1.1.1, proto=https", u"10.0.0.1"_s);
    row("1.1.1.1", u"10.0.0.1"_s);
    row("", u"10.0.0.1"_s);
}

void ClientAddressTest::readsForwarded()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, address);
    QCOMPARE(resolve(u"10.0.0.1"_s, {{"forwarded", value}}), address);
}

void ClientAddressTest::isNotConfusedByTwoDisagreeingHeaders()
{
    QCOMPARE(resolve(u"10.0.0.1"_s, {{"forwarded", "for=1.1.1.1"}, {"x-forwarded-for", "198.51.100.1"}}),
             u"10.0.0.1"_s);
    QCOMPARE(resolve(u"10.0.0.1"_s, {{"forwarded", "for=198.51.100.1"}, {"x-forwarded-for", "198.51.100.1"}}),
             u"198.51.100.1"_s);
}

void ClientAddressTest::doesNotReadHeadersWithUnderscores()
{
    const auto origin = m_proxies.resolve(
        QHostAddress(u"10.0.0.1"_s), {{"x_forwarded_for", "1.1.1.1"}, {"x-forwarded-for", "198.51.100.1"}});
    QCOMPARE(origin.address.toString(), u"198.51.100.1"_s);
}

void ClientAddressTest::exemptsAListedPeerOnlyWithoutAnyHeader()
{
    QVERIFY(m_proxies.resolve(QHostAddress(u"10.0.0.1"_s), {}).isExempt);
    QVERIFY(m_proxies.resolve(QHostAddress(u"10.0.0.1"_s), {{"x-real-ip", "1.1.1.1"}}).isExempt);
    QVERIFY(!m_proxies.resolve(QHostAddress(u"10.0.0.1"_s), {{"x-forwarded-for", ""}}).isExempt);
    QVERIFY(!m_proxies.resolve(QHostAddress(u"10.0.0.1"_s), {{"forwarded", ""}}).isExempt);
    QVERIFY(!m_proxies.resolve(QHostAddress(u"203.0.113.9"_s), {}).isExempt);
}

// Limits are kept by what this gives: whoever turns a header each time must not get a new identity.
void ClientAddressTest::givesTheSameClientForRotatingHeaders()
{
    QSet<QString> direct;
    QSet<QString> proxied;
    for (int i = 0; i < 50; ++i) {
        const QByteArray fake = "198.18.0." + QByteArray::number(i);
        direct.insert(
            resolve(u"203.0.113.9"_s,
                    {{"x-forwarded-for", fake}, {"forwarded", "for=" + fake}, {"x_forwarded_for", fake}}));
        proxied.insert(resolve(
            u"10.0.0.1"_s,
            {{"x-forwarded-for", fake + ", 203.0.113.9"}, {"x_forwarded_for", fake}, {"x-real-ip", fake}}));
    }
    QCOMPARE(direct, QSet<QString>{u"203.0.113.9"_s});
    QCOMPARE(proxied, QSet<QString>{u"203.0.113.9"_s});
}

void ClientAddressTest::namesNetworks()
{
    const auto network = [](const QString &address) {
        Client client;
        client.address = QHostAddress(address);
        return client.network();
    };
    QCOMPARE(network(u"192.0.2.1"_s), u"192.0.2.1"_s);
    QCOMPARE(network(u"2001:db8:1:2:3:4:5:6"_s), u"2001:db8:1:2::/64"_s);
    QCOMPARE(network(u"2001:db8:1:2::9"_s), network(u"2001:db8:1:2:ffff::1"_s));
    QVERIFY(network(u"2001:db8:1:2::9"_s) != network(u"2001:db8:1:3::9"_s));
}

QTEST_GUILESS_MAIN(ClientAddressTest)
#include "tst_clientaddress.moc"
