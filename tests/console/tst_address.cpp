// SPDX-License-Identifier: GPL-3.0-only
#include "api/signin.h"
#include "connection/address.h"

#include <QTest>

using namespace Qt::StringLiterals;

class AddressTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void writesAddressesAsTheyCanBeTypedAgain_data();
    void writesAddressesAsTheyCanBeTypedAgain();
    void knowsWhatWouldBeReadOnTheWay_data();
    void knowsWhatWouldBeReadOnTheWay();
    void findsTheTokenInASetUpLink_data();
    void findsTheTokenInASetUpLink();
};

void AddressTest::readsWhatPeopleType_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("a name") << u"hq-auth"_s << u"https://hq-auth:8420"_s;
    QTest::newRow("with a port") << u"hq-auth:9000"_s << u"https://hq-auth:9000"_s;
    QTest::newRow("with blanks around") << u"  hq-auth "_s << u"https://hq-auth:8420"_s;
    QTest::newRow("loopback") << u"localhost"_s << u"http://localhost:8420"_s;
    QTest::newRow("a loopback address") << u"127.0.0.1:18420"_s << u"http://127.0.0.1:18420"_s;
    QTest::newRow("an IPv6 address") << u"fd00::7"_s << u"https://[fd00::7]:8420"_s;
    QTest::newRow("IPv6 loopback") << u"::1"_s << u"http://[::1]:8420"_s;
    QTest::newRow("IPv6 with a port") << u"[fd00::7]:443"_s << u"https://[fd00::7]:443"_s;
    QTest::newRow("a whole URL keeps its port")
        << u"https://auth.example.com"_s << u"https://auth.example.com"_s;
    QTest::newRow("behind a proxy") << u"https://example.com/auth/"_s << u"https://example.com/auth"_s;
    QTest::newRow("plain on purpose") << u"http://10.0.0.7:8420"_s << u"http://10.0.0.7:8420"_s;
    QTest::newRow("with a query") << u"https://a.example/?x=1#y"_s << u"https://a.example"_s;
}

void AddressTest::readsWhatPeopleType()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);
    QCOMPARE(address::fromText(text).toString(), url);
}

void AddressTest::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("another protocol") << u"ftp://hq-auth"_s;
    QTest::newRow("a file") << u"file:///etc/passwd"_s;
    QTest::newRow("words") << u"my auth server"_s;
    QTest::newRow("a password in it") << u"https://ada:secret@hq-auth"_s;
    QTest::newRow("a port that is none") << u"hq-auth:99999"_s;
}

void AddressTest::refusesWhatIsNoAddress()
{
    QFETCH(const QString, text);
    QVERIFY(!address::fromText(text).isValid());
}

void AddressTest::writesAddressesAsTheyCanBeTypedAgain_data() { readsWhatPeopleType_data(); }

void AddressTest::writesAddressesAsTheyCanBeTypedAgain()
{
    QFETCH(const QString, text);
    const QUrl url = address::fromText(text);
    QCOMPARE(address::fromText(address::toText(url)), url);
}

void AddressTest::knowsWhatWouldBeReadOnTheWay_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isExposed");
    QTest::newRow("plain to another computer") << u"http://10.0.0.7"_s << true;
    QTest::newRow("plain by name") << u"http://hq-auth:8420"_s << true;
    QTest::newRow("a name that only begins like loopback") << u"http://localhost.example.com"_s << true;
    QTest::newRow("plain to this computer") << u"http://localhost:8420"_s << false;
    QTest::newRow("all of 127") << u"http://127.9.9.9"_s << false;
    QTest::newRow("encrypted") << u"https://hq-auth"_s << false;
}

void AddressTest::knowsWhatWouldBeReadOnTheWay()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isExposed);
    QCOMPARE(address::isExposed(address::fromText(text)), isExposed);
}

void AddressTest::findsTheTokenInASetUpLink_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("token");
    QTest::newRow("a link") << u"http://localhost:8420/reset-password?token=a.b-c.d_e"_s << u"a.b-c.d_e"_s;
    QTest::newRow("more in the query")
        << u"https://x/reset-password?returnUrl=%2F&token=a.b.c"_s << u"a.b.c"_s;
    QTest::newRow("the token alone") << u" a.b.c\n"_s << u"a.b.c"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("another link") << u"https://x.y.z/start"_s << QString();
    QTest::newRow("words") << u"Dr. A. B. says"_s << QString();
}

void AddressTest::findsTheTokenInASetUpLink()
{
    QFETCH(const QString, text);
    QFETCH(const QString, token);
    QCOMPARE(SignIn::tokenIn(text).text(), token);
}

QTEST_GUILESS_MAIN(AddressTest)
#include "tst_address.moc"
