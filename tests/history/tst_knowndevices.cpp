// SPDX-License-Identifier: GPL-3.0-only
#include "history/history.h"
#include "maxminddbwriter.h"
#include "support/fixedclock.h"
#include "support/temporarydatabase.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// Which sign-ins are from a device that the account has not used before.
class KnownDevicesTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void knowsADeviceInEveryNetworkOfACountry();
    void isSurprisedByAnotherCountry();
    void saysWhereSomebodyIs_data();
    void saysWhereSomebodyIs();
    void forgetsTheDevicesOfARemovedAccount();

private:
    bool isNew(const QString &address, const QString &userAgent = u"curl/8.5.0"_s) const
    {
        const auto met = m_history->meetDevice(m_ada, {.address = QHostAddress(address), .userAgent = userAgent});
        if (!met)
            qFatal("%s", qPrintable(met.error().detail));
        return *met;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Geo> m_geo;
    std::unique_ptr<TemporaryDatabase> m_database;
    std::unique_ptr<History> m_history;
    FixedClock m_clock;
    AccountId m_ada;
};

void KnownDevicesTest::initTestCase()
{
    MaxMindDbWriter writer;
    writer.add(u"192.0.2.0/24"_s, u"Berlin"_s, u"Germany"_s);
    writer.add(u"198.51.100.0/24"_s, u"Hamburg"_s, u"Germany"_s);
    writer.add(u"203.0.113.0/24"_s, u""_s, u"France"_s);
    QFile file(m_folder.filePath(u"places.mmdb"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(writer.file()) > 0);
    file.close();
    auto geo = Geo::open(file.fileName());
    QVERIFY(geo);
    m_geo = std::make_unique<Geo>(*std::move(geo));
}

void KnownDevicesTest::init()
{
    m_database = std::make_unique<TemporaryDatabase>();
    m_history = std::make_unique<History>(**m_database, *m_geo, Secret(QByteArray("cursor key")), m_clock.clock());
    m_ada = AccountId::create();
    m_database->run(u"INSERT INTO accounts (id, email, email_shown, name, name_key, first_name, last_name,"
                    " search_text, created_at) VALUES (?, 'a@b', 'a@b', '', '', '', '', '', 0)"_s,
                    {m_ada.toString()});
}

void KnownDevicesTest::knowsADeviceInEveryNetworkOfACountry()
{
    QVERIFY(!isNew(u"192.0.2.1"_s));
    QVERIFY(!isNew(u"192.0.2.200"_s));
    QVERIFY(!isNew(u"198.51.100.1"_s));
    QVERIFY(isNew(u"192.0.2.1"_s, u"Wget/1.21.4"_s));
}

void KnownDevicesTest::isSurprisedByAnotherCountry()
{
    QVERIFY(!isNew(u"192.0.2.1"_s));
    QVERIFY(isNew(u"203.0.113.1"_s));
    QVERIFY(!isNew(u"203.0.113.2"_s));
}

void KnownDevicesTest::saysWhereSomebodyIs_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("words");
    QTest::newRow("city") << u"192.0.2.1"_s << u"192.0.2.1 (Berlin, Germany)"_s;
    QTest::newRow("country") << u"203.0.113.1"_s << u"203.0.113.1 (France)"_s;
    QTest::newRow("nothing") << u"10.0.0.1"_s << u"10.0.0.1"_s;
}

void KnownDevicesTest::saysWhereSomebodyIs()
{
    QFETCH(QString, address);
    QTEST(m_history->whereabouts({.address = QHostAddress(address), .userAgent = {}}), "words");
}

void KnownDevicesTest::forgetsTheDevicesOfARemovedAccount()
{
    isNew(u"192.0.2.1"_s);
    m_database->run(u"DELETE FROM accounts WHERE id = ?"_s, {m_ada.toString()});
    QCOMPARE(m_database->number(u"SELECT count(*) FROM known_devices"_s), 0);
}

QTEST_GUILESS_MAIN(KnownDevicesTest)
#include "tst_knowndevices.moc"
