// SPDX-License-Identifier: GPL-3.0-only
#include "history/geo.h"

#include "maxminddbwriter.h"
#include "support/verify.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestGeo : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsPlaces_data();
    void findsPlaces();
    void knowsNothingWithoutAFile();
    void refusesAFileThatIsNoDatabase_data();
    void refusesAFileThatIsNoDatabase();
    void survivesADatabaseWithBrokenData();

private:
    QString write(const QByteArray &content) const;

    QTemporaryDir m_folder;
    QByteArray m_database;
};

void TestGeo::initTestCase()
{
    MaxMindDbWriter writer;
    writer.add(u"203.0.113.0/24"_s, u"Köln"_s, u"Germany"_s);
    writer.add(u"198.51.100.128/25"_s, u"Kyiv"_s, u"Ukraine"_s);
    writer.add(u"2001:db8::/32"_s, u"Hanoi"_s, u"Vietnam"_s);
    m_database = writer.file();
}

QString TestGeo::write(const QByteArray &content) const
{
    QFile file(m_folder.filePath(u"places.mmdb"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s", qPrintable(file.errorString()));
    return file.fileName();
}

void TestGeo::findsPlaces_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("city");
    QTest::addColumn<QString>("country");
    QTest::newRow("IPv4") << u"203.0.113.77"_s << u"Köln"_s << u"Germany"_s;
    QTest::newRow("the second half of a network") << u"198.51.100.200"_s << u"Kyiv"_s << u"Ukraine"_s;
    QTest::newRow("the first half is not in it") << u"198.51.100.1"_s << QString() << QString();
    QTest::newRow("IPv6") << u"2001:db8:1::7"_s << u"Hanoi"_s << u"Vietnam"_s;
    QTest::newRow("a LAN") << u"10.0.0.7"_s << QString() << QString();
    QTest::newRow("loopback") << u"::1"_s << QString() << QString();
    QTest::newRow("none") << QString() << QString() << QString();
}

void TestGeo::findsPlaces()
{
    QFETCH(QString, address);
    const auto geo = Geo::open(write(m_database));
    QVERIFY_RESULT(geo);
    const Place place = geo->placeOf(QHostAddress(address));
    QTEST(place.city, "city");
    QTEST(place.country, "country");
}

void TestGeo::knowsNothingWithoutAFile()
{
    const auto geo = Geo::open({});
    QVERIFY_RESULT(geo);
    const Place place = geo->placeOf(QHostAddress(u"203.0.113.77"_s));
    QVERIFY(place.city.isEmpty() && !place.city.isNull());
    QVERIFY(place.country.isEmpty() && !place.country.isNull());
}

void TestGeo::refusesAFileThatIsNoDatabase_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello\n").repeated(2000);
    QTest::newRow("cut off") << m_database.left(m_database.size() / 2);
    QTest::newRow("metadata cut off") << m_database.chopped(40);
    QTest::newRow("of another version")
        << QByteArray(m_database).replace("major_version\xa1\x02", "major_version\xa1\x03");
}

void TestGeo::refusesAFileThatIsNoDatabase()
{
    QFETCH(QByteArray, content);
    const auto geo = Geo::open(write(content));
    QVERIFY(!geo);
    QVERIFY(geo.error().detail.contains(u"places.mmdb"_s));
    QVERIFY(!Geo::open(m_folder.filePath(u"not-there.mmdb"_s)));
}

// Whatever stands behind the tree, a look-up gives a place or none.
void TestGeo::survivesADatabaseWithBrokenData()
{
    const qsizetype metadata = m_database.indexOf("\xab\xcd\xefMaxMind.com");
    for (qsizetype at = 0; at < metadata; at += 3) {
        QByteArray broken = m_database;
        broken[at] = char(broken[at] ^ 0xff);
        const auto geo = Geo::open(write(broken));
        if (!geo)
            continue;
        for (const QString &address : {u"203.0.113.77"_s, u"2001:db8:1::7"_s, u"10.0.0.7"_s})
            geo->placeOf(QHostAddress(address));
    }
}

QTEST_GUILESS_MAIN(TestGeo)
#include "tst_geo.moc"
