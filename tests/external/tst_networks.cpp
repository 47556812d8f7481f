// SPDX-License-Identifier: GPL-3.0-only
#include "external/networks.h"

#include <QTest>

// Which addresses and names are nobody's on the Internet.
class NetworksTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsPrivateAddresses_data();
    void knowsPrivateAddresses();
    void knowsLocalNames_data();
    void knowsLocalNames();
};

void NetworksTest::knowsPrivateAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isPrivate");
    for (const char *address :
         {"127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
          "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
          "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1"})
        QTest::newRow(address) << QString::fromLatin1(address) << true;
    for (const char *address :
         {"8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"})
        QTest::newRow(address) << QString::fromLatin1(address) << false;
}

void NetworksTest::knowsPrivateAddresses()
{
    QFETCH(QString, address);
    QFETCH(bool, isPrivate);
    QCOMPARE(networks::isPrivate(QHostAddress(address)), isPrivate);
}

void NetworksTest::knowsLocalNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isLocal");
    for (const char *name : {"localhost", "intranet", "id.LAN", "id.corp", "id.home.arpa", "a.b.internal",
                             "127.0.0.1", "192.168.1.1", "::1", ""})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name :
         {"accounts.google.com", "corp.example.org", "lan.example", "8.8.8.8", "2001:4860:4860::8888"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
}

void NetworksTest::knowsLocalNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isLocal);
    QCOMPARE(networks::isLocalName(name), isLocal);
}

QTEST_GUILESS_MAIN(NetworksTest)
#include "tst_networks.moc"
